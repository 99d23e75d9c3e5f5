package memstore_test

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest"
	"github.com/credence-graph/credence/internal/storetest/sameanswers"
)

func open(_ *testing.T, now func() time.Time) storetest.Store { return memstore.New(now, 100_000) }

func TestConformance(t *testing.T) { storetest.Run(t, open) }

func TestSameWritesSameAnswers(t *testing.T) { sameanswers.Compare(t, open, open, 8) }

func TestMoreSourcesThanTheLimit(t *testing.T) {
	for limit, want := range map[int]evidence.Code{1: evidence.CodeTooComplex, 2: ""} {
		store := memstore.New(time.Now, limit)
		b := evidence.Batch{
			Claims: []evidence.Put[evidence.Claim]{{Value: evidence.Claim{ID: "claim:c", Text: "It is so."}}},
			Sources: []evidence.Put[evidence.Source]{{Value: evidence.Source{ID: "source:a"}},
				{Value: evidence.Source{ID: "source:b"}}},
			Corroborations: []evidence.Put[evidence.Corroboration]{{Value: evidence.Corroboration{
				Claim: "claim:c", Sources: []evidence.SourceID{"source:a", "source:b"},
			}}},
		}
		if _, err := store.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		sub, err := store.Subgraphs(t.Context(), []evidence.ClaimID{"claim:c"}, evidence.Moment{})
		if evidence.CodeOf(err) != want || (err == nil) != (sub != nil) {
			t.Errorf("two sources where %d may be: code %q (error: %v), expected %q", limit, evidence.CodeOf(err), err, want)
		}
	}
}
