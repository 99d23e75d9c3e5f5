package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Derivations(
	ctx context.Context, where *model.DerivationFilter, first int, after *string, last *int, before *string,
	_ *evidence.Moment,
) (*model.DerivationConnection, error) {
	query := evidence.DerivationQuery{At: request.MomentOf(ctx)}
	if where != nil {
		query.Status, query.Kinds = where.Status, where.Kinds
	}
	var err error
	if query.Page, err = paging.BothWays(ctx, &first, after, last, before).Page(ctx); err != nil {
		return nil, err
	}
	page, err := request.Of(ctx).Derivations(ctx, query)
	if err != nil {
		return nil, err
	}
	edges, list := make([]*model.DerivationEdge, len(page.Derivations)), paging.ListName(ctx)
	for i, d := range page.Derivations {
		cursor := paging.EncodeCursor(list, evidence.Cursor{string(d.ID)})
		edges[i] = &model.DerivationEdge{Cursor: cursor, Node: d, Depth: 1}
	}
	found := model.Connect(edges, page.PageInfo)
	return &found, nil
}
