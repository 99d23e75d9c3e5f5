package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Outlets(
	ctx context.Context, where *model.OutletFilter, first *int, after *string, last *int, before *string,
	_ *evidence.Moment,
) (*model.OutletConnection, error) {
	query := evidence.ListQuery{Kind: evidence.KindOutlet, At: request.MomentOf(ctx)}
	if where != nil {
		ids, err := parseIDs[evidence.ID](evidence.KindOutlet, where.Ids)
		if err != nil {
			return nil, err
		}
		query.Where = evidence.Filter{IDs: ids, Domains: domainForms(where.Domains)}
	}
	page, cursors, err := listPage(ctx, query, paging.BothWays(first, after, last, before))
	if err != nil {
		return nil, err
	}
	edges := edgesOf(page.Nodes, cursors, func(o *evidence.Outlet, cursor string) *model.OutletEdge {
		return &model.OutletEdge{Cursor: cursor, Node: o}
	})
	return &model.OutletConnection{Edges: edges, PageInfo: paging.Info(page.PageInfo, cursors), TotalCount: page.Total,
		Version: page.Version.String()}, nil
}
