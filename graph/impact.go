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
	ctx context.Context, without []evidence.ID, _ *evidence.Moment, _ *model.PolicyInput, first int, after *string,
) (*model.ImpactConnection, error) {
	if len(without) > maxIDs && !request.IsInProcess(ctx) {
		return nil, evidence.Invalidf("without", "%d ids are given; expected at most %d", len(without), maxIDs)
	}
	policy, err := r.policyOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := paging.Forward(first, after).Page(ctx)
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
	var after compare.ImpactKey
	if page.After != nil {
		var err error
		if after, err = impactKey(page.After); err != nil {
			return nil, err
		}
	}
	edges, info := paging.Edges(ctx, all, page,
		func(i *compare.Impact) bool { return i.Key().Compare(after) > 0 },
		func(i *compare.Impact) evidence.Cursor {
			key := i.Key()
			return evidence.Cursor{exact(key.Demonstrated), exact(key.Effective), string(key.Claim)}
		},
		func(cursor string, i *compare.Impact) *model.ImpactEdge {
			return &model.ImpactEdge{Cursor: cursor, Node: i.Claim, Before: &i.Before, After: &i.After, LostSources: i.Falls}
		})
	total := len(all)
	return &model.ImpactConnection{Edges: edges, PageInfo: info, TotalCount: &total}, nil
}

// exact writes a number so that reading it gives the same number.
func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func impactKey(c evidence.Cursor) (compare.ImpactKey, error) {
	if len(c) == 3 {
		demonstrated, err := strconv.ParseFloat(c[0], 64)
		effective, failed := strconv.ParseFloat(c[1], 64)
		if err == nil && failed == nil {
			return compare.ImpactKey{Demonstrated: demonstrated, Effective: effective,
				Claim: evidence.ClaimID(c[2])}, nil
		}
	}
	return compare.ImpactKey{}, evidence.Invalidf("after",
		"is not a cursor of this list; expected one that an edge or pageInfo gave")
}

func (impactEdgeResolver) LostSources(ctx context.Context, obj *model.ImpactEdge, first int) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.LostSources, first)
}

func (claimScoreResolver) Version(_ context.Context, obj *convergence.Score) (string, error) {
	return obj.Version.String(), nil
}
