package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// linkPage reads a page of the links of a subject and makes their cursors.
func linkPage(
	ctx context.Context, subject evidence.ID, query evidence.LinkQuery, args paging.Args,
) (evidence.LinkPage, []string, error) {
	var err error
	if query.Page, err = args.Page(ctx); err != nil {
		return evidence.LinkPage{}, nil, err
	}
	query.At = request.MomentOf(ctx)
	page, err := request.Of(ctx).Links(ctx, subject, query)
	list, cursors := paging.ListName(ctx), make([]string, len(page.Links))
	for i, l := range page.Links {
		cursors[i] = paging.EncodeCursor(list, l.Cursor)
	}
	return page, cursors, err
}

// linkEdges makes the edges of a page of links, all of one kind.
func linkEdges[L, E any](
	page evidence.LinkPage, cursors []string, edge func(link *L, cursor string, depth int) *E,
) []*E {
	edges := make([]*E, 0, len(page.Links))
	for i, at := range page.Links {
		if link, ok := any(at.Link).(*L); ok {
			edges = append(edges, edge(link, cursors[i], at.Depth))
		}
	}
	return edges
}

func statementPage(
	ctx context.Context, subject evidence.ID, stance []evidence.Stance, args paging.Args,
) (*model.StatementConnection, error) {
	query := evidence.LinkQuery{Kind: evidence.KindStatement, Direction: evidence.Either, Stances: stance}
	page, cursors, err := linkPage(ctx, subject, query, args)
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(s *evidence.Statement, cursor string, _ int) *model.StatementEdge {
		return &model.StatementEdge{Cursor: cursor, Node: s}
	})
	return &model.StatementConnection{Edges: edges, PageInfo: paging.Info(page.PageInfo, cursors),
		TotalCount: page.Total}, nil
}

func derivationPage(
	ctx context.Context, subject evidence.ID, direction evidence.LinkDirection, maxDepth int, args paging.Args,
) (*model.DerivationConnection, error) {
	if maxDepth < 1 {
		return nil, evidence.Invalidf("maxDepth", "%d is out of range; expected 1 or more", maxDepth)
	}
	page, cursors, err := linkPage(ctx, subject,
		evidence.LinkQuery{Kind: evidence.KindDerivation, Direction: direction, MaxDepth: maxDepth}, args)
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(d *evidence.Derivation, cursor string, depth int) *model.DerivationEdge {
		return &model.DerivationEdge{Cursor: cursor, Node: d, Depth: depth}
	})
	return &model.DerivationConnection{Edges: edges, PageInfo: paging.Info(page.PageInfo, cursors),
		TotalCount: page.Total}, nil
}

func samenessPage(ctx context.Context, subject evidence.ID, args paging.Args) (*model.SamenessConnection, error) {
	page, cursors, err := linkPage(ctx, subject,
		evidence.LinkQuery{Kind: evidence.KindSameness, Direction: evidence.Either}, args)
	if err != nil {
		return nil, err
	}
	edges := linkEdges(page, cursors, func(s *evidence.Sameness, cursor string, _ int) *model.SamenessEdge {
		return &model.SamenessEdge{Cursor: cursor, Node: s}
	})
	return &model.SamenessConnection{Edges: edges, PageInfo: paging.Info(page.PageInfo, cursors),
		TotalCount: page.Total}, nil
}

func (r statementResolver) Source(ctx context.Context, obj *evidence.Statement) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.Source)
}

func (r statementResolver) Claim(ctx context.Context, obj *evidence.Statement) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.Claim)
}

func (r derivationResolver) From(ctx context.Context, obj *evidence.Derivation) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.From)
}

func (r derivationResolver) To(ctx context.Context, obj *evidence.Derivation) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.To)
}

func (r derivationResolver) Claims(ctx context.Context, obj *evidence.Derivation) ([]*evidence.Claim, error) {
	return request.NeedAll[evidence.Claim](ctx, obj.Claims)
}

func (r derivationResolver) Copy(_ context.Context, obj *evidence.Derivation) (*model.CopyEvidence, error) {
	if obj.CopiedShare == nil {
		return nil, nil
	}
	return &model.CopyEvidence{CopiedShare: *obj.CopiedShare, Detector: known(obj.Detector)}, nil
}

func (r corroborationResolver) Claim(ctx context.Context, obj *evidence.Corroboration) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.Claim)
}

func (r corroborationResolver) Sources(ctx context.Context, obj *evidence.Corroboration) ([]*evidence.Source, error) {
	return request.NeedAll[evidence.Source](ctx, obj.Sources)
}

func (r corroborationResolver) Verdict(
	ctx context.Context, obj *evidence.Corroboration,
) (*convergence.IndependenceVerdict, error) {
	verdict, _, err := r.judge(ctx, obj)
	return known(verdict), err
}

func (r corroborationResolver) Pairs(
	ctx context.Context, obj *evidence.Corroboration, first int,
) ([]*convergence.Independence, error) {
	_, pairs, err := r.judge(ctx, obj)
	if err != nil {
		return nil, err
	}
	return paging.FirstPointers(ctx, pairs, first)
}

// judge asks the answer for the corroborated claim what is known of the sources.
func (r corroborationResolver) judge(
	ctx context.Context, obj *evidence.Corroboration,
) (convergence.IndependenceVerdict, []convergence.Independence, error) {
	answers, err := r.answers(ctx, []evidence.ID{evidence.ID(obj.Claim)})
	if err != nil {
		return "", nil, err
	}
	if answers[0] == nil {
		return "", nil, request.Missing(evidence.ID(obj.Claim))
	}
	return answers[0].Verdict(obj)
}

func (r relationResolver) From(ctx context.Context, obj *evidence.Relation) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.From)
}

func (r relationResolver) To(ctx context.Context, obj *evidence.Relation) (*evidence.Claim, error) {
	return request.Need[evidence.Claim](ctx, obj.To)
}

func (r confirmationResolver) Source(ctx context.Context, obj *evidence.Confirmation) (*evidence.Source, error) {
	return request.Need[evidence.Source](ctx, obj.Source)
}

func (r samenessResolver) A(ctx context.Context, obj *evidence.Sameness) (model.Entity, error) {
	return request.NeedNode(ctx, obj.A)
}

func (r samenessResolver) B(ctx context.Context, obj *evidence.Sameness) (model.Entity, error) {
	return request.NeedNode(ctx, obj.B)
}

func (quoteResolver) StartLine(_ context.Context, obj *evidence.Quote) (*int, error) {
	return known(obj.StartLine), nil
}

func (quoteResolver) EndLine(_ context.Context, obj *evidence.Quote) (*int, error) {
	return known(obj.EndLine), nil
}
