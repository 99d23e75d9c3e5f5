package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/paging"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r sourceResolver) Label(ctx context.Context, obj *evidence.Source) (string, error) {
	if obj.Title != "" {
		return obj.Title, nil
	}
	outlet, err := request.Lookup[evidence.Outlet](ctx, obj.Outlet)
	return obj.Label(model.OrZero(outlet).Name), err
}

func (r sourceResolver) Firsthand(_ context.Context, obj *evidence.Source) (*float64, error) {
	if obj.Firsthand == nil || obj.Firsthand.Unquantified {
		return nil, nil
	}
	return &obj.Firsthand.Share, nil
}

func (r sourceResolver) DeclaredFirsthand(_ context.Context, obj *evidence.Source) (*bool, error) {
	if obj.Firsthand == nil {
		return nil, nil
	}
	declared := isFirsthand(obj)
	return &declared, nil
}

func isFirsthand(s *evidence.Source) bool {
	return s.Firsthand != nil && (s.Firsthand.Unquantified || s.Firsthand.Share > 0)
}

func (r sourceResolver) Outlet(ctx context.Context, obj *evidence.Source) (*evidence.Outlet, error) {
	return request.Lookup[evidence.Outlet](ctx, obj.Outlet)
}

func (r sourceResolver) Authors(ctx context.Context, obj *evidence.Source) ([]*evidence.Person, error) {
	return request.NeedAll[evidence.Person](ctx, obj.Authors)
}

func (r sourceResolver) Fingerprint(_ context.Context, obj *evidence.Source) (*string, error) {
	return known(string(obj.Fingerprint)), nil
}

// Text reads the words of all the sources that came in together at once.
func (r sourceResolver) Text(ctx context.Context, obj *evidence.Source) (*string, error) {
	if obj.Fingerprint == "" {
		return nil, nil
	}
	text, err := request.Of(ctx).Text(ctx, obj.Fingerprint)
	return known(text), err
}

func (r sourceResolver) Reliability(ctx context.Context, obj *evidence.Source) (*evidence.SourceReliability, error) {
	letter, _, err := rating(ctx, obj)
	return known(letter), err
}

func (r sourceResolver) ReliabilityFrom(ctx context.Context, obj *evidence.Source) (*evidence.ID, error) {
	_, from, err := rating(ctx, obj)
	return known(from), err
}

// rating returns the letter that holds for a source and whose it is.
func rating(ctx context.Context, s *evidence.Source) (evidence.SourceReliability, evidence.ID, error) {
	if letter := request.Of(ctx).Letter(ctx, s.NodeID(), s.Reliability); letter != "" {
		return letter, s.NodeID(), nil
	}
	outlet, err := request.Lookup[evidence.Outlet](ctx, s.Outlet)
	if err != nil || outlet == nil {
		return "", "", err
	}
	letter := request.Of(ctx).Letter(ctx, outlet.NodeID(), outlet.Reliability)
	if letter == "" {
		return "", "", nil
	}
	return letter, outlet.NodeID(), nil
}

func (r sourceResolver) Statements(
	ctx context.Context, obj *evidence.Source, stance []evidence.Stance, first *int, after *string, last *int,
	before *string,
) (*model.StatementConnection, error) {
	return statementPage(ctx, obj.NodeID(), stance, paging.BothWays(ctx, first, after, last, before))
}

func (r sourceResolver) Upstream(
	ctx context.Context, obj *evidence.Source, maxDepth, first int, after *string, last *int, before *string,
) (*model.DerivationConnection, error) {
	args := paging.BothWays(ctx, &first, after, last, before)
	return derivationPage(ctx, obj.NodeID(), evidence.Outgoing, maxDepth, args)
}

func (r sourceResolver) Downstream(
	ctx context.Context, obj *evidence.Source, maxDepth, first int, after *string, last *int, before *string,
) (*model.DerivationConnection, error) {
	args := paging.BothWays(ctx, &first, after, last, before)
	return derivationPage(ctx, obj.NodeID(), evidence.Incoming, maxDepth, args)
}

func (r sourceResolver) Confirmation(ctx context.Context, obj *evidence.Source) (*evidence.Confirmation, error) {
	query := evidence.LinkQuery{
		Kind: evidence.KindConfirmation, Direction: evidence.Outgoing, At: request.MomentOf(ctx),
		Page: evidence.Page{First: 1},
	}
	page, err := request.Of(ctx).Links(ctx, obj.NodeID(), query)
	if err != nil || len(page.Links) == 0 {
		return nil, err
	}
	confirmation, _ := page.Links[0].Link.(*evidence.Confirmation)
	return confirmation, nil
}

func (r sourceResolver) Samenesses(
	ctx context.Context, obj *evidence.Source, first int, after *string, last *int, before *string,
) (*model.SamenessConnection, error) {
	return samenessPage(ctx, obj.NodeID(), paging.BothWays(ctx, &first, after, last, before))
}

func (r sourceResolver) Origins(
	ctx context.Context, obj *evidence.Source, claim *evidence.ID, first int, after *string, last *int, before *string,
) (*model.SourceConnection, error) {
	scope, err := parseIDs[evidence.ClaimID](evidence.KindClaim, optional(claim))
	if err != nil {
		return nil, err
	}
	ends, err := originsOf(ctx, obj, scope)
	if err != nil {
		return nil, err
	}
	return sourcePage(ctx, ends, paging.BothWays(ctx, &first, after, last, before))
}

func optional(id *evidence.ID) []evidence.ID {
	if id == nil {
		return nil
	}
	return []evidence.ID{*id}
}

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
	f := evidence.Filter{From: model.OrZero(where.PublishedFrom), To: model.OrZero(where.PublishedTo)}
	var err error
	if f.IDs, err = parseIDs[evidence.ID](evidence.KindSource, where.Ids); err != nil {
		return f, err
	}
	if f.Claims, err = parseIDs[evidence.ClaimID](evidence.KindClaim, where.ClaimIds); err != nil {
		return f, err
	}
	err = bySource(&f, o, where.Outlets, where.Authors, where.Owners, where.Kinds, where.Countries)
	return f, err
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
