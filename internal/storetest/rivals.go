package storetest

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// rivalsAtMoments asks for a claim whose rivals come and go: by another item or value than they had, and by a relation
// that is retracted.
func (g *graph) rivalsAtMoments() {
	g.Helper()
	d := g.draw("rivals.", `
		c1 + A; c1 value n=1; c2 value n=2; c2 + B; B <- C; c3 against c1; c3 + D
		! c4 value m=4; ! c4 + E; c5 value n=5; c5 + F; F out 2024-05`)
	first := g.clock.Read()
	again := func(name, item, value string) {
		g.apply(
			evidence.Batch{Claims: graphs.Puts(
				evidence.Claim{ID: d.Claim(name), Text: "So.", Item: d.Prefix + item, Value: value})})
	}
	again("c2", "m", "2")
	again("c4", "n", "4")
	second := g.clock.Read()
	again("c5", "n", "1")
	g.retract(d.Link("c3 against c1"))
	third := g.clock.Read()
	again("c1", "m", "1")

	own, relation := []string{"A", "c1", "c1 + A"}, []string{"D", "c3", "c3 + D", "c3 against c1"}
	byOther, byFourth := []string{"B", "B <- C", "C", "c2", "c2 + B"}, []string{"E", "c4", "c4 + E"}
	byFifth := []string{"F", "c5", "c5 + F"}
	for _, c := range []struct {
		name string
		at   evidence.Moment
		want []string
	}{
		{"at first", known(first), d.Want()},
		{"once two have changed their items", known(second), slices.Concat(own, relation, byFourth, byFifth)},
		{"once one says the same, and the relation is retracted", known(third), slices.Concat(own, byFourth)},
		{"now, with another item", now(), slices.Concat(own, byOther)},
		{"at first, of a world before a rival's source", evidence.Moment{KnownAt: first, ValidAt: valid("2024-04").ValidAt},
			slices.Concat(own, relation, byOther, []string{"c5"})},
	} {
		g.checkSubgraphs("rivals "+c.name, c.at, c.want, d, d.Claim("c1"))
	}
}
