package neo4jstore

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// List implements evidence.Reader. The moment hides sources that were not out. A date counts as its first
// instant. A page that starts after a cursor has a previous one, and one that ends before a cursor a next.
func (s *Store) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	if err := checkList(q); err != nil {
		return evidence.NodePage{}, err
	}
	if q.Where.RestsOn != nil {
		return s.listResting(ctx, q)
	}
	parts, key := 1, func(c evidence.Cursor) []string { return []string{"", c[0]} }
	if q.Order.Dated() {
		parts, key = 2, func(c evidence.Cursor) []string { return c }
	}
	w, err := windowOf(q.Page, parts)
	if err != nil {
		return evidence.NodePage{}, err
	}
	params := filterParams(q.Where)
	oldest := q.Order == evidence.OldestFirst
	params["newest"], params["oldest"], params["by"] = q.Order == evidence.NewestFirst, oldest, wayIn(q)
	params["rising"] = oldest != w.backwards
	momentParams(params, q.At.Asked(s.now()))
	w.params(params, key)
	a, version, err := s.pinned(ctx, listQueries()[q.Kind], params)
	if err != nil {
		return evidence.NodePage{}, fmt.Errorf("listing by kind %s: %w", q.Kind, err)
	}
	page := evidence.NodePage{Version: version}
	nodes := []evidence.NodeAt{}
	for _, v := range a.list("rows") {
		row := as[[]any](a, "rows", v)
		if len(row) != 2 {
			a.fail("rows", v, "a list of day and properties")
			break
		}
		n := fields{a, as[map[string]any](a, "rows", row[1])}.node()
		if n == nil {
			break
		}
		cursor := evidence.Cursor{string(n.NodeID())}
		if q.Order.Dated() {
			cursor = evidence.Cursor{as[string](a, "rows", row[0]), string(n.NodeID())}
		}
		nodes = append(nodes, evidence.NodeAt{Node: n, Cursor: cursor})
	}
	page.Nodes, page.PageInfo = cut(w, nodes, a.integer("total"))
	if a.err != nil {
		return evidence.NodePage{}, a.err
	}
	return page, nil
}

func listQueries() map[evidence.Kind]string {
	return map[evidence.Kind]string{
		evidence.KindClaim: "list_claims", evidence.KindSource: "list_sources",
		evidence.KindOutlet: "list_outlets", evidence.KindReview: "list_reviews",
	}
}

// part is one part of a filter: its name, whether it is set, the kinds that it applies to, and, where it narrows enough
// to begin with, the branch of the query that does.
type part struct {
	name  string
	set   bool
	kinds []evidence.Kind
	way   string
}

// parts lists a filter in the order in which its parts narrow.
func parts(w evidence.Filter) []part {
	claim, source, outlet, review := evidence.KindClaim, evidence.KindSource, evidence.KindOutlet, evidence.KindReview
	kinds := func(k ...evidence.Kind) []evidence.Kind { return k }
	return []part{
		{"ids", w.IDs != nil, kinds(claim, source, outlet, review), "ids"},
		{"canonicalUrl", w.CanonicalURL != "", kinds(source), "url"},
		{"citedBy", w.CitedBy != nil, kinds(source), "cited"},
		{"item", w.Item != "", kinds(claim), "item"},
		{"claims", w.Claims != nil, kinds(source, review), "claims"},
		{"outlets", w.Outlets != nil, kinds(claim, source), "outlets"},
		{"verdicts", w.Verdicts != nil, kinds(claim, review), "verdicts"},
		{"from", w.From != "", kinds(claim, source, review), "days"},
		{"to", w.To != "", kinds(claim, source, review), "days"},
		{"text", w.Text != "", kinds(claim), ""},
		{"tag", w.Tag != "", kinds(claim), ""},
		{"domains", w.Domains != nil, kinds(outlet), ""},
		{"restsOn", w.RestsOn != nil, kinds(claim), ""},
	}
}

func checkList(q evidence.ListQuery) error {
	if listQueries()[q.Kind] == "" {
		return evidence.Invalidf("kind", "%q cannot be listed; expected claim, source, outlet or review", q.Kind)
	}
	for _, p := range parts(q.Where) {
		if p.set && !contains(p.kinds, q.Kind) {
			return evidence.Invalidf(p.name, "does not apply to a list of the kind %s", q.Kind)
		}
	}
	if q.Order != evidence.ByID && (!q.Order.Dated() || q.Kind == evidence.KindOutlet) {
		return evidence.Invalidf("order", "%q is not an order of the kind %s", q.Order, q.Kind)
	}
	for name, d := range map[string]evidence.Date{"from": q.Where.From, "to": q.Where.To} {
		if d != "" && !d.Known() {
			return evidence.Invalidf(
				name, "%q is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY, or a time such as 2024-10-05T08:10Z", d)
		}
	}
	return q.At.Validate()
}

func contains(kinds []evidence.Kind, kind evidence.Kind) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// wayIn chooses the branch of the query. The branches look at what stands now: for an earlier moment only ids, which
// never change, are a way in.
func wayIn(q evidence.ListQuery) string {
	filtered := false
	for _, p := range parts(q.Where) {
		if p.set && p.way != "" && (q.At.KnownAt.IsZero() || p.way == "ids") {
			return p.way
		}
		filtered = filtered || p.set
	}
	if filtered || q.Order != evidence.ByID || q.Page.Last > 0 || q.Page.Count || q.At != (evidence.Moment{}) {
		return "all"
	}
	return "page"
}

func filterParams(w evidence.Filter) map[string]any {
	from, to := w.Period()
	params := map[string]any{
		"ids": optional(w.IDs), "claims": optional(w.Claims), "citedBy": optional(w.CitedBy), "outlets": optional(w.Outlets),
		"verdicts": optional(w.Verdicts), "domains": optional(w.Domains), "words": nil,
		"tag": optionalText(w.Tag), "item": optionalText(w.Item), "url": optionalText(w.CanonicalURL),
		"from": optionalText(from), "to": optionalText(to),
	}
	if w.Text != "" {
		params["words"] = w.Words()
	}
	return params
}

func optional[T ~string](list []T) any {
	if list == nil {
		return nil
	}
	return layout.Texts(list)
}

func optionalText(text string) any {
	if text == "" {
		return nil
	}
	return text
}
