package ingest_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/ingest"
)

// dying is a store whose process ends after some batches: the next one is not written, or is written and nobody hears
// of it.
type dying struct {
	*store
	after   int
	unheard bool
}

func (d *dying) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	if d.after--; d.after >= 0 {
		return d.store.Apply(ctx, b)
	}
	if d.after == -1 && d.unheard {
		_, _ = d.store.Apply(ctx, b)
	}
	return evidence.Applied{}, &evidence.Error{Code: evidence.CodeUnavailable, Message: "killed"}
}

// hash is that of all that stands in the store.
func (s *store) hash(t *testing.T) string {
	t.Helper()
	_, hash, err := export.From{Scanner: s.Store, Words: s.Store, Denials: s.Store}.WriteLines(t.Context(), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// muchText makes two files: of nodes and links, with lines that complete earlier ones, repeat them, and are bad.
func muchText() (nodes, links string) {
	var n, l strings.Builder
	for i := range 60 {
		fmt.Fprintf(&n, `{"type":"claim","id":"c%d","text":"It is so in case %d"}`+"\n", i, i)
		fmt.Fprintf(&n, `{"type":"source","id":"s%d","title":"Report %d","text":"The words of %d"}`+"\n", i, i, i%7)
		fmt.Fprintf(&l, `{"type":"statement","source":"s%d","claim":"c%d","stance":"SUPPORTS","quote":"so it is"}`+"\n",
			i, (i*7)%60)
		fmt.Fprintf(&l, `{"type":"derivation","from":"s%d","to":"s%d","kind":"CITES"}`+"\n", i, (i+1)%60)
		if i%9 == 0 {
			fmt.Fprintf(&l, `{"type":"source","id":"s%d","language":"uk"}`+"\n", i)
			fmt.Fprintf(&l, `{"type":"statement","source":"s%d","claim":"c%d","stance":"SUPPORTS","confidence":70}`+
				"\n", i, (i*7)%60)
			fmt.Fprintf(&l, `{"type":"statement","source":"nobody","claim":"c%d","stance":"SUPPORTS"}`+"\n", i)
		}
	}
	return n.String(), l.String()
}

func TestImport_ResumedAfterAnyBatchMakesTheGraphOfAnUndisturbedOne(t *testing.T) {
	nodes, links := muchText()
	files := func() []ingest.Input { return named("nodes", nodes, "links", links) }
	whole := newStore()
	mustImport(t, whole, files(), ingest.Options{BatchSize: 7})
	want, all := whole.hash(t), len(whole.batches)
	if all < 25 {
		t.Fatalf("only %d batches", all)
	}
	random := rand.New(rand.NewPCG(7, 7))
	for _, killed := range random.Perm(all - 1)[:20] {
		for _, unheard := range []bool{false, true} {
			s := newStore()
			d := &dying{store: s, after: killed + 1, unheard: unheard}
			_, err := ingest.Import(t.Context(), d, files(), ingest.Options{BatchSize: 7})
			wantError(t, err, evidence.CodeUnavailable, "killed")
			before := len(s.batches)
			summary := mustImport(t, s, files(), ingest.Options{BatchSize: 7, Resume: true})
			same(t, fmt.Sprint("graph after being killed at ", killed), want, s.hash(t))
			same(t, "batches written in all", all, len(s.batches))
			same(t, "records", sum(summary.Created), summary.Written)
			if before == 0 || summary.Resumed == 0 || summary.Resumed > 7*before {
				t.Errorf("%d records were left out that %d batches had written", summary.Resumed, before)
			}
			_, err = ingest.Import(t.Context(), s, files(), ingest.Options{BatchSize: 7, Resume: true})
			wantError(t, err, evidence.CodeConflict, "has no interrupted import")
		}
	}
}

// TestImport_IsNotResumedWhereSomethingChanged: nothing is written then, and importing again completes it.
func TestImport_IsNotResumedWhereSomethingChanged(t *testing.T) {
	nodes, links := muchText()
	interrupted := func() *store {
		s := newStore()
		_, err := ingest.Import(t.Context(), &dying{store: s, after: 20}, named("nodes", nodes, "links", links),
			ingest.Options{BatchSize: 7})
		wantError(t, err, evidence.CodeUnavailable, "killed")
		return s
	}
	for what, change := range map[string]func(*store) ([]ingest.Input, ingest.Options){
		"a line that was written": func(*store) ([]ingest.Input, ingest.Options) {
			return named("nodes", strings.Replace(nodes, "case 3", "case three", 1), "links", links),
				ingest.Options{BatchSize: 7}
		},
		"fewer lines than were written": func(*store) ([]ingest.Input, ingest.Options) {
			return named("nodes", nodes[:strings.Index(nodes, "\n")+1], "links", ""), ingest.Options{BatchSize: 7}
		},
		"the size of batches": func(*store) ([]ingest.Input, ingest.Options) {
			return named("nodes", nodes, "links", links), ingest.Options{BatchSize: 8}
		},
		"the graph, so that a bad line is good": func(s *store) ([]ingest.Input, ingest.Options) {
			b := evidence.Batch{Sources: []evidence.Put[evidence.Source]{{Value: evidence.Source{ID: "source:nobody"}}}}
			if _, err := s.Apply(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			return named("nodes", nodes, "links", links), ingest.Options{BatchSize: 7}
		},
	} {
		t.Run(what, func(t *testing.T) {
			s := interrupted()
			inputs, o := change(s)
			before := s.hash(t)
			o.Resume = true
			_, err := ingest.Import(t.Context(), s, inputs, o)
			wantError(t, err, evidence.CodeConflict, "import without --resume")
			same(t, "graph", before, s.hash(t))
			mustImport(t, s, named("nodes", nodes, "links", links), ingest.Options{BatchSize: 7})
		})
	}
}

// TestImport_ResumesThoughLaterLinesChanged: what follows the written part may have changed.
func TestImport_ResumesThoughLaterLinesChanged(t *testing.T) {
	nodes, links := muchText()
	more := links + `{"type":"derivation","from":"s1","to":"s9","kind":"QUOTES"}` + "\n"
	s, whole := newStore(), newStore()
	_, err := ingest.Import(t.Context(), &dying{store: s, after: 12}, named("nodes", nodes, "links", links),
		ingest.Options{BatchSize: 7})
	wantError(t, err, evidence.CodeUnavailable, "killed")
	mustImport(t, s, named("nodes", nodes, "links", more), ingest.Options{BatchSize: 7, Resume: true})
	mustImport(t, whole, named("nodes", nodes, "links", more), ingest.Options{BatchSize: 7})
	same(t, "graph", whole.hash(t), s.hash(t))
}
