package graph

import (
	"cmp"
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

func (r queryResolver) Independence(ctx context.Context, a, b evidence.ID, claim *evidence.ID, _ *evidence.Moment, _ *model.PolicyInput) (*convergence.Independence, error) {
	key, err := r.pairOf(ctx, a, b, claim)
	if err != nil {
		return nil, err
	}
	c, err := requestOf(ctx).pairs.load(ctx, key)
	found := c.found
	switch {
	case err != nil || c.err != nil:
		return nil, cmp.Or(err, c.err)
	case found.A == nil && found.B == nil && key.A != key.B:
		return nil, evidence.NotFoundf("the graph has no source %q and no source %q at this moment", key.A, key.B)
	case found.A == nil:
		return nil, missing(evidence.ID(key.A))
	case found.B == nil:
		return nil, missing(evidence.ID(key.B))
	}
	return found, nil
}

// pairOf reads the arguments of a comparison.
func (r *resolver) pairOf(ctx context.Context, a, b evidence.ID, claim *evidence.ID) (key pairKey, err error) {
	if key.A, err = evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(a)); err != nil {
		return key, err
	}
	if key.B, err = evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(b)); err != nil {
		return key, err
	}
	if claim != nil {
		if key.claim, err = evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(*claim)); err != nil {
			return key, err
		}
	}
	key.at, key.policy, err = r.settingOf(ctx)
	return key, err
}

// comparison is what became of a pair. An absent claim fails the pairs that are compared for it, and no others.
type comparison struct {
	found *convergence.Independence
	err   error
}

// fetchPairs compares pairs of sources: one read of the graph for all pairs of the same claim, moment and policy.
func (q *request) fetchPairs(ctx context.Context, keys []pairKey) (map[pairKey]comparison, error) {
	held := make(map[pairKey]comparison, len(keys))
	settings, members := grouped(keys, func(k pairKey) pairSetting { return k.pairSetting })
	for _, s := range settings {
		pairs := make([]convergence.Pair, len(members[s]))
		for i, k := range members[s] {
			pairs[i] = k.Pair
		}
		found, err := q.service.Independences(ctx, pairs, s.claim, s.at, s.policy)
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

func (r queryResolver) CorroborationMatrix(ctx context.Context, outlets []evidence.ID, _ *evidence.Moment, _ *model.PolicyInput) ([]*inquiry.OutletPair, error) {
	ids, err := parseIDs[evidence.OutletID](evidence.KindOutlet, outlets)
	if err != nil {
		return nil, err
	}
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	pairs, err := requestOf(ctx).service.Matrix(ctx, ids, at, policy)
	return pointers(pairs), err
}
