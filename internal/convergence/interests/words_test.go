package interests_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/evidence"
)

func TestSentence(t *testing.T) {
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
		if got := interests.Sentence(&c.of, c.holder, c.about); got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}

func TestLeaningSentence(t *testing.T) {
	rated := &evidence.Leaning{Scheme: "political", Value: "left", RatedBy: "Board", RatedAt: "2026-05"}
	if got, want := interests.LeaningSentence(rated, "Daily"),
		`Daily is rated "left" in the scheme "political" by Board, May 2026`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
