package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

func (r queryResolver) Independence(
	ctx context.Context, a, b evidence.ID, claim *evidence.ID, _ *evidence.Moment, _ *model.PolicyInput,
) (*convergence.Independence, error) {
	pair, setting, err := r.pairOf(ctx, a, b, claim)
	if err != nil {
		return nil, err
	}
	found, err := request.Of(ctx).Compare(ctx, pair, setting)
	switch {
	case err != nil:
		return nil, err
	case found.A == nil && found.B == nil && pair.A != pair.B:
		return nil, evidence.NotFoundf("the graph has no source %q and no source %q at this moment", pair.A, pair.B)
	case found.A == nil:
		return nil, request.Missing(evidence.ID(pair.A))
	case found.B == nil:
		return nil, request.Missing(evidence.ID(pair.B))
	}
	return found, nil
}

// pairOf reads the arguments of a comparison.
func (r *resolver) pairOf(
	ctx context.Context, a, b evidence.ID, claim *evidence.ID,
) (pair convergence.Pair, s request.PairSetting, err error) {
	if pair.A, err = evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(a)); err != nil {
		return pair, s, err
	}
	if pair.B, err = evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(b)); err != nil {
		return pair, s, err
	}
	if claim != nil {
		if s.Claim, err = evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(*claim)); err != nil {
			return pair, s, err
		}
	}
	s.At, s.Policy, err = r.settingOf(ctx)
	return pair, s, err
}

func (r queryResolver) CorroborationMatrix(
	ctx context.Context, outlets []evidence.ID, _ *evidence.Moment, _ *model.PolicyInput,
) ([]*inquiry.OutletPair, error) {
	ids, err := parseIDs[evidence.OutletID](evidence.KindOutlet, outlets)
	if err != nil {
		return nil, err
	}
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	pairs, err := request.Of(ctx).Service().Matrix(ctx, ids, at, policy)
	return paging.Pointers(pairs), err
}
