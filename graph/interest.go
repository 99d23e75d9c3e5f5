package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/drafts"
	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r claimResolver) Interests(
	ctx context.Context, obj *evidence.Claim, first int, after *string, last *int, before *string,
) (*model.InterestConnection, error) {
	return interestPage(ctx, obj, evidence.Incoming, paging.BothWays(ctx, &first, after, last, before))
}

func (r sourceResolver) Interests(
	ctx context.Context, obj *evidence.Source, first int, after *string, last *int, before *string,
) (*model.InterestConnection, error) {
	return interestPage(ctx, obj, evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r outletResolver) Interests(
	ctx context.Context, obj *evidence.Outlet, first int, after *string, last *int, before *string,
) (*model.InterestConnection, error) {
	return interestPage(ctx, obj, evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r organizationResolver) Interests(
	ctx context.Context, obj *evidence.Organization, first int, after *string, last *int, before *string,
) (*model.InterestConnection, error) {
	return interestPage(ctx, obj, evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

func (r personResolver) Interests(
	ctx context.Context, obj *evidence.Person, first int, after *string, last *int, before *string,
) (*model.InterestConnection, error) {
	return interestPage(ctx, obj, evidence.Outgoing, paging.BothWays(ctx, &first, after, last, before))
}

// interestPage makes a page of the interests of a holder, or, incoming, in a claim and its tags.
func interestPage(
	ctx context.Context, of evidence.Node, direction evidence.LinkDirection, args paging.Args,
) (*model.InterestConnection, error) {
	return linkPage[evidence.Interest](ctx, of.NodeID(),
		evidence.LinkQuery{Kind: evidence.KindInterest, Direction: direction}, args)
}

func (r outletResolver) Leanings(
	ctx context.Context, obj *evidence.Outlet, first int, after *string, last *int, before *string,
) (*model.LeaningConnection, error) {
	return linkPage[evidence.Leaning](ctx, obj.NodeID(),
		evidence.LinkQuery{Kind: evidence.KindLeaning, Direction: evidence.Outgoing},
		paging.BothWays(ctx, &first, after, last, before))
}

func (r interestResolver) Holder(ctx context.Context, obj *evidence.Interest) (evidence.Node, error) {
	return request.NeedNode(ctx, obj.Holder)
}

func (r interestResolver) Claim(ctx context.Context, obj *evidence.Interest) (*evidence.Claim, error) {
	if obj.Claim == "" {
		return nil, nil
	}
	return request.Need[evidence.Claim](ctx, obj.Claim)
}

func (r leaningResolver) Outlet(ctx context.Context, obj *evidence.Leaning) (*evidence.Outlet, error) {
	return request.Need[evidence.Outlet](ctx, obj.Outlet)
}

func (sideResolver) Interested(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.InterestedSourceConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.InterestedList())
}

func (sideResolver) AgainstInterest(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.InterestedSourceConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.AgainstInterestList())
}

func (sideResolver) IfWrongTogether(
	_ context.Context, obj *convergence.Side, sources, holders []evidence.ID,
) (*convergence.TogetherWrong, error) {
	switch n := len(sources) + len(holders); {
	case n == 0:
		return nil, evidence.Invalidf("sources", "nothing is named; expected the ids of sources, or of holders")
	case n > paging.MaxLength:
		return nil, evidence.Invalidf("sources", "%d ids are given with those of holders; expected at most %d", n,
			paging.MaxLength)
	}
	ids, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	if err != nil {
		return nil, err
	}
	behind := convert(&err, holders, func(id evidence.ID) (evidence.ID, error) { return evidence.ParseID(string(id)) })
	if err != nil {
		return nil, err
	}
	wrong, err := obj.IfWrongTogether(ids, behind)
	return &wrong, err
}

func (togetherResolver) Sources(
	ctx context.Context, obj *convergence.TogetherWrong, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	wrong := keysOf(convergence.ListOfSources(obj.Sources))
	return sideSources(ctx, obj.Sources, paging.BothWays(ctx, first, after, last, before), wrong)
}

func (togetherResolver) LostSources(
	ctx context.Context, obj *convergence.TogetherWrong, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	wrong := keysOf(convergence.ListOfSources(obj.Sources))
	return sideSources(ctx, obj.LostSources, paging.BothWays(ctx, first, after, last, before), wrong)
}

// keysOf returns the keys of a list, which tell it apart from others of the same field.
func keysOf[T any](list convergence.List[T]) []string {
	keys := make([]string, list.Len)
	for i, x := range list.Make(0, list.Len) {
		keys[i] = list.Key(&x)
	}
	return keys
}

func (sideResolver) Spread(_ context.Context, obj *convergence.Side, scheme string) (*convergence.Spread, error) {
	if scheme == "" {
		return nil, evidence.Invalidf("scheme", "missing; expected the name of a scheme of values")
	}
	spread := obj.Spread(scheme)
	return &spread, nil
}

func (spreadResolver) Values(
	ctx context.Context, obj *convergence.Spread, first int,
) ([]*convergence.SpreadValue, error) {
	return paging.FirstPointers(ctx, obj.Values, first)
}

func (spreadValueResolver) Outlets(
	ctx context.Context, obj *convergence.SpreadValue, first *int, after *string, last *int, before *string,
) (*model.OutletConnection, error) {
	list := convergence.ListOf(obj.Outlets, func(o **evidence.Outlet) string { return string((*o).ID) })
	stand, err := sideStand(ctx, list.Len, []any{obj.Value, keysOf(list)})
	if err != nil {
		return nil, err
	}
	page, err := paging.ComputedPointers(ctx, paging.BothWays(ctx, first, after, last, before), stand, list)
	if err != nil {
		return nil, err
	}
	return &model.OutletConnection{Plain: *page,
		All: func(context.Context) ([]*evidence.Outlet, error) { return obj.Outlets, nil }}, nil
}

func (r mutationResolver) RecordInterests(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Interests))
}

func (r mutationResolver) RecordLeanings(
	ctx context.Context, input []drafts.Stated, provenance model.ProvenanceInput, _ *string,
) (*model.WritePayload, error) {
	d := drafts.New(provenance)
	return r.apply(ctx, eachLink(ctx, d, input, &d.Batch.Leanings))
}
