package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r claimResolver) Statements(
	ctx context.Context, obj *evidence.Claim, stance []evidence.Stance, first *int, after *string, last *int,
	before *string,
) (*model.StatementConnection, error) {
	return statementPage(ctx, obj.NodeID(), stance, paging.BothWays(ctx, first, after, last, before))
}

func (r claimResolver) Corroborations(
	ctx context.Context, obj *evidence.Claim, first int, after *string, last *int, before *string,
) (*model.CorroborationConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindCorroboration, Direction: evidence.Outgoing}
	return linkPage[evidence.Corroboration](ctx, obj.NodeID(), query, paging.BothWays(ctx, &first, after, last, before))
}

func (r claimResolver) Relations(
	ctx context.Context, obj *evidence.Claim, kinds []evidence.RelationKind, first int, after *string, last *int,
	before *string,
) (*model.RelationConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Either, Relations: kinds}
	return linkPage[evidence.Relation](ctx, obj.NodeID(), query, paging.BothWays(ctx, &first, after, last, before))
}

func (r claimResolver) Samenesses(
	ctx context.Context, obj *evidence.Claim, first int, after *string, last *int, before *string,
) (*model.SamenessConnection, error) {
	return samenessPage(ctx, obj.NodeID(), paging.BothWays(ctx, &first, after, last, before))
}

func (r claimResolver) PartOf(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Outgoing,
		Relations: []evidence.RelationKind{evidence.PartOf}}, first)
}

func (r claimResolver) Parts(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Incoming,
		Relations: []evidence.RelationKind{evidence.PartOf}}, first)
}

func (r claimResolver) Contradicts(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Either,
		Relations: []evidence.RelationKind{evidence.Contradicts}}, first)
}

func (r claimResolver) SameAs(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, evidence.LinkQuery{Kind: evidence.KindSameness, Direction: evidence.Either}, first)
}

// related returns the claims at the other ends of the claim's links, by id.
func related(
	ctx context.Context, claim *evidence.Claim, query evidence.LinkQuery, first int,
) ([]*evidence.Claim, error) {
	if err := paging.CheckFirst(ctx, "first", first, 0); err != nil || first == 0 {
		return []*evidence.Claim{}, err
	}
	query.At, query.Page = request.MomentOf(ctx), evidence.Page{First: first}
	page, err := request.Of(ctx).Links(ctx, claim.NodeID(), query)
	if err != nil {
		return nil, err
	}
	var ids []evidence.ID
	for _, l := range page.Links {
		request.Ends(l.Link, func(_ string, id evidence.ID) {
			if id != claim.NodeID() {
				ids = append(ids, id)
			}
		})
	}
	return request.NeedAll[evidence.Claim](ctx, distinct(ids))
}

func (r claimResolver) Competing(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	if obj.Item == "" {
		return []*evidence.Claim{}, nil
	}
	claims, err := request.Of(ctx).ClaimsOfItem(ctx, obj.Item, request.MomentOf(ctx))
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(slices.Clone(claims), func(c *evidence.Claim) bool { return !obj.Excludes(*c) })
	return paging.FirstN(ctx, others, first)
}

func (r claimResolver) Convergence(
	ctx context.Context, obj *evidence.Claim, _ *evidence.Moment, _ *model.PolicyInput,
) (*convergence.Convergence, error) {
	answers, err := r.answers(ctx, []evidence.ID{obj.NodeID()})
	if err != nil {
		return nil, err
	}
	if answers[0] == nil {
		return nil, request.Missing(obj.NodeID())
	}
	return answers[0], nil
}
