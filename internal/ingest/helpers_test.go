package ingest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// store is the oracle, with the batches that were applied to it.
type store struct {
	*memstore.Store
	batches []evidence.Batch
	asked   int // calls of Objects
}

func newStore() *store {
	day := time.Date(2024, 10, 5, 0, 0, 0, 0, time.UTC)
	return &store{Store: memstore.New(func() time.Time { return day }, 1_000_000)}
}

func (s *store) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	if b.Len() > 0 { // else it notes that an import is complete
		s.batches = append(s.batches, b)
	}
	return s.Store.Apply(ctx, b)
}

func (s *store) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	s.asked++
	return s.Store.Objects(ctx, ids, at)
}

// file is an input with the name "f".
func file(text string) []ingest.Input { return named("f", text) }

func named(pairs ...string) []ingest.Input {
	var inputs []ingest.Input
	for i := 0; i < len(pairs); i += 2 {
		inputs = append(inputs, ingest.Input{Name: pairs[i], Reader: strings.NewReader(pairs[i+1])})
	}
	return inputs
}

func mustImport(t *testing.T, s ingest.Store, inputs []ingest.Input, o ingest.Options) ingest.Summary {
	t.Helper()
	summary, err := ingest.Import(t.Context(), s, inputs, o)
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	return summary
}

// clean imports what must have no bad line.
func clean(t *testing.T, s ingest.Store, inputs []ingest.Input) ingest.Summary {
	t.Helper()
	summary := mustImport(t, s, inputs, ingest.Options{})
	if summary.ProblemCount > 0 {
		t.Fatalf("%d bad lines, the first: %v", summary.ProblemCount, summary.Problems[0])
	}
	return summary
}

func messages(problems []ingest.Problem) []string {
	var list []string
	for _, p := range problems {
		list = append(list, p.String())
	}
	return list
}

// content returns everything that stands in the store, by global id.
func (s *store) content(t *testing.T) map[evidence.ID]evidence.Object {
	t.Helper()
	seen := map[evidence.ID]bool{}
	var ids []evidence.ID
	add := func(id evidence.ID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, b := range s.batches {
		idsOf(b.Organizations, add)
		idsOf(b.Persons, add)
		idsOf(b.Outlets, add)
		idsOf(b.Sources, add)
		idsOf(b.Claims, add)
		idsOf(b.Reviews, add)
		idsOf(b.Statements, add)
		idsOf(b.Derivations, add)
		idsOf(b.Corroborations, add)
		idsOf(b.Ownerships, add)
		idsOf(b.Fundings, add)
		idsOf(b.Samenesses, add)
		idsOf(b.Relations, add)
		idsOf(b.Confirmations, add)
		idsOf(b.Interests, add)
		idsOf(b.Leanings, add)
	}
	objects, err := s.Store.Objects(t.Context(), ids, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	content := map[evidence.ID]evidence.Object{}
	for i, id := range ids {
		content[id] = objects[i]
	}
	return content
}

func idsOf[R evidence.Record](puts []evidence.Put[R], add func(evidence.ID)) {
	for _, p := range puts {
		record := evidence.Merge(nil, p)
		switch r := any(record).(type) {
		case evidence.Node:
			add(r.NodeID())
		case evidence.Link:
			add(r.LinkID())
		}
	}
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differ (-want +got):\n%s", what, diff)
	}
}

// sameGraph compares what stands in two stores, but for when it was recorded: every batch has a time of its own.
func sameGraph(t *testing.T, want, got map[evidence.ID]evidence.Object) {
	t.Helper()
	recorded := cmp.FilterPath(func(p cmp.Path) bool {
		field, is := p.Last().(cmp.StructField)
		return is && field.Name() == "RecordedAt"
	}, cmp.Ignore())
	if diff := cmp.Diff(want, got, recorded); diff != "" {
		t.Errorf("the graphs differ (-want +got):\n%s", diff)
	}
}

// sum adds up counts by kind.
func sum(counts map[evidence.Kind]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
