package ownership_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/ownership/ownershiptest"
)

func confident(least int) func(*evidence.Provenance) bool {
	return func(p *evidence.Provenance) bool { return p.Confidence == nil || *p.Confidence >= least }
}

func TestCases(t *testing.T) {
	for _, c := range ownershiptest.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			rule := ownership.Rule{Above: ownership.Control, Confident: confident(c.MinConfidence), At: c.At}
			check(t, ownership.Of(c.Ownerships, c.Samenesses, rule).Ultimate(evidence.ID(ownershiptest.Asset)), c.Want)
			turned := slices.Clone(c.Ownerships)
			slices.Reverse(turned)
			check(t, ownership.Of(turned, c.Samenesses, rule).Ultimate(evidence.ID(ownershiptest.Asset)), c.Want)
		})
	}
}

func check(t *testing.T, got []ownership.Owner, want []ownershiptest.Owner) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("owners %+v; want %+v", got, want)
	}
	for i, w := range want {
		share := ownershiptest.Unstated
		if got[i].Share != nil {
			share = *got[i].Share
		}
		if got[i].ID != w.ID || math.Abs(share-w.Share) > 1e-9 || ownershiptest.Way(got[i].Links) != w.Way {
			t.Errorf("owner %s with %v by %s; want %+v", got[i].ID, share, ownershiptest.Way(got[i].Links), w)
		}
	}
}

// everybody returns ownerships by which n organizations own 60 percent of each other in equal parts, and p the rest.
// Outlet x belongs to 000 and 001 by half each, and y to 000.
func everybody(n int) []evidence.Ownership {
	part, rest, half := 60/float64(n-1), 40.0, 50.0
	name := func(i int) evidence.ID { return evidence.ID(fmt.Sprintf("organization:%03d", i)) }
	list := []evidence.Ownership{
		{Asset: "outlet:x", Owner: name(0), SharePercent: &half}, {Asset: "outlet:x", Owner: name(1), SharePercent: &half},
		{Asset: "outlet:y", Owner: name(0)},
	}
	for x := range n {
		list = append(list, evidence.Ownership{Asset: name(x), Owner: "person:p", SharePercent: &rest})
		for a := range n {
			if x != a {
				list = append(list, evidence.Ownership{Asset: name(x), Owner: name(a), SharePercent: &part})
			}
		}
	}
	return list
}

// Of eight that all own each other there are 8 x (7 + 7x6 + ... + 7!) = 109,592 steps to follow: a chain of k steps
// inside has .6 to the power of k times the part that meets nobody twice, and p has .4 of where it ends. Of twelve
// there are more than a billion, and 520 cannot even be told apart in fewer steps than allowed: these circles are left
// out of the sums. Then p has only 40 of each shell directly, and nobody is found to control x, but 000 still controls
// y.
func TestDenseCircle(t *testing.T) {
	want, chains := 0.0, 1.0
	for k := range 8 {
		want += 40 * chains
		chains *= .6 * (1 - float64(k)/7)
	}
	for _, test := range []struct {
		n    int
		x, y []ownershiptest.Owner
	}{
		{8, []ownershiptest.Owner{{ID: "person:p", Share: want}},
			[]ownershiptest.Owner{{ID: "person:p", Share: ownershiptest.Unstated}}},
		{12, nil, []ownershiptest.Owner{{ID: "organization:000", Share: ownershiptest.Unstated}}},
		{520, nil, []ownershiptest.Owner{{ID: "organization:000", Share: ownershiptest.Unstated}}},
	} {
		owners := ownership.Of(everybody(test.n), nil, ownership.Rule{Above: ownership.Control})
		for asset, want := range map[evidence.ID][]ownershiptest.Owner{"outlet:x": test.x, "outlet:y": test.y} {
			got := owners.Ultimate(asset)
			for i := range want {
				want[i].Way = ownershiptest.Way(got[i].Links)
			}
			check(t, got, want)
		}
		if got := owners.Share("outlet:x", "person:p"); test.n > 8 && math.Abs(got-40) > 1e-9 {
			t.Errorf("of %d: p has at least %v of x; want 40 without steps inside the circle", test.n, got)
		}
	}
}

// A ladder of 40 rungs has 2 to the power of 40 chains, which are never followed one by one: each level belongs by half
// to both companies of the next, and all of the last level to p.
func TestLadder(t *testing.T) {
	half := 50.0
	var list []evidence.Ownership
	level := func(i int) []evidence.ID {
		switch i {
		case 0:
			return []evidence.ID{"outlet:x"}
		case 40:
			return []evidence.ID{"person:p"}
		}
		name := fmt.Sprintf("organization:%02d", i)
		return []evidence.ID{evidence.ID(name + "a"), evidence.ID(name + "b")}
	}
	for i := range 40 {
		for _, asset := range level(i) {
			for _, owner := range level(i + 1) {
				o := evidence.Ownership{Asset: asset, Owner: owner, SharePercent: &half}
				if i == 39 {
					o.SharePercent = nil
				}
				list = append(list, o)
			}
		}
	}
	owners := ownership.Of(list, nil, ownership.Rule{Above: ownership.Control})
	got := owners.Ultimate("outlet:x")
	if len(got) != 1 || got[0].ID != "person:p" || got[0].Share != nil || len(got[0].Links) != len(list) {
		t.Errorf("owners of x: %+v; want p by all %d links", got, len(list))
	}
	if share := owners.Share("outlet:x", "person:p"); share != 100 {
		t.Errorf("p has %v of x; want 100", share)
	}
}
