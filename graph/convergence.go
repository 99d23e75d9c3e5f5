package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// answers returns the convergence of claims, in their order, at the moment and with the policy of the field; nil where
// the graph has no such claim.
func (r *resolver) answers(ctx context.Context, claims []evidence.ID) ([]*convergence.Convergence, error) {
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	return request.Of(ctx).Answers(ctx, claims, at, policy)
}

func (convergenceResolver) Version(_ context.Context, obj *convergence.Convergence) (string, error) {
	return obj.Version.String(), nil
}

func (convergenceResolver) NextQuestions(
	ctx context.Context, obj *convergence.Convergence, first int,
) ([]*convergence.Question, error) {
	return paging.FirstComputed(ctx, first, obj.NextQuestions)
}

func (convergenceResolver) Excluding(
	ctx context.Context, obj *convergence.Convergence, first int,
) ([]*convergence.ExcludingClaim, error) {
	return paging.FirstPointers(ctx, obj.Excluding(), first)
}

func (excludingResolver) Supporting(_ context.Context, obj *convergence.ExcludingClaim) (*convergence.Numbers, error) {
	return &convergence.Numbers{Tally: obj.Supporting}, nil
}

func (excludingResolver) Refuting(_ context.Context, obj *convergence.ExcludingClaim) (*convergence.Numbers, error) {
	return &convergence.Numbers{Tally: obj.Refuting}, nil
}

func (sideResolver) Sources(
	ctx context.Context, obj *convergence.Side, first int,
) ([]*convergence.SideSource, error) {
	return paging.FirstPointers(ctx, obj.Sources(), first)
}

func (sideResolver) Origins(ctx context.Context, obj *convergence.Side, first int) ([]*convergence.Origin, error) {
	return paging.FirstPointers(ctx, obj.Origins(), first)
}

func (sideResolver) Lines(
	ctx context.Context, obj *convergence.Side, first int,
) ([]*convergence.EvidenceLine, error) {
	return paging.FirstComputed(ctx, first, obj.Lines)
}

func (sideResolver) Gatekeepers(ctx context.Context, obj *convergence.Side, first int) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.Gatekeepers(), first)
}

func (sideResolver) RootCauses(ctx context.Context, obj *convergence.Side, first int) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.RootCauses(), first)
}

func (sideResolver) AttributeGroups(
	ctx context.Context, obj *convergence.Side, first int,
) ([]*convergence.AttributeGroup, error) {
	return paging.FirstComputed(ctx, first, obj.AttributeGroups)
}

func (sideResolver) Groups(
	ctx context.Context, obj *convergence.Side, first int,
) ([]*convergence.EvidenceGroup, error) {
	return paging.FirstComputed(ctx, first, obj.Groups)
}

func (sideResolver) Circles(
	ctx context.Context, obj *convergence.Side, first int,
) ([]*convergence.CircularGroup, error) {
	return paging.FirstComputed(ctx, first, obj.Circles)
}

func (sideResolver) Overlaps(
	ctx context.Context, obj *convergence.Side, above float64, first int,
) ([]*convergence.Independence, error) {
	return paging.FirstComputed(ctx, first, func(first int) []convergence.Independence {
		return obj.Overlaps(above,
			first)
	})
}

func (sideResolver) IfWrong(
	ctx context.Context, obj *convergence.Side, sources []evidence.ID, first int,
) ([]*convergence.IfWrong, error) {
	if len(sources) > paging.MaxLength {
		return nil, evidence.Invalidf("sources", "%d ids are given; expected at most %d", len(sources),
			paging.MaxLength)
	}
	ids, err := parseIDs[evidence.SourceID](evidence.KindSource, sources)
	if err != nil {
		return nil, err
	}
	remains, failed := []convergence.IfWrong(nil), error(nil)
	list, err := paging.FirstComputed(ctx, first, func(first int) []convergence.IfWrong {
		remains, failed = obj.IfWrong(ids, first)
		return remains
	})
	if err == nil {
		err = failed
	}
	return list, err
}

func (groupResolver) Members(
	ctx context.Context, obj *convergence.EvidenceGroup, first int,
) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.Members, first)
}

func (groupResolver) MemberCount(_ context.Context, obj *convergence.EvidenceGroup) (int, error) {
	return len(obj.Members), nil
}

func (groupResolver) Basis(
	ctx context.Context, obj *convergence.EvidenceGroup, first int,
) ([]*convergence.Cause, error) {
	return paging.FirstPointers(ctx, obj.Basis, first)
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
	ctx context.Context, obj *convergence.AttributeGroup, first int,
) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.Sources, first)
}

func (circleResolver) MemberCount(_ context.Context, obj *convergence.CircularGroup) (int, error) {
	return len(obj.Members), nil
}

func (circleResolver) Members(
	ctx context.Context, obj *convergence.CircularGroup, first int,
) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.Members, first)
}

func (circleResolver) EntryPoints(
	ctx context.Context, obj *convergence.CircularGroup, first int,
) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.EntryPoints, first)
}

func (circleResolver) Dependents(
	ctx context.Context, obj *convergence.CircularGroup, first int,
) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.Dependents, first)
}

func (ifWrongResolver) LostSources(ctx context.Context, obj *convergence.IfWrong, first int) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.LostSources, first)
}

func (independenceResolver) Reasons(
	ctx context.Context, obj *convergence.Independence, first int,
) ([]*convergence.Reason, error) {
	return paging.FirstPointers(ctx, obj.Reasons, first)
}

func (reasonResolver) Steps(ctx context.Context, obj *convergence.Reason, first int) ([]model.Link, error) {
	return headOfLinks(ctx, obj.Steps, first)
}

func (questionResolver) Links(ctx context.Context, obj *convergence.Question, first int) ([]model.Link, error) {
	return headOfLinks(ctx, obj.Links, first)
}

// headOfLinks returns the first of a list of links.
func headOfLinks(ctx context.Context, list []evidence.Link, first int) ([]model.Link, error) {
	some, err := paging.FirstN(ctx, list, first)
	links := make([]model.Link, len(some))
	for i, l := range some {
		links[i] = l
	}
	return links, err
}

func (noteResolver) Nodes(ctx context.Context, obj *convergence.Note, first int) ([]model.Entity, error) {
	some, err := paging.FirstN(ctx, obj.Nodes, first)
	nodes := make([]model.Entity, len(some))
	for i, node := range some {
		nodes[i] = node
	}
	return nodes, err
}
