package inquiry_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/memstore"
)

// narrow is a store that reads the evidence of few claims at once only.
type narrow struct {
	evidence.Reader
	most  int
	mu    sync.Mutex
	parts []int
}

func (n *narrow) Subgraphs(
	ctx context.Context, ids []evidence.ClaimID, at evidence.Moment, also ...evidence.ID) (*evidence.Subgraphs, error) {
	if len(ids) > n.most {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: "too many"}
	}
	n.mu.Lock()
	n.parts = append(n.parts, len(ids))
	n.mu.Unlock()
	return n.Reader.Subgraphs(ctx, ids, at, also...)
}

// manyClaims is a graph of so many claims, claim n with n%3 sources of its own and one that all of them share.
func manyClaims(t *testing.T, claims int) evidence.Reader {
	t.Helper()
	b := evidence.Batch{Collector: "test", Method: evidence.Imported}
	source := func(id evidence.SourceID, claim evidence.ClaimID) {
		b.Sources = append(
			b.Sources, evidence.Put[evidence.Source]{Value: evidence.Source{ID: id, Kind: evidence.Document,
				Identity: evidence.Named}})
		b.Statements = append(
			b.Statements, evidence.Put[evidence.Statement]{Value: evidence.Statement{Source: id, Claim: claim,
				Stance: evidence.Supports, Strength: 1}})
	}
	for n := range claims {
		id := evidence.ClaimID(fmt.Sprintf("claim:c%04d", n))
		b.Claims = append(
			b.Claims, evidence.Put[evidence.Claim]{Value: evidence.Claim{ID: id, Text: fmt.Sprint("claim ", n)}})
		source("source:shared", id)
		for k := range n % 3 {
			source(evidence.SourceID(fmt.Sprintf("source:s%04d-%d", n, k)), id)
		}
	}
	store := memstore.New(time.Now, 10_000)
	if _, err := store.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestSweepAnswersEveryClaimOnce(t *testing.T) {
	r := &narrow{Reader: manyClaims(t, 450), most: 60}
	service := inquiry.New(r)
	claims, err := service.Claims(t.Context(), evidence.Filter{}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	ids := []evidence.ClaimID{"claim:none"}
	for _, c := range claims {
		ids = append(ids, c.ID)
	}
	ids = append(ids, ids[1])
	var mu sync.Mutex
	got := map[evidence.ClaimID]int{}
	err = service.Sweep(
		t.Context(), ids, evidence.Moment{}, basis.DefaultPolicy(), func(c *convergence.Convergence) error {
			mu.Lock()
			defer mu.Unlock()
			if _, again := got[c.Claim.ID]; again {
				t.Errorf("%s is answered twice", c.Claim.ID)
			}
			got[c.Claim.ID] = c.Supporting.SourceCount
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	want := map[evidence.ClaimID]int{}
	for n := range 450 {
		want[evidence.ClaimID(fmt.Sprintf("claim:c%04d", n))] = 1 + n%3
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sources by claim (-want +got):\n%s", diff)
	}
	for _, part := range r.parts {
		if part > 60 {
			t.Errorf("a part of %d claims was read", part)
		}
	}
}

func TestSweepEndsWithTheFirstError(t *testing.T) {
	service := inquiry.New(manyClaims(t, 250))
	full := errors.New("the list is full")
	ids := []evidence.ClaimID{"claim:c0000", "claim:c0001"}
	err := service.Sweep(
		t.Context(), ids, evidence.Moment{}, basis.DefaultPolicy(), func(*convergence.Convergence) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("want the error of the function, got %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	err = service.Sweep(
		ended, ids, evidence.Moment{}, basis.DefaultPolicy(), func(*convergence.Convergence) error { return nil })
	if evidence.CodeOf(err) != evidence.CodeTimeout {
		t.Errorf("an ended context: want %s, got %v", evidence.CodeTimeout, err)
	}
}
