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
	where := evidence.Filter{Outlets: []evidence.OutletID{obj.ID}, From: orZero(publishedFrom), To: orZero(publishedTo)}
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
