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
	return request.Of(ctx).Answers(ctx, claims, askedWith(ctx, at), policy)
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
	ctx context.Context, obj *convergence.Convergence, first *int, after *string, last *int, before *string,
) (*model.ExcludingClaimConnection, error) {
	list := convergence.ListOf(obj.Excluding(),
		func(e *convergence.ExcludingClaim) string { return string(e.Claim.ID) })
	stand := standOf(ctx, obj.State(), list.Len, nil)
	return paging.Computed(ctx, paging.BothWays(ctx, first, after, last, before), stand, list)
}

func (excludingResolver) Supporting(_ context.Context, obj *convergence.ExcludingClaim) (*convergence.Numbers, error) {
	return &convergence.Numbers{Tally: obj.Supporting}, nil
}

func (excludingResolver) Refuting(_ context.Context, obj *convergence.ExcludingClaim) (*convergence.Numbers, error) {
	return &convergence.Numbers{Tally: obj.Refuting}, nil
}

func (independenceResolver) Reasons(
	ctx context.Context, obj *convergence.Independence, first int,
) ([]*convergence.Reason, error) {
	return paging.FirstPointers(ctx, obj.Reasons, first)
}

func (reasonResolver) Steps(ctx context.Context, obj *convergence.Reason, first int) ([]evidence.Link, error) {
	return paging.FirstN(ctx, obj.Steps, first)
}

func (questionResolver) Links(ctx context.Context, obj *convergence.Question, first int) ([]evidence.Link, error) {
	return paging.FirstN(ctx, obj.Links, first)
}

func (noteResolver) Nodes(ctx context.Context, obj *convergence.Note, first int) ([]model.Entity, error) {
	some, err := paging.FirstN(ctx, obj.Nodes, first)
	nodes := make([]model.Entity, len(some))
	copy(nodes, some)
	return nodes, err
}
