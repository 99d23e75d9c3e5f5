package formatstest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/registry"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/memstore"
)

// ImportAll imports documents by the one path of all formats and returns its summary.
func ImportAll(t testing.TB, pairs ...string) (ingest.Summary, *memstore.Store) {
	t.Helper()
	return ImportAs(t, "", pairs...)
}

// ImportAs is [ImportAll] of documents that are all of one format.
func ImportAs(t testing.TB, format string, pairs ...string) (ingest.Summary, *memstore.Store) {
	t.Helper()
	s := memstore.New(Now, 1_000_000)
	var inputs []ingest.Input
	for i := 0; i < len(pairs); i += 2 {
		inputs = append(inputs, ingest.Input{Name: pairs[i], Reader: strings.NewReader(pairs[i+1])})
	}
	summary, err := ingest.Import(t.Context(), s, inputs,
		ingest.Options{Formats: withoutText(registry.Formats(nil)), Format: format})
	if err != nil {
		t.Fatal(err)
	}
	return summary, s
}

// withoutText returns the formats without the words of articles: what the import makes of these is its own matter.
func withoutText(all []formats.Format) []formats.Format {
	for i, f := range all {
		all[i].Read = func(ctx context.Context, doc formats.Document, out formats.Lines) error {
			return f.Read(ctx, doc, wordless{out})
		}
	}
	return all
}

type wordless struct{ formats.Lines }

func (w wordless) Write(at string, line formats.Line) error {
	if line["type"] == "source" {
		delete(line, "text")
	}
	return w.Lines.Write(at, line)
}

// Now is when the store of these tests records.
func Now() time.Time { return time.Date(2024, 10, 5, 0, 0, 0, 0, time.UTC) }

// ImportInto imports one document after the other into a graph, each by an import of its own, and returns what was
// noted.
func ImportInto(t *testing.T, s *memstore.Store, documents ...string) (notes []string) {
	t.Helper()
	for i, text := range documents {
		inputs := []ingest.Input{{Name: fmt.Sprintf("doc%d", i+1), Reader: strings.NewReader(text)}}
		notes = append(notes, importFiles(t, s, inputs)...)
	}
	return notes
}

// ImportTogether imports documents into a graph by one import.
func ImportTogether(t *testing.T, s *memstore.Store, documents ...string) (notes []string) {
	t.Helper()
	var inputs []ingest.Input
	for i, text := range documents {
		inputs = append(inputs, ingest.Input{Name: fmt.Sprintf("doc%d", i+1), Reader: strings.NewReader(text)})
	}
	return importFiles(t, s, inputs)
}

func importFiles(t *testing.T, s *memstore.Store, inputs []ingest.Input) (notes []string) {
	t.Helper()
	summary, err := ingest.Import(t.Context(), s, inputs, ingest.Options{Formats: registry.Formats(nil)})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range summary.Problems {
		notes = append(notes, p.String())
	}
	for _, f := range summary.Files {
		notes = append(notes, f.Notes...)
	}
	return notes
}

// Arrivals are the ways in which two documents can arrive, the first being the older one.
var Arrivals = map[string]func(t *testing.T, s *memstore.Store, older, newer string) []string{
	"one import": func(t *testing.T, s *memstore.Store, older, newer string) []string {
		return ImportTogether(t, s, older, newer)
	},
	"one import, newer first": func(t *testing.T, s *memstore.Store, older, newer string) []string {
		return ImportTogether(t, s, newer, older)
	},
	"two imports": func(t *testing.T, s *memstore.Store, older, newer string) []string {
		return ImportInto(t, s, older, newer)
	},
	"two imports, newer first": func(t *testing.T, s *memstore.Store, older, newer string) []string {
		return ImportInto(t, s, newer, older)
	},
	"the older one once more": func(t *testing.T, s *memstore.Store, older, newer string) []string {
		return ImportInto(t, s, older, newer, older)
	},
	"the newer one between two": func(t *testing.T, s *memstore.Store, older, newer string) []string {
		return ImportTogether(t, s, older, newer, older)
	},
}

// Object returns a node or link of a store.
func Object(t *testing.T, s *memstore.Store, id evidence.ID) evidence.Object {
	t.Helper()
	objects, err := s.Objects(t.Context(), []evidence.ID{id}, evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	return objects[0]
}

// Scanned returns all standing records of a kind.
func Scanned[T any](t *testing.T, s *memstore.Store, kind evidence.Kind) (list []T) {
	t.Helper()
	_, err := s.Scan(t.Context(), []evidence.Kind{kind}, func(record any) error {
		if r, ok := record.(*T); ok {
			list = append(list, *r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
