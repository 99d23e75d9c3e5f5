package terminal

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/wording"
)

// Page collects the lines of a text that a person reads.
type Page struct {
	strings.Builder
	Style Style
}

// Line prints a line, wrapped to the width of the terminal.
func (p *Page) Line(format string, args ...any) { p.Hanging(0, format, args...) }

// Hanging is Line; where the line is wrapped, the others begin at a column.
func (p *Page) Hanging(column int, format string, args ...any) {
	for text := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		for _, line := range Wrap(text, p.Style.width, column) {
			p.WriteString(line)
			p.WriteByte('\n')
		}
	}
}

// Gap leaves one blank line, never two.
func (p *Page) Gap() {
	if text := p.String(); text != "" && !strings.HasSuffix(text, "\n\n") {
		p.WriteByte('\n')
	}
}

// More says how many of a list are not shown, if any.
func (p *Page) More(indent string, left int) {
	if left > 0 {
		p.Line("%sand %s more; --all lists every one.", indent, wording.Digits(left))
	}
}

// widestColumn is the widest first column that still lines up, and widestRow the widest row that a longer entry may
// make; in a wider one what belongs to it stands on the next line.
const (
	widestColumn = 34
	widestRow    = 132
)

// Columns prints rows of two columns, indented, the second one lined up, with at least gap spaces before it.
func (p *Page) Columns(rows [][2]string, gap int) {
	width, widest := 0, widestRow
	if p.Style.width > 0 {
		widest = p.Style.width
	}
	for _, row := range rows {
		if n := Cells(row[0]); n <= widestColumn {
			width = max(width, n)
		}
	}
	second := 2 + width + gap
	for _, row := range rows {
		first := "  " + Padded(row[0], width, false)
		if Cells(row[0]) > width && Cells(first)+gap+Cells(row[1]) > widest {
			p.Line("%s", first)
			first = strings.Repeat(" ", second-gap)
		}
		p.Hanging(second, "%s%s%s", first, strings.Repeat(" ", gap), row[1])
	}
}

// Table prints rows under a head, columns lined up; the columns in right are flushed right. Where it is wider than the
// terminal the longest entries go on in the next line.
func (p *Page) Table(head []string, rows [][]string, right ...int) {
	widths := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], Cells(cell))
		}
	}
	fit(widths, p.Style.width, right)
	p.row(head, widths, right, p.Style.Dim)
	for _, row := range rows {
		p.row(row, widths, right, func(line string) string { return line })
	}
}

// row prints one row of a table, in as many lines as its longest entry takes.
func (p *Page) row(row []string, widths, right []int, mark func(string) string) {
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
			line[i] = Padded(text, widths[i], slices.Contains(right, i))
		}
		p.WriteString(mark(strings.TrimRight(strings.Join(line, "  "), " ")))
		p.WriteByte('\n')
	}
}

// Flow prints paragraphs. On a terminal each is wrapped to its width; what is indented stays as it is.
func (p *Page) Flow(text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			p.Gap()
		}
		if p.Style.width > 0 && !strings.Contains(paragraph, "\n ") && !strings.HasPrefix(paragraph, " ") {
			paragraph = strings.ReplaceAll(paragraph, "\n", " ")
		}
		p.Line("%s", paragraph)
	}
}
