package tables_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// Every field that a line can have is found by its column, whatever capitals and spaces its name has.
func TestCSV_EveryFieldHasItsColumn(t *testing.T) {
	// lists of them, which no cell can hold
	objects := map[string]bool{"quotes": true, "citesQuotes": true, "basis": true, "reservations": true}
	for _, kind := range grammar.LineTypes() {
		for _, f := range kind.Fields {
			spaced := strings.ToUpper(f.Name[:1]) + " " + strings.ToUpper(f.Name[1:])
			k := formatstest.Take(t, tables.CSV(nil), "a.csv", fmt.Sprintf("type,%s\n%s,2024\n", spaced, kind.Name))
			var line map[string]any
			_, text, _ := strings.Cut(k.Said[len(k.Said)-1], " {")
			if objects[f.Name] {
				continue
			}
			if err := json.Unmarshal([]byte("{"+text), &line); err != nil || line[f.Name] == nil {
				t.Errorf("%s of %s: %v; want its field", f.Name, kind.Name, k.Said)
			}
		}
	}
}

// The examples of the help do what it says.
func TestTableHelp_Examples(t *testing.T) {
	help := tables.Help()
	example := func(first string) string {
		_, rest, found := strings.Cut(help, "\n  "+first)
		text, _, ends := strings.Cut(rest, "\n\n")
		if !found || !ends {
			t.Fatalf("the help has no example that begins with %q", first)
		}
		return strings.ReplaceAll(first+text, "\n  ", "\n") + "\n"
	}
	summary, _ := formatstest.ImportAll(t, "a.csv", example("id,title,url"))
	if summary.Created[evidence.KindSource] != 2 || summary.Created[evidence.KindDerivation] != 1 ||
		summary.ProblemCount > 0 {
		t.Errorf("the table of articles gives %v, %v", summary.Created, summary.Problems)
	}
	summary, _ = formatstest.ImportAll(t, "a.csv", example("from,to,kind"))
	if summary.Created[evidence.KindSource] != 2 || summary.Created[evidence.KindDerivation] != 1 ||
		summary.ProblemCount > 0 {
		t.Errorf("the table of links gives %v, %v", summary.Created, summary.Problems)
	}
	m := mapping(t, example(`separator: ";"`))
	k := formatstest.Take(t, tables.CSV(m), "a.csv",
		"newspaper;SITE;Headline;Link;Day;Takes from;Share\nThe "+
			"Weir;weir.example;Sold;https://weir.example/1;03/04/2024;https://wire.example/9;0,5\n")
	said := strings.Join(k.Said, "\n")
	for _, want := range []string{
		`"publishedAt":"2024-04-03"`, `"kind":"SYNDICATES"`, `"weight":0.5`, `"name":"The Weir"`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the mapping gives\n%s\nwithout %s", said, want)
		}
	}
}
