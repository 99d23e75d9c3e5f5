package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// lineSpan is a span of lines of a document.
type lineSpan struct{ first, last int }

// places collects where passages stand, document by document, so that each is named once: "lines 4, 7".
type places struct {
	order []string
	lines map[string][]lineSpan
	other map[string][]string
}

func (p *places) add(document string, quotes []evidence.Quote) {
	for _, q := range quotes {
		if q.Place() == "" {
			continue
		}
		p.open(document)
		if q.StartLine > 0 {
			p.lines[document] = append(p.lines[document], lineSpan{q.StartLine, q.EndLine})
		} else if !slices.Contains(p.other[document], q.Locator) {
			p.other[document] = append(p.other[document], q.Locator)
		}
	}
}

func (p *places) open(document string) {
	if p.lines == nil {
		p.lines, p.other = map[string][]lineSpan{}, map[string][]string{}
	}
	if !slices.Contains(p.order, document) {
		p.order = append(p.order, document)
	}
}

// firstLine returns the first line of any document, 0 where no line is known.
func (p *places) firstLine() int {
	first := 0
	for _, spans := range p.lines {
		for _, s := range spans {
			if first == 0 || s.first < first {
				first = s.first
			}
		}
	}
	return first
}

// text returns every place, else the address; the document is named unless it is the only one of the answer.
func (p *places) text(only, address string) string {
	if len(p.order) == 0 {
		return address
	}
	var parts []string
	for _, document := range p.order {
		where := append(lineText(p.lines[document]), p.other[document]...)
		text := strings.Join(where, ", ")
		if document != only && document != "" {
			text += " of " + document
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// lineText returns "line 6" or "lines 4, 7, 14-21": sorted, adjoining spans joined.
func lineText(spans []lineSpan) []string {
	if len(spans) == 0 {
		return nil
	}
	slices.SortFunc(spans, func(a, b lineSpan) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return a.last - b.last
	})
	joined := spans[:1:1]
	for _, s := range spans[1:] {
		if end := &joined[len(joined)-1]; s.first <= end.last+1 {
			end.last = max(end.last, s.last)
		} else {
			joined = append(joined, s)
		}
	}
	texts := make([]string, len(joined))
	several := len(joined) > 1
	for i, s := range joined {
		texts[i] = fmt.Sprint(s.first)
		if s.last > s.first {
			texts[i] = fmt.Sprintf("%d-%d", s.first, s.last)
			several = true
		}
	}
	word := "line "
	if several {
		word = "lines "
	}
	return []string{word + strings.Join(texts, ", ")}
}
