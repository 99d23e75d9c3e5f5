package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

func (r queryResolver) Sources(ctx context.Context, where *model.SourceFilter, orderBy []model.SourceOrder, first *int, after *string, last *int, before *string, _ *evidence.Moment) (*model.SourceConnection, error) {
	query := evidence.ListQuery{Kind: evidence.KindSource, At: momentOf(ctx)}
	var err error
	if query.Where, err = sourceFilter(where); err != nil {
		return nil, err
	}
	if query.Order, err = orderOf(orderBy, model.SourceOrderPublishedDesc); err != nil {
		return nil, err
	}
	return sourceList(ctx, query, pageArgs{first, after, last, before})
}

func (r queryResolver) Outlets(ctx context.Context, where *model.OutletFilter, first *int, after *string, last *int, before *string, _ *evidence.Moment) (*model.OutletConnection, error) {
	query := evidence.ListQuery{Kind: evidence.KindOutlet, At: momentOf(ctx)}
	if where != nil {
		ids, err := parseIDs[evidence.ID](evidence.KindOutlet, where.Ids)
		if err != nil {
			return nil, err
		}
		query.Where = evidence.Filter{IDs: ids, Domains: domainForms(where.Domains)}
	}
	page, cursors, err := listPage(ctx, query, pageArgs{first, after, last, before})
	if err != nil {
		return nil, err
	}
	edges := edgesOf(page.Nodes, cursors, func(o *evidence.Outlet, cursor string) *model.OutletEdge {
		return &model.OutletEdge{Cursor: cursor, Node: o}
	})
	return &model.OutletConnection{Edges: edges, PageInfo: pageInfo(page.PageInfo, cursors), TotalCount: page.Total, Version: page.Version.String()}, nil
}

// sourceList is a page of sources read from the graph.
func sourceList(ctx context.Context, query evidence.ListQuery, args pageArgs) (*model.SourceConnection, error) {
	page, cursors, err := listPage(ctx, query, args)
	if err != nil {
		return nil, err
	}
	edges := edgesOf(page.Nodes, cursors, func(s *evidence.Source, cursor string) *model.SourceEdge {
		return &model.SourceEdge{Cursor: cursor, Node: s}
	})
	version := page.Version.String()
	return &model.SourceConnection{Edges: edges, PageInfo: pageInfo(page.PageInfo, cursors), TotalCount: page.Total, Version: &version}, nil
}

// sourcePage is a page of sources whose ids are all at hand, in ascending order.
func sourcePage(ctx context.Context, ids []evidence.ID, args pageArgs) (*model.SourceConnection, error) {
	p, err := args.page(ctx)
	if err != nil {
		return nil, err
	}
	shown, info := pageOf(ids, p)
	sources, err := needAll[evidence.Source](ctx, shown)
	if err != nil {
		return nil, err
	}
	edges, cursors := make([]*model.SourceEdge, len(shown)), idCursors(ctx, shown)
	for i, s := range sources {
		edges[i] = &model.SourceEdge{Cursor: cursors[i], Node: s}
	}
	return &model.SourceConnection{Edges: edges, PageInfo: pageInfo(info, cursors), TotalCount: info.Total}, nil
}

// idCursors makes the cursors of a list that is in order of the ids.
func idCursors(ctx context.Context, ids []evidence.ID) []string {
	list, cursors := listName(ctx), make([]string, len(ids))
	for i, id := range ids {
		cursors[i] = encodeCursor(list, evidence.Cursor{string(id)})
	}
	return cursors
}

// listPage reads a page of nodes and makes their cursors.
func listPage(ctx context.Context, query evidence.ListQuery, args pageArgs) (evidence.NodePage, []string, error) {
	var err error
	if query.Page, err = args.page(ctx); err != nil {
		return evidence.NodePage{}, nil, err
	}
	page, err := requestOf(ctx).list(ctx, query)
	list, cursors := listName(ctx), make([]string, len(page.Nodes))
	for i, n := range page.Nodes {
		cursors[i] = encodeCursor(list, n.Cursor)
	}
	return page, cursors, err
}

// edgesOf makes the edges of a page of nodes, all of one kind.
func edgesOf[T, E any](nodes []evidence.NodeAt, cursors []string, edge func(node *T, cursor string) *E) []*E {
	edges := make([]*E, 0, len(nodes))
	for i, n := range nodes {
		if node, ok := any(n.Node).(*T); ok {
			edges = append(edges, edge(node, cursors[i]))
		}
	}
	return edges
}

// orderOf turns the orders of a list into the domain's: by id, or newest first.
func orderOf[T comparable](orders []T, newest T) (evidence.Order, error) {
	switch {
	case len(orders) > 1:
		return "", evidence.Invalidf("orderBy", "%d orders are given; expected one at most", len(orders))
	case len(orders) == 1 && orders[0] == newest:
		return evidence.NewestFirst, nil
	}
	return evidence.ByID, nil
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
			return f, evidence.Invalidf("restsOn", "%q is not a global id of a source, outlet, organization, person or claim", id)
		}
	}
	f.RestsOn = where.RestsOn
	f.Outlets, err = parseIDs[evidence.OutletID](evidence.KindOutlet, where.Outlets)
	return f, err
}

func sourceFilter(where *model.SourceFilter) (evidence.Filter, error) {
	if where == nil {
		return evidence.Filter{}, nil
	}
	f := evidence.Filter{From: orZero(where.PublishedFrom), To: orZero(where.PublishedTo)}
	var err error
	if f.IDs, err = parseIDs[evidence.ID](evidence.KindSource, where.Ids); err != nil {
		return f, err
	}
	if f.Outlets, err = parseIDs[evidence.OutletID](evidence.KindOutlet, where.Outlets); err != nil {
		return f, err
	}
	f.Claims, err = parseIDs[evidence.ClaimID](evidence.KindClaim, where.ClaimIds)
	return f, err
}
