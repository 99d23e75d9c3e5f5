package scores_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
)

// TestCount counts texts by their words: one that says none is not one without words.
func TestCount(t *testing.T) {
	words := map[string][]string{"1": {"b", "a", "b"}, "2": {"none", "b"}, "3": {}, "4": {""}, "5": nil}
	got := scores.Count([]string{"1", "2", "3", "4", "5"}, scores.None, func(x string) []string { return words[x] })
	want := []scores.Bucket{{Key: "b", Label: "b", Count: 2}, {Key: "a", Label: "a", Count: 1},
		{Key: "none", Label: "none", Count: 1}, {Label: "none", Count: 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestByFigure counts each figure of the table on each side: the refuting figures are twice the supporting ones.
func TestByFigure(t *testing.T) {
	numbers := func(n int) convergence.Numbers {
		x := float64(n)
		return convergence.Numbers{Tally: tally.Tally{SourceCount: n, TracedCount: n, Demonstrated: x, Pooled: x,
			Presumed: x, DemonstratedLineCount: n, LineCount: n, InterestRecorded: true, Disinterested: x,
			DisinterestedLineCount: n}, UngroundedCount: n, PresumedOrigins: x}
	}
	rows := []*scores.Row{
		{Claim: &evidence.Claim{}, Score: convergence.Score{Supporting: numbers(1), Refuting: numbers(2)}},
		{Claim: &evidence.Claim{}, Score: convergence.Score{Supporting: numbers(2), Refuting: numbers(4)}},
	}
	two := 2.0
	for _, f := range convergence.Figures() {
		for refuting, counts := range map[bool][2]int{false: {1, 1}, true: {0, 2}} {
			want := []scores.Bucket{{Key: "..2", Label: "under 2", To: &two, Count: counts[0]},
				{Key: "2..", Label: "2 or more", From: &two, Count: counts[1]}}
			if diff := cmp.Diff(want, scores.ByFigure(rows, f.Figure, refuting, []float64{2})); diff != "" {
				t.Errorf("%s, refuting %t (-want +got):\n%s", f.Figure, refuting, diff)
			}
		}
	}
}

func TestByLikelihood(t *testing.T) {
	row := func(l convergence.Likelihood) *scores.Row {
		return &scores.Row{Claim: &evidence.Claim{ID: evidence.ClaimID("claim:" + l)},
			Score: convergence.Score{Likelihood: &l}}
	}
	rows := []*scores.Row{row(convergence.Likely), row(convergence.AlmostNoChance),
		{Claim: &evidence.Claim{ID: "claim:x"}}}
	want := []scores.Bucket{{Key: "ALMOST_NO_CHANCE", Label: "ALMOST_NO_CHANCE", Count: 1},
		{Key: "LIKELY", Label: "LIKELY", Count: 1}, {Label: "none", Count: 1}}
	if diff := cmp.Diff(want, scores.ByLikelihood(rows)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
