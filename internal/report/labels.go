package report

import (
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
)

// FoundText returns the label of a node that a search found. On a terminal the words of the search are marked, and if
// the label has none of them, the text that has them follows.
func FoundText(p *terminal.Page, n evidence.Node, label, search string) string {
	text := markedText(p, evidence.Mark(label, search))
	if text != label || !p.Style.Color {
		return text
	}
	best := evidence.Highlight(n, search)
	if slices.ContainsFunc(best, func(part evidence.TextPart) bool { return part.Matched }) {
		text += Parenthesized(markedText(p, best))
	}
	return text
}

// markedText joins the parts of a text, the matched ones in bold.
func markedText(p *terminal.Page, parts []evidence.TextPart) string {
	var b strings.Builder
	for _, part := range parts {
		if part.Matched {
			b.WriteString(p.Style.Bold(part.Text))
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// SourceLabel returns what to call a source in every command, so that it stands out in a sentence and can be told
// from others of the same title: "Tanker seized" (Harbour Times, 14 March 2026). outlet is the name of its outlet, ""
// if it has none.
func SourceLabel(s *evidence.Source, outlet string) string {
	if s.Title == "" {
		return s.Label(outlet) + Parenthesized(dateInWords(s.PublishedAt))
	}
	var more []string
	for _, text := range []string{outlet, dateInWords(s.PublishedAt)} {
		if text != "" {
			more = append(more, text)
		}
	}
	return Quoted(s.Title) + Parenthesized(strings.Join(more, ", "))
}

// dateInWords writes the day, month or year of a date: "14 March 2026"; "" if there is none.
func dateInWords(d evidence.Date) string {
	day := string(d.Day())
	for layout, words := range map[string]string{"2006-01-02": "2 January 2006", "2006-01": "January 2006",
		"2006": "2006"} {
		if t, err := time.Parse(layout, day); err == nil {
			return t.Format(words)
		}
	}
	return ""
}

// Label returns what to call a node whose outlet does not matter: its text, title or name. For a source see
// [SourceLabel].
func Label(n evidence.Node) string {
	switch n := n.(type) {
	case *evidence.Claim:
		return n.Text
	case *evidence.Source:
		return n.Label("")
	case interface{ Label() string }:
		return n.Label()
	}
	return n.NodeID().Key()
}
