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
	var list model.OutletConnection
	err := r.withOwners(ctx, func(o *owned) (version string, err error) {
		if query.Where, err = outletFilter(where, o); err != nil {
			return "", err
		}
		list.Plain, err = listPage[evidence.Outlet](ctx, query, paging.BothWays(ctx, first, after, last, before))
		list.All = allOf[evidence.Outlet](query)
		return list.Version, err
	})
	return &list, err
}

func outletFilter(where *model.OutletFilter, o *owned) (f evidence.Filter, err error) {
	if where == nil {
		return f, nil
	}
	f.Domains, f.OutletKinds = domainForms(where.Domains), where.Kinds
	if f.Countries, err = countriesOf(where.Countries); err != nil {
		return f, err
	}
	if f.IDs, err = parseIDs[evidence.ID](evidence.KindOutlet, where.Ids); err != nil || where.Owners == nil {
		return f, err
	}
	f.IDs, err = among(o, f.IDs, where.Owners)
	return f, err
}
