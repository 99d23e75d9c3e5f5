package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// customName is the name of a policy that a request made of another one.
const customName = "custom"

// settingOf returns the moment that the field is read at and what counts there. If the moment says whether
// undated sources count, that takes precedence over the policy.
func (r *resolver) settingOf(ctx context.Context) (evidence.Moment, basis.Policy, error) {
	policy, err := r.policyOf(ctx)
	if err != nil {
		return evidence.Moment{}, basis.Policy{}, err
	}
	if at := request.Enclosing[evidence.Moment](ctx, "at"); at != nil && at.Undated != "" {
		policy.Undated = at.Undated
	}
	return request.MomentOf(ctx), policy, nil
}

// policyOf returns what counts at the field: the policy that is named there, or the one in force, with what the field
// changes in it.
func (r *resolver) policyOf(ctx context.Context) (basis.Policy, error) {
	input := request.Enclosing[model.PolicyInput](ctx, "policy")
	if input == nil {
		return r.policy, nil
	}
	base, err := r.policyNamed(input.Name)
	if err != nil {
		return base, err
	}
	policy := changed(base, input)
	if err := within(policy.Budget, base.Budget); err != nil && !request.IsInProcess(ctx) {
		return policy, err
	}
	if policy != base {
		policy.Name = customName
	}
	return policy, policy.Validate()
}

// policyNamed returns a policy that is known by name; nil is the one in force.
func (r *resolver) policyNamed(name *string) (basis.Policy, error) {
	if name == nil {
		return r.policy, nil
	}
	known := r.known()
	names := make([]string, len(known))
	for i, p := range known {
		if p.Name == *name {
			return p, nil
		}
		names[i] = p.Name
	}
	slices.Sort(names)
	return basis.Policy{}, evidence.Invalidf("policy.name", "no policy is known as %q; expected one of %s", *name,
		strings.Join(slices.Compact(names), ", "))
}

// known returns the policies that are known by name, the one in force first. Of several of one name the first counts.
func (r *resolver) known() []basis.Policy {
	return append(append([]basis.Policy{r.policy}, r.policies...), basis.DefaultPolicy())
}

func (r queryResolver) Policies(context.Context) ([]*model.KnownPolicy, error) {
	var list []*model.KnownPolicy
	for i, p := range r.known() {
		if p.Name == "" || slices.ContainsFunc(list, func(k *model.KnownPolicy) bool { return k.Name == p.Name }) {
			continue
		}
		list = append(list, &model.KnownPolicy{Name: p.Name, InForce: i == 0, Policy: &p})
	}
	return list, nil
}

// changed returns a policy with what the input says otherwise.
func changed(p basis.Policy, input *model.PolicyInput) basis.Policy {
	set(&p.MinConfidence, input.MinConfidence)
	set(&p.SuggestedCopies, input.SuggestedCopies)
	set(&p.MinCopiedShare, input.MinCopiedShare)
	set(&p.FirsthandDefault, input.FirsthandDefault)
	set(&p.Undated, input.Undated)
	set(&p.Prior, input.Prior)
	if b := input.SharedCauseShares; b != nil {
		set(&p.SharedCauseShares.Author, b.Author)
		set(&p.SharedCauseShares.Outlet, b.Outlet)
		set(&p.SharedCauseShares.Owner, b.Owner)
		set(&p.SharedCauseShares.Funder, b.Funder)
	}
	if a := input.Accuracies; a != nil {
		set(&p.Accuracies.A, a.A)
		set(&p.Accuracies.B, a.B)
		set(&p.Accuracies.C, a.C)
		set(&p.Accuracies.D, a.D)
		set(&p.Accuracies.E, a.E)
		set(&p.Accuracies.F, a.F)
	}
	if b := input.Budget; b != nil {
		set(&p.Budget.TriedCount, b.TriedCount)
		set(&p.Budget.ComparedCount, b.ComparedCount)
		set(&p.Budget.AskedCount, b.AskedCount)
	}
	return p
}

// set replaces a value where another one is given.
func set[T any](value *T, given *T) {
	if given != nil {
		*value = *given
	}
}

// within refuses a budget that is larger than the one a client may spend.
func within(asked, allowed basis.Budget) error {
	for _, x := range []struct {
		name         string
		asked, limit int
	}{{"triedCount", asked.TriedCount, allowed.TriedCount}, {"comparedCount", asked.ComparedCount, allowed.ComparedCount},
		{"askedCount", asked.AskedCount,
			allowed.AskedCount}} {
		if x.asked > x.limit {
			return evidence.Invalidf("policy.budget."+x.name, "%d is more than the policy allows; expected at most %d",
				x.asked, x.limit)
		}
	}
	return nil
}
