package convergencetest

import (
	"context"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
)

// reading is a test or a property that reads a store.
type reading interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
}

// AsOf returns what a store shows of a drawn graph at a moment.
func AsOf(t reading, sub *evidence.Subgraphs, at evidence.Moment) *evidence.Subgraphs {
	t.Helper()
	shown, err := Stored(t, sub).Subgraphs(t.Context(), []evidence.ClaimID{TheClaim}, at)
	if err != nil {
		t.Fatalf("reading the graph: %v", err)
	}
	return shown
}

// Stored records a drawn graph.
func Stored(t reading, sub *evidence.Subgraphs) *memstore.Store {
	t.Helper()
	store := memstore.New(func() time.Time { return time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC) }, 1000)
	if _, err := store.Apply(t.Context(), evidence.Batch{
		Collector: "anna", Method: evidence.Declared, Claims: PutAll(sub.Claims), Sources: PutAll(sub.Sources),
		Outlets:       PutAll(sub.Outlets),
		Organizations: PutAll(sub.Organizations), Persons: PutAll(sub.Persons), Statements: PutAll(sub.Statements),
		Derivations: PutAll(sub.Derivations), Ownerships: PutAll(sub.Ownerships), Fundings: PutAll(sub.Fundings),
		Samenesses: PutAll(sub.Samenesses),
	}); err != nil {
		t.Fatalf("recording the graph: %v", err)
	}
	return store
}

// PutAll puts whole records into a batch.
func PutAll[T any](list []T) []evidence.Put[T] {
	out := make([]evidence.Put[T], len(list))
	for i, x := range list {
		out[i].Value = x
	}
	return out
}

// Midsummer returns the moment of June 2024 in the world.
func Midsummer(undated evidence.Undated) evidence.Moment {
	return evidence.Moment{ValidAt: evidence.Date("2024-06").Time(), Undated: undated}
}

// Reader gives one set of subgraphs and counts how often it is asked.
type Reader struct {
	evidence.Reader
	Sub   *evidence.Subgraphs
	Err   error
	Calls [][]evidence.ClaimID
}

// Subgraphs returns the subgraphs, whatever is asked for.
func (r *Reader) Subgraphs(
	_ context.Context, ids []evidence.ClaimID, _ evidence.Moment, _ ...evidence.ID) (*evidence.Subgraphs, error) {
	r.Calls = append(r.Calls, ids)
	return r.Sub, r.Err
}
