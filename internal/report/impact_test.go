package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestImpact_Sentences: a claim that changes otherwise is counted apart, and of a part of the list nothing is said in
// full.
func TestImpact_Sentences(t *testing.T) {
	edge := func(label string, was, is float64) impactEdge {
		e := impactEdge{}
		e.Node.Label, e.Before.Supporting.Presumed, e.After.Supporting.Presumed = label, was, is
		return e
	}
	edges := []impactEdge{edge("A.", 2, 1), edge("B", 2, 1), edge("C", 2, 1), edge("D", 2, 1), edge("E", 1, 2),
		edge("F", 1, 1)}
	for n, want := range map[int][]string{
		6: {`4 claims lose evidence: "A", "B", "C" and 1 more.`, "2 claims change but lose no evidence."},
		7: {"7 claims change; these lose most:"},
	} {
		if diff := cmp.Diff(want, ImpactView{TotalCount: n, Edges: edges}.sentences()); diff != "" {
			t.Errorf("%d (-want +got):\n%s", n, diff)
		}
	}
	if got := (ImpactView{TotalCount: 1, Edges: edges[4:5]}).sentences(); got[0] != "1 claim changes but loses no "+
		"evidence." {
		t.Errorf("%q", got)
	}
}
