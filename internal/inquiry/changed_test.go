package inquiry_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// TestChangedIsTheImpact retracts links of random graphs: what has changed by that is what was foretold, and taking it
// back changes it back.
func TestChangedIsTheImpact(t *testing.T) {
	compared := 0
	for seed := range uint64(400) {
		world := graphs.New(rand.New(rand.NewPCG(seed, 11)))
		clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		store := memstore.New(func() time.Time { clock = clock.Add(time.Minute); return clock }, 1000)
		_, _ = store.Apply(t.Context(), world.Graph()) // some batches are to be refused
		service, policy := inquiry.New(store), basis.DefaultPolicy()
		for _, id := range everythingIn(t, store) {
			if id.Kind().IsNode() {
				continue
			}
			foretold, err := service.Impact(t.Context(), []evidence.ID{id}, evidence.Moment{}, policy)
			if err != nil {
				t.Fatal(err)
			}
			gone, err := store.Retract(t.Context(), []evidence.ID{id}, "test", "")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(sketch(foretold), sketch(changed(t, service, id, gone.At))); diff != "" {
				t.Fatalf("seed %d, %s retracted (-foretold +changed):\n%s", seed, id, diff)
			}
			back, err := store.Unretract(t.Context(), []evidence.ID{id}, "test", "")
			if err != nil {
				t.Fatal(err)
			}
			compared += len(foretold)
			if confirmedLink(t, store, id) {
				continue // recorded again, it is later than the confirmation of its source
			}
			again := changed(t, service, id, back.At)
			if len(again) != len(foretold) {
				t.Fatalf("seed %d, %s recorded again: %d claims change, %d had changed", seed, id, len(again), len(foretold))
			}
			for _, i := range again {
				for _, f := range foretold {
					if f.Claim.ID == i.Claim.ID && (!f.Before.Same(i.After) || !f.After.Same(i.Before)) {
						t.Errorf("seed %d, %s recorded again: %s does not change back", seed, id, i.Claim.ID)
					}
				}
			}
		}
	}
	if compared < 100 {
		t.Errorf("%d changes: the graphs show too little", compared)
	}
}

// confirmedLink reports whether a link is a derivation of a source whose basis is confirmed.
func confirmedLink(t *testing.T, store *memstore.Store, id evidence.ID) bool {
	t.Helper()
	objects, err := store.Objects(t.Context(), []evidence.ID{id}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	d, is := objects[0].Link.(*evidence.Derivation)
	if !is {
		return false
	}
	objects, err = store.Objects(
		t.Context(), []evidence.ID{evidence.ID(evidence.ConfirmationIDOf(d.From))}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	return objects[0].Link != nil
}

func changed(t testing.TB, s *inquiry.Service, id evidence.ID, at time.Time) []compare.Impact {
	t.Helper()
	list, err := s.Changed(
		t.Context(), []evidence.ID{id}, evidence.Moment{KnownAt: at.Add(-1)}, evidence.Moment{KnownAt: at},
		basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	return list
}
