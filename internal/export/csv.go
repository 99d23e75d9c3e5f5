package export

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// WriteCSV writes a graph as a zip of CSV files (UTF-8): nodes_claims.csv and so on for the kinds of nodes,
// links_statements.csv and so on for those of links (links_denials.csv for what is denied to be one), each with a row
// of names first and a row for each record; a kind without records has the names alone. Nodes are named by
// their global ids, the members of a list have "|" between them, and of the quotes of a link the first is there with
// its place and how many there are. A text that a spreadsheet would take for a formula (it begins with =, +, -, @, a
// tab or a line end) has an apostrophe before it.
func WriteCSV(w io.Writer, g *Graph) (Contents, error) {
	archive := zip.NewWriter(w)
	tables := []table{
		tableOf("nodes_claims", g.Claims), tableOf("nodes_sources", g.Sources), tableOf("nodes_outlets", g.Outlets),
		tableOf("nodes_organizations", g.Organizations), tableOf("nodes_persons", g.Persons),
		tableOf("nodes_reviews", g.Reviews), tableOf("links_statements", g.Statements),
		tableOf("links_derivations", g.Derivations), tableOf("links_corroborations", g.Corroborations),
		tableOf("links_ownerships", g.Ownerships), tableOf("links_fundings", g.Fundings),
		tableOf("links_samenesses", g.Samenesses), tableOf("links_relations", g.Relations),
		tableOf("links_confirmations", g.Confirmations), tableOf("links_interests", g.Interests),
		tableOf("links_leanings", g.Leanings), tableOf("links_denials", g.Denials),
	}
	var items []Count
	for _, t := range tables {
		if err := t.write(archive); err != nil {
			return Contents{}, fmt.Errorf("writing %s.csv: %w", t.name, err)
		}
		if t.rows > 0 {
			items = append(items, Count{"row of " + t.name + ".csv", t.rows})
		}
	}
	if err := archive.Close(); err != nil {
		return Contents{}, fmt.Errorf("writing the zip of CSV files: %w", err)
	}
	return Contents{items, g.leftOut(carried{})}, nil
}

// NotInCSV are the fields that the tables do not have, each with the reason.
var NotInCSV = map[string]string{
	"canonicalUrl": "follows from the address",
	"erasedAt":     "persons who were erased are left out",
	"retractedAt":  "what was retracted is left out",
	"citesQuotes":  "a list of quotes has no place in a cell", "basis": "as citesQuotes", "reservations": "as citesQuotes",
}

// cellsOf returns the cells of a record.
func cellsOf(record any, fields []*evidence.Property) []property {
	cells := make([]property, 0, len(fields)+4)
	if d, is := record.(*evidence.Denial); is { // its id is that of the sameness
		cells = append(cells, property{"id", string(d.LinkID())})
	}
	for _, f := range fields {
		cells = fieldCells(cells, f, f.Get(record))
	}
	return cells
}

// fieldCells appends the cells of a field: of the quotes of a link the first with its place and how many there are, of
// a share of own evidence whether there is one, and it.
func fieldCells(cells []property, f *evidence.Property, value any) []property {
	switch v := value.(type) {
	case []evidence.Quote:
		return append(cells, property{"quote", v[0].Exact}, property{"place", v[0].Place()}, property{"quotes", len(v)})
	case []string:
		value = strings.Join(v, "|")
	case time.Time:
		value = timeText(v)
	}
	switch f.Shape {
	case evidence.ShapeQuotes:
		return append(cells, property{"quote", ""}, property{"place", ""}, property{"quotes", 0})
	case evidence.ShapeShare:
		share, is := value.(float64)
		if !is {
			return append(cells, property{f.Stored, value}, property{f.Stored + "Share", nil})
		}
		return append(cells, property{f.Stored, share > 0}, property{f.Stored + "Share", share})
	}
	return append(cells, property{f.Stored, value})
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// table is one CSV file.
type table struct {
	name string
	head []property // of which the names count
	rows int
	row  func(i int) []property
}

func tableOf[T any](name string, list []T) table {
	var zero T
	t := evidence.TableOf(&zero)
	fields := inOrder(
		t, firstInColumns[t.Kind], lastInColumns, func(f *evidence.Property) bool { return NotInCSV[f.Stored] == "" })
	return table{name, cellsOf(&zero, fields), len(list), func(i int) []property { return cellsOf(&list[i], fields) }}
}

func (t table) write(archive *zip.Writer) error {
	file, err := archive.Create(t.name + ".csv")
	if err != nil {
		return err
	}
	out := csv.NewWriter(file)
	cells := make([]string, len(t.head))
	for i, p := range t.head {
		cells[i] = p.name
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	for row := range t.rows {
		for i, p := range t.row(row) {
			cells[i] = cell(p.value)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell returns a value as it stands in a cell.
func cell(value any) string {
	text, of := valueText(value)
	if of == "string" && text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}
