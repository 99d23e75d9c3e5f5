package scores_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
)

// looked returns a row of a claim for which somebody looked for interests; without, nobody did.
func looked(id evidence.ClaimID, without *float64) *scores.Row {
	n := convergence.Numbers{Tally: tally.Tally{SourceCount: 1, Demonstrated: 1}}
	if without != nil {
		n.InterestRecorded, n.Disinterested = true, *without
	}
	return &scores.Row{Claim: &evidence.Claim{ID: id}, Score: convergence.Score{Supporting: n}}
}

// TestUnknownFigures asserts that a figure which nobody looked for is not 0: no condition on it holds, it is counted
// apart, and orders put it last in both directions.
func TestUnknownFigures(t *testing.T) {
	none, half := 0.0, 0.5
	rows := []*scores.Row{looked("claim:a", nil), looked("claim:b", &half), looked("claim:c", &none)}
	for relation, want := range map[scores.Relation]string{
		scores.Less: "c", scores.AtMost: "b c", scores.Equal: "b", scores.AtLeast: "b", scores.More: "",
	} {
		bounds := scores.Bounds{{Figure: convergence.FigureDisinterested, Relation: relation, Value: 0.5}}
		var kept []*scores.Row
		for _, row := range rows {
			if bounds.Hold(row.Score.Supporting) {
				kept = append(kept, row)
			}
		}
		if got := claimKeys(kept); got != want {
			t.Errorf("disinterested %s 0.5 keeps %q; want %q", relation, got, want)
		}
	}
	for descending, want := range map[bool]string{false: "c b a", true: "b c a"} {
		scores.OrderBy(string(convergence.FigureDisinterested), descending).Sort(rows)
		if got := claimKeys(rows); got != want {
			t.Errorf("in order, descending %t: %q; want %q", descending, got, want)
		}
	}
	bound := 0.5
	want := []scores.Bucket{{Key: "..0.5", Label: "under 0.5", To: &bound, Count: 1},
		{Key: "0.5..", Label: "0.5 or more", From: &bound, Count: 1}, {Label: "none", Count: 1}}
	got := scores.ByFigure(rows, convergence.FigureDisinterested, false, []float64{0.5})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counted (-want +got):\n%s", diff)
	}
}

// claimKeys returns the keys of the claims of rows.
func claimKeys(rows []*scores.Row) string {
	var out []string
	for _, row := range rows {
		out = append(out, evidence.ID(row.Claim.ID).Key())
	}
	return strings.Join(out, " ")
}
