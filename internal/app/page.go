package app

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// style marks text for a terminal; the zero style leaves it plain.
type style struct{ color bool }

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

func (p *page) line(format string, args ...any) {
	fmt.Fprintf(&p.Builder, format, args...)
	p.WriteByte('\n')
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

// widestColumn is the widest first column that still lines up; a longer entry pushes its own row only.
const widestColumn = 34

// columns prints rows of two columns, indented, the second one lined up, with at least gap spaces before it.
func (p *page) columns(rows [][2]string, gap int) {
	width := 0
	for _, row := range rows {
		if n := utf8.RuneCountInString(row[0]); n <= widestColumn {
			width = max(width, n)
		}
	}
	for _, row := range rows {
		pad := max(width-utf8.RuneCountInString(row[0]), 0)
		p.line("  %s%s%s", row[0], strings.Repeat(" ", pad+gap), row[1])
	}
}

// table prints rows under a head, columns lined up; the columns in right are flushed right.
func (p *page) table(head []string, rows [][]string, right ...int) {
	widths := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	line := func(row []string) string {
		cells := make([]string, len(row))
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if slices.Contains(right, i) {
				cells[i] = pad + cell
			} else {
				cells[i] = cell + pad
			}
		}
		return strings.TrimRight(strings.Join(cells, "  "), " ")
	}
	p.line("%s", p.style.dim(line(head)))
	for _, row := range rows {
		p.line("%s", line(row))
	}
}
