package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// tester is what tests and properties have in common.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

func memory() *memstore.Store { return memstore.New(time.Now, 100_000) }

// exporter is what a graph is exported from.
type exporter interface {
	evidence.Scanner
	evidence.Denials
}

// written returns the lines of all that stands in a store, and of what is denied.
func written(t tester, s exporter) string {
	t.Helper()
	var out bytes.Buffer
	_, hash, err := export.From{Scanner: s, Denials: s}.WriteLines(context.Background(), &out)
	if err != nil {
		t.Fatalf("exporting: %v", err)
	}
	if sum := sha256.Sum256(out.Bytes()); hash != hex.EncodeToString(sum[:]) {
		t.Fatalf("the hash of the lines is %s, expected %x", hash, sum)
	}
	return out.String()
}

// version is that of a store.
func version(t tester, s evidence.Reader) evidence.Version {
	t.Helper()
	status, err := s.Status(context.Background())
	if err != nil {
		t.Fatalf("asking for the version: %v", err)
	}
	return status.Version
}

// imported records lines in a store and expects every line to be good.
func imported(t tester, s ingest.Store, lines string) {
	t.Helper()
	summary, err := ingest.Import(context.Background(), s,
		[]ingest.Input{{Name: "exported.jsonl", Reader: strings.NewReader(lines)}}, ingest.Options{})
	if err != nil || summary.ProblemCount > 0 {
		t.Fatalf("importing what was exported: %v %v", err, summary.Problems)
	}
}

func put[T any](values ...T) (puts []evidence.Put[T]) {
	for _, v := range values {
		puts = append(puts, evidence.Put[T]{Value: v})
	}
	return puts
}

// traps is what a file does not carry without care: keys that read as ids of something else, places that read as
// lines, links whose document is not known, numbers at the ends of their ranges, and texts that JSON writes in two
// ways.
func traps() evidence.Batch {
	places := evidence.Provenance{Quotes: []evidence.Quote{
		{Exact: "a", Locator: "line 6"}, {Exact: "b", StartLine: 3, EndLine: 3, Locator: "p. 1"}, {Exact: " "},
		{Exact: "a"}, {Exact: "a"},
	}, Confidence: new(0)}
	return evidence.Batch{
		Organizations: put(evidence.Organization{ID: "organization:person:p", Name: "<b>&amp;\u2028 \\u0000 \ufffd 🚂"},
			evidence.Organization{ID: "organization:o", Name: "O"}),
		Persons: put(evidence.Person{ID: "person:p", Name: "\"\t\\"},
			evidence.Person{ID: "person:person:o", Name: "P"}),
		Outlets: put(evidence.Outlet{ID: "outlet:o", Name: "O"}, evidence.Outlet{ID: "outlet:source:s", Name: "S"}),
		Claims: put(evidence.Claim{ID: "claim:claim:c", Text: "\\ufffd\r\n", Item: "i", Tags: []string{"b", "a", "b"}},
			evidence.Claim{ID: "claim:same:c", Text: "."}),
		Sources: put(evidence.Source{
			ID: "source:claim:c", Outlet: "outlet:source:s", Authors: []evidence.PersonID{"person:person:o"},
			Firsthand: &evidence.Firsthand{Share: 1},
		},
			evidence.Source{
				ID: "source:s", URL: "HTTP://www.Example.org:80/?utm_source=1#x", Firsthand: &evidence.Firsthand{},
			},
			evidence.Source{ID: "source:: :", Firsthand: &evidence.Firsthand{Share: .1, Unquantified: true}}),
		Reviews: put(evidence.ClaimReview{ID: "review:outlet:o", Claim: "claim:claim:c", Verdict: evidence.VerdictOther,
			AlternateName: "?",
			RatingValue:   new(0.0), BestRating: new(1e300), WorstRating: new(-1e-7),
			Cites: []evidence.SourceID{"source:claim:c"}}),
		Statements: put(evidence.Statement{
			Source: "source:claim:c", Claim: "claim:same:c", Stance: evidence.Mentions, Strength: 5e-324,
			Provenance: places,
		}),
		Derivations: put(evidence.Derivation{From: "source:s", To: "source:s", Kind: evidence.Cites, Weight: 1e21},
			evidence.Derivation{
				From: "source:s", To: "source:claim:c", Kind: evidence.Copies, CopiedShare: new(0.0), Weight: 3,
				Claims: []evidence.ClaimID{"claim:same:c"},
			},
			evidence.Derivation{
				From: "source:s", To: "source:claim:c", Kind: evidence.Copies, CopiedShare: new(1.0),
				Status: evidence.Confirmed,
			},
			evidence.Derivation{
				From: "source:s", To: "source:claim:c", Kind: evidence.Cites, Status: evidence.Suggested,
			}),
		Corroborations: put(evidence.Corroboration{Claim: "claim:claim:c", Sources: []evidence.SourceID{"source:s"}}),
		Ownerships: put(evidence.Ownership{Asset: "outlet:o", Owner: "organization:person:p", Reciprocated: new(true)},
			evidence.Ownership{Asset: "organization:o", Owner: "person:person:o", ValidFrom: "2020"},
			evidence.Ownership{Asset: "organization:o", Owner: "person:person:o"}),
		Fundings:   put(evidence.Funding{Recipient: "organization:o", Funder: "person:p"}),
		Samenesses: put(evidence.Sameness{A: "claim:claim:c", B: "claim:same:c", Provenance: places}),
		Relations:  put(evidence.Relation{From: "claim:claim:c", Kind: evidence.Contradicts, To: "claim:same:c"}),
		Confirmations: put(evidence.Confirmation{Source: "source:claim:c", Provenance: places},
			evidence.Confirmation{Source: "source:: :"}),
		Interests: put(
			evidence.Interest{Holder: "person:person:o", Claim: "claim:same:c", Direction: evidence.Against, Provenance: places},
			evidence.Interest{Holder: "organization:person:p", Tag: "a", Direction: evidence.For},
			evidence.Interest{Holder: "source:: :", Tag: "claim:c", Direction: evidence.For, ValidTo: "2020"}),
		Leanings: put(
			evidence.Leaning{Outlet: "outlet:source:s", Scheme: "\"", Value: "=1", RatedBy: "?", Provenance: places}),
	}
}

func apply(t tester, w evidence.Writer, batches ...evidence.Batch) {
	t.Helper()
	for _, b := range batches {
		if _, err := w.Apply(context.Background(), b); err != nil {
			t.Fatalf("recording: %v", err)
		}
	}
}

// TestRoundTripOfEveryField carries records in which every field is stated, and compares them field by field.
func TestRoundTripOfEveryField(t *testing.T) {
	first, second := memory(), memory()
	apply(t, first, graphs.Full(), traps())
	lines := written(t, first)
	imported(t, second, lines)
	if diff := cmp.Diff(lines, written(t, second)); diff != "" {
		t.Errorf("exported, imported and exported (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(stated(t, first), stated(t, second)); diff != "" {
		t.Errorf("the records (-first +second):\n%s", diff)
	}
}

// denying is a batch that denies that two nodes are one.
func denying(why string, a, b evidence.ID) evidence.Batch {
	return evidence.Batch{
		Collector: "ann", Denied: true,
		Samenesses: put(evidence.Sameness{A: a, B: b, Provenance: evidence.Provenance{Justification: why}}),
	}
}

// stated returns the records of a store by id, without what only a store sets.
func stated(t *testing.T, s evidence.Scanner) map[evidence.ID]any {
	records := map[evidence.ID]any{}
	_, err := s.Scan(t.Context(), nil, func(record any) error {
		switch r := record.(type) {
		case *evidence.Organization:
			r.RecordedAt = time.Time{}
		case *evidence.Person:
			r.RecordedAt = time.Time{}
		case *evidence.Outlet:
			r.RecordedAt = time.Time{}
		case *evidence.Source:
			r.RecordedAt = time.Time{}
			if r.Firsthand != nil && r.Firsthand.Unquantified {
				r.Firsthand.Share = 0 // of no meaning
			}
		case *evidence.Claim:
			r.RecordedAt = time.Time{}
		case *evidence.ClaimReview:
			r.RecordedAt = time.Time{}
		case *evidence.Statement:
			unstamp(&r.Provenance)
		case *evidence.Derivation:
			unstamp(&r.Provenance)
		case *evidence.Corroboration:
			unstamp(&r.Provenance)
		case *evidence.Ownership:
			unstamp(&r.Provenance)
		case *evidence.Funding:
			unstamp(&r.Provenance)
		case *evidence.Sameness:
			unstamp(&r.Provenance)
		case *evidence.Relation:
			unstamp(&r.Provenance)
		case *evidence.Confirmation:
			unstamp(&r.Provenance)
		case *evidence.Interest:
			unstamp(&r.Provenance)
		case *evidence.Leaning:
			unstamp(&r.Provenance)
		default:
			t.Fatalf("a scan returns %T", record)
		}
		records[evidence.IDOf(record)] = record
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func unstamp(p *evidence.Provenance) { p.Collector, p.Method, p.RecordedAt = "", "", time.Time{} }

// TestRoundTripOfRandomGraphs carries graphs that have been written, changed and retracted at random, some persons
// erased.
func TestRoundTripOfRandomGraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		world := graphs.New(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		first := memory()
		ctx := context.Background()
		for _, err := first.Apply(ctx, world.Graph()); err != nil; { // some contradict themselves
			_, err = first.Apply(ctx, world.Graph())
		}
		for range rapid.IntRange(0, 6).Draw(t, "changes") {
			_, _ = first.Apply(ctx, world.Change()) // one in ten is refused
			_, _ = first.Retract(ctx, world.Retraction(), "test", "")
			pair := rapid.Permutation([]evidence.ID{"person:p0", "person:p1", "person:p2"}).Draw(t, "pair")
			if rapid.Bool().Draw(t, "deny") {
				_, _ = first.Apply(ctx, denying(rapid.SampledFrom([]string{"", "two"}).Draw(t, "why"), pair[0],
					pair[1]))
			}
		}
		if rapid.Bool().Draw(t, "erase") {
			_, _ = first.Erase(ctx, "person:p0", "test", "")
		}
		lines := written(t, first)
		second := memory()
		imported(t, second, lines)
		again := memory()
		imported(t, again, lines)
		imported(t, again, lines)
		if v, w := version(t, second), version(t, again); v != w {
			t.Fatalf("imported twice it is at %v, imported once at %v", w, v)
		}
		if diff := cmp.Diff(lines, written(t, second)); diff != "" {
			t.Fatalf("exported, imported and exported (-first +second):\n%s", diff)
		}
	})
}

// TestSameRecordsSameLines writes one graph in two orders, by two collectors and with detours.
func TestSameRecordsSameLines(t *testing.T) {
	first, second := memory(), memory()
	b := graphs.Full()
	apply(t, first, b)
	links := b
	links.Organizations, links.Persons, links.Outlets = nil, nil, nil
	links.Sources, links.Claims, links.Reviews = nil, nil, nil
	nodes := evidence.Batch{Collector: "other", Method: evidence.Declared, Organizations: b.Organizations,
		Persons: b.Persons, Outlets: b.Outlets,
		Sources: b.Sources, Claims: put(evidence.Claim{ID: "claim:c2", Text: "Another."},
			evidence.Claim{ID: "claim:c1", Text: "Another."})}
	links.Collector = "another"
	links.Claims, links.Reviews = b.Claims, b.Reviews
	apply(t, second, nodes, links)
	if diff := cmp.Diff(written(t, first), written(t, second)); diff != "" {
		t.Errorf("one graph written in two ways (-one +other):\n%s", diff)
	}
	apply(t, second, evidence.Batch{
		Claims: []evidence.Put[evidence.Claim]{
			{Value: evidence.Claim{ID: "claim:c2", Name: "x"}, Fields: []string{"name"}},
		},
	})
	if written(t, first) == written(t, second) {
		t.Error("a graph in which a claim has another name has the same lines")
	}
}

// TestGraphAndScanAgree writes the graph as it was read into memory, with the words of sources.
func TestGraphAndScanAgree(t *testing.T) {
	s := memory()
	apply(t, s, graphs.Full(), traps())
	worded := evidence.Batch{}
	worded.Sources = []evidence.Put[evidence.Source]{
		{
			Value:  evidence.Source{ID: "source:s2", Fingerprint: worded.AddWords("Its\nwords.")},
			Fields: []string{"text"},
		},
	}
	apply(t, s, worded)
	apply(t, s, denying("not at all", "claim:c1", "claim:c2"))
	from := export.From{Scanner: s, Words: s, Denials: s}
	var streamed, whole bytes.Buffer
	_, hash, err := from.WriteLines(t.Context(), &streamed)
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := from.Graph(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.WriteLines(&whole, g); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(streamed.String(), whole.String()); diff != "" {
		t.Errorf("read at once and as a stream (-stream +graph):\n%s", diff)
	}
	if sum, err := export.Hash(g); err != nil || sum != hash {
		t.Errorf("the hash of the graph is %s (error: %v), that of its lines %s", sum, err, hash)
	}
	if n := strings.Count(streamed.String(), `"text":"Its\nwords."`); n != 1 {
		t.Errorf("%d lines have the words of the one source of which they are known; expected 1", n)
	}
	if n := strings.Count(streamed.String(), "\n"); n != g.Len() {
		t.Errorf("%d lines of %d records", n, g.Len())
	}
}

// TestErasedPerson has no line of a person who was erased.
func TestErasedPerson(t *testing.T) {
	s := memory()
	apply(t, s, graphs.Full())
	if _, err := s.Erase(t.Context(), "person:a b", "test", ""); err != nil {
		t.Fatal(err)
	}
	if lines := written(t, s); strings.Contains(lines, "a b") || !strings.Contains(lines, "zoë") {
		t.Errorf("the lines name the person who was erased, or not the other:\n%s", lines)
	}
}

// TestWhatNoLineCarries is refused by name, and nothing is written in its place.
func TestWhatNoLineCarries(t *testing.T) {
	for name, text := range map[string]string{
		"a NUL": "a\x00b", "bytes that are not UTF-8": "a\xffb", "a NUL after a backslash": "\\\x00",
	} {
		line, err := export.Line(&evidence.Person{ID: "person:p", Name: text}, "")
		if !errors.Is(err, evidence.ErrInvalid) || line != nil || !strings.Contains(err.Error(), "person:p") {
			t.Errorf("%s: line %q, error %v; expected code %q and the id", name, line, err, evidence.CodeInvalid)
		}
	}
	for name, text := range map[string]string{
		"a written escape": `\u0000 \\ufffd`, "a replacement character": "\ufffd",
	} {
		line, err := export.Line(&evidence.Person{ID: "person:p", Name: text}, "")
		var back struct{ Name string }
		if err != nil || json.Unmarshal(line, &back) != nil || back.Name != text {
			t.Errorf("%s: line %q, error %v", name, line, err)
		}
	}
}

// TestCannotWrite passes on what the writer says.
func TestCannotWrite(t *testing.T) {
	s := memory()
	apply(t, s, graphs.Full())
	r, w := io.Pipe()
	_ = r.CloseWithError(errors.New("the disk is full"))
	if _, _, err := (export.From{Scanner: s}).WriteLines(t.Context(), w); err == nil ||
		!strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("writing to a full disk: %v", err)
	}
}

// BenchmarkLines writes the lines of a graph that is in memory: the bytes of them, and what each costs.
func BenchmarkLines(b *testing.B) {
	g := &export.Graph{}
	for i := range 10_000 {
		id := evidence.SourceID(fmt.Sprintf("source:%06d", i))
		g.Sources = append(g.Sources,
			evidence.Source{
				ID: id, Kind: evidence.Article, Title: "A report of some length",
				URL: "https://example.org/" + string(id), PublishedAt: "2024-05-02",
			})
		g.Statements = append(g.Statements, evidence.Statement{Source: id, Claim: "claim:c", Stance: evidence.Supports,
			Strength: 1, Provenance: evidence.Provenance{
				RecordedFrom: "a file",
				Quotes: []evidence.Quote{
					{Exact: "The words that say so, as they stand in the text.", StartLine: 7, EndLine: 7},
				},
			}})
	}
	for b.Loop() {
		var size counter
		if _, err := export.WriteLines(&size, g); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(size))
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
