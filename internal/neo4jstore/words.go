package neo4jstore

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// wordsPerRead bounds how many texts one statement reads, wordsBytes how much of them one writes: Neo4j
// holds the whole of it in memory.
const (
	wordsPerRead = 500
	wordsBytes   = 8 << 20
)

// Words implements evidence.Words, some hundred texts a round trip.
func (s *Store) Words(
	ctx context.Context, fingerprints []evidence.Fingerprint) (map[evidence.Fingerprint]string, error) {
	found := make(map[evidence.Fingerprint]string, len(fingerprints))
	ctx = s.LongRead(ctx)
	for some := range slices.Chunk(fingerprints, wordsPerRead) {
		a, err := s.ask(ctx, "words", map[string]any{"fingerprints": layout.Texts(some)})
		if err != nil {
			return nil, fmt.Errorf("reading the words of %d sources: %w", len(fingerprints), err)
		}
		for _, r := range a.records {
			row := fields{a, r.AsMap()}
			found[text[evidence.Fingerprint](row, "id")] = text[string](row, "text")
		}
		if a.err != nil {
			return nil, a.err
		}
	}
	return found, nil
}

// keepWords writes the texts that the graph does not have, in order, so that two writes do not differ.
func (t *transaction) keepWords(words map[evidence.Fingerprint]string) error {
	if len(words) == 0 {
		return nil
	}
	missing := maps.Clone(words)
	a, err := t.run("existing_words", map[string]any{"fingerprints": layout.Texts(slices.Sorted(maps.Keys(words)))})
	if err != nil {
		return err
	}
	for _, id := range a.texts("ids") {
		delete(missing, evidence.Fingerprint(id))
	}
	if a.err != nil {
		return a.err
	}
	var rows [][]any
	size := 0
	for _, f := range slices.Sorted(maps.Keys(missing)) {
		rows, size = append(rows, []any{string(f), missing[f]}), size+len(missing[f])
		if size >= wordsBytes {
			if err := change(t, "create_words", "rows", rows); err != nil {
				return err
			}
			rows, size = nil, 0
		}
	}
	return change(t, "create_words", "rows", rows)
}
