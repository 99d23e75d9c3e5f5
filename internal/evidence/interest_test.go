package evidence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestInterest_Refusals(t *testing.T) {
	change := func(f func(*evidence.Interest)) evidence.Interest { return with(goodInterest(), f) }
	checkRefusals(t, []refusal{
		{"holder", change(func(i *evidence.Interest) { i.Holder = "" })},
		{"holder", change(func(i *evidence.Interest) { i.Holder = "claim:c" })},
		{"holder", change(func(i *evidence.Interest) { i.Holder = "source: s" })},
		{"claim", change(func(i *evidence.Interest) { i.Claim = "" })},
		{"claim", change(func(i *evidence.Interest) { i.Tag = "board" })},
		{"claim", change(func(i *evidence.Interest) { i.Claim = "source:s" })},
		{"tag", change(func(i *evidence.Interest) { i.Claim, i.Tag = "", " board" })},
		{"direction", change(func(i *evidence.Interest) { i.Direction = "" })},
		{"direction", change(func(i *evidence.Interest) { i.Direction = "SUPPORTS" })},
		{"kind", change(func(i *evidence.Interest) { i.Kind = "MONEY" })},
		{"validFrom", change(func(i *evidence.Interest) { i.ValidFrom = "yesterday" })},
		{"validTo", change(func(i *evidence.Interest) { i.ValidFrom, i.ValidTo = "2024", "2023" })},
	})
}

// TestInterest_Identity: what an interest is in, which way, of what kind and since when makes it another one; when it
// ends does not.
func TestInterest_Identity(t *testing.T) {
	one := goodInterest().Normalize()
	if one.Kind != evidence.OtherInterest || one.ID != evidence.InterestIDOf(goodInterest()) {
		t.Errorf("normalized to %+v", one)
	}
	same := with(goodInterest(), func(i *evidence.Interest) { i.ValidTo, i.Kind = "2025", evidence.OtherInterest })
	if same.Normalize().ID != one.ID {
		t.Error("its end makes it another interest")
	}
	for _, other := range []evidence.Interest{
		with(goodInterest(), func(i *evidence.Interest) { i.Holder = "outlet:s" }),
		with(goodInterest(), func(i *evidence.Interest) { i.Claim = "claim:d" }),
		with(goodInterest(), func(i *evidence.Interest) { i.Claim, i.Tag = "", "claim:c" }),
		with(goodInterest(), func(i *evidence.Interest) { i.Direction = evidence.Against }),
		with(goodInterest(), func(i *evidence.Interest) { i.Kind = evidence.PartyInterest }),
		with(goodInterest(), func(i *evidence.Interest) { i.ValidFrom = "2022-02-24" }),
	} {
		if other.Normalize().ID == one.ID {
			t.Errorf("%+v is the same as %+v", other, one)
		}
	}
}

func TestInterest_Concerns(t *testing.T) {
	claim := &evidence.Claim{ID: "claim:c", Tags: []string{"board", "war"}}
	if !goodInterest().Concerns(claim) || goodInterest().Concerns(&evidence.Claim{ID: "claim:d"}) {
		t.Error("an interest in a claim concerns that claim and no other")
	}
	tagged := with(goodInterest(), func(i *evidence.Interest) { i.Claim, i.Tag = "", "war" })
	if !tagged.Concerns(claim) || tagged.Concerns(&evidence.Claim{ID: "claim:d", Tags: []string{"warm"}}) {
		t.Error("an interest in a tag concerns the claims with that tag")
	}
	if tagged.About() != "topic:war" || tagged.About().Tag() != "war" || goodInterest().About() != "claim:c" ||
		evidence.ID("claim:topic").Tag() != "" {
		t.Error("what the interest is in has another id")
	}
}

func TestInterestDirection_Serves(t *testing.T) {
	for _, tc := range []struct {
		direction evidence.InterestDirection
		stance    evidence.Stance
		serves    bool
	}{
		{evidence.For, evidence.Supports, true}, {evidence.For, evidence.Refutes, false},
		{evidence.Against, evidence.Supports, false}, {evidence.Against, evidence.Refutes, true},
		{evidence.For, evidence.Mentions, false}, {evidence.Against, evidence.Mentions, false},
	} {
		if got := tc.direction.Serves(tc.stance); got != tc.serves {
			t.Errorf("%s, %s: %v", tc.direction, tc.stance, got)
		}
	}
}
