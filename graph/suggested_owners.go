package graph

import (
	"context"
	"fmt"
	"math"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) SuggestedOwners(
	ctx context.Context, first int, after *string, last *int, before *string,
) (*model.SuggestedOwnerConnection, error) {
	if r.coowned == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server does not suggest owners; ask another"}
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	found, err := r.coowned.Suggestions(ctx)
	if err != nil {
		return nil, err
	}
	list, err := paging.ConnectKeyed(ctx, found.Suggestions, page, paging.ByCursor(ownerCursor))
	list.Version = found.Version.String()
	return &list, err
}

// ownerCursor is the place of a suggestion. Cursors ascend as their list does, whose words, scores and numbers descend.
func ownerCursor(s *coowned.Found) evidence.Cursor {
	return evidence.Cursor{
		fmt.Sprint(9 - s.Words), fmt.Sprintf("%.17f", 1-s.Score), fmt.Sprintf("%010d",
			math.MaxInt32-len(s.Alike)), string(s.Outlet),
	}
}

func (suggestedOwnerResolver) Outlet(ctx context.Context, obj *coowned.Found) (*evidence.Outlet, error) {
	return request.Need[evidence.Outlet](ctx, obj.Outlet)
}

func (suggestedOwnerResolver) Owners(ctx context.Context, obj *coowned.Found) ([]model.Entity, error) {
	owners := make([]model.Entity, len(obj.Owners))
	for i, id := range obj.Owners {
		node, err := request.NeedNode(ctx, id)
		if err != nil {
			return nil, err
		}
		owners[i] = node
	}
	return owners, nil
}

func (suggestedOwnerResolver) AlikeCount(_ context.Context, obj *coowned.Found) (int, error) {
	return len(obj.Alike), nil
}

func (suggestedOwnerResolver) AgainstCount(_ context.Context, obj *coowned.Found) (int, error) {
	return len(obj.Against), nil
}
