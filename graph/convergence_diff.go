package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/undisclosed"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) ConvergenceDiff(
	ctx context.Context, claim evidence.ID, from, to evidence.Moment, _ *model.PolicyInput,
) (*compare.Diff, error) {
	id, err := evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(claim))
	if err != nil {
		return nil, err
	}
	policy, err := r.policyOf(ctx)
	if err != nil {
		return nil, err
	}
	from = askedWith(ctx, request.OneForm(from), "before")
	to = askedWith(ctx, request.OneForm(to), "after")
	return request.Of(ctx).Service().Between(ctx, id, from, to, policy)
}

func (diffResolver) Changes(ctx context.Context, obj *compare.Diff, first int) ([]*compare.Change, error) {
	return paging.FirstComputed(ctx, first, obj.Changes)
}

func (changeResolver) Side(_ context.Context, obj *compare.Change) (*evidence.Stance, error) {
	return known(obj.Side), nil
}

func (changeResolver) Figure(_ context.Context, obj *compare.Change) (*convergence.Figure, error) {
	return known(obj.Figure), nil
}

func (changeResolver) ReliabilityBefore(
	_ context.Context, obj *compare.Change,
) (*evidence.SourceReliability, error) {
	return known(obj.ReliabilityBefore), nil
}

func (changeResolver) ReliabilityAfter(
	_ context.Context, obj *compare.Change,
) (*evidence.SourceReliability, error) {
	return known(obj.ReliabilityAfter), nil
}

func (changeResolver) Nodes(ctx context.Context, obj *compare.Change, first int) ([]model.Entity, error) {
	return anyOf[model.Entity](paging.FirstN(ctx, obj.Nodes, first))
}

func (changeResolver) Links(ctx context.Context, obj *compare.Change, first int) ([]evidence.Link, error) {
	return paging.FirstN(ctx, obj.Links, first)
}

func (collapseResolver) Links(
	ctx context.Context, obj *undisclosed.CollapseDistance, first int,
) ([]*undisclosed.PlausibleLink, error) {
	return paging.FirstPointers(ctx, obj.Links, first)
}

// anyOf turns the elements of a list into values of an empty interface of this layer.
func anyOf[I, T any](list []T, err error) ([]I, error) {
	out := make([]I, len(list))
	for i, x := range list {
		out[i], _ = any(x).(I) // I is an empty interface
	}
	return out, err
}
