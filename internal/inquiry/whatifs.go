package inquiry

import (
	"context"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

// WhatIf says what the evidence for a claim would be worth under a hypothesis, as a diff from what it is worth. Nothing
// is stored. The graph is read once, and once more only where the hypothesis strikes out what the evidence does not
// have: that it is in the graph at all is checked then.
//
// Errors are the reader's and those of [whatif.Suppose], and have code [evidence.CodeInvalid] for a policy or moment
// that is out of range and [evidence.CodeNotFound] for a claim, or an id to strike out, that the graph does not have.
func (s *Service) WhatIf(
	ctx context.Context, claim evidence.ClaimID, h whatif.Hypothesis, at evidence.Moment, p basis.Policy) (*compare.Diff,
	error) {
	at, p, err := settled(at, p)
	if err != nil {
		return nil, err
	}
	normal, err := h.Normalized(claim)
	if err != nil {
		return nil, err
	}
	also, claims := normal.Names()
	sub, err := s.reader.Subgraphs(ctx, once(append([]evidence.ClaimID{claim}, claims...)), at, also...)
	if err != nil {
		return nil, err
	}
	supposed, idle, err := whatif.Suppose(sub, claim, h, p)
	if err != nil {
		return nil, err
	}
	if err := s.known(ctx, idle, at); err != nil {
		return nil, err
	}
	before, err := convergence.Compute(sub, claim, p)
	if err != nil {
		return nil, err
	}
	after, err := convergence.Compute(supposed, claim, p)
	if err != nil {
		return nil, err
	}
	d := compare.Compare(before, after)
	d.NoEffect(normal.Ratings, idle)
	return d, nil
}

// known checks that the graph has what is named, and names the first id that it does not have.
func (s *Service) known(ctx context.Context, ids []evidence.ID, at evidence.Moment) error {
	_, err := s.objects(ctx, ids, at)
	return err
}

// objects reads what ids stand for. The error names the first that the graph does not have.
func (s *Service) objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	objects, err := s.reader.Objects(ctx, ids, at)
	if err != nil {
		return nil, err
	}
	for i, o := range objects {
		if o.Node == nil && o.Link == nil {
			return nil, evidence.NotFoundf("the graph has no %s %q at this moment", ids[i].Kind(), ids[i])
		}
	}
	return objects, nil
}

// Between says what became of the evidence for a claim from one moment to another, which may be the earlier one. The
// graph is read once for each. Errors are those of [Service.Of]; a claim that the graph has at neither moment is
// [evidence.CodeNotFound].
func (s *Service) Between(
	ctx context.Context, claim evidence.ClaimID, from, to evidence.Moment, p basis.Policy) (*compare.Diff, error) {
	var answers [2]*convergence.Convergence
	for i, at := range []evidence.Moment{from, to} {
		found, err := s.Of(ctx, []evidence.ClaimID{claim}, at, p)
		if err != nil {
			return nil, err
		}
		answers[i] = found[0]
	}
	if answers[0] == nil && answers[1] == nil {
		return nil, evidence.NotFoundf("the graph has no claim %q at either moment", claim)
	}
	return compare.Compare(answers[0], answers[1]), nil
}
