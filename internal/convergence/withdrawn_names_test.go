package convergence_test

import (
	"strings"
	"testing"
)

// TestWithdrawn: what was withdrawn is a report with its date, and not the outlet that published it.
func TestWithdrawn(t *testing.T) {
	for graph, want := range map[string]string{
		"+ A B; A : outlet=one kind=OTHER date=2024-06-03 withdrawn=2024-06-09": "one's report of 3 June 2024 was withdrawn by its" +
			" publisher and is not counted.",
		"+ A B; A : outlet=one kind=DATASET withdrawn=2024-06-09": "one's dataset was withdrawn by its publisher" +
			" and is not counted.",
		"+ A B; A : withdrawn=2024-06-09": "A was withdrawn by its publisher and is not counted.",
		"+ A B; A : withdrawn=2024-06-09; B : withdrawn=2024-06-09": "A and B were withdrawn by their publishers" +
			" and are not counted.",
	} {
		notes := strings.Join(said(compute(t, draw(t, graph)).Caveats()), "\n")
		if !strings.Contains(notes, want) {
			t.Errorf("%s: want %q among\n%s", graph, want, notes)
		}
	}
}
