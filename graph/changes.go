package graph

import (
	"context"
	"time"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Changes(
	ctx context.Context, subject *evidence.ID, earliest *time.Time, first int, after *string,
) (*model.RecordChangeConnection, error) {
	page, err := paging.Forward(first, after).Page(ctx)
	if err != nil {
		return nil, err
	}
	query := evidence.ChangeQuery{Page: page}
	if earliest != nil {
		query.Since = *earliest
	}
	if subject != nil {
		if query.Subject, err = evidence.ParseID(string(*subject)); err != nil {
			return nil, err
		}
	}
	if r.history == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server keeps no history; ask another"}
	}
	found, err := r.history.Changes(request.SinceOwnWrite(ctx), query)
	if err != nil {
		return nil, err
	}
	return changePage(ctx, found), nil
}

func changePage(ctx context.Context, page evidence.ChangePage) *model.RecordChangeConnection {
	list := paging.Connect(ctx, paging.Pointers(page.Changes), page.PageInfo,
		func(i int) evidence.Cursor { return page.Changes[i].Cursor() })
	return &list
}

func (recordChangeResolver) Before(_ context.Context, obj *evidence.RecordChange) (model.Node, error) {
	return either(obj.Before), nil
}

func (recordChangeResolver) After(_ context.Context, obj *evidence.RecordChange) (model.Node, error) {
	return either(obj.After), nil
}
