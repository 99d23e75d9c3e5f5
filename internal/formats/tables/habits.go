package tables

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
)

// separatorSaid is how Excel says what stands between the cells, in a line of its own before the first row.
var separatorSaid = regexp.MustCompile(`^(?:\x{feff}|\s)*"?(?i:sep)=([^\r\n\w"])"?[^\r\n\w"]*(?:\r\n|\n|\r|$)`)

// separatorLine returns the separator that such a line says, and the size of the line; 0 if there is none.
func separatorLine(head []byte) (separator rune, size int) {
	m := separatorSaid.FindSubmatch(head)
	if m == nil {
		return 0, 0
	}
	return []rune(string(m[1]))[0], len(m[0])
}

// sampleRows is how many rows are looked at to find how a table is written.
const sampleRows = 50

// sampleLines returns the first lines of a text, without one that may be cut.
func sampleLines(head []byte) []string {
	lines := strings.SplitN(strings.ReplaceAll(string(head), "\r\n", "\n"), "\n", sampleRows+1)
	if len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// separatorOf returns the one of comma, tab, semicolon and bar that parts the first rows into as many cells as the
// header, the one that parts them most if several do.
func separatorOf(head []byte) rune {
	best, most, kept := ',', 0, -1
	for _, separator := range ",\t;|" {
		counts := countPerRow(head, byte(separator))
		if len(counts) == 0 || counts[0] == 0 {
			continue
		}
		as := 0
		for _, n := range counts {
			if n == counts[0] {
				as++
			}
		}
		if share := 100 * as / len(counts); share > kept || share == kept && counts[0] > most {
			best, most, kept = separator, counts[0], share
		}
	}
	return best
}

// countPerRow counts a separator in each of the first rows, outside of quotes around cells.
func countPerRow(head []byte, separator byte) []int {
	var counts []int
	n, began, quoted, empty := 0, true, false, true
	for _, c := range head {
		switch {
		case c == '"' && (began || quoted):
			quoted = !quoted
		case c == separator && !quoted:
			n++
		case c == '\n' && !quoted:
			if !empty {
				counts = append(counts, n)
			}
			if n, empty = 0, true; len(counts) == sampleRows {
				return counts
			}
		}
		began = !quoted && (c == separator || c == '\n')
		empty = empty && strings.IndexByte("\r\n", c) >= 0
	}
	if len(counts) == 0 {
		counts = append(counts, n)
	}
	return counts
}

// unquoted reports whether quotes are letters in a table with tabs, as databases write them: there is a null as they
// write it, or some quote can be no other, though each line has all its cells.
func unquoted(head []byte) bool {
	odd := false
	lines := sampleLines(head)
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		for _, cell := range cells {
			if cell == `\N` {
				return true
			}
			odd = odd || strings.Contains(cell, `"`) && !inQuotes(cell)
		}
		if line != "" && len(cells) != strings.Count(lines[0], "\t")+1 {
			return false
		}
	}
	return odd
}

// inQuotes reports whether a cell stands in quotes, and those within are doubled.
func inQuotes(cell string) bool {
	inner, begins := strings.CutPrefix(cell, `"`)
	inner, ends := strings.CutSuffix(inner, `"`)
	return begins && ends && !strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`)
}

// escapes are what a backslash and a letter stand for in what databases write.
var escapes = map[byte]string{
	'n': "\n", 't': "\t", 'r': "\r", '\\': `\`, 'b': "", 'f': " ", 'v': " ", '0': "", '\n': "\n", '\t': "\t",
}

// escaped reports whether backslashes are escapes: there is a null or an escaped backslash, and every one can be an
// escape. A path of Windows has others.
func escaped(head []byte) bool {
	sure := false
	lines := strings.Join(sampleLines(head), "\n")
	for i := 0; i < len(lines); i++ {
		if lines[i] != '\\' {
			continue
		}
		if i++; i == len(lines) {
			break
		}
		if _, known := escapes[lines[i]]; !known && lines[i] != 'N' {
			return false
		}
		sure = sure || lines[i] == '\\' || lines[i] == 'N'
	}
	return sure
}

// plainRows reads rows with tabs between the cells, in which quotes are letters.
type plainRows struct {
	in      *bufio.Reader
	escaped bool
}

// Read returns the next row with content.
func (r *plainRows) Read() ([]string, error) {
	for {
		line, err := r.line()
		if line == "" && err != nil {
			return nil, err
		}
		if strings.TrimSpace(line) == "" && !strings.Contains(line, "\t") {
			continue
		}
		if !r.escaped {
			return strings.Split(line, "\t"), nil
		}
		return unescaped(line), nil
	}
}

// line returns the next line; one that ends in an escape goes on after it.
func (r *plainRows) line() (string, error) {
	var line strings.Builder
	for {
		text, err := r.in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		text, whole := strings.CutSuffix(text, "\n")
		text = strings.TrimSuffix(text, "\r")
		line.WriteString(text)
		slashes := len(text) - len(strings.TrimRight(text, `\`))
		if !r.escaped || !whole || slashes%2 == 0 {
			return line.String(), err
		}
		line.WriteByte('\n')
	}
}

// unescaped parts a line at its tabs and resolves the escapes. A null stays what it is.
func unescaped(line string) []string {
	var cells []string
	var cell strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\t':
			cells = append(cells, cell.String())
			cell.Reset()
		case line[i] == '\\' && i+1 < len(line):
			i++
			if text, known := escapes[line[i]]; known {
				cell.WriteString(text)
			} else {
				cell.WriteString(line[i-1 : i+1])
			}
		default:
			cell.WriteByte(line[i])
		}
	}
	return append(cells, cell.String())
}

// oldLines reports whether lines end in a carriage return alone, as on old Macintoshes.
func oldLines(head []byte) bool {
	return bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0
}

// lineEnds reads carriage returns as line ends.
type lineEnds struct{ in io.Reader }

// Read implements io.Reader.
func (l *lineEnds) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
