package request

import (
	"cmp"
	"context"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

type (
	pairKey struct {
		convergence.Pair
		PairSetting
	}
	// PairSetting is what pairs of sources have in common that are compared in one read.
	PairSetting struct {
		Claim  evidence.ClaimID // "" = whatever the sources say
		At     evidence.Moment
		Policy basis.Policy
	}
	// comparison is the outcome for a pair. An absent claim fails the pairs that are compared for it, and no others.
	comparison struct {
		found *convergence.Independence
		err   error
	}
)

// Compare returns what is known of the independence of two sources.
func (q *Request) Compare(
	ctx context.Context, pair convergence.Pair, s PairSetting,
) (*convergence.Independence, error) {
	c, err := q.pairs.load(ctx, pairKey{pair, s})
	return c.found, cmp.Or(err, c.err)
}

// CompareAll is [Request.Compare] for many pairs, in their order: one read for all of them.
func (q *Request) CompareAll(
	ctx context.Context, pairs []convergence.Pair, s PairSetting,
) ([]*convergence.Independence, error) {
	keys := make([]pairKey, len(pairs))
	for i, p := range pairs {
		keys[i] = pairKey{p, s}
	}
	compared, err := q.fetchPairs(ctx, keys)
	if err != nil {
		return nil, err
	}
	found := make([]*convergence.Independence, len(pairs))
	for i, k := range keys {
		if c := compared[k]; c.err != nil {
			return nil, c.err
		}
		found[i] = compared[k].found
	}
	return found, nil
}

// fetchPairs compares pairs of sources: one read of the graph for all pairs of the same claim, moment and policy.
func (q *Request) fetchPairs(ctx context.Context, keys []pairKey) (map[pairKey]comparison, error) {
	held := make(map[pairKey]comparison, len(keys))
	settings, members := grouped(keys, func(k pairKey) PairSetting { return k.PairSetting })
	for _, s := range settings {
		pairs := make([]convergence.Pair, len(members[s]))
		for i, k := range members[s] {
			pairs[i] = k.Pair
		}
		found, err := q.service.Independences(ctx, pairs, s.Claim, s.At, s.Policy)
		if err != nil && evidence.CodeOf(err) != evidence.CodeNotFound {
			return nil, err
		}
		for i, k := range members[s] {
			if held[k] = (comparison{err: err}); err == nil {
				held[k] = comparison{found: &found[i]}
			}
		}
	}
	return held, nil
}
