package tables

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// table reads rows of cells, one at a time: as spreadsheets write them, with quotes around cells, or as databases do,
// with neither quotes nor anything else that is special but a tab and the end of a line.
type table struct {
	text   *charsets.Reader
	in     *formats.Meter
	rows   interface{ Read() ([]string, error) }
	Header []string
	n      int // the row that was read last, from 1, the header
	next   *readRow
}

// readRow is a row that has been looked at and not yet been visited.
type readRow struct {
	cells []string
	err   error
}

// Open reads the header of a table. comma is what separates the cells, 0 for what the first rows show.
func Open(doc formats.Document, comma rune) (*table, error) {
	text := charsets.NewTable(doc.Body)
	in := bufio.NewReaderSize(text, 64<<10)
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &evidence.Error{Code: evidence.CodeInvalid, Message: "cannot be read", Err: err}
	}
	if said, size := separatorLine(head); size > 0 {
		_, _ = in.Discard(size) // it has just been seen
		head = head[size:]
		if comma == 0 {
			comma = said
		}
	}
	var rows io.Reader = in
	if oldLines(head) {
		rows = &lineEnds{in}
		head = bytes.ReplaceAll(head, []byte("\r"), []byte("\n"))
	}
	t := &table{in: formats.NewMeter(rows), text: text}
	if comma == 0 {
		comma = separatorOf(head)
	}
	if comma == '\t' && unquoted(head) {
		t.rows = &plainRows{in: bufio.NewReader(t.in), escaped: escaped(head)}
	} else {
		rows := csv.NewReader(t.in)
		rows.Comma, rows.FieldsPerRecord = comma, -1
		t.rows = rows
	}
	row, err := t.read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, evidence.Invalidf("", "holds no rows; expected a first row with the names of the columns")
	case err != nil:
		return nil, evidence.Invalidf("", "row 1: %v; expected the names of the columns", err)
	}
	for _, name := range row {
		t.Header = append(t.Header, strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
	}
	t.Header = withoutEmptyEnd(t.Header, 1)
	return t, nil
}

// withoutEmptyEnd leaves out empty cells at the end of a row, down to a number of cells.
func withoutEmptyEnd(row []string, most int) []string {
	for len(row) > most && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	return row
}

// read returns the next row; null, as databases write it, is an empty cell.
func (t *table) read() ([]string, error) {
	if seen := t.next; seen != nil {
		t.next = nil
		return seen.cells, seen.err
	}
	t.in.Begin(t.in.Count())
	t.n++
	row, err := t.rows.Read()
	for i, cell := range row {
		if cell == `\N` {
			row[i] = ""
		}
	}
	return row, err
}

// first returns the first row after the header without taking it; nil if there is none that can be read.
func (t *table) first() []string {
	cells, err := t.read()
	t.next = &readRow{cells, err}
	return cells
}

// Each gives every row after the header to visit, as many cells as there are columns. Rows that cannot be read are
// rejected.
func (t *table) Each(ctx context.Context, out formats.Lines, visit func(at string, row []string) error) error {
	defer func() { formats.NoteEncoding(out, t.text) }()
	for {
		row, err := t.read()
		at := fmt.Sprintf("row %d", t.n)
		row = withoutEmptyEnd(row, len(t.Header))
		var parse *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, formats.ErrItemTooLong):
			return evidence.Invalidf("", "%s: is longer than %d MB; a quote that is never closed, perhaps", at,
				formats.MaxItemBytes>>20)
		case errors.As(err, &parse):
			err = out.Reject(at, "",
				fmt.Sprintf("%v at line %d; expected cells with %q around what contains one, and that doubled",
					parse.Err, parse.Line, `"`))
		case err != nil:
			return &evidence.Error{Code: evidence.CodeInvalid, Message: at + ": cannot be read", Err: err}
		case len(row) != len(t.Header):
			err = out.Reject(at, "", fmt.Sprintf("has %d cells; expected %d, as the first row", len(row),
				len(t.Header)))
		default:
			err = visit(at, row)
		}
		if err != nil {
			return err
		}
	}
}

// recogniseTable reports whether a text is a table: at least two columns with names, and as many cells in the rows
// after them. Where there are no rows to see, the name of the file must say so.
func recogniseTable(name string, head []byte) bool {
	named := strings.HasSuffix(strings.ToLower(name), ".csv") || strings.HasSuffix(strings.ToLower(name), ".tsv")
	if cut := bytes.LastIndexByte(head, '\n'); cut > 0 {
		head = head[:cut] // the last row may be cut
	}
	said, _ := separatorLine(head)
	named = named || said != 0
	t, err := Open(formats.Document{Body: bytes.NewReader(head)}, 0)
	if err != nil || len(t.Header) < 2 {
		return named && err == nil
	}
	if named {
		return true
	}
	if !namesColumns(t.Header) {
		return false
	}
	const enough = 5
	for n := range enough {
		row, err := t.read()
		if errors.Is(err, io.EOF) {
			return n > 0
		}
		if err != nil || len(withoutEmptyEnd(row, len(t.Header))) != len(t.Header) {
			return false
		}
	}
	return true
}

// namesColumns reports whether cells can be names of columns: short ones, each once.
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
