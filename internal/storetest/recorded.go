package storetest

import (
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// recordedUntil checks that evidence says up to when the graph was written, and that evidence asked for as of that time
// is the same afterwards, whatever is written.
func recordedUntil(g *graph) {
	d := graphs.Draw(g.T, "", "c1 + A; A <- B; A from o1; o1 owner g1")
	first := g.apply(d.Batch())
	live := g.subgraphs(now(), d.Claim("c1"))
	equal(g, "when the graph was last written", first.At, live.RecordedUntil)

	pinned := known(live.RecordedUntil)
	same := cmpopts.IgnoreFields(evidence.Subgraphs{}, "Version", "At", "RecordedUntil")
	equal(g, "the evidence as of the last write", live, g.subgraphs(pinned, d.Claim("c1")), same)

	g.clock.Advance(time.Minute)
	later := g.apply(evidence.Batch{
		Sources: graphs.Puts(evidence.Source{ID: "source:late", Title: "Late"}),
		Statements: graphs.Puts(evidence.Statement{Source: "source:late", Claim: d.Claim("c1"), Stance: evidence.Supports,
			Provenance: graphs.Provenance("late")}),
	})
	after := g.subgraphs(now(), d.Claim("c1"))
	equal(g, "when the graph was written again", later.At, after.RecordedUntil)
	if len(after.Statements) != len(live.Statements)+1 || !later.At.After(first.At) {
		g.Errorf("%d statements at %s; expected one more than %d, after %s", len(after.Statements), later.At,
			len(live.Statements), first.At)
	}
	retracted := g.retract(d.Link("c1 + A"))
	equal(g, "when a link was retracted", retracted.At, g.subgraphs(now(), d.Claim("c1")).RecordedUntil)
	equal(g, "the evidence as of the first write, after two more", live, g.subgraphs(pinned, d.Claim("c1")), same,
		cmpopts.IgnoreFields(evidence.Provenance{}, "RetractedAt")) // what has been withdrawn since says so
	if beyond := known(retracted.At.Add(time.Hour)); g.subgraphs(beyond, d.Claim("c1")).RecordedUntil != retracted.At {
		g.Error("a moment after the last write changes when that was")
	}
}
