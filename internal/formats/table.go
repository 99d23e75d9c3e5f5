package formats

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// table reads rows of cells, one at a time.
type table struct {
	in     *meter
	rows   *csv.Reader
	header []string
	n      int // the row that was read last, from 1, the header
}

// newTable reads the header of a table. comma is what separates the cells, 0 for what the first row shows.
func newTable(doc Document, comma rune) (*table, error) {
	in := bufio.NewReaderSize(doc.Body, 64<<10)
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(3) // it has just been seen
		head = head[3:]
	}
	if comma == 0 {
		comma = separatorOf(head)
	}
	t := &table{in: &meter{in: in}}
	t.rows = csv.NewReader(t.in)
	t.rows.Comma, t.rows.FieldsPerRecord = comma, -1
	row, err := t.next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, evidence.Invalidf("", "holds no rows; expected a first row with the names of the columns")
	case err != nil:
		return nil, evidence.Invalidf("", "row 1: %v; expected the names of the columns", err)
	}
	for _, name := range row {
		t.header = append(t.header, strings.TrimSpace(name))
	}
	return t, nil
}

// separatorOf returns the one of tab, semicolon, comma and bar that the first row has most of, outside of quotes.
func separatorOf(head []byte) rune {
	counts := map[byte]int{}
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte("\t;|") {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return rune(best)
}

func (t *table) next() ([]string, error) {
	t.in.limit = t.in.read + maxItemBytes
	t.n++
	return t.rows.Read()
}

// each gives every row after the header to visit, as many cells as there are columns. Rows that cannot be read are rejected.
func (t *table) each(ctx context.Context, out Lines, visit func(at string, row []string) error) error {
	for {
		row, err := t.next()
		at := fmt.Sprintf("row %d", t.n)
		var parse *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errItemTooLong):
			return evidence.Invalidf("", "%s: is longer than %d MB; a quote that is never closed, perhaps", at, maxItemBytes>>20)
		case errors.As(err, &parse):
			err = out.Reject(at, "", fmt.Sprintf("%v at line %d; expected cells with %q around what contains one, and that doubled", parse.Err, parse.Line, `"`))
		case err != nil:
			return &evidence.Error{Code: evidence.CodeInvalid, Message: at + ": cannot be read", Err: err}
		case len(row) != len(t.header):
			err = out.Reject(at, "", fmt.Sprintf("has %d cells; expected %d, as the first row", len(row), len(t.header)))
		default:
			err = visit(at, row)
		}
		if err != nil {
			return err
		}
	}
}

// recogniseTable tells whether a text is a table: at least two columns with names, and as many cells in the rows after
// them. Where there are no rows to see, the name of the file must say so.
func recogniseTable(name string, head []byte) bool {
	named := strings.HasSuffix(strings.ToLower(name), ".csv") || strings.HasSuffix(strings.ToLower(name), ".tsv")
	if cut := bytes.LastIndexByte(head, '\n'); cut > 0 {
		head = head[:cut] // the last row may be cut
	}
	t, err := newTable(Document{Body: bytes.NewReader(head)}, 0)
	if err != nil || len(t.header) < 2 {
		return named && err == nil
	}
	if named {
		return true
	}
	if !namesColumns(t.header) {
		return false
	}
	const enough = 5
	for n := range enough {
		row, err := t.next()
		if errors.Is(err, io.EOF) {
			return n > 0
		}
		if err != nil || len(row) != len(t.header) {
			return false
		}
	}
	return true
}

// namesColumns tells whether cells can be names of columns: short ones, each once.
func namesColumns(cells []string) bool {
	seen := map[string]bool{}
	for _, column := range cells {
		if column == "" || seen[column] || len(column) > 100 || strings.ContainsAny(column, "<>{}[]") {
			return false
		}
		seen[column] = true
	}
	return true
}
