package convergence_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
)

// TestFigures reads one figure at a time from JSON, as reports do, and asserts that the table has it and no other.
func TestFigures(t *testing.T) {
	var n convergence.Numbers
	fields := reflect.TypeOf(n).NumField() - 1 + reflect.TypeOf(n.Tally).NumField()
	if entries := len(convergence.Figures()); fields != entries {
		t.Errorf("a side has %d figures, the table %d", fields, entries)
	}
	for _, f := range convergence.Figures() {
		var n convergence.Numbers
		if err := json.Unmarshal(fmt.Appendf(nil, `{%q: 3}`, f.Field), &n); err != nil {
			t.Fatal(err)
		}
		for _, other := range convergence.Figures() {
			want := 0.0
			if other.Figure == f.Figure {
				want = 3
			}
			if got := n.Value(other.Figure); got != want {
				t.Errorf("with %s 3, %s is %v; want %v", f.Field, other.Figure, got, want)
			}
		}
		if f.Words == "" || (f.Listed || f.Compared) && f.Heading == "" {
			t.Errorf("%s has no words or no heading", f.Field)
		}
	}
}
