package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r claimResolver) Statements(ctx context.Context, obj *evidence.Claim, stance []evidence.Stance, first *int, after *string, last *int, before *string) (*model.StatementConnection, error) {
	return statementPage(ctx, obj.NodeID(), stance, pageArgs{first, after, last, before})
}

func (r claimResolver) Corroborations(ctx context.Context, obj *evidence.Claim, first int, after *string) (*model.CorroborationConnection, error) {
	shape := linkShape{kind: evidence.KindCorroboration, direction: evidence.Outgoing}
	page, cursors, err := linkPage(ctx, obj.NodeID(), shape, forward(first, after))
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(c *evidence.Corroboration, cursor string, _ int) *model.CorroborationEdge {
		return &model.CorroborationEdge{Cursor: cursor, Node: c}
	})
	return &model.CorroborationConnection{Edges: edges, PageInfo: pageInfo(page.PageInfo, cursors), TotalCount: page.Total}, nil
}

func (r claimResolver) Relations(ctx context.Context, obj *evidence.Claim, kinds []evidence.RelationKind, first int, after *string) (*model.RelationConnection, error) {
	shape := linkShape{kind: evidence.KindRelation, direction: evidence.Either, relations: join(kinds)}
	page, cursors, err := linkPage(ctx, obj.NodeID(), shape, forward(first, after))
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(l *evidence.Relation, cursor string, _ int) *model.RelationEdge {
		return &model.RelationEdge{Cursor: cursor, Node: l}
	})
	return &model.RelationConnection{Edges: edges, PageInfo: pageInfo(page.PageInfo, cursors), TotalCount: page.Total}, nil
}

func (r claimResolver) Samenesses(ctx context.Context, obj *evidence.Claim, first int, after *string) (*model.SamenessConnection, error) {
	return samenessPage(ctx, obj.NodeID(), forward(first, after))
}

func (r claimResolver) PartOf(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, linkShape{kind: evidence.KindRelation, direction: evidence.Outgoing, relations: string(evidence.PartOf)}, first)
}

func (r claimResolver) Parts(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, linkShape{kind: evidence.KindRelation, direction: evidence.Incoming, relations: string(evidence.PartOf)}, first)
}

func (r claimResolver) Contradicts(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, linkShape{kind: evidence.KindRelation, direction: evidence.Either, relations: string(evidence.Contradicts)}, first)
}

func (r claimResolver) SameAs(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	return related(ctx, obj, linkShape{kind: evidence.KindSameness, direction: evidence.Either}, first)
}

// related returns the claims at the other ends of the claim's links, by id.
func related(ctx context.Context, claim *evidence.Claim, shape linkShape, first int) ([]*evidence.Claim, error) {
	if err := checkFirst(ctx, "first", first, 0); err != nil || first == 0 {
		return []*evidence.Claim{}, err
	}
	shape.at = momentOf(ctx)
	page, err := requestOf(ctx).links.load(ctx, linkKey{claim.NodeID(), shape.withPage(evidence.Page{First: first})})
	if err != nil {
		return nil, err
	}
	var ids []evidence.ID
	for _, l := range page.Links {
		referEnds(l.Link, func(_ string, id evidence.ID) {
			if id != claim.NodeID() {
				ids = append(ids, id)
			}
		})
	}
	return needAll[evidence.Claim](ctx, distinct(ids))
}

func (r claimResolver) Competing(ctx context.Context, obj *evidence.Claim, first int) ([]*evidence.Claim, error) {
	if obj.Item == "" {
		return []*evidence.Claim{}, nil
	}
	claims, err := requestOf(ctx).rivals.load(ctx, itemKey{obj.Item, momentOf(ctx)})
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(slices.Clone(claims), func(c *evidence.Claim) bool { return !obj.Excludes(*c) })
	return head(ctx, others, first)
}

func (r claimResolver) Convergence(ctx context.Context, obj *evidence.Claim, _ *evidence.Moment, _ *model.PolicyInput) (*convergence.Convergence, error) {
	answers, err := r.answers(ctx, []evidence.ID{obj.NodeID()})
	if err != nil {
		return nil, err
	}
	if answers[0] == nil {
		return nil, missing(obj.NodeID())
	}
	return answers[0], nil
}
