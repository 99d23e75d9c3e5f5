package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

func (sideResolver) Sources(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.SideSourceConnection, error) {
	list := convergence.ListOf(obj.Sources(), func(s *convergence.SideSource) string { return string(s.Source.ID) })
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), list)
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.SideSource) *model.SideSourceEdge {
		return &model.SideSourceEdge{Cursor: cursor, Node: node}
	})
	return &model.SideSourceConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) Origins(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.OriginConnection, error) {
	list := convergence.ListOf(obj.Origins(), func(o *convergence.Origin) string { return string(o.Source.ID) })
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), list)
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.Origin) *model.OriginEdge {
		return &model.OriginEdge{Cursor: cursor, Node: node}
	})
	return &model.OriginConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) Lines(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.EvidenceLineConnection, error) {
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), obj.LineList())
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.EvidenceLine) *model.EvidenceLineEdge {
		return &model.EvidenceLineEdge{Cursor: cursor, Node: node}
	})
	return &model.EvidenceLineConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) Gatekeepers(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.Gatekeepers(), paging.Nested(first, after, last, before))
}

func (sideResolver) RootCauses(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.RootCauses(), paging.Nested(first, after, last, before))
}

func (sideResolver) Groups(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.EvidenceGroupConnection, error) {
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), obj.GroupList())
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.EvidenceGroup) *model.EvidenceGroupEdge {
		return &model.EvidenceGroupEdge{Cursor: cursor, Node: node}
	})
	return &model.EvidenceGroupConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) AttributeGroups(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.AttributeGroupConnection, error) {
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), obj.AttributeGroupList())
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.AttributeGroup) *model.AttributeGroupEdge {
		return &model.AttributeGroupEdge{Cursor: cursor, Node: node}
	})
	return &model.AttributeGroupConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) Circles(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.CircularGroupConnection, error) {
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), obj.CircleList())
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.CircularGroup) *model.CircularGroupEdge {
		return &model.CircularGroupEdge{Cursor: cursor, Node: node}
	})
	return &model.CircularGroupConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) Overlaps(
	ctx context.Context, obj *convergence.Side, above float64, first *int, after *string, last *int, before *string,
) (*model.IndependenceConnection, error) {
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), obj.OverlapList(above), above)
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.Independence) *model.IndependenceEdge {
		return &model.IndependenceEdge{Cursor: cursor, Node: node}
	})
	return &model.IndependenceConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (sideResolver) IfWrong(
	ctx context.Context, obj *convergence.Side, sources []evidence.ID, first *int, after *string, last *int,
	before *string,
) (*model.IfWrongConnection, error) {
	if len(sources) > paging.MaxLength {
		return nil, evidence.Invalidf("sources", "%d ids are given; expected at most %d", len(sources),
			paging.MaxLength)
	}
	ids, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	if err != nil {
		return nil, err
	}
	list, err := obj.IfWrongList(ids)
	if err != nil {
		return nil, err
	}
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), list, ids)
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.IfWrong) *model.IfWrongEdge {
		return &model.IfWrongEdge{Cursor: cursor, Node: node}
	})
	return &model.IfWrongConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (groupResolver) Members(
	ctx context.Context, obj *convergence.EvidenceGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.Members, paging.Nested(first, after, last, before), obj.Members[0].ID)
}

func (groupResolver) MemberCount(_ context.Context, obj *convergence.EvidenceGroup) (int, error) {
	return len(obj.Members), nil
}

func (groupResolver) Basis(
	ctx context.Context, obj *convergence.EvidenceGroup, first *int, after *string, last *int, before *string,
) (*model.CauseConnection, error) {
	list := convergence.ListOf(obj.Basis, (*convergence.Cause).Key)
	part, err := sidePart(ctx, paging.Nested(first, after, last, before), list, obj.Members[0].ID)
	if err != nil {
		return nil, err
	}
	edges, nodes := edgesIn(part, func(cursor string, node *convergence.Cause) *model.CauseEdge {
		return &model.CauseEdge{Cursor: cursor, Node: node}
	})
	return &model.CauseConnection{Edges: edges, Nodes: nodes, PageInfo: part.Info, TotalCount: part.Total}, nil
}

func (groupResolver) Reasons(
	ctx context.Context, obj *convergence.EvidenceGroup, first int,
) ([]*convergence.Reason, error) {
	return paging.FirstPointers(ctx, obj.Reasons, first)
}

func (attributeResolver) SourceCount(_ context.Context, obj *convergence.AttributeGroup) (int, error) {
	return len(obj.Sources), nil
}

func (attributeResolver) Sources(
	ctx context.Context, obj *convergence.AttributeGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.Sources, paging.Nested(first, after, last, before), obj.Kind, obj.Node.NodeID())
}

func (circleResolver) MemberCount(_ context.Context, obj *convergence.CircularGroup) (int, error) {
	return len(obj.Members), nil
}

func (circleResolver) Members(
	ctx context.Context, obj *convergence.CircularGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.Members, paging.Nested(first, after, last, before), obj.Members[0].ID)
}

func (circleResolver) EntryPoints(
	ctx context.Context, obj *convergence.CircularGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.EntryPoints, paging.Nested(first, after, last, before), obj.Members[0].ID)
}

func (circleResolver) Dependents(
	ctx context.Context, obj *convergence.CircularGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.Dependents, paging.Nested(first, after, last, before), obj.Members[0].ID)
}

func (ifWrongResolver) LostSources(
	ctx context.Context, obj *convergence.IfWrong, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sourcePart(ctx, obj.LostSources, paging.Nested(first, after, last, before), obj.Source.ID)
}
