package storetest

import (
	"fmt"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// rejected looks at which samenesses count as denied: those that were retracted, until they are recorded again.
func rejected(g *graph) {
	const pairs = 2100 // more than fits into any page
	b := evidence.Batch{Collector: "suite", Method: evidence.Declared, Persons: puts(evidence.Person{ID: "person:a", Name: "A"}, evidence.Person{ID: "person:b", Name: "B"})}
	b.Samenesses = puts(evidence.Sameness{A: "person:b", B: "person:a"})
	for i := range pairs + 1 {
		b.Claims = append(b.Claims, puts(evidence.Claim{ID: evidence.ClaimID(fmt.Sprintf("claim:%04d", i)), Text: "So."})...)
		if i > 0 {
			b.Samenesses = append(b.Samenesses, puts(evidence.Sameness{A: evidence.ID(fmt.Sprintf("claim:%04d", i-1)), B: evidence.ID(fmt.Sprintf("claim:%04d", i))})...)
		}
	}
	at := g.apply(b).At
	g.rejects("nothing is retracted", at, time.Time{})

	var want []evidence.ID
	for _, s := range b.Samenesses {
		want = append(want, evidence.ID(evidence.SamenessIDOf(s.Value.A, s.Value.B)))
	}
	retracted := g.retract(want...).At
	g.rejects("everything is retracted", at, retracted, want...)

	again := g.clock.advance(time.Minute)
	if _, err := g.store.Unretract(g.Context(), want[1:3], "suite", "one after all"); err != nil {
		g.Fatal(err)
	}
	g.rejects("two stand again", at, retracted, slices.Concat(want[:1], want[3:])...)

	last := g.retract(want[1]).At
	if _, err := g.store.Erase(g.Context(), "person:a", "admin", "asked to"); err != nil {
		g.Fatal(err)
	}
	found := g.rejects("one is retracted again, and a person erased", at, retracted, slices.Concat(want[1:2], want[3:])...)
	i := slices.IndexFunc(found, func(s evidence.Sameness) bool { return evidence.ID(s.ID) == want[1] })
	equal(g, "the latest record of it", [2]time.Time{again, last}, [2]time.Time{found[i].Provenance.RecordedAt, *found[i].Provenance.RetractedAt})
}

// rejects checks which samenesses are denied, and returns them.
func (g *graph) rejects(when string, recorded, retracted time.Time, want ...evidence.ID) []evidence.Sameness {
	g.Helper()
	found, err := g.store.Rejected(g.Context())
	if err != nil {
		g.Fatal(err)
	}
	ids := make([]evidence.ID, len(found))
	for i, s := range found {
		ids[i] = evidence.ID(s.ID)
		if s.A >= s.B || s.Provenance.RetractedAt == nil {
			g.Errorf("%s: %+v is no sameness that was retracted", when, s)
		}
	}
	want = slices.Sorted(slices.Values(want))
	equal(g, when, len(want), len(ids))
	if !slices.Equal(want, ids) {
		g.Errorf("%s: %d samenesses are denied, and not the %d that were retracted, by id", when, len(ids), len(want))
	}
	if len(found) == len(want) && len(found) > 2 {
		p := found[len(found)-1].Provenance
		if p.RecordedAt.Before(recorded) || p.RetractedAt.Before(retracted) {
			g.Errorf("%s: the last was recorded at %v and retracted at %v", when, p.RecordedAt, p.RetractedAt)
		}
	}
	return found
}

// denied looks at samenesses that are recorded as false: they never stand, and who denies them is known.
func denied(g *graph) {
	g.apply(evidence.Batch{Collector: "suite", Method: evidence.Declared, Outlets: puts(
		evidence.Outlet{ID: "outlet:a", Name: "A"}, evidence.Outlet{ID: "outlet:b", Name: "B"}, evidence.Outlet{ID: "outlet:c", Name: "C"}),
		Samenesses: puts(evidence.Sameness{A: "outlet:a", B: "outlet:c"})})
	before := g.status()
	deny := func(reason string, others ...evidence.ID) evidence.Applied {
		b := evidence.Batch{Collector: "ann", Method: evidence.Declared, Denied: true}
		for _, other := range others {
			b.Samenesses = append(b.Samenesses, puts(evidence.Sameness{A: other, B: "outlet:a", Provenance: evidence.Provenance{Justification: reason}})...)
		}
		applied, err := g.store.Apply(g.Context(), b)
		if err != nil {
			g.Fatal(err)
		}
		return applied
	}
	fresh, standing := evidence.ID(evidence.SamenessIDOf("outlet:a", "outlet:b")), evidence.ID(evidence.SamenessIDOf("outlet:a", "outlet:c"))
	first := deny("two houses", "outlet:b")
	counts(g, "denying what nobody has said", evidence.Applied{Created: kinds{evidence.KindSameness: 1}, Retracted: kinds{evidence.KindSameness: 1}}, first)
	equal(g, "what stands after it", before.Links, g.status().Links)
	equal(g, "the version after it", first.Version, g.status().Version)
	equal(g, "the denied one now and as known from then on", make([]evidence.Object, 2), append(g.objects(now(), fresh), g.objects(known(first.At), fresh)...))
	if found := g.rejects("one is denied", first.At, first.At, fresh); found[0].Provenance.Collector != "ann" || found[0].Provenance.Justification != "two houses" {
		g.Errorf("denied by %q for %q, expected ann and two houses", found[0].Provenance.Collector, found[0].Provenance.Justification)
	}
	page, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Subject: fresh, Page: evidence.Page{First: 5}})
	if err != nil || len(page.Changes) != 2 || page.Changes[0].Kind() != evidence.WasRetracted || page.Changes[0].By != "ann" || page.Changes[0].Why != "two houses" ||
		!page.Changes[0].At.Equal(first.At) {
		g.Errorf("the changes of the denied one are %+v (error: %v), expected it recorded and retracted by ann", page.Changes, err)
	}

	second := deny("three houses", "outlet:b", "outlet:c")
	equal(g, "both are retracted", kinds{evidence.KindSameness: 2}, kinds(second.Retracted))
	equal(g, "nothing stands", 0, g.status().Links[evidence.KindSameness])
	g.rejects("both are denied", first.At, first.At, fresh, standing)
	g.apply(evidence.Batch{Collector: "suite", Method: evidence.Declared, Samenesses: puts(evidence.Sameness{A: "outlet:b", B: "outlet:a"})})
	g.rejects("one is asserted after all", first.At, first.At, standing)
}
