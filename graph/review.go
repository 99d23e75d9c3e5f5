package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r claimResolver) Reviews(
	ctx context.Context, obj *evidence.Claim, first int, after *string,
) (*model.ClaimReviewConnection, error) {
	p, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	reviews, err := request.Of(ctx).Reviews(ctx, obj.NodeID(), request.MomentOf(ctx))
	if err != nil {
		return nil, err
	}
	ids, byID := make([]evidence.ID, len(reviews)), map[evidence.ID]*evidence.ClaimReview{}
	for i, review := range reviews {
		ids[i], byID[review.NodeID()] = review.NodeID(), review
	}
	shown, info := paging.Cut(ids, p)
	edges, cursors := make([]*model.ClaimReviewEdge, len(shown)), idCursors(ctx, shown)
	for i, id := range shown {
		edges[i] = &model.ClaimReviewEdge{Cursor: cursors[i], Node: byID[id]}
	}
	return &model.ClaimReviewConnection{Edges: edges, PageInfo: paging.Info(info, cursors), TotalCount: info.Total}, nil
}

func (r reviewResolver) Claim(ctx context.Context, obj *evidence.ClaimReview) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.Claim)
}

func (r reviewResolver) Publisher(ctx context.Context, obj *evidence.ClaimReview) (*evidence.Outlet, error) {
	return request.Lookup[evidence.Outlet](ctx, obj.Publisher)
}

func (r reviewResolver) Cites(
	ctx context.Context, obj *evidence.ClaimReview, first int, after *string,
) (*model.SourceConnection, error) {
	return sourcePage(ctx, asIDs(obj.Cites), paging.Forward(first, after))
}
