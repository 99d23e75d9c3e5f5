package request

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

// supposedKey names a source that a what-if of this request invents, or what it rates; alias is that of the what-if.
type supposedKey struct {
	alias string
	id    evidence.ID
}

// Suppose holds the sources that the what-if in ctx invents, so that what refers to them finds them, and the letters
// that it gives.
func (q *Request) Suppose(ctx context.Context, h whatif.Hypothesis) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.invented == nil {
		q.invented, q.ratings = map[supposedKey]evidence.Node{}, map[supposedKey]evidence.SourceReliability{}
	}
	alias, _ := whatIfOf(ctx)
	for _, s := range h.Sources {
		s = s.Normalize()
		q.invented[supposedKey{alias, s.NodeID()}] = &s
	}
	for _, r := range h.Ratings {
		q.ratings[supposedKey{alias, r.Subject}] = r.Reliability
	}
}

// supposed returns a source that the what-if around the field invents, nil outside of one.
func (q *Request) supposed(ctx context.Context, id evidence.ID) evidence.Node {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.invented) == 0 {
		return nil
	}
	alias, _ := whatIfOf(ctx)
	return q.invented[supposedKey{alias, id}]
}

// Letter returns the letter of a source or outlet itself: what the what-if around the field supposes, unless the
// field is in the answer before, else the recorded one.
func (q *Request) Letter(
	ctx context.Context, id evidence.ID, recorded evidence.SourceReliability,
) evidence.SourceReliability {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ratings) == 0 {
		return recorded
	}
	if alias, before := whatIfOf(ctx); !before {
		if letter, is := q.ratings[supposedKey{alias, id}]; is {
			return letter
		}
	}
	return recorded
}

// whatIfOf returns the alias of the what-if that the field is in, "" if it is in none, and whether the field is in its
// answer before.
func whatIfOf(ctx context.Context) (alias string, before bool) {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if fc.Field.Field == nil {
			continue
		}
		before = before || fc.Object == "ConvergenceDiff" && fc.Field.Name == "before"
		if fc.Object == "Query" && fc.Field.Name == "whatIf" {
			return fc.Field.Alias, before
		}
	}
	return "", false
}
