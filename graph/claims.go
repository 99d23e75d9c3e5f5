package graph

import (
	"context"
	"math"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
)

const (
	// maxFilters is how many filters may stand in one another.
	maxFilters = 50
	// maxBounds is how many bounds a distribution may have.
	maxBounds = 20
)

func (r queryResolver) Claims(
	ctx context.Context, where *model.ClaimFilter, orderBy *model.ClaimOrder, first *int, after *string, last *int,
	before *string, _ *evidence.Moment,
) (*model.ClaimConnection, error) {
	w, err := claimsWhere(where)
	if err != nil {
		return nil, err
	}
	args := paging.BothWays(first, after, last, before)
	if w.Plain() && plainOrder(orderBy) {
		return r.listClaims(ctx, w, orderBy, args)
	}
	if request.MomentOf(ctx) != (evidence.Moment{}) {
		return nil, evidence.Invalidf("at", "figures are kept as of now only; leave the moment out, or the filters "+
			"by figures, and, or, not and the orders by figures")
	}
	return r.rankClaims(ctx, w, orderBy, args)
}

// listClaims reads a page of claims as the store lists them.
func (r *resolver) listClaims(
	ctx context.Context, w scores.Where, orderBy *model.ClaimOrder, args paging.Args,
) (*model.ClaimConnection, error) {
	order := evidence.ByID
	if orderBy != nil {
		order = byDate(orderBy.Direction)
	}
	page, cursors, err := listPage(ctx, evidence.ListQuery{Kind: evidence.KindClaim, Where: w.Filter, Order: order,
		At: request.MomentOf(ctx)}, args)
	if err != nil {
		return nil, err
	}
	edges := edgesOf(page.Nodes, cursors, func(c *evidence.Claim, cursor string) *model.ClaimEdge {
		return &model.ClaimEdge{Cursor: cursor, Node: c}
	})
	return &model.ClaimConnection{
		Edges: edges, PageInfo: paging.Info(page.PageInfo,
			cursors), TotalCount: page.Total, Version: page.Version.String(),
		Rows: func(ctx context.Context) ([]*scores.Row, error) {
			rows, _, err := r.rowsWhere(ctx, w)
			return rows, err
		},
	}, nil
}

// rankClaims makes a page of claims of their rows.
func (r *resolver) rankClaims(
	ctx context.Context, w scores.Where, orderBy *model.ClaimOrder, args paging.Args,
) (*model.ClaimConnection, error) {
	page, err := args.Page(ctx)
	if err != nil {
		return nil, err
	}
	rows, version, err := r.rowsWhere(ctx, w)
	if err != nil {
		return nil, err
	}
	var order scores.Order
	if orderBy != nil {
		order = scores.OrderBy(string(orderBy.Field), orderBy.Direction == model.OrderDirectionDesc)
	}
	order.Sort(rows)
	shown, info, err := order.Page(rows, page)
	if err != nil {
		return nil, err
	}
	list, cursors, edges := paging.ListName(ctx), make([]string, len(shown)), make([]*model.ClaimEdge, len(shown))
	ids := make([]evidence.ID, len(shown))
	for i, row := range shown {
		cursors[i], ids[i] = paging.EncodeCursor(list, order.Cursor(row)), row.Claim.NodeID()
		edges[i] = &model.ClaimEdge{Cursor: cursors[i], Node: row.Claim}
	}
	request.Of(ctx).Prefetch(ids)
	return &model.ClaimConnection{
		Edges: edges, PageInfo: paging.Info(info, cursors), TotalCount: info.Total, Version: version.String(),
		Rows: func(context.Context) ([]*scores.Row, error) { return rows, nil },
	}, nil
}

// rowsWhere returns the rows that a filter keeps, by claim id, and the version that they were computed from.
func (r *resolver) rowsWhere(ctx context.Context, w scores.Where) ([]*scores.Row, evidence.Version, error) {
	q := request.Of(ctx)
	rows, version, err := r.scores.Select(ctx, q.Service(), w)
	if err == nil {
		q.SawVersion(version)
	}
	return rows, version, err
}

// plainOrder reports whether the store has the order.
func plainOrder(order *model.ClaimOrder) bool {
	return order == nil || order.Field == scores.OrderByClaimDate
}

// claimsWhere turns the filter of a request into the domain's.
func claimsWhere(where *model.ClaimFilter) (scores.Where, error) {
	left := maxFilters
	return nestedWhere(where, &left)
}

func nestedWhere(where *model.ClaimFilter, left *int) (scores.Where, error) {
	if where == nil {
		return scores.Where{}, nil
	}
	if *left--; *left < 0 {
		return scores.Where{}, evidence.Invalidf("where", "more than %d filters stand in one another; expected fewer",
			maxFilters)
	}
	filter, err := claimFilter(where)
	if err != nil {
		return scores.Where{}, err
	}
	w := scores.Where{Filter: filter, Supporting: boundsOf(where.Supporting), Refuting: boundsOf(where.Refuting)}
	if w.All, err = nestedWheres(where.And, left); err != nil {
		return w, err
	}
	if w.Any, err = nestedWheres(where.Or, left); err != nil {
		return w, err
	}
	if where.Not != nil {
		not, err := nestedWhere(where.Not, left)
		w.Not = &not
		return w, err
	}
	return w, nil
}

func nestedWheres(list []*model.ClaimFilter, left *int) ([]scores.Where, error) {
	if list == nil {
		return nil, nil
	}
	out := make([]scores.Where, len(list))
	for i, where := range list {
		var err error
		if out[i], err = nestedWhere(where, left); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// boundsOf turns the conditions on the figures of one side, which come by name, into the domain's.
func boundsOf(conditions map[string]any) scores.Bounds {
	var b scores.Bounds
	for _, f := range convergence.TallyFigures() {
		switch r := conditions[f.Field].(type) {
		case *model.IntRange:
			b = withInts(b, f.Figure, r)
		case *model.FloatRange:
			b = withFloats(b, f.Figure, r)
		}
	}
	return b
}

func withInts(b scores.Bounds, f convergence.Figure, r *model.IntRange) scores.Bounds {
	if r == nil {
		return b
	}
	b = withBound(b, f, scores.Equal, r.Eq)
	b = withBound(b, f, scores.Less, r.Lt)
	b = withBound(b, f, scores.AtMost, r.Lte)
	b = withBound(b, f, scores.More, r.Gt)
	return withBound(b, f, scores.AtLeast, r.Gte)
}

func withFloats(b scores.Bounds, f convergence.Figure, r *model.FloatRange) scores.Bounds {
	if r == nil {
		return b
	}
	b = withBound(b, f, scores.Less, r.Lt)
	b = withBound(b, f, scores.AtMost, r.Lte)
	b = withBound(b, f, scores.More, r.Gt)
	return withBound(b, f, scores.AtLeast, r.Gte)
}

func withBound[N int | float64](b scores.Bounds, f convergence.Figure, r scores.Relation, v *N) scores.Bounds {
	if v == nil {
		return b
	}
	return append(b, scores.Bound{Figure: f, Relation: r, Value: float64(*v)})
}

func (r claimConnectionResolver) Distribution(
	ctx context.Context, obj *model.ClaimConnection, of model.ClaimMeasure, bounds []float64, first int,
) ([]*scores.Bucket, error) {
	if err := checkBounds(of, bounds); err != nil {
		return nil, err
	}
	if request.MomentOf(ctx) != (evidence.Moment{}) {
		return nil, evidence.Invalidf("at", "claims are counted as of now only; leave the moment out")
	}
	rows, err := obj.Rows(ctx)
	if err != nil {
		return nil, err
	}
	buckets, err := r.buckets(ctx, rows, of, bounds)
	if err != nil {
		return nil, err
	}
	return paging.FirstPointers(ctx, buckets, first)
}

func (r *resolver) buckets(
	ctx context.Context, rows []*scores.Row, of model.ClaimMeasure, bounds []float64,
) ([]scores.Bucket, error) {
	switch of {
	case model.ClaimMeasureTag:
		return scores.ByTag(rows), nil
	case model.ClaimMeasureClaimMonth:
		return scores.ByMonth(rows), nil
	case model.ClaimMeasureVerdict:
		verdicts, err := r.verdicts(ctx)
		return scores.ByVerdict(rows, verdicts), err
	}
	if bounds == nil {
		bounds = []float64{1, 2, 3, 5, 10}
	}
	// figures have the names that they have in the domain
	return scores.ByFigure(rows, convergence.Figure(of), bounds), nil
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

func checkBounds(of model.ClaimMeasure, bounds []float64) error {
	switch of {
	case model.ClaimMeasureTag, model.ClaimMeasureVerdict, model.ClaimMeasureClaimMonth:
		if bounds != nil {
			return evidence.Invalidf("bounds", "are of figures; leave them out for %s", of)
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

func (r claimResolver) Score(
	ctx context.Context, obj *evidence.Claim, _ *evidence.Moment, _ *model.PolicyInput,
) (*convergence.Score, error) {
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	if at == (evidence.Moment{}) && policy == r.scores.Policy() && r.scores.Kept() {
		if row := request.Of(ctx).Row(ctx, r.scores, obj.ID); row != nil {
			return &row.Score, nil
		}
	}
	answer, err := r.Convergence(ctx, obj, nil, nil)
	if err != nil {
		return nil, err
	}
	score := answer.Score()
	return &score, nil
}

func claimFilter(where *model.ClaimFilter) (evidence.Filter, error) {
	if where == nil {
		return evidence.Filter{}, nil
	}
	f := evidence.Filter{
		Text: orZero(where.Text), Tag: orZero(where.Tag), Item: orZero(where.Item), Verdicts: where.Verdict,
		From: orZero(where.ClaimDateFrom), To: orZero(where.ClaimDateTo),
	}
	var err error
	if f.IDs, err = parseIDs[evidence.ID](evidence.KindClaim, where.Ids); err != nil {
		return f, err
	}
	for _, id := range where.RestsOn {
		if !id.Kind().IsNode() || id.Kind() == evidence.KindReview {
			return f, evidence.Invalidf("restsOn",
				"%q is not a global id of a source, outlet, organization, person or claim", id)
		}
	}
	f.RestsOn = where.RestsOn
	f.Outlets, err = parseIDs[evidence.OutletID](evidence.KindOutlet, where.Outlets)
	return f, err
}
