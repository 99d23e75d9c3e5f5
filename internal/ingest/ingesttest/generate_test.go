package ingesttest_test

import (
	"bytes"
	"context"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/ingest/ingesttest"
)

// counter is a store that only counts, so that what is measured is the import itself.
type counter struct {
	created map[evidence.Kind]int
	measure bool
	peak    uint64 // most memory in use when a batch came, where it is measured
}

func newCounter() *counter { return &counter{created: map[evidence.Kind]int{}} }

func (c *counter) Objects(_ context.Context, ids []evidence.ID, _ evidence.Moment) ([]evidence.Object, error) {
	return make([]evidence.Object, len(ids)), nil
}

// Editions finds none.
func (*counter) Editions(context.Context, []string) (map[string]evidence.Edition, error) {
	return nil, nil
}

func (*counter) Checkpoint(context.Context, string) (evidence.Checkpoint, error) {
	return evidence.Checkpoint{}, nil
}

func (*counter) Denials(context.Context) ([]evidence.Denial, evidence.Version, error) {
	return nil, evidence.Version{}, nil
}

func (c *counter) Status(context.Context) (evidence.Status, error) { return evidence.Status{}, nil }

func (c *counter) Apply(_ context.Context, b evidence.Batch) (evidence.Applied, error) {
	a := evidence.Applied{Created: map[evidence.Kind]int{
		evidence.KindOutlet: len(b.Outlets), evidence.KindClaim: len(b.Claims), evidence.KindSource: len(b.Sources),
		evidence.KindStatement: len(b.Statements), evidence.KindDerivation: len(b.Derivations),
	}}
	for kind, n := range a.Created {
		c.created[kind] += n
	}
	if c.measure {
		c.peak = max(c.peak, heap())
	}
	return a, nil
}

// heap returns the bytes that are in use: the least of several looks, since other goroutines leave garbage between a
// collection and the look.
func heap() uint64 {
	var m runtime.MemStats
	least := uint64(math.MaxUint64)
	for range 4 {
		runtime.GC()
		runtime.ReadMemStats(&m)
		least = min(least, m.HeapAlloc)
	}
	return least
}

func many(t testing.TB, claims, sources, links int, seed uint64) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := ingesttest.WriteMany(&text, claims, sources, links, seed); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func load(t testing.TB, store ingest.Store, text []byte, o ingest.Options) ingest.Summary {
	t.Helper()
	summary, err := ingest.Import(context.Background(), store,
		[]ingest.Input{{Name: "many.jsonl", Reader: bytes.NewReader(text)}}, o)
	if err != nil {
		t.Fatal(err)
	}
	if summary.ProblemCount > 0 {
		t.Fatalf("%d bad lines, the first: %v", summary.ProblemCount, summary.Problems[0])
	}
	return summary
}

func TestWriteMany_IsOfTheSizeAsked(t *testing.T) {
	for _, c := range []struct{ claims, sources, links int }{
		{500, 1000, 4000}, {10, 100, 1000}, {300, 7, 20}, {1, 2, 2},
	} {
		store := newCounter()
		load(t, store, many(t, c.claims, c.sources, c.links, 1), ingest.Options{})
		got := store.created
		links := got[evidence.KindStatement] + got[evidence.KindDerivation]
		want := []int{c.claims, c.sources, c.links, (c.sources-1)/250 + 1}
		if diff := cmp.Diff(want,
			[]int{got[evidence.KindClaim], got[evidence.KindSource], links, got[evidence.KindOutlet]}); diff != "" {
			t.Errorf("claims, sources, links, outlets (-want +got):\n%s", diff)
		}
	}
}

func TestWriteMany_SameArgumentsSameBytes(t *testing.T) {
	if !bytes.Equal(many(t, 100, 500, 2000, 3), many(t, 100, 500, 2000, 3)) {
		t.Error("two files of the same arguments differ")
	}
	if bytes.Equal(many(t, 100, 500, 2000, 3), many(t, 100, 500, 2000, 4)) {
		t.Error("another seed makes the same file")
	}
}

func TestWrite_RefusesWhatCannotBe(t *testing.T) {
	for name, err := range map[string]error{
		"no claims":             ingesttest.WriteMany(io.Discard, 0, 2, 1, 0),
		"too many links":        ingesttest.WriteMany(io.Discard, 100, 10, 101, 0),
		"more than the claims":  ingesttest.WriteMany(io.Discard, 2, 10, 30, 0),
		"a chain of no sources": ingesttest.WriteChain(io.Discard, 0),
	} {
		if evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%s: error %v; want code invalid", name, err)
		}
	}
}

func TestWriteChain(t *testing.T) {
	var text bytes.Buffer
	if err := ingesttest.WriteChain(&text, 1000); err != nil {
		t.Fatal(err)
	}
	store := newCounter()
	load(t, store, text.Bytes(), ingest.Options{})
	want := map[evidence.Kind]int{
		evidence.KindOutlet: 0, evidence.KindClaim: 1, evidence.KindSource: 1000, evidence.KindStatement: 1000,
		evidence.KindDerivation: 999,
	}
	if diff := cmp.Diff(want, store.created); diff != "" {
		t.Errorf("created (-want +got):\n%s", diff)
	}
	if n := strings.Count(text.String(), `"kind":"SYNDICATES"`); n != 999 {
		t.Errorf("%d syndications; want 999", n)
	}
}

// TestImport_Memory bounds what an import keeps for each line: the lines themselves must not stay in memory.
func TestImport_Memory(t *testing.T) {
	text := many(t, 2000, 10000, 40000, 1)
	before := heap()
	store := newCounter()
	store.measure = true
	summary := load(t, store, text, ingest.Options{BatchSize: 1000})
	grown := int64(store.peak) - int64(before)
	runtime.KeepAlive(text) // it is part of both
	// the one being written and the one being read, lines on their way from reader to reader, and buffers
	batches := int64(4 << 20)
	if limit := batches + 110*summary.Lines; grown > limit {
		t.Errorf("%d lines of %d bytes took %d bytes of memory; want at most %d", summary.Lines, summary.Bytes, grown,
			limit)
	}
}

// BenchmarkImport measures an import into a store that takes no time: 100,000 sources and 300,000 links.
func BenchmarkImport(b *testing.B) {
	text := many(b, 10000, 100000, 300000, 1)
	for b.Loop() {
		store := newCounter()
		started := time.Now()
		summary := load(b, store, text, ingest.Options{})
		b.ReportMetric(float64(summary.Lines)/time.Since(started).Seconds(), "lines/s")
		b.ReportMetric(float64(summary.Bytes)/(1<<20)/time.Since(started).Seconds(), "MB/s")
	}
}

func TestWriteDesk_IsReadAsWritten(t *testing.T) {
	var text, again bytes.Buffer
	for _, w := range []io.Writer{&text, &again} {
		if err := ingesttest.WriteAuditCorpus(w, 200, 1); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(text.Bytes(), again.Bytes()) {
		t.Error("the same arguments gave two files")
	}
	store := newCounter()
	load(t, store, text.Bytes(), ingest.Options{})
	if got := []int{
		store.created[evidence.KindClaim], store.created[evidence.KindSource], store.created[evidence.KindStatement],
	}; !cmp.Equal(got, []int{200, 1000 + 2*7, 1000 + 2*5}) {
		t.Errorf("claims, sources and statements %v, want 200, 1014 and 1010", got)
	}
	if err := ingesttest.WriteAuditCorpus(io.Discard, 99, 1); evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("99 claims: %v, want %s", err, evidence.CodeInvalid)
	}
}
