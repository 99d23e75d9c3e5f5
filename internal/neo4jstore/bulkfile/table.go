// Package bulkfile writes the files that Neo4j's own importer reads: the rows of one label or relationship type, and
// the header that names their columns.
package bulkfile

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// Table is the rows of one label or relationship type as they are written. Its columns grow with the rows: those before
// have no value in a new column, and end where their last value is.
type Table struct {
	// Name is the label or the type, Header and Rows are paths.
	Name, Header, Rows string
	// Node reports whether the rows are nodes, and Multiline whether values have line breaks in them.
	Node, Multiline bool
	columns         []column
	places          map[string]int // of the columns by name
	file            *os.File
	out             *bufio.Writer
	buffer          []byte // memory reused from row to row
}

// column is a property, and the type of its values as the importer names it.
type column struct{ name, kind string }

// Delimiter separates the elements of a list in the files: no text of a list has it.
const Delimiter = '\x1f'

// joinedIDs is the space of the ids of what relationships join, which are told apart whatever their labels.
const joinedIDs = "node"

// The labels of nodes that stand by themselves, each a space of its own.
const (
	GraphLabel  = "Graph"
	WordsLabel  = "Words"
	ChangeLabel = "Change"
	// EditionLabel is of what says which version of a record is in force.
	EditionLabel = "Edition"
)

// New makes the file of the rows; n tells tables of one name apart.
func New(folder, name string, node bool, n int) (*Table, error) {
	path := filepath.Join(folder, fmt.Sprintf("%02d-%s", n, name))
	t := &Table{Name: name, Header: path + "-header.csv", Rows: path + ".csv", Node: node, places: map[string]int{}}
	f, err := os.Create(t.Rows)
	if err != nil {
		return nil, fmt.Errorf("writing the graph into files: %w", err)
	}
	t.file, t.out = f, bufio.NewWriterSize(f, 1<<18)
	return t, nil
}

// Row writes a row: of a relationship its ends, then its properties. It does not fit, and nothing is written, where a
// property is of another type than in the rows before.
func (t *Table) Row(ends []string, p layout.Properties) (fits bool, err error) {
	if !t.widen(p) {
		return false, nil
	}
	line := t.buffer[:0]
	for i, end := range ends {
		if i > 0 {
			line = append(line, ',')
		}
		line = t.text(line, end)
	}
	pending := 0
	if len(ends) > 0 {
		pending = 1
	}
	left := len(p)
	for _, c := range t.columns {
		if left == 0 {
			break
		}
		if value, has := p[c.name]; has {
			for ; pending > 0; pending-- {
				line = append(line, ',')
			}
			if line, err = t.value(line, c, value); err != nil {
				return false, err
			}
			left--
		}
		pending++
	}
	t.buffer = append(line, '\n')
	_, err = t.out.Write(t.buffer)
	return true, err
}

// widen adds the columns that a row has and the table has not.
func (t *Table) widen(p layout.Properties) bool {
	known := 0
	for name, value := range p {
		at, has := t.places[name]
		if has && t.columns[at].kind != kindOf(value) {
			return false
		}
		if has {
			known++
		}
	}
	if known == len(p) {
		return true
	}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if _, has := t.places[name]; !has {
			t.places[name] = len(t.columns)
			t.columns = append(t.columns, column{name, kindOf(p[name])})
		}
	}
	return true
}

// kindOf returns the type of a property as the importer names it; "" of what is never stored.
func kindOf(value any) string {
	switch value.(type) {
	case string:
		return "string"
	case []string:
		return "string[]"
	case float64:
		return "double"
	case int, int64:
		return "long"
	case bool:
		return "boolean"
	}
	return ""
}

func (t *Table) value(line []byte, c column, value any) ([]byte, error) {
	switch v := value.(type) {
	case string:
		return t.text(line, v), nil
	case []string:
		for _, element := range v {
			if element == "" || strings.ContainsRune(element, Delimiter) {
				return nil, evidence.Invalidf(
					c.name, "%q is empty or has the character U+001F in it, which a bulk import cannot take over in a list; "+
						"import without --bulk", element)
			}
		}
		return t.text(line, strings.Join(v, string(Delimiter))), nil
	case float64:
		return strconv.AppendFloat(line, v, 'g', -1, 64), nil
	case int:
		return strconv.AppendInt(line, int64(v), 10), nil
	case int64:
		return strconv.AppendInt(line, v, 10), nil
	case bool:
		return strconv.AppendBool(line, v), nil
	}
	return nil, &evidence.Error{Code: evidence.CodeInternal, Message: fmt.Sprintf("cannot write a %T into a file", value)}
}

// text writes a text in quotes: without them an empty one would be none.
func (t *Table) text(line []byte, text string) []byte {
	if strings.ContainsAny(text, "\n\r") {
		t.Multiline = true
	}
	line = append(line, '"')
	for {
		before, after, quote := strings.Cut(text, `"`)
		line = append(line, before...)
		if !quote {
			return append(line, '"')
		}
		line, text = append(line, `""`...), after
	}
}

// Finish writes the header, and the last of the rows.
func (t *Table) Finish() error {
	var fields []string
	key, ids := "id", joinedIDs
	switch {
	case !t.Node:
		fields = []string{":START_ID(" + joinedIDs + ")", ":END_ID(" + joinedIDs + ")"}
	case t.Name == GraphLabel:
		key, ids = "name", GraphLabel
	case t.Name == WordsLabel || t.Name == ChangeLabel || t.Name == EditionLabel:
		ids = t.Name
	}
	for _, c := range t.columns {
		if t.Node && c.name == key {
			c.kind = "ID(" + ids + ")"
		}
		fields = append(fields, c.name+":"+c.kind)
	}
	return errors.Join(t.out.Flush(), os.WriteFile(t.Header, []byte(strings.Join(fields, ",")+"\n"), 0o600))
}

// Close closes the file, which stays.
func (t *Table) Close() error { return t.file.Close() }
