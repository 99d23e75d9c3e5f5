package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/undisclosed"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) ConvergenceDiff(ctx context.Context, claim evidence.ID, from, to evidence.Moment, _ *model.PolicyInput) (*compare.Diff, error) {
	id, err := evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(claim))
	if err != nil {
		return nil, err
	}
	policy, err := r.policyOf(ctx)
	if err != nil {
		return nil, err
	}
	return requestOf(ctx).service.Between(ctx, id, oneForm(from), oneForm(to), policy)
}

func (r queryResolver) WhatIf(ctx context.Context, claim evidence.ID, change model.HypotheticalInput, _ *evidence.Moment, _ *model.PolicyInput) (*compare.Diff, error) {
	id, err := evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(claim))
	if err != nil {
		return nil, err
	}
	policy, err := r.policyOf(ctx)
	if err != nil {
		return nil, err
	}
	hypothesis, err := hypothesisOf(ctx, change)
	if err != nil {
		return nil, err
	}
	requestOf(ctx).suppose(ctx, hypothesis)
	return requestOf(ctx).service.WhatIf(ctx, id, hypothesis, momentOf(ctx), policy)
}

func (diffResolver) Because(ctx context.Context, obj *compare.Diff, first int) ([]*compare.Change, error) {
	return ask(ctx, first, obj.Because)
}

func (changeResolver) Side(_ context.Context, obj *compare.Change) (*evidence.Stance, error) {
	return known(obj.Side), nil
}

func (changeResolver) Figure(_ context.Context, obj *compare.Change) (*convergence.Figure, error) {
	return known(obj.Figure), nil
}

func (changeResolver) ReliabilityBefore(_ context.Context, obj *compare.Change) (*evidence.SourceReliability, error) {
	return known(obj.ReliabilityBefore), nil
}

func (changeResolver) ReliabilityAfter(_ context.Context, obj *compare.Change) (*evidence.SourceReliability, error) {
	return known(obj.ReliabilityAfter), nil
}

func (changeResolver) Nodes(ctx context.Context, obj *compare.Change, first int) ([]model.Entity, error) {
	return anyOf[model.Entity](head(ctx, obj.Nodes, first))
}

func (changeResolver) Links(ctx context.Context, obj *compare.Change, first int) ([]model.Link, error) {
	return anyOf[model.Link](head(ctx, obj.Links, first))
}

func (collapseResolver) Links(ctx context.Context, obj *undisclosed.CollapseDistance, first int) ([]*undisclosed.PlausibleLink, error) {
	return heads(ctx, obj.Links, first)
}

// anyOf turns the elements of a list into values of an empty interface of this layer.
func anyOf[I, T any](list []T, err error) ([]I, error) {
	out := make([]I, len(list))
	for i, x := range list {
		out[i], _ = any(x).(I) // I is an empty interface
	}
	return out, err
}

// oneForm returns the moment in the form that means the same as others: loaders compare moments.
func oneForm(at evidence.Moment) evidence.Moment {
	if at.Undated == evidence.IncludeUndated {
		at.Undated = ""
	}
	return at
}

// comparedMoment returns the moment of the answer within a diff between two moments that the field belongs to. What the
// differences speak of is read as of the later knowledge, in which both answers' records are known.
func comparedMoment(ctx context.Context) (evidence.Moment, bool) {
	for fc := graphql.GetFieldContext(ctx); fc != nil && fc.Parent != nil; fc = fc.Parent {
		if at, ok := fc.Args["at"].(*evidence.Moment); ok && at != nil {
			return evidence.Moment{}, false
		}
		from, isFrom := fc.Parent.Args["from"].(evidence.Moment)
		to, isTo := fc.Parent.Args["to"].(evidence.Moment)
		if fc.Object != "ConvergenceDiff" || !isFrom || !isTo {
			continue
		}
		switch later := to.KnownAt.IsZero() || !from.KnownAt.IsZero() && from.KnownAt.Before(to.KnownAt); {
		case fc.Field.Name == "before", fc.Field.Name == "because" && !later:
			return from, true
		}
		return to, true
	}
	return evidence.Moment{}, false
}
