package convergence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// TestInWords: who is behind a source is called by what leads to it.
func TestInWords(t *testing.T) {
	source := &evidence.Source{ID: "source:a", Title: "A"}
	house := &evidence.Organization{ID: "organization:house", Name: "House"}
	party := &evidence.Interest{Kind: evidence.PartyInterest, Provenance: evidence.Provenance{
		Quotes: []evidence.Quote{{Exact: "x"}, {StartLine: 3, EndLine: 3}}}}
	c := &convergence.Convergence{}
	for want, h := range map[string]convergence.HeldInterest{
		"a party, line 3":                  {Interest: party, Holder: source},
		"its owner House, a party, line 3": {Interest: party, Holder: house, Links: []evidence.Link{&evidence.Ownership{}}},
		"its funder House, with a political interest": {Interest: &evidence.Interest{Kind: evidence.PoliticalInterest},
			Holder: house, Links: []evidence.Link{&evidence.Sameness{}, &evidence.Funding{}}},
		"its outlet Daily, an owner": {Interest: &evidence.Interest{Kind: evidence.OwnerInterest},
			Holder: &evidence.Outlet{ID: "outlet:daily", Name: "Daily"}},
		"its author Ann, a government": {Interest: &evidence.Interest{Kind: evidence.GovernmentInterest},
			Holder: &evidence.Person{ID: "person:ann", Name: "Ann"}},
	} {
		if got := c.InWords(source, h); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
