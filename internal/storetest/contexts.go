package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// prompt is how long a call may take to notice that nobody waits for it any more.
const prompt = 5 * time.Second

func endedContexts(g *graph) {
	d := g.draw("", "c1 + A; A <- B")
	before := g.status()
	cancelled, cancel := context.WithCancel(g.Context())
	cancel()
	expired, cancel := context.WithDeadline(g.Context(), time.Unix(1, 0))
	defer cancel()
	page := evidence.Page{First: 1}
	for name, ctx := range map[string]context.Context{"a cancelled context": cancelled,
		"a deadline that has passed": expired} {
		for method, call := range map[string]func() error{
			"Subgraphs": func() error { _, err := g.store.Subgraphs(ctx, []evidence.ClaimID{d.Claim("c1")}, now()); return err },
			"Objects":   func() error { _, err := g.store.Objects(ctx, []evidence.ID{d.ID("A")}, now()); return err },
			"Links": func() error {
				_, err := g.store.Links(
					ctx, evidence.LinkQuery{Subjects: []evidence.ID{d.ID("A")}, Kind: evidence.KindDerivation,
						Direction: evidence.Either, Page: page})
				return err
			},
			"List": func() error {
				_, err := g.store.List(ctx, evidence.ListQuery{Kind: evidence.KindClaim, Page: page})
				return err
			},
			"Find": func() error { _, err := g.store.Find(ctx, "so", nil, 1); return err },
			"Downstream": func() error {
				_, err := g.store.Downstream(ctx, []evidence.OutletID{"outlet:o"}, now(), 1)
				return err
			},
			"Neighbors": func() error {
				_, err := g.store.Neighbors(ctx, evidence.NeighborQuery{Node: d.ID("A"), First: 1})
				return err
			},
			"Path": func() error {
				_, err := g.store.Path(ctx, evidence.PathQuery{From: d.ID("A"), To: d.ID("B"), MaxLength: 1})
				return err
			},
			"Status": func() error { _, err := g.store.Status(ctx); return err },
			"Scan": func() error {
				_, err := g.store.Scan(ctx, nil, func(any) error { return nil })
				return err
			},
			"Apply": func() error {
				_, err := g.store.Apply(ctx, evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:new", Text: "x"})})
				return err
			},
			"Retract": func() error { _, err := g.store.Retract(ctx, []evidence.ID{d.Link("A <- B")}, "suite", ""); return err },
			"Unretract": func() error {
				_, err := g.store.Unretract(ctx, []evidence.ID{d.Link("A <- B")}, "suite", "")
				return err
			},
			"Erase":   func() error { _, err := g.store.Erase(ctx, "person:none", "suite", ""); return err },
			"Changes": func() error { _, err := g.store.Changes(ctx, evidence.ChangeQuery{Page: page}); return err },
		} {
			start := time.Now()
			err := call()
			refused(g, method+" with "+name, evidence.CodeTimeout, err)
			if took := time.Since(start); took > prompt {
				g.Errorf("%s with %s took %v", method, name, took)
			}
		}
	}
	equal(g, "the graph after calls that nobody waited for", before, g.status())
	g.subgraphs(now(), d.Claim("c1")) // the store still answers those that do wait
}

// concurrentUse writes and reads at once: writers do not interleave, and an answer is of one version.
func concurrentUse(g *graph) {
	g.draw("", "c1; A; B; C")
	const writers = 8
	results := make(chan error, writers)
	for i := range writers {
		stance := []evidence.Stance{evidence.Supports, evidence.Refutes}[i%2]
		go func() {
			b := evidence.Batch{Collector: "suite",
				Statements: graphs.Puts(evidence.Statement{Source: "source:A", Claim: "claim:c1", Stance: stance})}
			_, err := g.store.Apply(g.Context(), b)
			results <- err
		}()
	}
	conflicts := 0
	for range writers {
		if err := <-results; errors.Is(err, evidence.ErrConflict) {
			conflicts++
		} else if err != nil {
			g.Errorf("a writer among others: %v", err)
		}
	}
	if conflicts != writers/2 {
		g.Errorf("%d of %d writers were refused, expected those of one side, %d", conflicts, writers, writers/2)
	}
	if n := g.status().Links[evidence.KindStatement]; n != 1 {
		g.Errorf("A makes %d statements on c1, expected one side", n)
	}
	g.readsWhileWriting()
}

// readsWhileWriting writes pairs of statements on two claims while several readers read. They never see half a pair,
// and a version has the same evidence and the same counts whoever reads it, and whenever.
func (g *graph) readsWhileWriting() {
	g.Helper()
	g.apply(graphs.Draw(g, "", "c2; c3").Batch())
	const pairs, readers = 100, 4
	done := make(chan struct{})
	var wait sync.WaitGroup
	defer wait.Wait()
	wait.Go(func() {
		defer close(done)
		for i := range pairs {
			source := evidence.SourceID(fmt.Sprintf("source:pair%03d", i))
			b := evidence.Batch{Collector: "suite", Sources: graphs.Puts(evidence.Source{ID: source}), Statements: graphs.Puts(
				evidence.Statement{Source: source, Claim: "claim:c2", Stance: evidence.Supports},
				evidence.Statement{Source: source, Claim: "claim:c3", Stance: evidence.Refutes})}
			if _, err := g.store.Apply(g.Context(), b); err != nil {
				g.Errorf("writing a pair: %v", err)
				return
			}
		}
	})
	var evidenced, counted sync.Map // by version, how many statements were read
	for range readers {
		wait.Go(func() {
			for reading := true; reading; {
				select {
				case <-done:
					reading = false // and once more, for all the pairs
				default:
				}
				g.pairsAreWhole(&evidenced)
				g.countsAreOne(&counted)
			}
		})
	}
}

// pairsAreWhole reads the pairs of readsWhileWriting.
func (g *graph) pairsAreWhole(seen *sync.Map) {
	sub, err := g.store.Subgraphs(g.Context(), []evidence.ClaimID{"claim:c2", "claim:c3"}, now())
	if errors.Is(err, evidence.ErrUnavailable) {
		return // too much was being written to read one version
	}
	if err != nil {
		g.Errorf("reading while pairs are written: %v", err)
		return
	}
	n := len(sub.Statements)
	if n%2 != 0 || len(sub.Sources)*2 != n {
		g.Errorf("%d statements of %d sources: half a pair", n, len(sub.Sources))
	}
	if before, known := seen.LoadOrStore(sub.Version, n); known && before != n {
		g.Errorf("version %s had %v statements and has %d", sub.Version, before, n)
	}
}

// countsAreOne reads how many statements there are.
func (g *graph) countsAreOne(seen *sync.Map) {
	status, err := g.store.Status(g.Context())
	if errors.Is(err, evidence.ErrUnavailable) {
		return
	}
	if err != nil {
		g.Errorf("counting while pairs are written: %v", err)
		return
	}
	n := status.Links[evidence.KindStatement]
	if before, known := seen.LoadOrStore(status.Version, n); known && before != n {
		g.Errorf("version %s counted %v statements and counts %d", status.Version, before, n)
	}
}
