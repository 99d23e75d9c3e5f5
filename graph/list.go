package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// idCursors makes the cursors of a list that is in order of the ids.
func idCursors(ctx context.Context, ids []evidence.ID) []string {
	list, cursors := paging.ListName(ctx), make([]string, len(ids))
	for i, id := range ids {
		cursors[i] = paging.EncodeCursor(list, evidence.Cursor{string(id)})
	}
	return cursors
}

// listPage reads a page of nodes and makes their cursors.
func listPage(ctx context.Context, query evidence.ListQuery, args paging.Args) (evidence.NodePage, []string, error) {
	var err error
	if query.Page, err = args.Page(ctx); err != nil {
		return evidence.NodePage{}, nil, err
	}
	page, err := request.Of(ctx).List(ctx, query)
	list, cursors := paging.ListName(ctx), make([]string, len(page.Nodes))
	for i, n := range page.Nodes {
		cursors[i] = paging.EncodeCursor(list, n.Cursor)
	}
	return page, cursors, err
}

// edgesOf makes the edges of a page of nodes, all of one kind.
func edgesOf[T, E any](nodes []evidence.NodeAt, cursors []string, edge func(node *T, cursor string) *E) []*E {
	edges := make([]*E, 0, len(nodes))
	for i, n := range nodes {
		if node, ok := any(n.Node).(*T); ok {
			edges = append(edges, edge(node, cursors[i]))
		}
	}
	return edges
}

// byDate returns the order by date of one direction.
func byDate(d model.OrderDirection) evidence.Order {
	if d == model.OrderDirectionDesc {
		return evidence.NewestFirst
	}
	return evidence.OldestFirst
}
