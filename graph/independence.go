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
	pair, err := pairOf(a, b)
	if err != nil {
		return nil, err
	}
	setting, err := r.pairSetting(ctx, claim)
	if err != nil {
		return nil, err
	}
	found, err := request.Of(ctx).Compare(ctx, pair, setting)
	if err != nil {
		return nil, err
	}
	return found, lacking(found, pair)
}

// lacking returns an error if the graph does not have both sources of a pair.
func lacking(found *convergence.Independence, pair convergence.Pair) error {
	switch {
	case found.A == nil && found.B == nil && pair.A != pair.B:
		return evidence.NotFoundf("the graph has no source %q and no source %q at this moment", pair.A, pair.B)
	case found.A == nil:
		return request.Missing(evidence.ID(pair.A))
	case found.B == nil:
		return request.Missing(evidence.ID(pair.B))
	}
	return nil
}

func (r queryResolver) Independences(
	ctx context.Context, pairs []*model.SourcePairInput, claim *evidence.ID, _ *evidence.Moment, _ *model.PolicyInput,
) ([]*convergence.Independence, error) {
	if len(pairs) > maxIDs && !request.IsInProcess(ctx) {
		return nil, evidence.Invalidf("pairs", "%d pairs are given; expected at most %d", len(pairs), maxIDs)
	}
	setting, err := r.pairSetting(ctx, claim)
	if err != nil {
		return nil, err
	}
	var asked []convergence.Pair
	at := make([]int, 0, len(pairs)) // the places of those that are asked about
	for i, p := range pairs {
		pair, err := pairOf(p.A, p.B)
		if err != nil {
			errorAt(ctx, i, err)
			continue
		}
		asked, at = append(asked, pair), append(at, i)
	}
	found, err := request.Of(ctx).CompareAll(ctx, asked, setting)
	if err != nil {
		return nil, err
	}
	list := make([]*convergence.Independence, len(pairs))
	for n, i := range at {
		if err := lacking(found[n], asked[n]); err != nil {
			errorAt(ctx, i, err)
		} else {
			list[i] = found[n]
		}
	}
	return list, nil
}

// pairOf reads the ids of two sources.
func pairOf(a, b evidence.ID) (pair convergence.Pair, err error) {
	if pair.A, err = evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(a)); err != nil {
		return pair, err
	}
	pair.B, err = evidence.ParseKey[evidence.SourceID](evidence.KindSource, string(b))
	return pair, err
}

// pairSetting returns what the field compares pairs for.
func (r *resolver) pairSetting(ctx context.Context, claim *evidence.ID) (s request.PairSetting, err error) {
	if claim != nil {
		if s.Claim, err = evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, string(*claim)); err != nil {
			return s, err
		}
	}
	s.At, s.Policy, err = r.settingOf(ctx)
	return s, err
}

func (r queryResolver) CorroborationMatrix(
	ctx context.Context, outlets []evidence.ID, camps *model.CampsInput, _ *evidence.Moment, _ *model.PolicyInput,
) ([]*inquiry.OutletPair, error) {
	ids, err := parseIDs[evidence.OutletID](evidence.KindOutlet, outlets)
	if err != nil {
		return nil, err
	}
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	by, err := campsOf(camps)
	if err != nil {
		return nil, err
	}
	pairs, err := request.Of(ctx).Service().Matrix(ctx, ids, by, at, policy)
	return paging.Pointers(pairs), err
}

// campsOf reads by what outlets are sorted into camps.
func campsOf(input *model.CampsInput) (camps inquiry.Camps, err error) {
	if input == nil {
		return camps, nil
	}
	if input.Scheme != nil {
		camps.Scheme = evidence.NFC(*input.Scheme)
	}
	if input.Tag != nil {
		camps.Tag = evidence.NFC(*input.Tag)
	}
	if camps == (inquiry.Camps{}) {
		return camps, evidence.Invalidf("camps", "neither a scheme nor a tag is given; expected one of them")
	}
	return camps, nil
}
