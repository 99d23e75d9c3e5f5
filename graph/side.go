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
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), list)
}

func (sideResolver) Origins(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.OriginConnection, error) {
	list := convergence.ListOf(obj.Origins(), func(o *convergence.Origin) string { return string(o.Source.ID) })
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), list)
}

func (sideResolver) Lines(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.EvidenceLineConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.LineList())
}

func (sideResolver) Gatekeepers(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.Gatekeepers(), paging.BothWays(ctx, first, after, last, before))
}

func (sideResolver) RootCauses(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.RootCauses(), paging.BothWays(ctx, first, after, last, before))
}

func (sideResolver) Groups(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.EvidenceGroupConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.GroupList())
}

func (sideResolver) AttributeGroups(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.AttributeGroupConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.AttributeGroupList())
}

func (sideResolver) Circles(
	ctx context.Context, obj *convergence.Side, first *int, after *string, last *int, before *string,
) (*model.CircularGroupConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.CircleList())
}

func (sideResolver) Overlaps(
	ctx context.Context, obj *convergence.Side, above float64, first *int, after *string, last *int, before *string,
) (*model.IndependenceConnection, error) {
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), obj.OverlapList(above), above)
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
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), list, ids)
}

func (groupResolver) Members(
	ctx context.Context, obj *convergence.EvidenceGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.Members, paging.BothWays(ctx, first, after, last, before), obj.Members[0].ID)
}

func (groupResolver) MemberCount(_ context.Context, obj *convergence.EvidenceGroup) (int, error) {
	return len(obj.Members), nil
}

func (groupResolver) Basis(
	ctx context.Context, obj *convergence.EvidenceGroup, first *int, after *string, last *int, before *string,
) (*model.CauseConnection, error) {
	list := convergence.ListOf(obj.Basis, (*convergence.Cause).Key)
	return sidePage(ctx, paging.BothWays(ctx, first, after, last, before), list, obj.Members[0].ID)
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
	return sideSources(ctx, obj.Sources, paging.BothWays(ctx, first, after, last, before), obj.Kind, obj.Node.NodeID())
}

func (circleResolver) MemberCount(_ context.Context, obj *convergence.CircularGroup) (int, error) {
	return len(obj.Members), nil
}

func (circleResolver) Members(
	ctx context.Context, obj *convergence.CircularGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.Members, paging.BothWays(ctx, first, after, last, before), obj.Members[0].ID)
}

func (circleResolver) EntryPoints(
	ctx context.Context, obj *convergence.CircularGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.EntryPoints, paging.BothWays(ctx, first, after, last, before), obj.Members[0].ID)
}

func (circleResolver) Dependents(
	ctx context.Context, obj *convergence.CircularGroup, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.Dependents, paging.BothWays(ctx, first, after, last, before), obj.Members[0].ID)
}

func (ifWrongResolver) LostSources(
	ctx context.Context, obj *convergence.IfWrong, first *int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	return sideSources(ctx, obj.LostSources, paging.BothWays(ctx, first, after, last, before), obj.Source.ID)
}
