package formatstest

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/seed"
)

// Day is when the records of the tests are made.
var Day = time.Date(2024, 10, 5, 12, 30, 0, 125e6, time.UTC)

// written is a store that keeps what was written to it.
type written struct {
	*memstore.Store
	ids map[evidence.ID]bool
}

func (s *written) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	note(s, b.Organizations)
	note(s, b.Persons)
	note(s, b.Outlets)
	note(s, b.Sources)
	note(s, b.Claims)
	note(s, b.Reviews)
	note(s, b.Statements)
	note(s, b.Derivations)
	note(s, b.Corroborations)
	note(s, b.Ownerships)
	note(s, b.Fundings)
	note(s, b.Samenesses)
	note(s, b.Relations)
	note(s, b.Confirmations)
	note(s, b.Interests)
	note(s, b.Leanings)
	return s.Store.Apply(ctx, b)
}

// graph returns what stands in the store, each list ascending by id.
func (s *written) graph(t fataler) *export.Graph {
	t.Helper()
	var ids []evidence.ID
	for id := range s.ids {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	objects, err := s.Objects(context.Background(), ids, evidence.Moment{})
	if err != nil {
		t.Fatalf("objects: %v", err)
	}
	g := &export.Graph{}
	for _, o := range objects {
		add(t, g, o)
	}
	return g
}

func note[R evidence.Record](s *written, puts []evidence.Put[R]) {
	for _, p := range puts {
		switch r := any(evidence.Merge(nil, p)).(type) {
		case evidence.Node:
			s.ids[r.NodeID()] = true
		case evidence.Link:
			s.ids[r.LinkID()] = true
		}
	}
}

// Imported returns the graph that the lines make. All of them must be accepted.
func Imported(t fataler, lines []string) *export.Graph {
	t.Helper()
	s := &written{memstore.New(func() time.Time { return Day }, 1_000_000), map[evidence.ID]bool{}}
	summary, err := ingest.Import(context.Background(), s,
		[]ingest.Input{{Name: "doc", Reader: strings.NewReader(strings.Join(lines, "\n"))}}, ingest.Options{})
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	if summary.ProblemCount > 0 {
		t.Fatalf("%d lines are refused, the first: %v\n%s", summary.ProblemCount, summary.Problems[0],
			lines[max(0, summary.Problems[0].Line-1)])
	}
	return s.graph(t)
}

func add(t fataler, g *export.Graph, o evidence.Object) {
	t.Helper()
	var record any = o.Node
	if o.Link != nil {
		record = o.Link
	}
	before := g.Len()
	if g.Add(record); g.Len() == before {
		t.Fatalf("%T is no record", record)
	}
}

// RoundTrip writes a graph, reads it back, and compares it with what the format promises to carry.
func RoundTrip(
	t *rapid.T, write func(
		io.Writer, *export.Graph,
	) (export.Contents, error), format formats.Format, carried func(*export.Graph) *export.Graph,
) {
	g := DrawGraph(t)
	var text bytes.Buffer
	if _, err := write(&text, g); err != nil {
		t.Fatalf("write: %v", err)
	}
	for _, name := range []string{"claimreview", "stix", "prov", "nquads"} {
		other := Format(t, name)
		if got := other.Recognise("f", text.Bytes()[:min(text.Len(), 64<<10)]); got != (other.Name == format.Name) {
			t.Fatalf("is recognised as %s: %v\n%s", other.Name, got, text.String())
		}
	}
	f := &Found{}
	if err := format.Read(context.Background(), formats.Document{Name: "doc", Body: bytes.NewReader(text.Bytes())},
		f); err != nil {
		t.Fatalf("read: %v\n%s", err, text.String())
	}
	if len(f.Rejects) > 0 {
		t.Fatalf("rejected: %v\n%s", f.Rejects, text.String())
	}
	if diff := gocmp.Diff(carried(g), Imported(t, f.Lines), AsStated()...); diff != "" {
		t.Fatalf("(-carried +read):\n%s\n%s", diff, text.String())
	}
}

// AsStated compares what records state: not what only a store sets, and the name of the file where nothing is stated.
func AsStated() []gocmp.Option {
	return []gocmp.Option{
		cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(evidence.Provenance{}, "Collector", "Method", "RecordedAt", "RetractedAt"),
		gocmp.FilterPath(func(p gocmp.Path) bool {
			last := p.Last().String()
			return last == ".RecordedAt" || last == ".Texts"
		}, gocmp.Ignore()),
		gocmp.FilterPath(func(p gocmp.Path) bool { return p.Last().String() == ".RecordedFrom" },
			gocmp.Transformer("stated", func(text string) string { return cmp.Or(text, "doc") })),
	}
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// SeedGraph is the fact check that Credence comes with.
func SeedGraph(t *testing.T) *export.Graph {
	t.Helper()
	a, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		t.Fatal(err)
	}
	s := &written{memstore.New(func() time.Time { return Day }, 1_000_000), map[evidence.ID]bool{}}
	if _, err := s.Apply(t.Context(), a.Batch); err != nil {
		t.Fatal(err)
	}
	return s.graph(t)
}

// SomeGraphs are n random graphs, the same every time.
func SomeGraphs(n int) []*export.Graph {
	graphs := make([]*export.Graph, n)
	for i := range graphs {
		graphs[i] = rapid.Custom(DrawGraph).Example(i)
	}
	return graphs
}
