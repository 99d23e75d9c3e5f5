package graph

import (
	"context"
	"strconv"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Impact(
	ctx context.Context, without []evidence.ID, _ *evidence.Moment, _ *model.PolicyInput, first int,
	after *string, last *int, before *string,
) (*model.ImpactConnection, error) {
	if len(without) > maxIDs && !request.IsInProcess(ctx) {
		return nil, evidence.Invalidf("without", "%d ids are given; expected at most %d", len(without), maxIDs)
	}
	policy, err := r.policyOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := paging.BothWays(ctx, &first, after, last, before).Page(ctx)
	if err != nil {
		return nil, err
	}
	impacts, err := request.Of(ctx).Service().Impact(ctx, without, request.MomentOf(ctx), policy)
	if err != nil {
		return nil, err
	}
	return impactPage(ctx, impacts, page)
}

// impactPage cuts a page out of the list.
func impactPage(ctx context.Context, all []compare.Impact, page evidence.Page) (*model.ImpactConnection, error) {
	shown, info, err := paging.Cut(all, page, impactKeys)
	if err != nil {
		return nil, err
	}
	edges := make([]*model.ImpactEdge, len(shown))
	for n := range shown {
		i := &shown[n]
		edges[n] = &model.ImpactEdge{Cursor: paging.EncodeCursor(paging.ListName(ctx), writeImpactKey(i.Key())),
			Node: i.Claim, Before: &i.Before, After: &i.After, LostSources: i.LostSources}
	}
	list := model.Connect(edges, info)
	return &list, nil
}

// exact writes a number so that reading it gives the same number.
func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// impactKeys is the order of a list of impacts.
var impactKeys = paging.Keys[compare.Impact, compare.ImpactKey]{
	Of:    func(i *compare.Impact) compare.ImpactKey { return i.Key() },
	Write: writeImpactKey,
	Read: func(c evidence.Cursor) (k compare.ImpactKey, ok bool) {
		if len(c) != 3 {
			return k, false
		}
		var err, failed error
		k.Demonstrated, err = strconv.ParseFloat(c[0], 64)
		k.Presumed, failed = strconv.ParseFloat(c[1], 64)
		k.Claim = evidence.ClaimID(c[2])
		return k, err == nil && failed == nil
	},
}

func writeImpactKey(k compare.ImpactKey) evidence.Cursor {
	return evidence.Cursor{exact(k.Demonstrated), exact(k.Presumed), string(k.Claim)}
}

func (impactEdgeResolver) LostSources(
	ctx context.Context, obj *model.ImpactEdge, first int) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.LostSources, first)
}

func (claimScoreResolver) Version(_ context.Context, obj *convergence.Score) (string, error) {
	return obj.Version.String(), nil
}
