package graph

import (
	"context"
	"slices"
	"strconv"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// maxDownstream is the most outlets whose items are looked at because they take from another.
const maxDownstream = 500

// sourcingArgs are the arguments of a list of outlets that take from another, or that another takes from.
type sourcingArgs struct {
	outlets []evidence.ID
	where   *model.SourceFilter
	paging.Args
}

func (r outletResolver) TakesFrom(
	ctx context.Context, obj *evidence.Outlet, outlets []evidence.ID, where *model.SourceFilter, _ *evidence.Moment,
	_ *model.PolicyInput, first int, after *string, last *int, before *string,
) (*model.SourcingConnection, error) {
	args := sourcingArgs{outlets, where, paging.BothWays(ctx, &first, after, last, before)}
	q, err := r.sourcingQuery(ctx, args)
	if err != nil {
		return nil, err
	}
	q.Takers, q.On = []evidence.OutletID{obj.ID}, q.Takers
	return sourcingPage(ctx, q, args, func(row inquiry.SourcingRow) *evidence.Outlet { return row.On })
}

func (r outletResolver) Feeds(
	ctx context.Context, obj *evidence.Outlet, outlets []evidence.ID, where *model.SourceFilter, _ *evidence.Moment,
	_ *model.PolicyInput, first int, after *string, last *int, before *string,
) (*model.SourcingConnection, error) {
	args := sourcingArgs{outlets, where, paging.BothWays(ctx, &first, after, last, before)}
	q, err := r.sourcingQuery(ctx, args)
	if err != nil {
		return nil, err
	}
	if outlets == nil {
		if q.Takers, err = r.takers(ctx, obj.ID, q.At); err != nil {
			return nil, err
		}
	}
	q.On = []evidence.OutletID{obj.ID}
	return sourcingPage(ctx, q, args, func(row inquiry.SourcingRow) *evidence.Outlet { return row.Taker })
}

// takers returns the outlets that take from one.
func (r *resolver) takers(ctx context.Context, of evidence.OutletID, at evidence.Moment) ([]evidence.OutletID, error) {
	explorer, err := r.exploring()
	if err != nil {
		return nil, err
	}
	return explorer.Downstream(ctx, []evidence.OutletID{of}, at, maxDownstream)
}

// exploring returns what finds paths through the graph.
func (r *resolver) exploring() (evidence.Explorer, error) {
	if r.explorer == nil {
		return nil, &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "this server cannot search for paths through the graph"}
	}
	return r.explorer, nil
}

// sourcingQuery reads the arguments; the outlets that were named are its takers.
func (r *resolver) sourcingQuery(ctx context.Context, args sourcingArgs) (q inquiry.SourcingQuery, err error) {
	if len(args.outlets) > maxIDs {
		return q, evidence.Invalidf("outlets", "%d ids are given; expected at most %d", len(args.outlets), maxIDs)
	}
	if q.Takers, err = parseIDs[evidence.OutletID](evidence.KindOutlet, args.outlets); err != nil {
		return q, err
	}
	if part := ofOutlets(args.where); part != "" {
		return q, evidence.Invalidf("where",
			"%s is given; expected none: the items are those of the outlets that are asked about", part)
	}
	if q.Where, err = sourceFilter(args.where, nil); err != nil {
		return q, err
	}
	q.At, q.Policy, err = r.settingOf(ctx)
	return q, err
}

// ofOutlets names the part of a filter that chooses outlets, "" if there is none.
func ofOutlets(where *model.SourceFilter) string {
	switch {
	case where == nil:
		return ""
	case where.Outlets != nil:
		return "outlets"
	case where.Owners != nil:
		return "owners"
	}
	return ""
}

// sourcingPage computes the list and cuts a page out of it. An outlet that nothing rests on is shown if it was
// named.
func sourcingPage(
	ctx context.Context, q inquiry.SourcingQuery, args sourcingArgs,
	other func(inquiry.SourcingRow) *evidence.Outlet,
) (*model.SourcingConnection, error) {
	page, err := args.Page(ctx)
	if err != nil {
		return nil, err
	}
	all := &inquiry.Sourcing{}
	if len(q.Takers) > 0 {
		if all, err = request.Of(ctx).Service().Sourcing(ctx, q); err != nil {
			return nil, err
		}
	}
	rows := slices.DeleteFunc(all.Rows, func(row inquiry.SourcingRow) bool {
		return args.outlets == nil &&
			row.RestingCount == 0
	})
	shown, info, err := paging.Cut(rows, page, sourcingKeys)
	if err != nil {
		return nil, err
	}
	edges := make([]*model.SourcingEdge, len(shown))
	for i, row := range shown {
		edges[i] = &model.SourcingEdge{Cursor: paging.EncodeCursor(paging.ListName(ctx), writeSourcingKey(row.Key())),
			Node: other(row), ItemCount: row.ItemCount, RestingCount: row.RestingCount,
			WhollyCount: row.WhollyCount, Share: row.Share, Examples: row.Examples}
	}
	return &model.SourcingConnection{Connection: model.Connect(edges, info), ItemCount: all.ItemCount,
		OriginalCount: all.OriginalCount, UntracedCount: all.UntracedCount}, nil
}

// sourcingKeys is the order of the list.
var sourcingKeys = paging.Keys[inquiry.SourcingRow, inquiry.SourcingKey]{
	Of:    func(row *inquiry.SourcingRow) inquiry.SourcingKey { return row.Key() },
	Write: writeSourcingKey,
	Read: func(c evidence.Cursor) (k inquiry.SourcingKey, ok bool) {
		if len(c) != 4 {
			return k, false
		}
		var err, failed error
		k.Share, err = strconv.ParseFloat(c[0], 64)
		k.Resting, failed = strconv.Atoi(c[1])
		k.Taker, k.On = evidence.OutletID(c[2]), evidence.OutletID(c[3])
		return k, err == nil && failed == nil
	},
}

func writeSourcingKey(k inquiry.SourcingKey) evidence.Cursor {
	return evidence.Cursor{exact(k.Share), strconv.Itoa(k.Resting), string(k.Taker), string(k.On)}
}

func (sourcingEdgeResolver) Examples(
	ctx context.Context, obj *model.SourcingEdge, first int,
) ([]*evidence.Source, error) {
	return paging.FirstN(ctx, obj.Examples, first)
}
