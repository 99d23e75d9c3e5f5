package graph

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxFound is how far a search can be paged.
const maxFound = 1000

func (r queryResolver) Search(
	ctx context.Context, query string, kinds []model.EntityKind, first int, after *string,
) (*model.SearchConnection, error) {
	page, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	place, err := hitPlaceOf(page.After)
	if err != nil {
		return nil, err
	}
	hits, err := request.Of(ctx).Find(ctx, query, entityKinds(kinds), min(place.rank+page.First+1, maxFound))
	if err != nil {
		return nil, err
	}
	from := place.in(hits)
	to := min(len(hits), from+page.First)
	edges, cursors := make([]*model.SearchEdge, to-from), make([]string, to-from)
	for i, h := range hits[from:to] {
		cursors[i] = paging.EncodeCursor(paging.ListName(ctx),
			evidence.Cursor{strconv.Itoa(from + i + 1), exact(h.Score), string(h.Node.NodeID())})
		edges[i] = &model.SearchEdge{Cursor: cursors[i], Node: h.Node, Score: h.Score,
			Highlight: paging.Pointers(evidence.Highlight(h.Node, query))}
	}
	info := evidence.PageInfo{HasNext: to < len(hits), HasPrevious: from > 0}
	return &model.SearchConnection{Edges: edges, PageInfo: paging.Info(info, cursors)}, nil
}

// entityKinds turns kinds into the domain's; all if none are given.
func entityKinds(kinds []model.EntityKind) []evidence.Kind {
	if kinds == nil {
		kinds = model.AllEntityKind
	}
	out := make([]evidence.Kind, len(kinds))
	for i, k := range kinds {
		out[i] = evidence.Kind(strings.ToLower(string(k)))
	}
	return out
}

// hitPlace is a place in a list of hits: how many came before, and the last of them. The zero place is the start.
type hitPlace struct {
	rank  int
	score float64
	id    evidence.ID
}

// in returns the first of the hits after the place.
func (p hitPlace) in(hits []evidence.Hit) int {
	if p.rank == 0 {
		return 0
	}
	from := slices.IndexFunc(hits, func(h evidence.Hit) bool {
		return cmp.Or(cmp.Compare(p.score, h.Score), cmp.Compare(h.Node.NodeID(), p.id)) > 0
	})
	if from < 0 {
		return len(hits)
	}
	return from
}

func hitPlaceOf(c evidence.Cursor) (hitPlace, error) {
	if c == nil {
		return hitPlace{}, nil
	}
	if len(c) == 3 {
		rank, err := strconv.Atoi(c[0])
		score, failed := strconv.ParseFloat(c[1], 64)
		if err == nil && failed == nil && rank > 0 && rank <= maxFound {
			return hitPlace{rank, score, evidence.ID(c[2])}, nil
		}
	}
	return hitPlace{}, evidence.Invalidf("after",
		"is not a cursor of this list; expected one that an edge or pageInfo gave")
}
