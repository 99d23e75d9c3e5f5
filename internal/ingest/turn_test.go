package ingest_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

// taking is a store that takes batches in turn. It does not ask for the turn of a batch of links before it has the
// next of them, so that an import which does not hand that over waits for ever.
type taking struct {
	*store
	handed  map[int]chan struct{} // closed once so many batches of links are handed over
	refused int                   // the batch of links that is not recorded, from 1; 0 = none
	at, max atomic.Int32
}

func newTaking(batches int) *taking {
	s := &taking{store: newStore(), handed: map[int]chan struct{}{}}
	for n := range batches + 1 {
		s.handed[n] = make(chan struct{})
	}
	return s
}

func (s *taking) ApplyAfter(
	ctx context.Context, b evidence.Batch, turn func(context.Context) error) (evidence.Applied, error) {
	for now := s.at.Add(1); ; {
		if most := s.max.Load(); most >= now || s.max.CompareAndSwap(most, now) {
			break
		}
	}
	defer s.at.Add(-1)
	n := 0
	if len(b.Statements) > 0 {
		n = b.Checkpoint.Batches - nodeBatches
		close(s.handed[n])
	}
	// after that there is no next
	if next := s.handed[n+1]; n > 0 && next != nil && (s.refused == 0 || n <= s.refused) {
		select {
		case <-next:
		case <-ctx.Done():
			return evidence.Applied{}, ctx.Err()
		}
	}
	if err := turn(ctx); err != nil {
		return evidence.Applied{}, err
	}
	if n > 0 && n == s.refused {
		return evidence.Applied{}, &evidence.Error{Code: evidence.CodeUnavailable, Message: "the graph is away"}
	}
	return s.Apply(ctx, b)
}

// nodeBatches are those of twentyStatements: one of claims and five of sources.
const nodeBatches = 6

// twentyStatements is of five batches of links when they hold four.
func twentyStatements() string {
	var b strings.Builder
	b.WriteString(`{"type":"claim","id":"c","text":"So."}` + "\n")
	for i := range 20 {
		fmt.Fprintf(&b, `{"type":"source","id":"s%d","title":"Report"}`+"\n", i)
		fmt.Fprintf(&b, `{"type":"statement","source":"s%d","claim":"c","stance":"SUPPORTS"}`+"\n", i)
	}
	return b.String()
}

// TestImport_handsTheNextBatchOver: the store has the next batch before it has recorded one, never more than two,
// records them in their order, and has no link before all nodes are recorded.
func TestImport_handsTheNextBatchOver(t *testing.T) {
	s := newTaking(5)
	mustImport(t, s, file(twentyStatements()), ingest.Options{BatchSize: 4})
	if s.max.Load() != 2 {
		t.Errorf("the store had %d batches at once, want 2", s.max.Load())
	}
	plain := newStore()
	mustImport(t, plain, file(twentyStatements()), ingest.Options{BatchSize: 4})
	if len(s.batches) != len(plain.batches) || s.hash(t) != plain.hash(t) {
		t.Fatalf("%d batches and hash %s, want %d and %s", len(s.batches), s.hash(t), len(plain.batches), plain.hash(t))
	}
	for i, b := range s.batches {
		if want := plain.batches[i].Checkpoint; *b.Checkpoint != *want {
			t.Errorf("batch %d has the checkpoint %v, want %v", i, *b.Checkpoint, *want)
		}
	}
}

// TestImport_recordsNothingAfterABatchThatWasNot: or an import that goes on would leave the lost batch out.
func TestImport_recordsNothingAfterABatchThatWasNot(t *testing.T) {
	s := newTaking(5)
	s.refused = 3
	summary, err := ingest.Import(t.Context(), s, file(twentyStatements()), ingest.Options{BatchSize: 4})
	if evidence.CodeOf(err) != evidence.CodeUnavailable ||
		!strings.Contains(err.Error(), "writing 4 records after the first 29") {
		t.Errorf("the error is %v", err)
	}
	if n := summary.Created[evidence.KindStatement]; n != 8 {
		t.Errorf("%d statements were recorded, want those of two batches", n)
	}
	again := mustImport(t, s.store, file(twentyStatements()), ingest.Options{BatchSize: 4, Resume: true})
	if again.Resumed != 29 || again.Created[evidence.KindStatement] != 12 {
		t.Errorf("went on after %d records and recorded %d statements, want 29 and 12", again.Resumed,
			again.Created[evidence.KindStatement])
	}
}
