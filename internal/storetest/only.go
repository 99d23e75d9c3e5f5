package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// onlyAt writes at one version only: at the present one it is done, at any other refused, whichever write it is.
func onlyAt(g *graph) {
	g.draw("", "c1; A <- B")
	g.apply(evidence.Batch{Persons: graphs.Puts(evidence.Person{ID: "person:p", Name: "P"})})
	link := graphs.Draw(g, "", "c1; A <- B").Link("A <- B")
	first := g.status().Version
	g.apply(evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:other", Text: "Else."})})
	before := g.status()
	claim := evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:new", Text: "So."})}
	writes := []struct {
		name string
		do   func(context.Context) (evidence.Applied, error)
	}{
		{"Apply", func(ctx context.Context) (evidence.Applied, error) { return g.store.Apply(ctx, claim) }},
		{"Retract", func(ctx context.Context) (evidence.Applied, error) {
			return g.store.Retract(ctx, []evidence.ID{link}, "suite", "")
		}},
		{"Unretract", func(ctx context.Context) (evidence.Applied, error) {
			return g.store.Unretract(ctx, []evidence.ID{link}, "suite", "")
		}},
		{"Erase", func(ctx context.Context) (evidence.Applied, error) {
			return g.store.Erase(ctx, "person:p", "suite", "")
		}},
	}
	for _, w := range writes {
		for name, old := range map[string]evidence.Version{
			"of before the last write": first, "of another graph": {Epoch: "another", Bookmark: before.Version.Bookmark},
			"that never was": {Epoch: first.Epoch, Bookmark: "nonsense"},
		} {
			_, err := w.do(evidence.OnlyAt(g.Context(), old))
			g.moved(w.name+" at a version "+name, old, before.Version, err)
		}
	}
	equal(g, "the graph after what was refused", before, g.status())
	version := before.Version
	for _, w := range writes {
		applied, err := w.do(evidence.OnlyAt(g.Context(), version))
		if err != nil || applied.Version == version {
			g.Fatalf("%s at the present version: %+v, error %v", w.name, applied, err)
		}
		version = applied.Version
	}
	g.onlyOneAt()
}

// moved checks that a write was refused because the graph is at another version, and that the error names it.
func (g *graph) moved(what string, only, now evidence.Version, err error) {
	g.Helper()
	var e *evidence.Error
	if !errors.As(err, &e) || e.Code != evidence.CodeConflict || e.Field != evidence.IfVersion {
		g.Errorf("%s: error %v, expected a conflict at %s", what, err, evidence.IfVersion)
	} else if !strings.Contains(e.Message, only.String()) || !strings.Contains(e.Message, now.String()) {
		g.Errorf("%s: %q names not both versions, %s and %s", what, e.Message, only, now)
	}
}

// onlyOneAt has several write at one version at the same time: exactly one of them does.
func (g *graph) onlyOneAt() {
	g.Helper()
	const rounds, writers = 10, 6
	for round := range rounds {
		type outcome struct {
			applied evidence.Applied
			err     error
		}
		only, results := g.status().Version, make(chan outcome, writers)
		for i := range writers {
			go func() {
				id := evidence.ClaimID(fmt.Sprintf("claim:round%d-%d", round, i))
				applied, err := g.store.Apply(evidence.OnlyAt(g.Context(), only),
					evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: id, Text: "So."})})
				results <- outcome{applied, err}
			}()
		}
		var done []evidence.Version
		var refused []error
		for range writers {
			if r := <-results; r.err == nil {
				done = append(done, r.applied.Version)
			} else {
				refused = append(refused, r.err)
			}
		}
		if len(done) != 1 {
			g.Fatalf("%d of %d writers wrote at one version, expected one", len(done), writers)
		}
		for _, err := range refused {
			g.moved("a writer that came later", only, done[0], err)
		}
		equal(g, "the version after the round", done[0], g.status().Version)
	}
}
