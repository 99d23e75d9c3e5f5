package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/scores"
)

// TestSchema_FiguresAreTheTables compares the types that list figures with the table of figures, in its order: a figure
// that one of them forgets fails, and so does one that is not in the table.
func TestSchema_FiguresAreTheTables(t *testing.T) {
	var tally, conditions []string
	for _, f := range convergence.TallyFigures() {
		number, bounds := "Float!", "FloatRange"
		if f.Whole {
			number, bounds = "Int!", "IntRange"
		}
		if f.Known != nil { // there are sides without it
			number = strings.TrimSuffix(number, "!")
		}
		tally = append(tally, f.Field+" "+number)
		conditions = append(conditions, f.Field+" "+bounds)
	}
	for name, want := range map[string][]string{"Tally": tally, "SideScore": tally, "TallyFilter": conditions} {
		if diff := cmp.Diff(want, fieldsOf(name)); diff != "" {
			t.Errorf("%s (-table +schema):\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(tally, fieldsOf("Side")[:len(tally)]); diff != "" {
		t.Errorf("the first fields of Side (-table +schema):\n%s", diff)
	}
	for _, f := range convergence.Figures() {
		if graph.Schema().Types["Side"].Fields.ForName(f.Field) == nil {
			t.Errorf("Side has no field %s", f.Field)
		}
	}
}

// fieldsOf returns the fields of a type of the schema with their types.
func fieldsOf(name string) []string {
	var fields []string
	for _, field := range graph.Schema().Types[name].Fields {
		fields = append(fields, field.Name+" "+field.Type.String())
	}
	return fields
}

// figures returns the values that an enumeration has of the table of figures, and those that it has more.
func figures(table []convergence.FigureEntry, more ...string) []string {
	for _, f := range table {
		more = append(more, string(f.Figure))
	}
	return more
}

// counted returns the figures that claims are counted by: those of every tally, but for the sources that can be traced,
// which the contract has no measure of.
func counted() []convergence.FigureEntry {
	return slices.DeleteFunc(convergence.TallyFigures(), func(f convergence.FigureEntry) bool {
		return f.Figure == convergence.FigureTracedCount
	})
}

// orderFields returns the values of the table of what claims are ordered by.
func orderFields() []string {
	var values []string
	for _, f := range scores.OrderFields() {
		values = append(values, f.Value)
	}
	return values
}
