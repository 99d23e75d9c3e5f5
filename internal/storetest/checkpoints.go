package storetest

import (
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// keepsCheckpoints: a mark is kept with a batch that changes something, and no other, and is taken away when its work
// is over.
func keepsCheckpoints(g *graph) {
	marked := func(what string, want evidence.Checkpoint) {
		g.Helper()
		got, err := g.store.Checkpoint(g.Context(), want.Work)
		if err != nil {
			g.Fatalf("%s: %v", what, err)
		}
		equal(g, what, want, got)
	}
	first := evidence.Checkpoint{Work: "w", Batches: 1, Trace: "abc"}
	second := evidence.Checkpoint{Work: "w", Batches: 2, Trace: "def"}
	over := evidence.Checkpoint{Work: "w"}
	marked("a work that never was", over)
	b := evidence.Batch{Sources: graphs.Puts(evidence.Source{ID: "source:a"}), Checkpoint: &first}
	g.apply(b)
	marked("the first batch", first)
	marked("another work", evidence.Checkpoint{Work: "v"})

	before := g.status().Version
	b.Checkpoint = &second
	g.apply(b)
	marked("a batch that changes nothing", first)
	equal(g, "the version after it", before, g.status().Version)
	refused := evidence.Batch{Statements: graphs.Puts(
		evidence.Statement{Source: "source:a", Claim: "claim:none", Stance: evidence.Supports}), Checkpoint: &second}
	if _, err := g.store.Apply(g.Context(), refused); evidence.CodeOf(err) != evidence.CodeNotFound {
		g.Errorf("a statement of a claim that is missing: error %v", err)
	}
	marked("a batch that is refused", first)
	g.apply(evidence.Batch{Sources: graphs.Puts(evidence.Source{ID: "source:b"}), Checkpoint: &second})
	marked("the second batch", second)

	g.apply(evidence.Batch{Checkpoint: &over})
	marked("the end", over)
	before = g.status().Version
	g.apply(evidence.Batch{Checkpoint: &over})
	equal(g, "the version after the end is noted twice", before, g.status().Version)
}
