package app

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/seed"
)

var update = flag.Bool("update", false, "write the golden files anew; check them by hand")

// inMemory returns a session on an empty oracle store.
func inMemory(t *testing.T) (*session, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	store := memstore.New(time.Now, 1000)
	a := &app{streams: Streams{In: &bytes.Buffer{}, Out: &out, Err: &bytes.Buffer{}}}
	return &session{app: a, reader: store, writer: store, service: convergence.NewService(store), policy: convergence.DefaultPolicy()}, &out
}

// TestReport_Seed holds the text for the fact check against the one that was written by hand from its figures.
func TestReport_Seed(t *testing.T) {
	s, out := inMemory(t)
	annotation, err := ingest.ParseAnnotation(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if _, err := s.writer.Apply(ctx, annotation.Batch); err != nil {
		t.Fatal(err)
	}
	if err := s.converge(ctx, []evidence.ClaimID{annotation.Main}, evidence.Moment{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/seed.txt", out.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
