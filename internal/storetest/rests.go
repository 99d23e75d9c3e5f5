package storetest

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// resting are graphs with what is asked for; the claims that rest on it are those that are not marked.
var resting = []struct{ name, on, text string }{
	{"a source that says so", "A", "c1 + A; c2 - A; c3 & A; ! c4 + B; ! c5 ? A"},
	{"upstream, by links of every kind", "F",
		"c1 + A; A <- B; B <= C; C <q D; D <t E; E <d F; c2 + B; ! c3 + G; F <- G; c4 + H; H <~ E"},
	{"within the scope", "B", "c1 + A; A <- B for c1; ! c2 + A; c3 + D; D <- B"},
	{"a scope on a way with others", "D", "c1 + A; ! c2 + A; A <- B; B <- C for c1,c3; C <- D; c3 + B; ! c4 + B; c5 + C"},
	{"two scopes that have nothing in common", "C", "! c1 + A; ! c2 + A; A <- B for c1; B <- C for c2; c3 + C"},
	{"a scope that names the same claim", "B", "c1 + A; c1 = c2; c3 = c2; A <- B for c3; ! c4 + A"},
	{"sources that are the same", "C", "c1 + A; A = B; B = C; c2 + D; D <- A; ! c3 + E"},
	{"claims that are the same", "A", "c1 + A; c2 = c1; c3 = c2; ! c4"},
	{"a circle", "A", "c1 + A; c2 + B; A <- B; B <- C; C <- A; ! c3 + D; B <- D"},
	{"an outlet", "o1", "c1 + A; A <- B; B from o1; ! c2 + C; C from o2"},
	{"an author", "p1", "c1 + A; A by p2,p1; ! c2 + B; B by p2"},
	{"an owner above", "g3", "c1 + A; A from o1; o1 owner g1; g1 owner g2; g2 = g3; ! c2 + B; B from o2; o2 owner g4; g3 owner g4"},
	{"a funder", "g1", "c1 + A; A from o1; o1 funder g1; c2 + B; B from o2; o2 owner g2; g2 funder g1; ! c3 + C"},
	{"an owner and a funder who no longer are, or not yet", "g1",
		"c1 + A; A from o1; o1 owner g1 2000..2001; c2 + B; B from o2; o2 funder g1 2199.."},
	{"a claim itself", "c1", "c1 + A; c2 = c1; ! c3 + A"},
	{"a topic", "#t", "c1 tag u,t; c2 = c1; ! c3 tag u; ! c4 + A; A gains #t"},
	{"a topic that nobody has an interest in, and a source", "#u A", "c1 tag u; c2 + A; ! c3 tag t"},
	{"several", "A o1", "c1 + A; c2 + B; B from o1; ! c3 + C"},
	{"what is missing", "Z o9", "! c1 + A"},
}

// restingWithRivals are graphs with what is asked for; the claims that rest on it, or exclude one that does, are not
// marked.
var restingWithRivals = []struct{ name, on, text string }{
	{"another value of one item", "B", "c1 + A; c1 value n=1; c2 + B; c2 value n=2; ! c3 value n=; ! c4 value m=2"},
	{"a value that is the same", "B", "! c1 value n=1; c2 + B; c2 value n=1; c3 value n=3"},
	{"a contradiction in either direction", "B", "c1 against c2; c2 + B; c3 + C; c2 against c3; ! c4 part c2"},
	{"one step and not two", "B", "c1 against c2; c2 + B; ! c3 against c1"},
	{"what is the same as either", "B", "c1 + B; c2 = c1; c2 value n=1; c3 value n=2; c4 = c3; ! c5 against c4"},
	{"upstream of the other claim", "g1", "c1 value n=1; c2 value n=2; c2 + A; A <- B; B from o1; o1 owner g1"},
	{"a claim itself", "c1", "c1 value n=1; c2 value n=2; ! c3 + A"},
	{"a topic", "#t", "c1 value n=1; c2 value n=2; c2 tag t; ! c3 + A"},
}

func claimsThatRest(g *graph) {
	drawings := make([]*graphs.Drawing, len(resting))
	for i, p := range resting {
		drawings[i] = g.draw("rests"+string(rune('a'+i))+".", p.text)
	}
	for i, p := range resting {
		d := drawings[i]
		var on []evidence.ID
		for _, name := range strings.Fields(p.on) {
			on = append(on, d.ID(name))
		}
		want := slices.DeleteFunc(d.Want(), func(name string) bool { return name[0] != 'c' || len(name) != 2 })
		g.checkResting(p.name, now(), want, d, evidence.Filter{RestsOn: on})
	}
	for i, p := range restingWithRivals {
		d := g.draw("rivaled"+string(rune('a'+i))+".", p.text)
		want := slices.DeleteFunc(d.Want(), func(name string) bool { return name[0] != 'c' || len(name) != 2 })
		g.checkResting(
			"with rivals: "+p.name, now(), want, d, evidence.Filter{RestsOn: []evidence.ID{d.ID(p.on)}, Rivals: true})
	}
	g.restingAtMoments()
	g.restingWithRivalsAtMoments()
	g.restingAndMore()
	_, err := g.store.List(
		g.Context(), evidence.ListQuery{Kind: evidence.KindSource, Where: evidence.Filter{RestsOn: []evidence.ID{"source:x"}},
			Page: evidence.Page{First: 1}})
	refused(g, "sources that rest on something", evidence.CodeInvalid, err)
}

// restingAtMoments: links count that were known then; when a source was out does not matter.
func (g *graph) restingAtMoments() {
	g.Helper()
	before := g.clock.Read()
	d := g.draw("restsat.", "c1 + A; A <- B; B out 2030; c2 + C; C <- B for c2; C from o1; o1 owner g1; c1 tag t")
	first := g.clock.Read()
	g.retract(d.Link("A <- B"), d.Link("o1 owner g1"))
	onB, onG := evidence.Filter{RestsOn: []evidence.ID{d.ID("B")}}, evidence.Filter{RestsOn: []evidence.ID{d.ID("g1")}}
	g.checkResting("before all was recorded", evidence.Moment{KnownAt: before}, nil, d, onB)
	g.checkResting("before the retraction", evidence.Moment{KnownAt: first}, []string{"c1", "c2"}, d, onB)
	g.checkResting("after the retraction", now(), []string{"c2"}, d, onB)
	g.checkResting("before the source was out", valid("2024"), []string{"c2"}, d, onB)
	g.checkResting("an owner before the retraction", evidence.Moment{KnownAt: first}, []string{"c2"}, d, onG)
	g.checkResting("an owner after the retraction", now(), nil, d, onG)
	onT := evidence.Filter{RestsOn: []evidence.ID{d.ID("#t")}}
	g.apply(evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: d.Claim("c1"), Text: "So."})})
	g.checkResting("a topic before the tag was taken away", known(first), []string{"c1"}, d, onT)
	g.checkResting("a topic after that", now(), nil, d, onT)
}

// restingWithRivalsAtMoments: claims exclude each other by the items, values and relations that were known.
func (g *graph) restingWithRivalsAtMoments() {
	g.Helper()
	d := g.draw("rivaledat.", "c1 value n=1; c2 value n=2; c2 + B; c3 against c2; c4 value m=4")
	first := g.clock.Read()
	again := func(name, item, value string) {
		g.apply(
			evidence.Batch{Claims: graphs.Puts(
				evidence.Claim{ID: d.Claim(name), Text: "So.", Item: d.Prefix + item, Value: value})})
	}
	again("c1", "m", "1")
	again("c4", "n", "4")
	g.retract(d.Link("c3 against c2"))
	on := evidence.Filter{RestsOn: []evidence.ID{d.ID("B")}, Rivals: true}
	g.checkResting("with the rivals at first", evidence.Moment{KnownAt: first}, []string{"c1", "c2", "c3"}, d, on)
	g.checkResting("with the rivals now", now(), []string{"c2", "c4"}, d, on)
}

// restingAndMore: the other parts of a filter hold too, and pages are cut as of any list.
func (g *graph) restingAndMore() {
	g.Helper()
	d := g.draw("restsmore.", "c1 + A; c2 + A; c3 + A; ! c4 + B")
	on := []evidence.ID{d.ID("A")}
	g.checkResting(
		"by id too", now(), []string{"c2"}, d, evidence.Filter{RestsOn: on, IDs: []evidence.ID{d.ID("c2"), d.ID("c4")}})
	page, err := g.store.List(
		g.Context(), evidence.ListQuery{Kind: evidence.KindClaim, Where: evidence.Filter{RestsOn: on},
			Page: evidence.Page{First: 1, After: evidence.Cursor{string(d.ID("c1"))}, Count: true}})
	if err != nil {
		g.Fatal(err)
	}
	if len(page.Nodes) != 1 || page.Nodes[0].Node.NodeID() != d.ID("c2") || !page.HasNext || page.Total == nil ||
		*page.Total != 3 {
		g.Errorf("the second of three claims: %+v", page)
	}
}

func (g *graph) checkResting(name string, at evidence.Moment, want []string, d *graphs.Drawing, where evidence.Filter) {
	g.Helper()
	page, err := g.store.List(
		g.Context(), evidence.ListQuery{Kind: evidence.KindClaim, Where: where, At: at, Page: evidence.Page{First: 1000}})
	if err != nil {
		g.Fatalf("%s: %v", name, err)
	}
	ids := make([]evidence.ID, len(page.Nodes))
	for i, n := range page.Nodes {
		ids[i] = n.Node.NodeID()
	}
	equal(g, "claims that rest on "+name, want, d.Called(ids))
}
