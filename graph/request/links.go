package request

import (
	"context"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

type linkKey struct {
	subject evidence.ID
	linkShape
}

// linkShape is an [evidence.LinkQuery] without its subjects, in a form that can be compared.
type linkShape struct {
	kind          evidence.Kind
	direction     evidence.LinkDirection
	stances       string
	relations     string
	maxDepth      int
	at            evidence.Moment
	first, last   int
	after, before string
	count         bool
}

// Links returns a page of the links of a subject. The query names no subjects: the request adds them, so that all
// subjects that ask for the same page are read in one call.
func (q *Request) Links(
	ctx context.Context, subject evidence.ID, query evidence.LinkQuery,
) (evidence.LinkPage, error) {
	return q.links.load(ctx, linkKey{subject, shapeOf(query)})
}

// fetchLinks reads the pages of links: one call for all subjects that ask for the same.
func (q *Request) fetchLinks(ctx context.Context, keys []linkKey) (map[linkKey]evidence.LinkPage, error) {
	held := make(map[linkKey]evidence.LinkPage, len(keys))
	shapes, members := grouped(keys, func(k linkKey) linkShape { return k.linkShape })
	var links []any
	for _, shape := range shapes {
		query := shape.query()
		for _, k := range members[shape] {
			query.Subjects = append(query.Subjects, k.subject)
		}
		pages, err := q.reader.Links(ctx, query)
		if err != nil {
			return nil, err
		}
		for i, k := range members[shape] {
			held[k] = pages[i]
			for _, l := range pages[i].Links {
				links = append(links, l.Link)
			}
		}
	}
	q.prefetchEnds(links)
	return held, nil
}

func shapeOf(q evidence.LinkQuery) linkShape {
	return linkShape{
		kind: q.Kind, direction: q.Direction, stances: join(q.Stances), relations: join(q.Relations),
		maxDepth: q.MaxDepth, at: q.At,
		first: q.Page.First, last: q.Page.Last, count: q.Page.Count,
		after: strings.Join(q.Page.After, "\x00"), before: strings.Join(q.Page.Before, "\x00"),
	}
}

func (s linkShape) query() evidence.LinkQuery {
	return evidence.LinkQuery{
		Kind: s.kind, Direction: s.direction, Stances: split[evidence.Stance](s.stances),
		Relations: split[evidence.RelationKind](s.relations), MaxDepth: s.maxDepth, At: s.at,
		Page: evidence.Page{
			First: s.first, After: splitCursor(s.after), Last: s.last, Before: splitCursor(s.before), Count: s.count,
		},
	}
}

func join[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = string(x)
	}
	return strings.Join(texts, ",")
}

func split[T ~string](text string) []T {
	if text == "" {
		return nil
	}
	var list []T
	for _, part := range strings.Split(text, ",") {
		list = append(list, T(part))
	}
	return list
}

func splitCursor(text string) evidence.Cursor {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\x00")
}
