package convergence_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
)

// TestFigures reads one figure at a time from JSON, as reports do, and asserts that the table has it and no other.
func TestFigures(t *testing.T) {
	var n convergence.Numbers
	const others = 2 // the tally itself, and whether anybody looked for interests
	fields := reflect.TypeOf(n).NumField() + reflect.TypeOf(n.Tally).NumField() - others
	if entries := len(convergence.Figures()); fields != entries {
		t.Errorf("a side has %d figures, the table %d", fields, entries)
	}
	for _, f := range convergence.Figures() {
		n := convergence.Numbers{Tally: tally.Tally{InterestRecorded: true}}
		if err := json.Unmarshal(fmt.Appendf(nil, `{%q: 3}`, f.Field), &n); err != nil {
			t.Fatal(err)
		}
		for _, other := range convergence.Figures() {
			want := 0.0
			if other.Figure == f.Figure {
				want = 3
			}
			if got, known := n.Value(other.Figure); got != want || !known {
				t.Errorf("with %s 3, %s is %v, known: %t; want %v", f.Field, other.Figure, got, known, want)
			}
		}
		if f.Words == "" || (f.Listed || f.Compared) && f.Heading == "" {
			t.Errorf("%s has no words or no heading", f.Field)
		}
	}
}

// TestFigures_Unknown asserts that what nobody looked for is not 0: the figures that interests make are unknown, they
// differ from 0, and nothing else is unknown.
func TestFigures_Unknown(t *testing.T) {
	var nobodyLooked convergence.Numbers
	nothing := convergence.Numbers{Tally: tally.Tally{InterestRecorded: true}}
	var unknown []string
	for _, f := range convergence.Figures() {
		if _, known := nobodyLooked.Value(f.Figure); !known {
			unknown = append(unknown, f.Field)
		}
		if _, known := nothing.Value(f.Figure); !known {
			t.Errorf("%s is unknown although somebody looked", f.Field)
		}
	}
	if got := strings.Join(unknown, " "); got != "disinterested disinterestedLineCount" {
		t.Errorf("unknown are %q", got)
	}
	if nothing.Same(nobodyLooked) || nobodyLooked.Same(nothing) || !nobodyLooked.Same(nobodyLooked) {
		t.Error("what nobody looked for is taken for 0")
	}
}
