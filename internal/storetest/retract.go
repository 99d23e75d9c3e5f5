package storetest

import (
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

func retract(g *graph) {
	b := graphs.Full()
	created := g.apply(b).At
	var links []evidence.Object
	for _, o := range recorded(b, created) {
		if o.Link != nil {
			links = append(links, o)
		}
	}
	ids := idsOf(links)
	before := g.status()
	for name, unknown := range map[string]evidence.ID{
		"a node": "claim:c1", "a node that is not there": "claim:none", "a link that is not there": "statement:none",
		"no id": "nonsense",
	} {
		_, err := g.store.Retract(g.Context(), append(ids[:len(ids):len(ids)], unknown), "suite", "")
		refused(g, "retracting "+name+" among links", evidence.CodeNotFound, err)
	}
	equal(g, "the graph after retractions that were refused", before, g.status())
	counts(g, "retracting nothing", evidence.Applied{}, g.retract())

	every := kinds{}
	for _, id := range ids {
		every[id.Kind()]++
	}
	first := g.retract(append(ids, ids[0])...)
	counts(g, "retracting every link, one of them twice", evidence.Applied{Retracted: every}, first)
	if !first.At.Equal(g.clock.Read()) {
		g.Errorf("retracted at %v, the clock shows %v", first.At, g.clock.Read())
	}
	second := g.retract(ids...)
	counts(g, "retracting again", evidence.Applied{}, second)
	equal(g, "the version after retracting again", first.Version, second.Version)
	gone := make([]evidence.Object, len(links))
	for i, o := range links {
		gone[i] = withdrawn(o, first.At)
	}
	none := make([]evidence.Object, len(links))
	equal(g, "the links now", none, g.objects(now(), ids...))
	equal(g, "the links as known when they were retracted", none, g.objects(known(first.At), ids...))
	equal(g, "the links as known the instant before", gone, g.objects(known(first.At.Add(-1)), ids...))
	equal(g, "the links as known when they were recorded", gone, g.objects(known(created), ids...))
	equal(g, "the nodes", before.Nodes, g.status().Nodes)
	g.recordAgain(b, created, first.At)
}

// recordAgain records links that were retracted: they are new, and the time between stays empty.
func (g *graph) recordAgain(b evidence.Batch, created, retracted time.Time) {
	g.Helper()
	b.Organizations, b.Persons, b.Outlets, b.Sources, b.Claims, b.Reviews = nil, nil, nil, nil, nil, nil
	b.Collector = "again"
	again := g.apply(b)
	want := recorded(b, again.At)
	ids := idsOf(want)
	counts(g, "recording what was retracted", evidence.Applied{Created: tally(b)}, again)
	equal(g, "the links that were recorded again", want, g.objects(now(), ids...))
	equal(g, "the time between", make([]evidence.Object, len(ids)), g.objects(known(retracted.Add(time.Second)), ids...))
	b.Collector = graphs.Full().Collector
	first := recorded(b, created)
	for i, o := range first {
		first[i] = withdrawn(o, retracted)
	}
	equal(g, "the first records", first, g.objects(known(created), ids...))
	equal(g, "a time before everything", make([]evidence.Object, len(ids)), g.objects(known(created.Add(-1)), ids...))
}

// applyAtOneTime writes several times while the clock stands or goes back, as that of another writer may: each write
// is strictly later than the one before it, so that no record lasts no time, and nothing is lost from the changes.
func applyAtOneTime(g *graph) {
	last, times := g.clock.Read().Add(-1), []time.Time{}
	follows := func(what string, applied evidence.Applied, err error) time.Time {
		g.Helper()
		if err != nil {
			g.Fatalf("%s at the same time: %v", what, err)
		}
		if !applied.At.After(last) {
			g.Errorf("%s is dated %v, the write before it %v; expected a later time", what, applied.At, last)
		}
		last, times = applied.At, append(times, applied.At)
		return last
	}
	link := evidence.ID(evidence.StatementIDOf("source:a", "claim:c", evidence.Supports))
	write := func(title string, strength float64) {
		b := evidence.Batch{
			Collector: "suite", Method: evidence.Declared,
			Claims:  graphs.Puts(evidence.Claim{ID: "claim:c", Text: title}),
			Sources: graphs.Puts(evidence.Source{ID: "source:a", Title: title}),
			Statements: graphs.Puts(
				evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: strength}),
		}
		before := last
		applied, err := g.store.Apply(g.Context(), b)
		at := follows(title, applied, err)
		want := recorded(b, at)
		ids := idsOf(want)
		for name, moment := range map[string]evidence.Moment{"now": now(), "as known at the time": known(at),
			"as known later": known(at.Add(1))} {
			equal(g, title+", "+name, want, g.objects(moment, ids...))
		}
		if of := g.objects(known(before), "claim:c")[0].Node; of != nil &&
			of.(*evidence.Claim).Text == title { //nolint:forcetypeassert // a claim's id
			g.Errorf("%s is known at %v, before it was recorded", title, before)
		}
	}
	write("first", .25)
	write("second", .5)
	g.clock.Advance(-time.Hour)
	write("third", .75)
	applied, err := g.store.Retract(g.Context(), []evidence.ID{link}, "suite", "")
	follows("a retraction", applied, err)
	equal(g, "what was retracted at the time at which it was recorded", make([]evidence.Object, 2),
		append(g.objects(now(), link), g.objects(known(last), link)...))
	write("fourth", .25)
	equal(g, "the statements that stand", 1, g.status().Links[evidence.KindStatement])

	slices.Reverse(times)
	var got []time.Time
	for page := (evidence.Page{First: 1}); ; {
		answer, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Page: page})
		if err != nil {
			g.Fatal(err)
		}
		for _, c := range answer.Changes {
			if c.Subject == link {
				got = append(got, c.At)
			}
		}
		if !answer.HasNext {
			break
		}
		page.After = answer.Changes[0].Cursor()
	}
	equal(g, "when the statement changed, one change at a time", times, got)
}
