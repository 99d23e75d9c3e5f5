package app_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/graphtest"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/seed"
)

// tolerance is how far a figure may be from the one worked out by hand.
const tolerance = 1e-6

// TestSeed holds the fact check in a real Neo4j against the figures that its annotation works out by hand, and the
// GraphQL answers against their golden ones.
func TestSeed(t *testing.T) {
	ctx := t.Context()
	server := neo.Start(t)
	store, err := neo4jstore.Open(ctx, neo4jstore.Config{URI: server.URI(), Username: server.Username(),
		Password: server.Password()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(t.Context()) })
	if _, err := store.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	annotation, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(ctx, annotation.Batch); err != nil {
		t.Fatal(err)
	}
	ids := make([]evidence.ClaimID, len(annotation.Expectations))
	for i, e := range annotation.Expectations {
		ids[i] = e.Claim
	}
	if len(ids) != 8 {
		t.Fatalf("%d claims have figures, want the main claim and its seven parts", len(ids))
	}
	answers, err := inquiry.New(store).Of(ctx, ids, evidence.Moment{}, basis.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range annotation.Expectations {
		t.Run(string(e.Claim), func(t *testing.T) { meets(t, e, answers[i].Supporting) })
	}
	t.Run("graphql", func(t *testing.T) {
		graphtest.Golden(t, "../../graph/testdata/seed", graph.New(graph.Config{Reader: store}), false)
	})
}

// meets compares the answer with the figures worked out by hand.
func meets(t *testing.T, e annotation.Expectation, side *convergence.Side) {
	t.Helper()
	for _, f := range []struct {
		name      string
		want, got float64
	}{
		{"sourceCount", float64(e.SourceCount), float64(side.SourceCount)},
		{"tracedCount", float64(e.TracedCount), float64(side.TracedCount)},
		{"demonstrated", e.Demonstrated, side.Demonstrated},
		{"pooled", e.Pooled, side.Pooled},
		{"presumed", e.Presumed, side.Presumed},
		{"demonstratedLineCount", float64(e.DemonstratedLineCount), float64(side.DemonstratedLineCount)},
		{"lineCount", float64(e.LineCount), float64(side.LineCount)},
		{"presumedOrigins", e.PresumedOrigins, side.PresumedOrigins()},
	} {
		if math.Abs(f.want-f.got) > tolerance {
			t.Errorf("%s is %v, want %v", f.name, f.got, f.want)
		}
	}
	if side.InterestRecorded != (e.Disinterested != nil) || e.Disinterested != nil &&
		(math.Abs(side.Disinterested-*e.Disinterested) > tolerance ||
			side.DisinterestedLineCount != *e.DisinterestedLineCount) {
		t.Errorf("an interest is recorded: %t, without it %v remain in %d lines; want what the annotation says",
			side.InterestRecorded, side.Disinterested, side.DisinterestedLineCount)
	}
	var bottlenecks []evidence.SourceID
	for _, s := range side.Bottlenecks() {
		bottlenecks = append(bottlenecks, s.ID)
	}
	slices.Sort(bottlenecks)
	if diff := cmp.Diff(e.Bottlenecks, bottlenecks); diff != "" && len(e.Bottlenecks)+len(bottlenecks) > 0 {
		t.Errorf("bottlenecks (-want +got):\n%s", diff)
	}
	if e.IfWrong == nil {
		return
	}
	left, err := side.IfWrong([]evidence.SourceID{e.IfWrong.Source}, -1)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 || math.Abs(left[0].Presumed-e.IfWrong.Presumed) > tolerance ||
		math.Abs(left[0].Demonstrated-e.IfWrong.Demonstrated) > tolerance {
		t.Errorf("if %s is wrong: %+v, want %+v", e.IfWrong.Source, left, *e.IfWrong)
	}
}
