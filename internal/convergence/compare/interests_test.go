package compare_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/convergencetest"
)

// TestInterestsMoveFigures tells the changes of what is left without interests: it becomes known, falls, and is no
// longer known.
func TestInterestsMoveFigures(t *testing.T) {
	answer := func(interests string) *convergence.Convergence {
		return convergencetest.Compute(t, convergencetest.Draw(t, "+ A B"+interests))
	}
	unknown, nobody, one := answer(""), answer("; interest source:C FOR"), answer("; interest source:A FOR")
	for _, tc := range []struct {
		was, is *convergence.Convergence
		want    []string
	}{
		{unknown, one, []string{"Disinterested is now known: 1.00.", "Disinterested lines are now known: 1."}},
		{nobody, one, []string{"Disinterested falls from 2.00 to 1.00.", "Disinterested lines fall from 2 to 1."}},
		{one, unknown, []string{"Disinterested is no longer known; it was 1.00 before.",
			"Disinterested lines are no longer known; they were 1 before."}},
	} {
		var got []string
		for _, c := range compare.Compare(tc.was, tc.is).Changes(-1) {
			if c.Code != compare.ChangeFigure || c.Before == nil && c.After == nil {
				t.Errorf("%+v; want figures alone", c)
			}
			got = append(got, c.Text)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
