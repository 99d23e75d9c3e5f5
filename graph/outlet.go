package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r outletResolver) Reliability(ctx context.Context, obj *evidence.Outlet) (*evidence.SourceReliability, error) {
	return known(request.Of(ctx).Letter(ctx, obj.NodeID(), obj.Reliability)), nil
}

func (r outletResolver) Sources(
	ctx context.Context, obj *evidence.Outlet, publishedFrom, publishedTo *evidence.Date, first int,
	after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	where := evidence.Filter{Outlets: []evidence.OutletID{obj.ID}, From: model.OrZero(publishedFrom),
		To: model.OrZero(publishedTo)}
	query := evidence.ListQuery{Kind: evidence.KindSource, Where: where, At: request.MomentOf(ctx)}
	return sourceList(ctx, query, paging.BothWays(ctx, &first, after, last, before))
}

func (r outletResolver) Ownership(
	ctx context.Context, obj *evidence.Outlet, _ *evidence.Moment, first int, after *string, last *int, before *string,
) (*model.OwnershipConnection, error) {
	return ownershipPage(ctx, obj.NodeID(), evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r outletResolver) Funding(
	ctx context.Context, obj *evidence.Outlet, _ *evidence.Moment, first int, after *string, last *int, before *string,
) (*model.FundingConnection, error) {
	return fundingPage(ctx, obj.NodeID(), evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r organizationResolver) Holdings(
	ctx context.Context, obj *evidence.Organization, _ *evidence.Moment, first int, after *string, last *int,
	before *string,
) (*model.OwnershipConnection, error) {
	return ownershipPage(ctx, obj.NodeID(), evidence.Incoming, paging.BothWays(ctx, &first, after, last, before))
}

func (r organizationResolver) Ownership(
	ctx context.Context, obj *evidence.Organization, _ *evidence.Moment, first int, after *string, last *int,
	before *string,
) (*model.OwnershipConnection, error) {
	return ownershipPage(ctx, obj.NodeID(), evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r organizationResolver) Funding(
	ctx context.Context, obj *evidence.Organization, _ *evidence.Moment, first int, after *string, last *int,
	before *string,
) (*model.FundingConnection, error) {
	return fundingPage(ctx, obj.NodeID(), evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r organizationResolver) Funds(
	ctx context.Context, obj *evidence.Organization, _ *evidence.Moment, first int, after *string, last *int,
	before *string,
) (*model.FundingConnection, error) {
	return fundingPage(ctx, obj.NodeID(), evidence.Incoming, paging.BothWays(ctx, &first, after, last, before))
}

func (r personResolver) Funds(
	ctx context.Context, obj *evidence.Person, _ *evidence.Moment, first int, after *string, last *int,
	before *string,
) (*model.FundingConnection, error) {
	return fundingPage(ctx, obj.NodeID(), evidence.Incoming, paging.BothWays(ctx, &first, after, last, before))
}

func (r personResolver) Sources(
	ctx context.Context, obj *evidence.Person, first int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	query := evidence.ListQuery{Kind: evidence.KindSource, At: request.MomentOf(ctx),
		Where: evidence.Filter{Authors: []evidence.PersonID{obj.ID}}}
	return sourceList(ctx, query, paging.BothWays(ctx, &first, after, last, before))
}

func (r personResolver) Holdings(
	ctx context.Context, obj *evidence.Person, _ *evidence.Moment, first int, after *string, last *int, before *string,
) (*model.OwnershipConnection, error) {
	return ownershipPage(ctx, obj.NodeID(), evidence.Incoming, paging.BothWays(ctx, &first, after, last, before))
}

func (r ownershipResolver) Owner(ctx context.Context, obj *evidence.Ownership) (model.Owner, error) {
	return request.NeedNode(ctx, obj.Owner)
}

func (r ownershipResolver) Asset(ctx context.Context, obj *evidence.Ownership) (model.Asset, error) {
	return request.NeedNode(ctx, obj.Asset)
}

func (r fundingResolver) Funder(ctx context.Context, obj *evidence.Funding) (model.Owner, error) {
	return request.NeedNode(ctx, obj.Funder)
}

func (r fundingResolver) Recipient(ctx context.Context, obj *evidence.Funding) (model.Asset, error) {
	return request.NeedNode(ctx, obj.Recipient)
}

func ownershipPage(
	ctx context.Context, subject evidence.ID, direction evidence.LinkDirection, args paging.Args,
) (*model.OwnershipConnection, error) {
	return linkPage[evidence.Ownership](ctx, subject,
		evidence.LinkQuery{Kind: evidence.KindOwnership, Direction: direction}, args)
}

func fundingPage(
	ctx context.Context, subject evidence.ID, direction evidence.LinkDirection, args paging.Args,
) (*model.FundingConnection, error) {
	return linkPage[evidence.Funding](ctx, subject,
		evidence.LinkQuery{Kind: evidence.KindFunding, Direction: direction}, args)
}

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

// UltimateOwners answers by the rule of package ownership.
func (r outletResolver) UltimateOwners(
	ctx context.Context, obj *evidence.Outlet, _ *evidence.Moment, _ *model.PolicyInput, minShare float64,
) ([]*model.OwnershipChain, error) {
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	owners, err := request.Of(ctx).Owners(ctx, obj.NodeID(), at, policy, minShare)
	if err != nil {
		return nil, err
	}
	chains := []*model.OwnershipChain{}
	for _, o := range owners.Ultimate(obj.NodeID()) {
		owner, err := request.NeedNode(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		chains = append(chains, &model.OwnershipChain{Owner: owner, SharePercent: o.Share, Links: o.Links})
	}
	return chains, nil
}
