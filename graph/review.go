package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r claimResolver) Reviews(
	ctx context.Context, obj *evidence.Claim, first int, after *string, last *int, before *string,
) (*model.ClaimReviewConnection, error) {
	reviews, err := request.Of(ctx).Reviews(ctx, obj.NodeID(), request.MomentOf(ctx))
	if err != nil {
		return nil, err
	}
	ids, byID := make([]evidence.ID, len(reviews)), map[evidence.ID]*evidence.ClaimReview{}
	for i, review := range reviews {
		ids[i], byID[review.NodeID()] = review.NodeID(), review
	}
	args := paging.BothWays(ctx, &first, after, last, before)
	return pageOf(ctx, ids, args, func(_ context.Context, shown []evidence.ID) ([]*evidence.ClaimReview, error) {
		nodes := make([]*evidence.ClaimReview, len(shown))
		for i, id := range shown {
			nodes[i] = byID[id]
		}
		return nodes, nil
	})
}

func (r reviewResolver) Claim(ctx context.Context, obj *evidence.ClaimReview) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.Claim)
}

func (r reviewResolver) Publisher(ctx context.Context, obj *evidence.ClaimReview) (*evidence.Outlet, error) {
	return request.Lookup[evidence.Outlet](ctx, obj.Publisher)
}

func (r reviewResolver) Cites(
	ctx context.Context, obj *evidence.ClaimReview, first int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePage(ctx, asIDs(obj.Cites), paging.BothWays(ctx, &first, after, last, before))
}
