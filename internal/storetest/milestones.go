package storetest

import (
	"github.com/credence-graph/credence/internal/evidence"
)

// keepsMilestones: a mark is kept with a batch that changes something, and no other, and is taken away when its work is
// over.
func keepsMilestones(g *graph) {
	marked := func(what string, want evidence.Milestone) {
		g.Helper()
		got, err := g.store.Milestone(g.Context(), want.Work)
		if err != nil {
			g.Fatalf("%s: %v", what, err)
		}
		equal(g, what, want, got)
	}
	first := evidence.Milestone{Work: "w", Batches: 1, Trace: "abc"}
	second := evidence.Milestone{Work: "w", Batches: 2, Trace: "def"}
	over := evidence.Milestone{Work: "w"}
	marked("a work that never was", over)
	b := evidence.Batch{Sources: puts(evidence.Source{ID: "source:a"}), Milestone: &first}
	g.apply(b)
	marked("the first batch", first)
	marked("another work", evidence.Milestone{Work: "v"})

	before := g.status().Version
	b.Milestone = &second
	g.apply(b)
	marked("a batch that changes nothing", first)
	equal(g, "the version after it", before, g.status().Version)
	refused := evidence.Batch{Statements: puts(evidence.Statement{Source: "source:a", Claim: "claim:none", Stance: evidence.Supports}), Milestone: &second}
	if _, err := g.store.Apply(g.Context(), refused); evidence.CodeOf(err) != evidence.CodeNotFound {
		g.Errorf("a statement of a claim that is not in the graph: error %v", err)
	}
	marked("a batch that is refused", first)
	g.apply(evidence.Batch{Sources: puts(evidence.Source{ID: "source:b"}), Milestone: &second})
	marked("the second batch", second)

	g.apply(evidence.Batch{Milestone: &over})
	marked("the end", over)
	before = g.status().Version
	g.apply(evidence.Batch{Milestone: &over})
	equal(g, "the version after the end is noted twice", before, g.status().Version)
}
