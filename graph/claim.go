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
	return statementPage(ctx, obj.NodeID(), stance, paging.BothWays(first, after, last, before))
}

func (r claimResolver) Corroborations(
	ctx context.Context, obj *evidence.Claim, first int, after *string,
) (*model.CorroborationConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindCorroboration, Direction: evidence.Outgoing}
	page, cursors, err := linkPage(ctx, obj.NodeID(), query, paging.Forward(first, after))
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(c *evidence.Corroboration, cursor string, _ int) *model.CorroborationEdge {
		return &model.CorroborationEdge{Cursor: cursor, Node: c}
	})
	return &model.CorroborationConnection{Edges: edges, PageInfo: paging.Info(page.PageInfo, cursors),
		TotalCount: page.Total}, nil
}

func (r claimResolver) Relations(
	ctx context.Context, obj *evidence.Claim, kinds []evidence.RelationKind, first int, after *string,
) (*model.RelationConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindRelation, Direction: evidence.Either, Relations: kinds}
	page, cursors, err := linkPage(ctx, obj.NodeID(), query, paging.Forward(first, after))
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(l *evidence.Relation, cursor string, _ int) *model.RelationEdge {
		return &model.RelationEdge{Cursor: cursor, Node: l}
	})
	return &model.RelationConnection{Edges: edges, PageInfo: paging.Info(page.PageInfo, cursors),
		TotalCount: page.Total}, nil
}

func (r claimResolver) Samenesses(
	ctx context.Context, obj *evidence.Claim, first int, after *string,
) (*model.SamenessConnection, error) {
	return samenessPage(ctx, obj.NodeID(), paging.Forward(first, after))
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
