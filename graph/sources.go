package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Sources(
	ctx context.Context, where *model.SourceFilter, orderBy *model.SourceOrder, first *int, after *string, last *int,
	before *string, _ *evidence.Moment,
) (*model.SourceConnection, error) {
	query := evidence.ListQuery{Kind: evidence.KindSource, At: request.MomentOf(ctx)}
	var err error
	if query.Where, err = sourceFilter(where); err != nil {
		return nil, err
	}
	if orderBy != nil { // by its date, which is all that there is
		query.Order = byDate(orderBy.Direction)
	}
	return sourceList(ctx, query, paging.BothWays(first, after, last, before))
}

// sourceList is a page of sources read from the graph.
func sourceList(ctx context.Context, query evidence.ListQuery, args paging.Args) (*model.SourceConnection, error) {
	page, cursors, err := listPage(ctx, query, args)
	if err != nil {
		return nil, err
	}
	edges := edgesOf(page.Nodes, cursors, func(s *evidence.Source, cursor string) *model.SourceEdge {
		return &model.SourceEdge{Cursor: cursor, Node: s}
	})
	version := page.Version.String()
	return &model.SourceConnection{Edges: edges, Nodes: nodesOf(edges), PageInfo: paging.Info(page.PageInfo, cursors),
		TotalCount: page.Total, Version: &version}, nil
}

// sourcePage is a page of sources whose ids are all at hand, in ascending order.
func sourcePage(ctx context.Context, ids []evidence.ID, args paging.Args) (*model.SourceConnection, error) {
	p, err := args.Page(ctx)
	if err != nil {
		return nil, err
	}
	shown, info := paging.Cut(ids, p)
	sources, err := request.NeedAll[evidence.Source](ctx, shown)
	if err != nil {
		return nil, err
	}
	edges, cursors := make([]*model.SourceEdge, len(shown)), idCursors(ctx, shown)
	for i, s := range sources {
		edges[i] = &model.SourceEdge{Cursor: cursors[i], Node: s}
	}
	return &model.SourceConnection{Edges: edges, Nodes: sources, PageInfo: paging.Info(info, cursors),
		TotalCount: info.Total}, nil
}

func nodesOf(edges []*model.SourceEdge) []*evidence.Source {
	nodes := make([]*evidence.Source, len(edges))
	for i, e := range edges {
		nodes[i] = e.Node
	}
	return nodes
}

func sourceFilter(where *model.SourceFilter) (evidence.Filter, error) {
	if where == nil {
		return evidence.Filter{}, nil
	}
	f := evidence.Filter{From: orZero(where.PublishedFrom), To: orZero(where.PublishedTo)}
	var err error
	if f.IDs, err = parseIDs[evidence.ID](evidence.KindSource, where.Ids); err != nil {
		return f, err
	}
	if f.Outlets, err = parseIDs[evidence.OutletID](evidence.KindOutlet, where.Outlets); err != nil {
		return f, err
	}
	f.Claims, err = parseIDs[evidence.ClaimID](evidence.KindClaim, where.ClaimIds)
	return f, err
}
