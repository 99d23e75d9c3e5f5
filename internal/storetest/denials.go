package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// rejected looks at which samenesses count as denied: those that were retracted, until they are recorded again.
func rejected(g *graph) {
	const pairs = 2100 // more than fits into any page
	b := evidence.Batch{Collector: "suite", Method: evidence.Declared,
		Persons: graphs.Puts(evidence.Person{ID: "person:a", Name: "A"}, evidence.Person{ID: "person:b", Name: "B"})}
	b.Samenesses = graphs.Puts(evidence.Sameness{A: "person:b", B: "person:a"})
	for i := range pairs + 1 {
		b.Claims = append(
			b.Claims, graphs.Puts(evidence.Claim{ID: evidence.ClaimID(fmt.Sprintf("claim:%04d", i)), Text: "So."})...)
		if i > 0 {
			b.Samenesses = append(
				b.Samenesses, graphs.Puts(
					evidence.Sameness{A: evidence.ID(fmt.Sprintf("claim:%04d", i-1)),
						B: evidence.ID(fmt.Sprintf("claim:%04d", i))})...)
		}
	}
	g.apply(b)
	g.rejects("nothing is retracted", time.Time{})

	var want []evidence.ID
	for _, s := range b.Samenesses {
		want = append(want, evidence.ID(evidence.SamenessIDOf(s.Value.A, s.Value.B)))
	}
	retracted := g.retract(want...).At
	g.rejects("everything is retracted", retracted, want...)

	again := g.clock.Advance(time.Minute)
	if _, err := g.store.Unretract(g.Context(), want[1:3], "suite", "one after all"); err != nil {
		g.Fatal(err)
	}
	g.rejects("two stand again", retracted, slices.Concat(want[:1], want[3:])...)

	last := g.retract(want[1]).At
	if _, err := g.store.Erase(g.Context(), "person:a", "admin", "asked to"); err != nil {
		g.Fatal(err)
	}
	found := g.rejects("one is retracted again, and a person erased", retracted, slices.Concat(want[1:2], want[3:])...)
	i := slices.IndexFunc(found, func(d evidence.Denial) bool { return d.LinkID() == want[1] })
	equal(g, "when it was retracted last, and not when it was recorded", last, found[i].Provenance.RecordedAt)
	if !last.After(again) {
		g.Errorf("it was retracted at %v, not after it was recorded at %v", last, again)
	}
}

// rejects checks which samenesses are denied, at the version of the graph, and returns the denials.
func (g *graph) rejects(when string, retracted time.Time, want ...evidence.ID) []evidence.Denial {
	g.Helper()
	found, version, err := g.store.Denials(g.Context())
	if err != nil {
		g.Fatal(err)
	}
	equal(g, when+": the version", g.status().Version, version)
	ids := make([]evidence.ID, len(found))
	for i, d := range found {
		ids[i] = d.LinkID()
		if d.A >= d.B || d.Provenance.RecordedAt.Before(retracted) || d.Provenance.RetractedAt != nil {
			g.Errorf("%s: %+v is no denial since %v", when, d, retracted)
		}
	}
	want = slices.Sorted(slices.Values(want))
	equal(g, when, len(want), len(ids))
	if !slices.Equal(want, ids) {
		g.Errorf("%s: %d samenesses are denied, and not the %d that were retracted, by id", when, len(ids), len(want))
	}
	return found
}

// deny records denials, which are retracted an instant after the clock.
func (g *graph) deny(b evidence.Batch) evidence.Applied {
	g.Helper()
	applied, err := g.store.Apply(g.Context(), b)
	if err != nil {
		g.Fatal(err)
	}
	return applied
}

// denied looks at samenesses that are recorded as false: they never stand, and who denies them is known.
func denied(g *graph) {
	g.apply(evidence.Batch{Collector: "suite", Method: evidence.Declared, Outlets: graphs.Puts(
		evidence.Outlet{ID: "outlet:a", Name: "A"}, evidence.Outlet{ID: "outlet:b", Name: "B"},
		evidence.Outlet{ID: "outlet:c", Name: "C"}),
		Samenesses: graphs.Puts(evidence.Sameness{A: "outlet:a", B: "outlet:c"})})
	before := g.status()
	deny := func(reason string, others ...evidence.ID) evidence.Applied {
		b := evidence.Batch{Collector: "ann", Method: evidence.Declared, Denied: true}
		for _, other := range others {
			b.Samenesses = append(
				b.Samenesses, graphs.Puts(
					evidence.Sameness{A: other, B: "outlet:a", Provenance: evidence.Provenance{Justification: reason}})...)
		}
		return g.deny(b)
	}
	fresh, standing := evidence.ID(evidence.SamenessIDOf("outlet:a", "outlet:b")),
		evidence.ID(evidence.SamenessIDOf("outlet:a", "outlet:c"))
	first := deny("two houses", "outlet:b")
	counts(
		g, "denying what nobody has said", evidence.Applied{Created: kinds{evidence.KindSameness: 1},
			Retracted: kinds{evidence.KindSameness: 1}}, first)
	equal(g, "what stands after it", before.Links, g.status().Links)
	equal(g, "the version after it", first.Version, g.status().Version)
	equal(
		g, "the denied one now and as known from then on", make([]evidence.Object, 2),
		append(g.objects(now(), fresh), g.objects(known(first.At), fresh)...))
	if found := g.rejects("one is denied", first.At, fresh); found[0].Provenance.Collector != "ann" ||
		found[0].Provenance.Justification != "two houses" {
		g.Errorf(
			"denied by %q for %q, expected ann and two houses", found[0].Provenance.Collector, found[0].Provenance.Justification)
	}
	page, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Subject: fresh, Page: evidence.Page{First: 5}})
	if err != nil || len(page.Changes) != 2 || page.Changes[0].Kind() != evidence.WasRetracted ||
		page.Changes[0].By != "ann" || page.Changes[0].Why != "two houses" ||
		!page.Changes[0].At.Equal(first.At) {
		g.Errorf(
			"the changes of the denied one are %+v (error: %v), expected it recorded and retracted by ann", page.Changes, err)
	}

	second := deny("three houses", "outlet:b", "outlet:c")
	equal(g, "both are retracted", kinds{evidence.KindSameness: 2}, kinds(second.Retracted))
	equal(g, "nothing stands", 0, g.status().Links[evidence.KindSameness])
	g.rejects("both are denied", first.At, fresh, standing)
	g.apply(
		evidence.Batch{Collector: "suite", Method: evidence.Declared,
			Samenesses: graphs.Puts(evidence.Sameness{A: "outlet:b", B: "outlet:a"})})
	g.rejects("one is asserted after all", first.At, standing)
}

// deniedAgain looks at denials that are there already: what states the same changes nothing, and what was said for an
// assertion is not said for the denial that it has become.
func deniedAgain(g *graph) {
	two := evidence.Sameness{A: "outlet:a", B: "outlet:b", Provenance: evidence.Provenance{
		RecordedFrom: "a register", Justification: "two houses", Confidence: new(90),
		Quotes: []evidence.Quote{{Exact: "not to be confused with"}},
	}}
	retracted := evidence.Sameness{A: "outlet:a", B: "outlet:c", Provenance: evidence.Provenance{
		RecordedFrom: "a list", Justification: "one name", Confidence: new(50),
		Quotes: []evidence.Quote{{Exact: "A, also C"}},
	}}
	imported := func(puts ...evidence.Put[evidence.Sameness]) evidence.Applied {
		g.Helper()
		return g.deny(
			evidence.Batch{Collector: "importer", Method: evidence.Imported, RecordedFrom: "a file", Denied: true,
				Samenesses: puts})
	}
	g.apply(evidence.Batch{Collector: "suite", Method: evidence.Declared, Outlets: graphs.Puts(
		evidence.Outlet{ID: "outlet:a", Name: "A"}, evidence.Outlet{ID: "outlet:b", Name: "B"},
		evidence.Outlet{ID: "outlet:c", Name: "C"}),
		Samenesses: graphs.Puts(retracted)})
	if _, err := g.store.Retract(
		g.Context(), []evidence.ID{evidence.ID(evidence.SamenessIDOf(retracted.A, retracted.B))}, "bob",
		"no, two"); err != nil {
		g.Fatal(err)
	}
	imported(graphs.Puts(two)...)
	byAnother := evidence.Sameness{A: retracted.A, B: retracted.B,
		Provenance: evidence.Provenance{RecordedFrom: "bob", Justification: "no, two"}}
	state := func() []evidence.Sameness {
		var list []evidence.Sameness
		found, _, err := g.store.Denials(g.Context())
		if err != nil {
			g.Fatal(err)
		}
		for _, d := range found {
			s := d.Sameness()
			s.Provenance.Collector, s.Provenance.Method, s.Provenance.RecordedAt = "", "", time.Time{}
			list = append(list, s)
		}
		slices.SortFunc(list, func(x, y evidence.Sameness) int { return cmp.Compare(x.B, y.B) })
		return list
	}
	want := []evidence.Sameness{two.Normalize(), byAnother.Normalize()}
	equal(g, "what is denied, and from what", want, state())

	before := g.status().Version
	again := imported(graphs.Puts(byAnother, two)...)
	counts(g, "denying the same again", evidence.Applied{Unchanged: kinds{evidence.KindSameness: 2}}, again)
	equal(g, "the version after it", before, g.status().Version)
	some := evidence.Put[evidence.Sameness]{Value: evidence.Sameness{A: two.B, B: two.A,
		Provenance: evidence.Provenance{Justification: "two houses"}}, Fields: []string{"justification"}}
	counts(g, "denying it in part", evidence.Applied{Unchanged: kinds{evidence.KindSameness: 1}}, imported(some))

	some.Value.Provenance.Justification = "three houses"
	counts(
		g, "denying it for another reason", evidence.Applied{Created: kinds{evidence.KindSameness: 1},
			Retracted: kinds{evidence.KindSameness: 1}}, imported(some))
	want[0].Provenance.Justification = "three houses"
	equal(g, "what is denied then", want, state())
}
