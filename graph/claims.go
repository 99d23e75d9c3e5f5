package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
)

// maxFilters is how many filters may stand in one another.
const maxFilters = 50

func (r queryResolver) Claims(
	ctx context.Context, where *model.ClaimFilter, orderBy *model.ClaimOrder, first *int, after *string, last *int,
	before *string, _ *evidence.Moment,
) (*model.ClaimConnection, error) {
	args := paging.BothWays(ctx, first, after, last, before)
	var list *model.ClaimConnection
	err := r.withOwners(ctx, func(o *owned) (version string, err error) {
		if list, err = r.claims(ctx, where, o, orderBy, args); err != nil {
			return "", err
		}
		return list.Version, nil
	})
	return list, err
}

// claims reads a page of claims.
func (r *resolver) claims(
	ctx context.Context, where *model.ClaimFilter, o *owned, orderBy *model.ClaimOrder, args paging.Args,
) (*model.ClaimConnection, error) {
	w, err := claimsWhere(where, o)
	if err != nil {
		return nil, err
	}
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
	list, err := listPage[evidence.Claim](ctx, evidence.ListQuery{Kind: evidence.KindClaim, Where: w.Filter,
		Order: order, At: request.MomentOf(ctx)}, args)
	if err != nil {
		return nil, err
	}
	return &model.ClaimConnection{Plain: list, Rows: func(ctx context.Context) ([]*scores.Row, error) {
		rows, _, err := r.rowsWhere(ctx, w)
		return rows, err
	}}, nil
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
	claims, ids := make([]*evidence.Claim, len(shown)), make([]evidence.ID, len(shown))
	for i, row := range shown {
		claims[i], ids[i] = row.Claim, row.Claim.NodeID()
	}
	request.Of(ctx).Prefetch(ids)
	list := paging.Connect(ctx, claims, info, func(i int) evidence.Cursor { return order.Cursor(shown[i]) })
	list.Version = version.String()
	return &model.ClaimConnection{Plain: list, Rows: func(context.Context) ([]*scores.Row, error) {
		return rows, nil
	}}, nil
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
func claimsWhere(where *model.ClaimFilter, o *owned) (scores.Where, error) {
	left := maxFilters
	return nestedWhere(where, o, &left)
}

func nestedWhere(where *model.ClaimFilter, o *owned, left *int) (scores.Where, error) {
	if where == nil {
		return scores.Where{}, nil
	}
	if *left--; *left < 0 {
		return scores.Where{}, evidence.Invalidf("where", "more than %d filters stand in one another; expected fewer",
			maxFilters)
	}
	filter, err := claimFilter(where, o)
	if err != nil {
		return scores.Where{}, err
	}
	w := scores.Where{Filter: filter, Supporting: boundsOf(where.Supporting), Refuting: boundsOf(where.Refuting)}
	if w.All, err = nestedWheres(where.And, o, left); err != nil {
		return w, err
	}
	if w.Any, err = nestedWheres(where.Or, o, left); err != nil {
		return w, err
	}
	if where.Not != nil {
		not, err := nestedWhere(where.Not, o, left)
		w.Not = &not
		return w, err
	}
	return w, nil
}

func nestedWheres(list []*model.ClaimFilter, o *owned, left *int) ([]scores.Where, error) {
	if list == nil {
		return nil, nil
	}
	out := make([]scores.Where, len(list))
	for i, where := range list {
		var err error
		if out[i], err = nestedWhere(where, o, left); err != nil {
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

func claimFilter(where *model.ClaimFilter, o *owned) (evidence.Filter, error) {
	f := evidence.Filter{
		Text: model.OrZero(where.Text), Tag: model.OrZero(where.Tag), Item: model.OrZero(where.Item), Verdicts: where.Verdict,
		From: model.OrZero(where.ClaimDateFrom), To: model.OrZero(where.ClaimDateTo),
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
	err = bySource(&f, o, where.Outlets, where.Authors, where.Owners, where.SourceKinds, where.Countries)
	return f, err
}
