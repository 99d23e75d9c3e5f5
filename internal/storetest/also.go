package storetest

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// companions are graphs with the claims asked for and what is asked for with them.
var companions = []struct{ name, claims, also, text string }{
	{"a source and what is upstream", "c1", "B", "c1 + A; B <- C; C <= D; ! E <- B; ! c2 + B; ! c2"},
	{"within the claims' scopes", "c1", "B", "c1 + A; B <- C for c1; ! B <- D for c2; ! c2 + A"},
	{"the same as another", "c1", "B", "c1 + A; B = C; C <- D; D from o1; o1 owner g1"},
	{"holders", "c1", "o1 p1 g1", "c1 + A; o1 owner g2; g2 owner p2; o1 funder g3; g1 owner g4; p1 = p3; ! o2 owner g1; ! B from o1"},
	{"what is there already", "c1", "A o1", "c1 + A; A from o1; A <- B"},
	{"what is missing, and a claim", "c1", "Z o9 c2", "c1 + A; ! c2 + B"},
	{"no claim at all", "", "A", "A <- B; A <- C for c1; C <- D for c2; ! c1 + A; ! c2"},
	{"no claim that the graph has", "c9", "A", "A <- B; ! A <- C for c1; ! c1 + A"},
}

func subgraphsAlso(g *graph) {
	drawings := make([]*graphs.Drawing, len(companions))
	for i, p := range companions {
		drawings[i] = g.draw("also"+string(rune('a'+i))+".", p.text)
	}
	for i, p := range companions {
		d := drawings[i]
		var claims []evidence.ClaimID
		for _, name := range strings.Fields(p.claims) {
			claims = append(claims, d.Claim(name))
		}
		var also []evidence.ID
		for _, name := range strings.Fields(p.also) {
			also = append(also, d.ID(name))
		}
		g.checkAlso(p.name, now(), d.Want(), d, claims, also)
	}
	g.alsoAtMoments()
}

// alsoAtMoments asks for a source and a claim before it was out, and before it was recorded.
func (g *graph) alsoAtMoments() {
	g.Helper()
	before := g.clock.Read()
	d := g.draw("alsoat.", "c1 + A; B out 2024-05; B <- C; B from o1; D <- E; E out 2030; E <- F")
	claims, also := []evidence.ClaimID{d.Claim("c1")}, []evidence.ID{d.ID("B"), d.ID("D")}
	g.checkAlso(
		"before it was out", valid("2024-04"), []string{"A", "D", "D <- E", "c1", "c1 + A", "hidden E"}, d, claims, also)
	g.checkAlso(
		"after it was out", valid(
			"2024-06"), []string{"A", "B", "B <- C", "C", "D", "D <- E", "c1", "c1 + A", "hidden E", "o1"}, d, claims, also)
	g.checkAlso("before it was recorded", evidence.Moment{KnownAt: before}, nil, d, claims, also)
}

func (g *graph) checkAlso(
	name string, at evidence.Moment, want []string, d *graphs.Drawing, claims []evidence.ClaimID, also []evidence.ID) {
	g.Helper()
	sub, err := g.store.Subgraphs(g.Context(), claims, at, also...)
	if err != nil {
		g.Fatalf("%s: %v", name, err)
	}
	equal(g, "also: "+name, slices.Sorted(slices.Values(want)), contentsOf(d, sub))
}
