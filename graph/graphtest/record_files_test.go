package graphtest_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// throughFiles exports the store, and imports what came out into an empty one.
func throughFiles(t *testing.T, store recordStore, cases []*fieldCase) {
	t.Helper()
	from := export.From{Scanner: store, Words: store, Denials: store}
	var lines bytes.Buffer
	if _, _, err := from.WriteLines(t.Context(), &lines); err != nil {
		t.Fatal(err)
	}
	imported(t, "an import of the lines", "all.jsonl", lines.Bytes(), cases)
	g, _, err := from.Graph(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if _, err := export.WriteCSV(&packed, g); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, packed.Bytes())
	for _, c := range cases {
		if carries("CSV", c) {
			if cell := rows[string(c.id)]; !strings.Contains(cell, mark(c)) {
				t.Errorf("%s: the row in CSV is %s; want %q in it", c, cell, mark(c))
			}
		}
	}
	imported(
		t, "an import of a table", "all.csv", tableOf(t, lines.Bytes()),
		slices.DeleteFunc(slices.Clone(cases), func(c *fieldCase) bool {
			return !carries("CSV", c) || c.field.Shape == evidence.ShapeQuotes
		}))
}

func imported(t *testing.T, where, name string, text []byte, cases []*fieldCase) {
	t.Helper()
	into := memstore.New(time.Now, 1000)
	in := ingest.Input{Name: name, Reader: bytes.NewReader(text)}
	summary, err := ingest.Import(
		t.Context(), into, []ingest.Input{in},
		ingest.Options{Collector: "a test", Formats: []formats.Format{tables.CSV(nil)}})
	if err != nil || summary.ProblemCount > 0 {
		t.Fatalf(
			"%s: %v, %d problems such as %v", where, err, summary.ProblemCount, summary.Problems[:min(3, len(summary.Problems))])
	}
	holds(t, where, into, cases)
}

// mark is what a value looks like in a row or an answer.
func mark(c *fieldCase) string {
	switch v := c.field.Get(c.with).(type) {
	case []string:
		return v[0]
	case []evidence.Quote:
		return v[0].Exact
	default:
		return fmt.Sprint(v)
	}
}

// rowsOf returns the rows of all tables, each with the names of its columns, by id.
func rowsOf(t *testing.T, packed []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, f := range archive.File {
		opened, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(opened).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range records[1:] {
			rows[record[0]] = fmt.Sprint(record)
		}
	}
	return rows
}

// tableOf returns lines as a table with a column for each field.
func tableOf(t *testing.T, lines []byte) []byte {
	t.Helper()
	var rows []map[string]any
	names := map[string]bool{}
	for line := range bytes.Lines(lines) {
		row := map[string]any{}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		delete(row, "quotes")
		delete(row, "citesQuotes")
		delete(row, "basis")
		delete(row, "reservations")
		rows = append(rows, row)
		for name := range row {
			names[name] = true
		}
	}
	header := slices.Sorted(maps.Keys(names))
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.Write(header)
	for _, row := range rows {
		cells := make([]string, len(header))
		for i, name := range header {
			switch v := row[name].(type) {
			case nil:
			case []any:
				for _, x := range v {
					cells[i] += fmt.Sprint(x) + ";"
				}
			default:
				cells[i] = fmt.Sprint(v)
			}
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return out.Bytes()
}
