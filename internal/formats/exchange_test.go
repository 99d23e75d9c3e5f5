package formats_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
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
	"github.com/credence-graph/credence/internal/memstore"
)

// found is what a reader made of a document.
type found struct {
	lines   []string // as JSON, with their fields in order
	places  []string // where each was found
	rejects []string // "place: field: message"
}

func (f *found) Write(at string, line formats.Line) error {
	text, err := json.Marshal(line)
	f.lines, f.places = append(f.lines, string(text)), append(f.places, at)
	return err
}

func (f *found) Reject(at, field, message string) error {
	f.rejects = append(f.rejects, at+": "+field+": "+message)
	return nil
}

func read(t testing.TB, format formats.Format, text string) (*found, error) {
	t.Helper()
	f := &found{}
	return f, format.Read(t.Context(), formats.Document{Name: "doc", Body: strings.NewReader(text)}, f)
}

func mustRead(t testing.TB, format formats.Format, text string) *found {
	t.Helper()
	f, err := read(t, format, text)
	if err != nil {
		t.Fatalf("%s: %v\n%s", format.Name, err, text)
	}
	return f
}

func wantLines(t *testing.T, got *found, want ...string) {
	t.Helper()
	var sorted []string
	for _, line := range want {
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("the wanted line %s: %v", line, err)
		}
		text, _ := json.Marshal(v)
		sorted = append(sorted, string(text))
	}
	if diff := gocmp.Diff(sorted, got.lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// wantLinesInAnyOrder is wantLines where the order of the document is another.
func wantLinesInAnyOrder(t *testing.T, got *found, want ...string) {
	t.Helper()
	sorted := &found{lines: slices.Sorted(slices.Values(got.lines))}
	order := map[string]string{}
	for _, line := range want {
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("the wanted line %s: %v", line, err)
		}
		text, _ := json.Marshal(v)
		order[string(text)] = line
	}
	var wanted []string
	for _, text := range slices.Sorted(maps.Keys(order)) {
		wanted = append(wanted, order[text])
	}
	wantLines(t, sorted, wanted...)
}

// day is when the records of the tests are made.
var day = time.Date(2024, 10, 5, 12, 30, 0, 125e6, time.UTC)

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
	return s.Store.Apply(ctx, b)
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

// imported returns the graph that the lines make. All of them must be accepted.
func imported(t fataler, lines []string) *export.Graph {
	t.Helper()
	s := &written{memstore.New(func() time.Time { return day }, 1_000_000), map[evidence.ID]bool{}}
	summary, err := ingest.Import(background(), s, []ingest.Input{{Name: "doc", Reader: strings.NewReader(strings.Join(lines, "\n"))}}, ingest.Options{})
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	if summary.ProblemCount > 0 {
		t.Fatalf("%d lines are refused, the first: %v\n%s", summary.ProblemCount, summary.Problems[0], lines[max(0, summary.Problems[0].Line-1)])
	}
	return s.graph(t)
}

// graph returns what stands in the store, each list ascending by id.
func (s *written) graph(t fataler) *export.Graph {
	t.Helper()
	var ids []evidence.ID
	for id := range s.ids {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	objects, err := s.Objects(background(), ids, evidence.Moment{})
	if err != nil {
		t.Fatalf("objects: %v", err)
	}
	g := &export.Graph{}
	for _, o := range objects {
		add(t, g, o)
	}
	return g
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

// roundTrip writes a graph, reads it back, and compares it with what the format promises to carry.
func roundTrip(t *rapid.T, write func(io.Writer, *export.Graph) (export.Contents, error), format formats.Format, carried func(*export.Graph) *export.Graph) {
	g := drawGraph(t)
	var text bytes.Buffer
	if _, err := write(&text, g); err != nil {
		t.Fatalf("write: %v", err)
	}
	for _, other := range []formats.Format{formats.ClaimReview(), formats.STIX(), formats.Prov(), formats.NQuads()} {
		if got := other.Recognise("f", text.Bytes()[:min(text.Len(), 64<<10)]); got != (other.Name == format.Name) {
			t.Fatalf("is recognised as %s: %v\n%s", other.Name, got, text.String())
		}
	}
	f := &found{}
	if err := format.Read(background(), formats.Document{Name: "doc", Body: bytes.NewReader(text.Bytes())}, f); err != nil {
		t.Fatalf("read: %v\n%s", err, text.String())
	}
	if len(f.rejects) > 0 {
		t.Fatalf("rejected: %v\n%s", f.rejects, text.String())
	}
	if diff := gocmp.Diff(carried(g), imported(t, f.lines), asStated()...); diff != "" {
		t.Fatalf("(-carried +read):\n%s\n%s", diff, text.String())
	}
}

// asStated compares what records state: not what only a store sets, and the name of the file where nothing is stated.
func asStated() []gocmp.Option {
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

// wild are texts that formats stumble over.
var wild = []string{
	"plain", "two words", "a \"quote\"", "back\\slash", "line\nbreak", "tab\there", "</script><b>&amp;", "Київ", "日本 🎈", "comma, semicolon; colon: x",
	"@en", "_:b", "<iri>", "2024", "0", "true", "null", "a^^b", "a\u2028b", "\u00e9", "{\"a\":1}", "CR\rLF", "\u007f",
}

func drawText(t *rapid.T, label string) string { return rapid.SampledFrom(wild).Draw(t, label) }

func drawMaybe(t *rapid.T, label string) string {
	return rapid.SampledFrom(append([]string{"", ""}, wild...)).Draw(t, label)
}

func drawDate(t *rapid.T, label string) evidence.Date {
	return rapid.SampledFrom([]evidence.Date{"", "2019", "2020-05", "2021-06-07", "2022-02-28"}).Draw(t, label)
}

func drawNumber(t *rapid.T, label string) *float64 {
	return rapid.SampledFrom([]*float64{nil, new(0.0), new(1.0), new(-1.0), new(2.5), new(1e-7), new(12345678.9)}).Draw(t, label)
}

var keys = []string{"1", "a b", "é", "x:y", "a/b%20", "claim", "<k>", "UPPER", "a#b?c", "_:b", "日本"}

// drawIDs draws different ids of a kind, ascending.
func drawIDs[T ~string](t *rapid.T, kind evidence.Kind, least, most int) []T {
	drawn := rapid.SliceOfNDistinct(rapid.SampledFrom(keys), least, most, rapid.ID[string]).Draw(t, string(kind))
	slices.Sort(drawn)
	ids := make([]T, len(drawn))
	for i, key := range drawn {
		ids[i] = T(string(kind) + ":" + key)
	}
	return ids
}

func drawOf[T any](t *rapid.T, label string, from []T) (drawn T) {
	if len(from) == 0 {
		return drawn
	}
	return rapid.SampledFrom(from).Draw(t, label)
}

func drawSome[T any](t *rapid.T, label string, from []T) []T {
	var some []T
	for i, x := range from {
		if rapid.IntRange(0, 2).Draw(t, fmt.Sprint(label, i)) == 0 {
			some = append(some, x)
		}
	}
	return some
}

func drawQuotes(t *rapid.T, label string) []evidence.Quote {
	var quotes []evidence.Quote
	for range rapid.IntRange(0, 2).Draw(t, label) {
		quotes = append(quotes, rapid.SampledFrom([]evidence.Quote{
			{Exact: "так \"сказав\"", StartLine: 1, EndLine: 2}, {Exact: "words", Prefix: "before ", Suffix: " after"}, {Locator: "p. 3"},
			{Exact: "one\nline", StartLine: 4, EndLine: 4}, {Exact: "plain"},
		}).Draw(t, "quote"))
	}
	return quotes
}

func drawProvenance(t *rapid.T) evidence.Provenance {
	return evidence.Provenance{
		RecordedFrom: drawMaybe(t, "recordedFrom"), Justification: drawMaybe(t, "justification"), Quotes: drawQuotes(t, "quotes"),
		Confidence: rapid.SampledFrom([]*int{nil, new(0), new(50), new(100)}).Draw(t, "confidence"), RecordedAt: day,
	}
}

// checkBad reads a document with something wrong in it: so many lines are good and accepted, these are rejected, and the
// document ends with this error ("" = none).
func checkBad(t *testing.T, format formats.Format, text string, lines int, rejects []string, problem string) {
	t.Helper()
	f, err := read(t, format, text)
	if len(f.lines) != lines {
		t.Errorf("%d lines, want %d: %s", len(f.lines), lines, strings.Join(f.lines, "\n"))
	}
	if diff := gocmp.Diff(rejects, f.rejects, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
	switch {
	case (err == nil) != (problem == ""), err != nil && !strings.HasPrefix(err.Error(), problem):
		t.Errorf("error %v, want %q", err, problem)
	case err != nil && evidence.CodeOf(err) != evidence.CodeInvalid:
		t.Errorf("error %v has code %s", err, evidence.CodeOf(err))
	}
}

// fuzzExchange feeds a reader any bytes. Whatever they are: no panic, errors of code invalid, lines that are objects of a known type,
// and the same lines the second time.
func fuzzExchange(f *testing.F, format formats.Format) {
	f.Fuzz(func(t *testing.T, text []byte) {
		format.Recognise("f", text[:min(len(text), 64<<10)])
		first, err := read(t, format, string(text))
		if err != nil && evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("error %v has code %s", err, evidence.CodeOf(err))
		}
		for i, line := range first.lines {
			if !strings.Contains(line, `"type":"`) || first.places[i] == "" {
				t.Errorf("line %s at %q says nothing of its type or place", line, first.places[i])
			}
		}
		for _, r := range first.rejects {
			if strings.HasPrefix(r, ": ") || strings.HasSuffix(r, ": ") {
				t.Errorf("the reject %q has no place or no message", r)
			}
		}
		second, again := read(t, format, string(text))
		if !slices.Equal(first.lines, second.lines) || (err == nil) != (again == nil) {
			t.Errorf("read twice: %d lines and %v, then %d lines and %v", len(first.lines), err, len(second.lines), again)
		}
	})
}
