package convergence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

func TestInterestSentence(t *testing.T) {
	for _, c := range []struct {
		of            evidence.Interest
		holder, about string
		want          string
	}{
		{evidence.Interest{Claim: "claim:c", Direction: evidence.For, Kind: evidence.PartyInterest,
			ValidFrom: "2022-02-24"}, "Ukrainian military officials", `"It is so"`,
			`Ukrainian military officials have an interest in "It is so" (FOR, PARTY), since 24 February 2022`},
		{evidence.Interest{Tag: "board", Direction: evidence.Against, ValidTo: "2024"}, "House", "",
			`House has an interest in claims with the tag "board" (AGAINST, OTHER), until 2024`},
		{evidence.Interest{Tag: "board", Direction: evidence.For, Kind: evidence.OwnerInterest, ValidFrom: "2020-05",
			ValidTo: "2024"}, "House", "",
			`House has an interest in claims with the tag "board" (FOR, OWNER), from May 2020 to 2024`},
	} {
		if got := convergence.InterestSentence(&c.of, c.holder, c.about); got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}

func TestLeaningSentence(t *testing.T) {
	rated := &evidence.Leaning{Scheme: "political", Value: "left", RatedBy: "Board", RatedAt: "2026-05"}
	if got, want := convergence.LeaningSentence(rated, "Daily"),
		`Daily is rated "left" in the scheme "political" by Board, May 2026`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

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
