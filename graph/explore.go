package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Path(ctx context.Context, from, to evidence.ID, maxLength int, using []evidence.EdgeKind) (*evidence.Path, error) {
	explorer, err := r.exploring()
	if err != nil {
		return nil, err
	}
	path, err := explorer.Path(ctx, evidence.PathQuery{From: from, To: to, Using: using, MaxLength: maxLength})
	if err != nil || path == nil {
		return nil, err
	}
	requestOf(ctx).met(ctx, path.Nodes, path.Edges)
	return path, nil
}

func (pathResolver) Steps(_ context.Context, obj *evidence.Path) ([]*evidence.Edge, error) {
	return pointers(obj.Edges), nil
}

func (r queryResolver) Neighbors(ctx context.Context, id evidence.ID, using []evidence.EdgeKind, first int, after *string) (*model.NeighborConnection, error) {
	explorer, err := r.exploring()
	if err != nil {
		return nil, err
	}
	page, err := forward(first, after).page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := explorer.Neighbors(ctx, evidence.NeighborQuery{Node: id, Using: using, First: page.First, After: page.After})
	if err != nil {
		return nil, err
	}
	edges, cursors := make([]*model.NeighborEdge, len(found.Neighbors)), make([]string, len(found.Neighbors))
	nodes, between := make([]evidence.Node, len(edges)), make([]evidence.Edge, len(edges))
	for i, n := range found.Neighbors {
		nodes[i], between[i], cursors[i] = n.Node, n.Edge, encodeCursor(listName(ctx), n.Cursor)
		edges[i] = &model.NeighborEdge{
			Cursor: cursors[i], Kind: n.Kind, Direction: n.Direction(), Verb: n.Kind.Verb(), Node: n.Node, Link: n.Link,
		}
	}
	requestOf(ctx).met(ctx, nodes, between)
	return &model.NeighborConnection{Edges: edges, PageInfo: pageInfo(found.PageInfo, cursors), Counts: edgeCounts(found.Counts)}, nil
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

// met notes what came in together, so that what is asked of one is read for all, and no node is read again.
func (q *request) met(ctx context.Context, nodes []evidence.Node, edges []evidence.Edge) {
	ids, things := make([]evidence.ID, len(nodes)), make([]any, 0, len(nodes)+len(edges))
	for i, n := range nodes {
		ids[i] = n.NodeID()
		q.objects.hold(objectKey{ids[i], momentOf(ctx)}, evidence.Object{Node: n})
		things = append(things, n)
	}
	for _, e := range edges {
		if e.Link != nil {
			things = append(things, e.Link)
		}
	}
	q.together(distinct(ids))
	q.announce(things)
}
