package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Sources(
	ctx context.Context, where *model.SourceFilter, orderBy *model.SourceOrder, first *int, after *string, last *int,
	before *string, _ *evidence.Moment,
) (*model.SourceConnection, error) {
	query := evidence.ListQuery{Kind: evidence.KindSource, At: request.MomentOf(ctx)}
	var err error
	if orderBy != nil { // by its date, which is all that there is
		query.Order = byDate(orderBy.Direction)
	}
	var list *model.SourceConnection
	err = r.withOwners(ctx, func(o *owned) (version string, err error) {
		if query.Where, err = sourceFilter(where, o); err != nil {
			return "", err
		}
		if list, err = sourceList(ctx, query, paging.BothWays(ctx, first, after, last, before)); err != nil {
			return "", err
		}
		return list.Version, nil
	})
	return list, err
}

// sourceList is a page of sources read from the graph.
func sourceList(ctx context.Context, query evidence.ListQuery, args paging.Args) (*model.SourceConnection, error) {
	list, err := listPage[evidence.Source](ctx, query, args)
	if err != nil {
		return nil, err
	}
	return &model.SourceConnection{Plain: list, All: allOf[evidence.Source](query)}, nil
}

// sourcePage is a page of sources whose ids are all at hand, in ascending order.
func sourcePage(ctx context.Context, ids []evidence.ID, args paging.Args) (*model.SourceConnection, error) {
	read := func(ctx context.Context, ids []evidence.ID) ([]*evidence.Source, error) {
		return request.NeedAll[evidence.Source](ctx, ids)
	}
	list, err := pageOf(ctx, ids, args, read)
	if err != nil {
		return nil, err
	}
	return &model.SourceConnection{Plain: *list, All: func(ctx context.Context) ([]*evidence.Source, error) {
		return read(ctx, ids)
	}}, nil
}

func sourceFilter(where *model.SourceFilter, o *owned) (evidence.Filter, error) {
	if where == nil {
		return evidence.Filter{}, nil
	}
	f := evidence.Filter{From: orZero(where.PublishedFrom), To: orZero(where.PublishedTo)}
	var err error
	if f.IDs, err = parseIDs[evidence.ID](evidence.KindSource, where.Ids); err != nil {
		return f, err
	}
	if f.Claims, err = parseIDs[evidence.ClaimID](evidence.KindClaim, where.ClaimIds); err != nil {
		return f, err
	}
	return f, bySource(&f, o, where.Outlets, where.Authors, where.Owners, where.Kinds, where.Countries)
}

// bySource sets the parts of a filter about a source and its outlet.
func bySource(
	f *evidence.Filter, o *owned, outlets, authors, owners []evidence.ID, kinds []evidence.SourceKind, countries []string,
) (err error) {
	if f.Outlets, err = parseIDs[evidence.OutletID](evidence.KindOutlet, outlets); err != nil {
		return err
	}
	if f.Authors, err = parseIDs[evidence.PersonID](evidence.KindPerson, authors); err != nil {
		return err
	}
	if f.Countries, err = countriesOf(countries); err != nil {
		return err
	}
	f.SourceKinds = kinds
	if owners != nil {
		f.Outlets, err = among(o, f.Outlets, owners)
	}
	return err
}

// countriesOf reads codes of countries, none of which is empty.
func countriesOf(codes []string) ([]string, error) {
	if slices.Contains(codes, "") {
		return nil, evidence.Invalidf("countries", "one is empty; expected ISO 3166-1 alpha-2, such as GB")
	}
	return codes, nil
}
