package compare_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
)

// TestCompareConfirmations: a confirmation that came, went, or was made again is told of as a cause, with its source;
// of a source that is no part of the evidence it is not.
func TestCompareConfirmations(t *testing.T) {
	with := func(sources map[evidence.SourceID]int) *convergence.Convergence {
		sub := sorted(draw(t, "+ A B; B <- A; Z <- A"))
		for _, id := range []evidence.SourceID{"source:A", "source:Z"} {
			if hour, is := sources[id]; is {
				c := evidence.Confirmation{Source: id,
					Provenance: evidence.Provenance{RecordedAt: time.Date(2024, 1, 1, hour, 0, 0, 0, time.UTC)}}
				sub.Confirmations = append(sub.Confirmations, c.Normalize())
			}
		}
		return compute(t, sub)
	}
	none, first, later := with(nil), with(map[evidence.SourceID]int{"source:A": 1}),
		with(map[evidence.SourceID]int{"source:A": 2})
	for _, tc := range []struct {
		name          string
		before, after *convergence.Convergence
		want          string
	}{
		{"came", none, first, "LINK_ADDED New: the recorded basis of A is confirmed."},
		{"went", first, none, "LINK_REMOVED No longer: the recorded basis of A is confirmed."},
		{"was made again", first, later, "RECORD Recorded again: the recorded basis of A is confirmed."},
	} {
		changes := compare.Compare(tc.before, tc.after).Changes(-1)
		if len(changes) == 0 || len(changes[0].Links) != 1 || len(changes[0].Nodes) != 1 ||
			changes[0].Nodes[0].NodeID() != "source:A" {
			t.Errorf("it %s: %+v; want one change with the link and its source", tc.name, changes)
			continue
		}
		if got := string(changes[0].Code) + " " + changes[0].Text; got != tc.want {
			t.Errorf("it %s: %q, expected %q", tc.name, got, tc.want)
		}
	}
	if diff := cmp.Diff(
		[]string(nil), saidOf(compare.Compare(none, with(map[evidence.SourceID]int{"source:Z": 1})))); diff != "" {
		t.Errorf("of a source that is no part of the evidence (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(
		[]string(nil), saidOf(compare.Compare(first, with(map[evidence.SourceID]int{"source:A": 1})))); diff != "" {
		t.Errorf("of one that is as it was (-want +got):\n%s", diff)
	}
}
