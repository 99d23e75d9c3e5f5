package storetest

import (
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// evidenceOf are graphs with the interests in the evidence of c1; one after "!" is no part of it.
var evidenceOf = []struct{ name, text string }{
	{"in the claim, whoever holds it", "c1 + A; A gains c1; p1 loses c1; g1 gains c1; ! p1 gains c2"},
	{"in a tag", "c1 + A; c1 tag t,u; A gains #t; o1 loses #u; ! A gains #v; c2 tag v"},
	{"whatever the dates", "c1 + A; A gains c1 2000..2001; A loses c1 2199.."},
	{"of a source that is no part of the evidence", "c1 + A; c1 tag t; B gains c1; B gains #t; B out 2030"},
	{"in what is the same, or excludes it",
		"c1 + A; c1 = c2; c3 against c1; c2 tag t; c3 tag u; A gains #t; A gains #u; A gains c2; A gains c3"},
	{"in what excludes a claim that excludes it", "c1 + A; c2 against c1; c3 against c2; ! A gains c3"},
}

// interestsInEvidence looks at which interests the evidence of a claim has. Their holders are no part of it for that.
func interestsInEvidence(g *graph) {
	for i, c := range evidenceOf {
		d := g.draw("i"+string(rune('a'+i))+".", c.text)
		want := slices.DeleteFunc(d.Want(), func(line string) bool {
			return !strings.Contains(line, " gains ") && !strings.Contains(line, " loses ")
		})
		for name, at := range map[string]evidence.Moment{"now": now(), "on a day of the past": valid("1999")} {
			got := g.subgraphs(at, d.Claim("c1"))
			equal(g, "interests "+c.name+", "+name, want, contentsOf(d, &evidence.Subgraphs{Interests: got.Interests}))
			for _, holder := range []string{"p1", "g1", "o1", "B"} {
				if slices.Contains(idsIn(got), d.ID(holder)) {
					g.Errorf("interests %s, %s: %s is in the evidence", c.name, name, holder)
				}
			}
		}
	}
	equal(g, "interests of no claim", []evidence.Interest(nil), g.subgraphs(now()).Interests)
}

// interests follows one through everything that can become of it, and a tag that comes and goes.
func interests(g *graph) {
	d := g.draw("", "c1 + A; c1 tag t; c2 + A; p1; o1")
	one := evidence.Interest{Holder: d.ID("p1"), Tag: d.ID("#t").Tag(), Direction: evidence.For}.Normalize()
	put := func(change func(*evidence.Interest)) time.Time {
		i := one
		change(&i)
		return g.apply(evidence.Batch{Interests: graphs.Puts(i)}).At
	}
	held := func(at evidence.Moment, claim string) []evidence.Interest {
		return g.subgraphs(at, d.Claim(claim)).Interests
	}
	stands := func(at time.Time, change func(*evidence.Interest)) []evidence.Interest {
		i := one
		i.Provenance.Collector, i.Provenance.Method, i.Provenance.RecordedAt = "suite", evidence.Declared, at
		change(&i)
		return []evidence.Interest{i}
	}
	ended := func(i *evidence.Interest) { i.ValidTo = "2025" }
	asIs := func(*evidence.Interest) {}
	first := put(asIs)
	equal(g, "the interest in a tag", stands(first, asIs), held(now(), "c1"))
	equal(g, "the interest in a tag of another claim", []evidence.Interest(nil), held(now(), "c2"))
	second := put(ended)
	equal(g, "the interest that was recorded with an end", stands(second, ended), held(now(), "c1"))
	retracted := g.retract(one.LinkID()).At
	equal(g, "the interest that was retracted", []evidence.Interest(nil), held(now(), "c1"))
	third := g.standAgain(one.LinkID()).At
	equal(g, "the times of the changes", []time.Time{third, retracted, second, first}, timesOf(g.changesOf(one.LinkID())))

	g.apply(evidence.Batch{Claims: []evidence.Put[evidence.Claim]{
		{Value: evidence.Claim{ID: d.Claim("c1")}, Fields: []string{"tags"}},
		{Value: evidence.Claim{ID: d.Claim("c2"), Tags: []string{one.Tag}}, Fields: []string{"tags"}}}})
	for name, c := range map[string]struct {
		at     time.Time
		c1, c2 int
	}{
		"before any": {first.Add(-1), 0, 0}, "at first": {first, 1, 0}, "at the retraction": {retracted, 0, 0},
		"when it stood again": {third, 1, 0}, "once the other claim has the tag": {g.clock.Read(), 0, 1},
	} {
		equal(g, "interests as known "+name, []int{c.c1, c.c2},
			[]int{len(held(known(c.at), "c1")), len(held(known(c.at), "c2"))})
		pages := g.links(evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1"), d.ID("c2")}, At: known(c.at),
			Kind: evidence.KindInterest, Direction: evidence.Incoming})
		equal(g, "links as known "+name, []int{c.c1, c.c2}, []int{len(pages[0].Links), len(pages[1].Links)})
	}
}

// leanings looks at which leanings the evidence has, and what stands after its value has changed.
func leanings(g *graph) {
	d := g.draw("", "c1 + A; A from o1; ! o2; o1 leans left; ! o2 leans left; o3 = o1; o3 leans right by S")
	value := func(at evidence.Moment) []string {
		var values []string
		for _, l := range g.subgraphs(at, d.Claim("c1")).Leanings {
			values = append(values, string(l.Outlet)+" "+l.Value)
		}
		slices.Sort(values)
		return values
	}
	first := g.clock.Read()
	equal(g, "leanings", []string{"outlet:o1 left", "outlet:o3 right"}, value(valid("1999")))
	g.apply(evidence.Batch{Leanings: graphs.Puts(
		evidence.Leaning{Outlet: "outlet:o1", Scheme: "political", Value: "centre", RatedBy: "R"})})
	equal(g, "leanings once one is another", []string{"outlet:o1 centre", "outlet:o3 right"}, value(now()))
	equal(g, "leanings as known before", []string{"outlet:o1 left", "outlet:o3 right"}, value(known(first)))
	g.retract(d.Link("o1 leans left"))
	equal(g, "leanings once that is retracted", []string{"outlet:o3 right"}, value(now()))
	g.standAgain(d.Link("o1 leans left"))
	equal(g, "leanings once that is undone", []string{"outlet:o1 centre", "outlet:o3 right"}, value(now()))
}
