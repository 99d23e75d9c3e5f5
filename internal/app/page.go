package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// style is how text is fitted to a terminal; the zero style leaves it plain.
type style struct {
	color bool
	width int // in columns; 0 = lines are not wrapped
}

func (s style) bold(text string) string { return s.wrap("1", text) }

// number marks a figure of the answer.
func (s style) number(text string) string { return s.wrap("1;36", text) }

func (s style) dim(text string) string { return s.wrap("2", text) }

func (s style) good(text string) string { return s.wrap("32", text) }

func (s style) bad(text string) string { return s.wrap("31", text) }

func (s style) wrap(code, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// page collects the lines of a text that a person reads.
type page struct {
	strings.Builder
	style style
	// document is what all of the answer was recorded from; its name is then not repeated at every place.
	document string
}

func (p *page) line(format string, args ...any) { p.hanging(0, format, args...) }

// hanging is line; where the line is wrapped, the others begin at a column.
func (p *page) hanging(column int, format string, args ...any) {
	for text := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		for _, line := range wrap(text, p.style.width, column) {
			p.WriteString(line)
			p.WriteByte('\n')
		}
	}
}

// gap leaves one blank line, never two.
func (p *page) gap() {
	if text := p.String(); text != "" && !strings.HasSuffix(text, "\n\n") {
		p.WriteByte('\n')
	}
}

// more says how many of a list are not shown, if any.
func (p *page) more(indent string, left int) {
	if left > 0 {
		p.line("%sand %s more; --all lists every one.", indent, wording.Digits(left))
	}
}

func (p *page) place(document string, quotes []evidence.Quote) string {
	var where places
	where.add(document, quotes)
	return where.text(p.document, "")
}

// notes prints the sentences with one of the codes, in the order of the codes.
func (p *page) notes(notes []convergence.Note, codes ...convergence.NoteCode) {
	for _, code := range codes {
		for _, n := range notes {
			if n.Code == code {
				p.line("%s", n.Text)
			}
		}
	}
}

// judgement prints how likely a claim is, or that nobody is rated, and then, in sentences of their own, the confidence and the
// suggested credibility.
func (p *page) judgement(answer *convergence.Convergence) {
	if answer.Likelihood() == nil {
		p.notes(answer.Caveats(), convergence.NoteUnrated)
	}
	p.notes(answer.Explanation(), convergence.NoteLikelihood, convergence.NoteConfidence, convergence.NoteCredibility)
	if answer.Likelihood() != nil {
		p.notes(answer.Caveats(), convergence.NoteUnrated)
	}
}

// widestColumn is the widest first column that still lines up, and widestRow the widest row that a longer entry may
// make; in a wider one what belongs to it stands on the next line.
const (
	widestColumn = 34
	widestRow    = 132
)

// columns prints rows of two columns, indented, the second one lined up, with at least gap spaces before it.
func (p *page) columns(rows [][2]string, gap int) {
	width, widest := 0, widestRow
	if p.style.width > 0 {
		widest = p.style.width
	}
	for _, row := range rows {
		if n := cells(row[0]); n <= widestColumn {
			width = max(width, n)
		}
	}
	second := 2 + width + gap
	for _, row := range rows {
		first := "  " + padded(row[0], width, false)
		if cells(row[0]) > width && cells(first)+gap+cells(row[1]) > widest {
			p.line("%s", first)
			first = strings.Repeat(" ", second-gap)
		}
		p.hanging(second, "%s%s%s", first, strings.Repeat(" ", gap), row[1])
	}
}

// table prints rows under a head, columns lined up; the columns in right are flushed right. Where it is wider than the
// terminal the longest entries go on in the next line.
func (p *page) table(head []string, rows [][]string, right ...int) {
	widths := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], cells(cell))
		}
	}
	fit(widths, p.style.width, right)
	p.row(head, widths, right, p.style.dim)
	for _, row := range rows {
		p.row(row, widths, right, func(line string) string { return line })
	}
}

// row prints one row of a table, in as many lines as its longest entry takes.
func (p *page) row(row []string, widths, right []int, mark func(string) string) {
	entries := make([][]string, len(row))
	lines := 0
	for i, cell := range row {
		entries[i] = wrapCell(cell, widths[i])
		lines = max(lines, len(entries[i]))
	}
	for n := range lines {
		line := make([]string, len(row))
		for i, entry := range entries {
			text := ""
			if n < len(entry) {
				text = entry[n]
			}
			line[i] = padded(text, widths[i], slices.Contains(right, i))
		}
		p.WriteString(mark(strings.TrimRight(strings.Join(line, "  "), " ")))
		p.WriteByte('\n')
	}
}
