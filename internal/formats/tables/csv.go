// Package tables reads tables (CSV, TSV): it finds what the columns mean, or follows a mapping of them.
package tables

import (
	"context"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// CSV reads a table with the names of its columns in the first row: comma, semicolon, tab or bar between the cells,
// quotes as spreadsheets write them, or none as databases do. What the columns are a mapping says; without one (nil)
// it is guessed from their names, and each guess reported in a note. A table with a column "type" needs none: each row
// is a line of Credence's own format; nor does a table of interests or leanings alone. [Help] says all of it to people.
//
//	each record of the mapping, in each row   a line of its type, with the cells as its fields
//	a record whose cells are all empty        nothing
//	a node without an id                      the id that its address, words or name make: see [evidence.SourceIDOf],
//	                                          [evidence.ClaimIDOf] and package publisher
//	a record that names another one           the id of that record in the same row
//	cells of numbers                          "51.5", "51,5" and "51.5 %" are one
//	cells of dates                            see package dates
//	cells of lists                            split at ";", or what the mapping says
//	cells of domains                          the registrable domain, of a host or an address
//	cells of stances                          for, agree, against, deny ... as well as SUPPORTS, REFUTES and MENTIONS
//	cells of directions and kinds of          for, against, party ... as well as FOR, AGAINST, PARTY ...
//	interests
//	cells of kinds of derivations             reprint, quotes, based on ... as well as SYNDICATES, QUOTES and so on
//
// Lost: columns that no record of the mapping names; without a mapping they are listed in a note.
func CSV(m *Mapping) formats.Format {
	return formats.Format{
		Name: "csv", About: "tables (CSV, TSV), by a mapping of their columns or by the columns' names: see " +
			"credence help tables",
		Becomes:   "rows become records; a column may say which source takes from which",
		Loses:     "columns that nothing names; a note lists them",
		Recognise: recogniseTable,
		Read: func(ctx context.Context, doc formats.Document, out formats.Lines) error {
			return readCSV(ctx, doc, out, m)
		},
	}
}

func readCSV(ctx context.Context, doc formats.Document, out formats.Lines, m *Mapping) error {
	var comma rune
	if m != nil && m.Separator != "" {
		comma = []rune(m.Separator)[0]
	}
	rows, err := Open(doc, comma)
	if err != nil {
		return err
	}
	columns, err := columnsOf(rows.Header)
	if err != nil {
		return err
	}
	if kind, typed := rows.ofOurs(); m == nil && (typed || kind != "") {
		own := ownFields(rows.Header)
		if !typed {
			formats.Note(out, "the columns are those of "+kind+" lines: each row is taken for one")
		}
		return rows.Each(ctx, out, func(at string, row []string) error { return ownRow(out, at, kind, own, row) })
	}
	if m == nil {
		if m, err = guess(rows.Header, out); err != nil {
			return err
		}
	}
	if m, err = m.on(columns); err != nil {
		return err
	}
	return rows.Each(ctx, out, func(at string, row []string) error {
		r := mappedRow{mapping: m, columns: columns, cells: row, ids: map[string][]string{}, out: out, at: at}
		return r.write()
	})
}

// columnsOf returns the places of the columns by name; those without a name are passed over.
func columnsOf(header []string) (map[string]int, error) {
	columns := map[string]int{}
	for i, name := range header {
		if _, twice := columns[name]; twice {
			return nil, evidence.Invalidf("", "row 1: the column %q stands twice; expected each name once", name)
		}
		if name != "" {
			columns[name] = i
		}
	}
	return columns, nil
}

// typed reports whether the rows are lines of our own: there is a column "type", or one called so but for capitals and
// with a type of line in its first row.
func (t *table) typed() bool {
	if slices.Contains(t.Header, "type") {
		return true
	}
	at := slices.IndexFunc(t.Header, func(name string) bool { return plainName(name) == "type" })
	if row := t.first(); at >= 0 && at < len(row) {
		_, known := mappedTypes[strings.ToLower(strings.TrimSpace(row[at]))]
		return known
	}
	return false
}

// tellingColumns are columns by which a table is known to hold records of one type, though it has no column for that;
// of a table that has those of both, the first.
var tellingColumns = []struct {
	kind    string
	columns []string
}{
	{"interest", []string{"holder", "direction"}},
	{"leaning", []string{"outlet", "scheme", "value", "ratedby"}},
}

// ofOurs reports whether the rows are lines of our own, and of which type if the columns show that all are of one.
func (t *table) ofOurs() (kind string, typed bool) {
	if t.typed() {
		return "", true
	}
	for _, telling := range tellingColumns {
		if !slices.ContainsFunc(telling.columns, func(name string) bool {
			return !slices.ContainsFunc(t.Header, func(column string) bool { return plainName(column) == name })
		}) {
			return telling.kind, false
		}
	}
	return "", false
}

// lineFields are the fields that lines have: those of all records, and those that are of lines alone.
var lineFields = func() []string {
	fields := strings.Fields("type ids quote locator record edition until states fingerprint")
	for _, t := range evidence.Tables() {
		for i := range t.Fields {
			f := &t.Fields[i]
			stated := f.Role != evidence.Derived && f.Role != evidence.ByStore
			if stated && f.Shape != evidence.ShapeQuotes && !slices.Contains(fields, f.Name) {
				fields = append(fields, f.Name)
				if clock := f.Clock(); clock != "" {
					fields = append(fields, clock)
				}
			}
		}
	}
	return fields
}()

// ownFields returns which field each column is: capitals, spaces and marks in its name do not matter.
func ownFields(header []string) []string {
	fields := make([]string, len(header))
	for i, name := range header {
		fields[i] = name
		for _, field := range lineFields {
			if plainName(name) == strings.ToLower(field) {
				fields[i] = field
			}
		}
	}
	return fields
}

// ownRow writes a row of a table whose columns are called as the fields of lines are; kind is the type of all rows, ""
// if each says its own.
func ownRow(out formats.Lines, at, kind string, fields, row []string) error {
	line := formats.Line{}
	for i, cell := range row {
		switch cell = strings.TrimSpace(cell); {
		case cell == "" || fields[i] == "":
		case fields[i] == "type":
			line["type"] = strings.ToLower(cell)
		default:
			line[fields[i]] = cellValue(fields[i], cell, defaultList, "")
		}
	}
	if len(line) == 0 {
		return nil
	}
	if kind != "" {
		line["type"] = kind
	}
	if kind, is := line["kind"].(string); is {
		line["kind"] = kindIn(line["type"], kind)
	}
	return out.Write(at, line)
}
