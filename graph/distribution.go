package graph

import (
	"context"
	"maps"
	"math"
	"slices"
	"sync"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/scores"
)

const (
	// maxBounds is how many bounds a distribution may have.
	maxBounds = 20
	// maxSpokenTo is how many claims are counted by who speaks to them.
	maxSpokenTo = 2000
	// maxCounted is how many sources or outlets are counted.
	maxCounted = 10_000
)

func (r claimConnectionResolver) Distribution(
	ctx context.Context, obj *model.ClaimConnection, of model.ClaimMeasure, side evidence.Stance,
	bounds []float64, first int,
) ([]*scores.Bucket, error) {
	if err := checkMeasure(of, side, bounds); err != nil {
		return nil, err
	}
	if request.MomentOf(ctx) != (evidence.Moment{}) {
		return nil, evidence.Invalidf("at", "claims are counted as of now only; leave the moment out")
	}
	rows, err := obj.Rows(ctx)
	if err != nil {
		return nil, err
	}
	buckets, err := r.buckets(ctx, rows, of, side, bounds)
	if err != nil {
		return nil, err
	}
	return paging.FirstPointers(ctx, buckets, first)
}

func (r *resolver) buckets(
	ctx context.Context, rows []*scores.Row, of model.ClaimMeasure, side evidence.Stance, bounds []float64,
) ([]scores.Bucket, error) {
	switch of {
	case model.ClaimMeasureTag:
		return scores.ByTag(rows), nil
	case model.ClaimMeasureClaimMonth:
		return scores.ByMonth(rows), nil
	case model.ClaimMeasureItem:
		return scores.ByItem(rows), nil
	case model.ClaimMeasureLikelihood:
		return scores.ByLikelihood(rows), nil
	case model.ClaimMeasureVerdict:
		verdicts, err := r.verdicts(ctx)
		return scores.ByVerdict(rows, verdicts), err
	case model.ClaimMeasureOutlet:
		outlets, err := outletsOf(ctx, rows)
		return scores.CountNodes(rows, func(row *scores.Row) []evidence.ID { return outlets[row.Claim.ID] }), err
	case model.ClaimMeasureOwner:
		owners, err := r.ownersOf(ctx, rows)
		return scores.CountNodes(rows, func(row *scores.Row) []evidence.ID { return owners[row.Claim.ID] }), err
	}
	if bounds == nil {
		bounds = []float64{1, 2, 3, 5, 10}
	}
	// figures have the names that they have in the domain
	return scores.ByFigure(rows, convergence.Figure(of), side == evidence.Refutes, bounds), nil
}

// verdicts returns the verdicts of all fact checks, by claim.
func (r *resolver) verdicts(ctx context.Context) (map[evidence.ClaimID][]evidence.Verdict, error) {
	verdicts := map[evidence.ClaimID][]evidence.Verdict{}
	err := request.Of(ctx).All(ctx, evidence.ListQuery{Kind: evidence.KindReview}, func(n evidence.Node) {
		if review, ok := n.(*evidence.ClaimReview); ok {
			verdicts[review.Claim] = append(verdicts[review.Claim], review.Verdict)
		}
	})
	return verdicts, err
}

// checkMeasure refuses a side and bounds of what is no figure, and bounds that divide nothing.
func checkMeasure(of model.ClaimMeasure, side evidence.Stance, bounds []float64) error {
	if side == evidence.Mentions {
		return evidence.Invalidf("side", "sources that mention a claim take no side; expected SUPPORTS or REFUTES")
	}
	if !isFigure(of) {
		switch {
		case bounds != nil:
			return evidence.Invalidf("bounds", "are of figures; leave them out for %s", of)
		case side != evidence.Supports:
			return evidence.Invalidf("side", "is of figures; leave it out for %s", of)
		}
		return nil
	}
	if bounds != nil && (len(bounds) == 0 || len(bounds) > maxBounds) {
		return evidence.Invalidf("bounds", "%d numbers are given; expected 1 to %d", len(bounds), maxBounds)
	}
	for i, b := range bounds {
		if math.IsNaN(b) || math.IsInf(b, 0) || i > 0 && b <= bounds[i-1] {
			return evidence.Invalidf("bounds",
				"%g is not above the one before; expected numbers in ascending order, each once", b)
		}
	}
	return nil
}

// isFigure reports whether claims are counted by a figure of a side.
func isFigure(of model.ClaimMeasure) bool {
	return slices.ContainsFunc(convergence.TallyFigures(), func(f convergence.FigureEntry) bool {
		return string(f.Figure) == string(of)
	})
}

// outletsOf returns the outlets whose sources speak to the claims of rows, by claim.
func outletsOf(ctx context.Context, rows []*scores.Row) (map[evidence.ClaimID][]evidence.ID, error) {
	if len(rows) > maxSpokenTo {
		return nil, evidence.TooComplexf("the list has %d claims; expected at most %d to count them by outlet or owner: "+
			"narrow it", len(rows), maxSpokenTo)
	}
	ids := make([]evidence.ClaimID, len(rows))
	for i, row := range rows {
		ids[i] = row.Claim.ID
	}
	return request.Of(ctx).OutletsOf(ctx, ids)
}

// ownersOf returns the ultimate owners of the outlets whose sources speak to the claims of rows, by claim.
func (r *resolver) ownersOf(ctx context.Context, rows []*scores.Row) (map[evidence.ClaimID][]evidence.ID, error) {
	outlets, err := outletsOf(ctx, rows)
	if err != nil {
		return nil, err
	}
	above, err := r.ultimate(ctx, slices.Concat(slices.Collect(maps.Values(outlets))...))
	owners := map[evidence.ClaimID][]evidence.ID{}
	for claim, of := range outlets {
		for _, outlet := range of {
			owners[claim] = append(owners[claim], above[outlet]...)
		}
	}
	return owners, err
}

// ultimate returns the ultimate owners of outlets, at the moment of the field and under the policy in force.
func (r *resolver) ultimate(ctx context.Context, outlets []evidence.ID) (map[evidence.ID][]evidence.ID, error) {
	outlets = distinct(outlets)
	above, err := request.Of(ctx).OwnersOfAll(ctx, outlets, request.MomentOf(ctx), r.policy, ownership.Control)
	if err != nil {
		return nil, err
	}
	owners := make(map[evidence.ID][]evidence.ID, len(outlets))
	for _, outlet := range outlets {
		for _, owner := range above[outlet].Ultimate(outlet) {
			owners[outlet] = append(owners[outlet], owner.ID)
		}
	}
	return owners, nil
}

func (r sourceConnectionResolver) Distribution(
	ctx context.Context, obj *model.SourceConnection, of model.SourceMeasure, first int,
) ([]*scores.Bucket, error) {
	sources, err := obj.All(ctx)
	if err != nil {
		return nil, err
	}
	buckets, err := r.sourceBuckets(ctx, sources, of)
	if err != nil {
		return nil, err
	}
	return paging.FirstPointers(ctx, buckets, first)
}

func (r *resolver) sourceBuckets(
	ctx context.Context, sources []*evidence.Source, of model.SourceMeasure,
) ([]scores.Bucket, error) {
	switch of {
	case model.SourceMeasureAuthor:
		return scores.CountNodes(sources, func(s *evidence.Source) []evidence.PersonID { return s.Authors }), nil
	case model.SourceMeasureOutlet:
		return scores.CountNodes(sources, func(s *evidence.Source) []evidence.OutletID {
			return []evidence.OutletID{s.Outlet}
		}), nil
	case model.SourceMeasurePublishedMonth:
		return scores.CountMonths(sources, func(s *evidence.Source) evidence.Date { return s.PublishedAt }), nil
	case model.SourceMeasureKind:
		return scores.Count(sources, scores.None, func(s *evidence.Source) []evidence.SourceKind {
			return []evidence.SourceKind{s.Kind}
		}), nil
	}
	var outlets []evidence.ID
	for _, s := range sources {
		if s.Outlet != "" {
			outlets = append(outlets, evidence.ID(s.Outlet))
		}
	}
	if of == model.SourceMeasureOwner {
		owners, err := r.ultimate(ctx, outlets)
		return scores.CountNodes(sources, func(s *evidence.Source) []evidence.ID {
			return owners[evidence.ID(s.Outlet)]
		}), err
	}
	countries := map[evidence.OutletID]string{}
	list, err := request.NeedAll[evidence.Outlet](ctx, distinct(outlets))
	for _, o := range list {
		countries[o.ID] = o.Country
	}
	return scores.Count(sources, scores.None, func(s *evidence.Source) []string {
		return []string{countries[s.Outlet]}
	}), err
}

func (r outletConnectionResolver) Distribution(
	ctx context.Context, obj *model.OutletConnection, of model.OutletMeasure, first int,
) ([]*scores.Bucket, error) {
	outlets, err := obj.All(ctx)
	if err != nil {
		return nil, err
	}
	var buckets []scores.Bucket
	switch of {
	case model.OutletMeasureKind:
		buckets = scores.Count(outlets, scores.None, func(o *evidence.Outlet) []evidence.OutletKind {
			return []evidence.OutletKind{o.Kind}
		})
	case model.OutletMeasureCountry:
		buckets = scores.Count(outlets, scores.None, func(o *evidence.Outlet) []string { return []string{o.Country} })
	default:
		ids := make([]evidence.ID, len(outlets))
		for i, o := range outlets {
			ids[i] = o.NodeID()
		}
		owners, err := r.ultimate(ctx, ids)
		if err != nil {
			return nil, err
		}
		buckets = scores.CountNodes(outlets, func(o *evidence.Outlet) []evidence.ID { return owners[o.NodeID()] })
	}
	return paging.FirstPointers(ctx, buckets, first)
}

// allOf returns what reads the whole of a list, once for all that ask.
func allOf[T any](query evidence.ListQuery) func(context.Context) ([]*T, error) {
	var once sync.Once
	var all []*T
	var err error
	return func(ctx context.Context) ([]*T, error) {
		once.Do(func() { all, err = readAll[T](ctx, query) })
		return all, err
	}
}

func readAll[T any](ctx context.Context, query evidence.ListQuery) ([]*T, error) {
	query.Page = evidence.Page{First: maxCounted + 1}
	page, err := request.Of(ctx).List(ctx, query)
	if err != nil {
		return nil, err
	}
	if len(page.Nodes) > maxCounted {
		return nil, evidence.TooComplexf("the list has more than %d items; expected at most so many to count them: "+
			"narrow it", maxCounted)
	}
	all := make([]*T, len(page.Nodes))
	for i, n := range page.Nodes {
		all[i], _ = any(n.Node).(*T)
	}
	return all, nil
}

func (bucketResolver) Label(ctx context.Context, obj *scores.Bucket) (string, error) {
	if obj.Node == "" {
		return obj.Label, nil
	}
	node, err := request.NeedNode(ctx, obj.Node)
	if labelled, ok := node.(interface{ Label() string }); ok {
		return labelled.Label(), err
	}
	return string(obj.Node), err
}

func (bucketResolver) Entity(ctx context.Context, obj *scores.Bucket) (model.Entity, error) {
	if obj.Node == "" {
		return nil, nil
	}
	return request.NeedNode(ctx, obj.Node)
}
