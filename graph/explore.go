package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Path(
	ctx context.Context, from, to evidence.ID, maxLength int, using []evidence.EdgeKind,
) (*evidence.Path, error) {
	explorer, err := r.exploring()
	if err != nil {
		return nil, err
	}
	path, err := explorer.Path(ctx, evidence.PathQuery{From: from, To: to, Using: using, MaxLength: maxLength})
	if err != nil || path == nil {
		return nil, err
	}
	request.Of(ctx).Keep(ctx, path.Nodes, path.Edges)
	return path, nil
}

func (pathResolver) Steps(_ context.Context, obj *evidence.Path) ([]*evidence.Edge, error) {
	return paging.Pointers(obj.Edges), nil
}

func (r queryResolver) Neighbors(
	ctx context.Context, id evidence.ID, using []evidence.EdgeKind, first int, after *string,
) (*model.NeighborConnection, error) {
	explorer, err := r.exploring()
	if err != nil {
		return nil, err
	}
	page, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := explorer.Neighbors(ctx, evidence.NeighborQuery{Node: id, Using: using, First: page.First,
		After: page.After})
	if err != nil {
		return nil, err
	}
	edges, total := make([]*model.NeighborEdge, len(found.Neighbors)), 0
	nodes, between := make([]evidence.Node, len(edges)), make([]evidence.Edge, len(edges))
	for i, n := range found.Neighbors {
		nodes[i], between[i] = n.Node, n.Edge
		edges[i] = &model.NeighborEdge{
			Cursor: paging.EncodeCursor(paging.ListName(ctx), n.Cursor), Kind: n.Kind, Direction: n.Direction(),
			Verb: n.Kind.Verb(), Node: n.Node, Link: n.Link,
		}
	}
	request.Of(ctx).Keep(ctx, nodes, between)
	for _, n := range found.Counts {
		total += n
	}
	found.Total = &total
	return &model.NeighborConnection{Connection: model.Connect[model.Entity](edges, found.PageInfo),
		Counts: edgeCounts(found.Counts)}, nil
}

// edgeCounts lists counts in the order of the kinds.
func edgeCounts(counts map[evidence.EdgeKind]int) []*model.EdgeCount {
	list := make([]*model.EdgeCount, 0, len(counts))
	for _, kind := range evidence.EdgeKinds() {
		if n := counts[kind]; n > 0 {
			list = append(list, &model.EdgeCount{Kind: kind, Count: n})
		}
	}
	return list
}
