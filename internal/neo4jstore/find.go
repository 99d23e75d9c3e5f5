package neo4jstore

import (
	"context"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// maxWords bounds a search: Lucene refuses a thousand.
const maxWords = 100

// Find implements evidence.Reader with full-text indexes over texts, names, titles, addresses and domains. Every word
// counts, none is required; of a longer text the first hundred words count, the last of them as a beginning. The kinds
// are picked from the best ten thousand.
func (s *Store) Find(ctx context.Context, text string, kinds []evidence.Kind, limit int) ([]evidence.Hit, error) {
	if limit <= 0 {
		return nil, evidence.Invalidf("first", "%d is out of range; expected at least 1", limit)
	}
	if len(kinds) == 0 {
		kinds = evidence.NodeKinds()
	}
	labels := make([]string, len(kinds))
	for i, kind := range kinds {
		if labels[i] = layout.LabelOf(kind); labels[i] == "" {
			return nil, evidence.Invalidf("kinds", "%q is not a kind of node", kind)
		}
	}
	query := words(text)
	if query == "" {
		return []evidence.Hit{}, nil
	}
	a, err := s.read(ctx, "find", map[string]any{"query": query, "labels": labels, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	hits := []evidence.Hit{}
	for _, v := range a.list("hits") {
		row := as[[]any](a, "hits", v)
		if len(row) != 2 {
			a.fail("hits", v, "a list of properties and score")
			break
		}
		n := fields{a, as[map[string]any](a, "hits", row[0])}.node()
		hits = append(hits, evidence.Hit{Node: n, Score: as[float64](a, "hits", row[1])})
	}
	if a.err != nil {
		return nil, a.err
	}
	return hits, nil
}

// words turns a person's text into a query of Lucene's: its words alone, folded and as they are written, so that
// nothing in it is syntax; the last may be the beginning of a word. The indexes have a word as it is written in lower
// case, and also folded if that is another one.
func words(text string) string {
	list := folding.SearchWords(text)
	list = list[:min(len(list), maxWords)]
	if n := len(list); n > 0 {
		list = append(list, list[n-1]+"*")
	}
	return strings.Join(list, " ")
}
