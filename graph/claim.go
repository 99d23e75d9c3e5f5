package graph

import (
	"context"

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
