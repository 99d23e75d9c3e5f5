package memstore

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Links implements evidence.Reader: a walk from each subject, one step of derivations at a time.
func (s *Store) Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error) {
	v, unlock, err := s.read(ctx, q.At)
	if err != nil {
		return nil, err
	}
	defer unlock()
	pages := make([]evidence.LinkPage, len(q.Subjects))
	for i, subject := range q.Subjects {
		found := v.walk(subject, q)
		sort.Slice(found, func(i, j int) bool { return compareKeys(found[i].Cursor, found[j].Cursor) < 0 })
		pages[i].Links, pages[i].PageInfo, err = cut(
			found, func(l evidence.LinkAt) evidence.Cursor { return l.Cursor }, compareKeys, q.Page)
		if err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func (v *view) walk(subject evidence.ID, q evidence.LinkQuery) []evidence.LinkAt {
	var found []evidence.LinkAt
	depth := map[evidence.ID]int{subject: 0}
	if q.Kind == evidence.KindInterest {
		for _, topic := range v.topics(subject) {
			depth[topic] = 0
		}
	}
	seen := map[evidence.ID]bool{}
	for d := 1; d == 1 || (q.Kind == evidence.KindDerivation && d <= q.MaxDepth); d++ {
		next := map[evidence.ID]int{}
		for _, l := range v.links {
			other, ok := follow(l, q, depth, d-1)
			if !ok || seen[evidence.IDOf(l)] {
				continue
			}
			seen[evidence.IDOf(l)] = true
			if _, known := depth[other]; !known {
				next[other] = d
			}
			at := evidence.LinkAt{Link: pointer(l).(evidence.Link), Depth: d,
				Cursor: evidence.Cursor{strconv.Itoa(d), string(other), string(evidence.IDOf(l))}}
			found = append(found, at)
		}
		for id := range next {
			depth[id] = d
		}
	}
	return found
}

// follow returns the far end of a link that has an end at a depth, in the direction of the query.
func follow(link any, q evidence.LinkQuery, depth map[evidence.ID]int, at int) (evidence.ID, bool) {
	if evidence.IDOf(link).Kind() != q.Kind {
		return "", false
	}
	if st, ok := link.(evidence.Statement); ok && len(q.Stances) > 0 && !slices.Contains(q.Stances, st.Stance) {
		return "", false
	}
	if r, ok := link.(evidence.Relation); ok && len(q.Relations) > 0 && !slices.Contains(q.Relations, r.Kind) {
		return "", false
	}
	near := func(ids []evidence.ID) bool {
		return slices.ContainsFunc(ids, func(id evidence.ID) bool { d, ok := depth[id]; return ok && d == at })
	}
	from, to := ends(link)
	_, mutual := link.(evidence.Sameness)
	if c, ok := link.(evidence.Corroboration); ok {
		to, from = from, to // the end away from the subject is the claim, whichever end the subject is
		return evidence.ID(c.Claim), (q.Direction != evidence.Incoming && near(to)) ||
			(q.Direction != evidence.Outgoing && near(from))
	}
	if near(from) && (mutual || q.Direction != evidence.Incoming) {
		return to[0], true
	}
	return from[0], near(to) && (mutual || q.Direction != evidence.Outgoing)
}

// compareKeys orders cursors of links: the depth is a number.
func compareKeys(a, b evidence.Cursor) int {
	if c := len(a[0]) - len(b[0]); c != 0 {
		return c
	}
	return slices.Compare(a, b)
}

// List implements evidence.Reader.
func (s *Store) List(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	v, unlock, err := s.read(ctx, q.At)
	if err != nil {
		return evidence.NodePage{}, err
	}
	defer unlock()
	if err := applicable(q); err != nil {
		return evidence.NodePage{}, err
	}
	var found []evidence.NodeAt
	for id, value := range v.nodes {
		if id.Kind() == q.Kind && v.matches(id, value, q.Where) &&
			(q.Where.RestsOn == nil || s.concerned(id, q.Where, q.At)) {
			cursor := evidence.Cursor{string(id)}
			if q.Order.Dated() {
				cursor = evidence.Cursor{dayOf(value, q.Order), string(id)}
			}
			found = append(found, evidence.NodeAt{Node: pointer(value).(evidence.Node), Cursor: cursor})
		}
	}
	compare := func(a, b evidence.Cursor) int {
		if q.Order == evidence.NewestFirst && a[0] != b[0] {
			return strings.Compare(b[0], a[0])
		}
		return slices.Compare(a, b)
	}
	sort.Slice(found, func(i, j int) bool { return compare(found[i].Cursor, found[j].Cursor) < 0 })
	page := evidence.NodePage{Version: s.version()}
	page.Nodes, page.PageInfo, err = cut(
		found, func(n evidence.NodeAt) evidence.Cursor { return n.Cursor }, compare, q.Page)
	return page, err
}

// Derivations implements evidence.Reader.
func (s *Store) Derivations(ctx context.Context, q evidence.DerivationQuery) (evidence.DerivationPage, error) {
	if err := q.Validate(); err != nil {
		return evidence.DerivationPage{}, err
	}
	v, unlock, err := s.read(ctx, q.At)
	if err != nil {
		return evidence.DerivationPage{}, err
	}
	defer unlock()
	var found []*evidence.Derivation
	for _, l := range v.links {
		if d, ok := l.(evidence.Derivation); ok && among(q.Kinds, d.Kind) && among(q.Status, d.Status) {
			found = append(found, &d)
		}
	}
	page := evidence.DerivationPage{Version: s.version()}
	page.Derivations, page.PageInfo, err = cut(found,
		func(d *evidence.Derivation) evidence.Cursor { return evidence.Cursor{string(d.ID)} },
		func(a, b evidence.Cursor) int { return slices.Compare(a, b) }, q.Page)
	return page, err
}

// applicable refuses parts of a filter that do not apply to the kind.
func applicable(q evidence.ListQuery) error {
	parts := map[evidence.Kind]string{
		evidence.KindClaim:  "IDs Text Tag Item Verdicts Outlets Authors SourceKinds Countries RestsOn From To",
		evidence.KindSource: "IDs Claims CitedBy Outlets Authors SourceKinds Countries CanonicalURL From To",
		evidence.KindOutlet: "IDs Domains Countries OutletKinds",
		evidence.KindReview: "IDs Verdicts Claims From To",
	}
	allowed, ok := parts[q.Kind]
	if !ok {
		return evidence.Invalidf("kind", "%q cannot be listed", q.Kind)
	}
	w := q.Where
	for name, set := range map[string]bool{
		"IDs": w.IDs != nil, "Text": w.Text != "", "Tag": w.Tag != "", "Item": w.Item != "", "Verdicts": w.Verdicts != nil,
		"Claims": w.Claims != nil, "CitedBy": w.CitedBy != nil, "Outlets": w.Outlets != nil, "Domains": w.Domains != nil,
		"Authors": w.Authors != nil, "SourceKinds": w.SourceKinds != nil, "Countries": w.Countries != nil,
		"OutletKinds": w.OutletKinds != nil, "RestsOn": w.RestsOn != nil,
		"CanonicalURL": w.CanonicalURL != "", "From": w.From != "", "To": w.To != "",
	} {
		if set && !slices.Contains(strings.Fields(allowed), name) {
			return evidence.Invalidf("where", "%s does not apply to a %s", name, q.Kind)
		}
	}
	if q.Order != evidence.ByID && (!q.Order.Dated() || q.Kind == evidence.KindOutlet) {
		return evidence.Invalidf("order", "%q is no order of a %s", q.Order, q.Kind)
	}
	return nil
}

func (v *view) matches(id evidence.ID, value any, w evidence.Filter) bool {
	if !w.KeepsDate(dated(value)) {
		return false
	}
	if w.IDs != nil && !slices.Contains(w.IDs, id) {
		return false
	}
	switch n := value.(type) {
	case evidence.Claim:
		return w.KeepsClaim(&n) &&
			(w.Verdicts == nil ||
				v.any(func(r evidence.ClaimReview) bool { return r.Claim == n.ID && slices.Contains(w.Verdicts, r.Verdict) })) &&
			(w.OfSource().Empty() || v.states(func(s evidence.Source, c evidence.ClaimID) bool {
				return c == n.ID && v.meets(s, w)
			}))
	case evidence.Source:
		return (w.CanonicalURL == "" || n.CanonicalURL == w.CanonicalURL) &&
			v.meets(n, w) &&
			(w.CitedBy == nil || v.any(func(r evidence.ClaimReview) bool {
				return slices.Contains(w.CitedBy, r.ID) && slices.Contains(r.Cites, n.ID)
			})) &&
			(w.Claims == nil ||
				v.states(func(s evidence.Source, c evidence.ClaimID) bool { return s.ID == n.ID && slices.Contains(w.Claims, c) }))
	case evidence.Outlet:
		return (w.Domains == nil ||
			slices.ContainsFunc(n.Domains, func(d string) bool { return slices.Contains(w.Domains, d) })) &&
			among(w.Countries, n.Country) && among(w.OutletKinds, n.Kind)
	case evidence.ClaimReview:
		return (w.Verdicts == nil || slices.Contains(w.Verdicts, n.Verdict)) &&
			(w.Claims == nil || slices.Contains(w.Claims, n.Claim))
	}
	return true
}

// meets reports whether a source meets the parts of a filter about who wrote and published it.
func (v *view) meets(s evidence.Source, w evidence.Filter) bool {
	outlet, _ := v.nodes[evidence.ID(s.Outlet)].(evidence.Outlet)
	return among(w.Outlets, s.Outlet) && among(w.SourceKinds, s.Kind) && among(w.Countries, outlet.Country) &&
		(w.Authors == nil ||
			slices.ContainsFunc(s.Authors, func(p evidence.PersonID) bool { return slices.Contains(w.Authors, p) }))
}

// among reports whether a list that narrows has a value; nil does not narrow.
func among[T comparable](list []T, x T) bool { return list == nil || slices.Contains(list, x) }

func (v *view) any(match func(evidence.ClaimReview) bool) bool {
	for _, value := range v.nodes {
		if r, ok := value.(evidence.ClaimReview); ok && match(r) {
			return true
		}
	}
	return false
}

func (v *view) states(match func(evidence.Source, evidence.ClaimID) bool) bool {
	return slices.ContainsFunc(v.links, func(l any) bool {
		st, ok := l.(evidence.Statement)
		return ok && match(v.nodes[evidence.ID(st.Source)].(evidence.Source), st.Claim)
	})
}

func dated(value any) evidence.Date {
	switch n := value.(type) {
	case evidence.Claim:
		return n.ClaimDate
	case evidence.Source:
		return n.PublishedAt
	case evidence.ClaimReview:
		return n.DatePublished
	}
	return ""
}

// dayOf returns what an order by date compares: undated ones are last in both.
func dayOf(value any, order evidence.Order) string {
	day := dated(value).SortKey()
	if day == "" && order == evidence.OldestFirst {
		return "~"
	}
	return day
}

// cut takes a page out of an ordered list.
func cut[T any](all []T, key func(T) evidence.Cursor, compare func(a, b evidence.Cursor) int, p evidence.Page) ([]T,
	evidence.PageInfo, error) {
	if (p.First > 0) == (p.Last > 0) {
		return nil, evidence.PageInfo{}, evidence.Invalidf(
			"page", "first %d and last %d; expected one of them above zero", p.First, p.Last)
	}
	for _, c := range []evidence.Cursor{p.After, p.Before} {
		if c != nil && len(all) > 0 && len(c) != len(key(all[0])) {
			return nil, evidence.PageInfo{}, evidence.Invalidf("cursor", "%s is no cursor of this list", fmt.Sprint(c))
		}
	}
	kept := filter(all, func(x T) bool {
		return (p.After == nil || compare(key(x), p.After) > 0) && (p.Before == nil || compare(key(x), p.Before) < 0)
	})
	info := evidence.PageInfo{HasNext: p.Before != nil, HasPrevious: p.After != nil}
	if p.Count {
		total := len(all)
		info.Total = &total
	}
	if n := p.First; n > 0 && n < len(kept) {
		kept, info.HasNext = kept[:n], true
	}
	if n := p.Last; n > 0 && n < len(kept) {
		kept, info.HasPrevious = kept[len(kept)-n:], true
	}
	return kept, info, nil
}
