package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// listPage reads a page of nodes, all of one kind.
func listPage[T any](ctx context.Context, query evidence.ListQuery, args paging.Args) (model.Plain[T], error) {
	var err error
	if query.Page, err = args.Page(ctx); err != nil {
		return model.Plain[T]{}, err
	}
	page, err := request.Of(ctx).List(ctx, query)
	if err != nil {
		return model.Plain[T]{}, err
	}
	nodes := make([]*T, len(page.Nodes))
	for i, n := range page.Nodes {
		nodes[i], _ = any(n.Node).(*T)
	}
	list := paging.Connect(ctx, nodes, page.PageInfo, func(i int) evidence.Cursor { return page.Nodes[i].Cursor })
	list.Version = page.Version.String()
	return list, nil
}

// pageOf makes a page of nodes of the ids of a list, which are all at hand and in ascending order.
func pageOf[T any](
	ctx context.Context, ids []evidence.ID, args paging.Args,
	read func(context.Context, []evidence.ID) ([]*T, error),
) (*model.Plain[T], error) {
	p, err := args.Page(ctx)
	if err != nil {
		return nil, err
	}
	shown, info := paging.CutIDs(ids, p)
	nodes, err := read(ctx, shown)
	if err != nil {
		return nil, err
	}
	list := paging.Connect(ctx, nodes, info, func(i int) evidence.Cursor { return evidence.Cursor{string(shown[i])} })
	return &list, nil
}

// byDate returns the order by date of one direction.
func byDate(d model.OrderDirection) evidence.Order {
	if d == model.OrderDirectionDesc {
		return evidence.NewestFirst
	}
	return evidence.OldestFirst
}
