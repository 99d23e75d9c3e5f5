package neo4jstore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// Links implements evidence.Reader with one query for all the subjects. The moment is applied as in Subgraphs: a link
// that joins a source which was not out is left out. Where both ends of a derivation are as far from the subject, the
// end that it reads to is the one away from it. A page that starts after a cursor has a previous one, and one that
// ends before a cursor a next one.
func (s *Store) Links(ctx context.Context, q evidence.LinkQuery) ([]evidence.LinkPage, error) {
	w, err := windowOf(q.Page, 3)
	if err == nil {
		err = checkLinks(q)
	}
	if err != nil {
		return nil, err
	}
	params := map[string]any{
		"subjects": layout.Texts(q.Subjects),
		"outgoing": q.Direction != evidence.Incoming, "incoming": q.Direction != evidence.Outgoing,
		"types": types(q), "depth": q.MaxDepth, "limit": s.config.MaxSources,
	}
	momentParams(params, q.At.Asked(s.now()))
	w.params(params, func(c evidence.Cursor) []string { return c[1:] })
	query := linkQueries()[q.Kind]
	far := q.Kind == evidence.KindDerivation && q.MaxDepth > 1
	if far {
		query = "walk"
	}
	a, err := s.read(ctx, query, params)
	if err != nil {
		return nil, fmt.Errorf("reading the links of %d subjects: %w", len(q.Subjects), err)
	}
	pages := make([]evidence.LinkPage, len(q.Subjects))
	for _, v := range a.list("answers") {
		i, total, rows := a.linkAnswer(v)
		switch {
		case a.err != nil:
			return nil, a.err
		case i >= len(pages):
			a.fail("answers", v, "the place of a subject")
		case far && total > s.config.MaxSources:
			return nil, &evidence.Error{
				Code: evidence.CodeTooComplex,
				Message: fmt.Sprintf(
					"%q has more than %d links within %d steps; ask for fewer steps", q.Subjects[i], s.config.MaxSources, q.MaxDepth),
			}
		case far:
			pages[i] = a.walked(q, w, q.Subjects[i], rows)
		default:
			pages[i] = a.linkPage(w, total, rows)
		}
	}
	return pages, a.err
}

func linkQueries() map[evidence.Kind]string {
	return map[evidence.Kind]string{
		evidence.KindStatement: "links_statements", evidence.KindDerivation: "links_derivations",
		evidence.KindCorroboration: "links_corroborations", evidence.KindOwnership: "links_ownerships",
		evidence.KindFunding: "links_fundings", evidence.KindSameness: "links_samenesses",
		evidence.KindRelation:     "links_relations",
		evidence.KindConfirmation: "links_confirmations",
		evidence.KindInterest:     "links_interests", evidence.KindLeaning: "links_leanings",
	}
}

func checkLinks(q evidence.LinkQuery) error {
	if linkQueries()[q.Kind] == "" {
		return evidence.Invalidf("kind", "%q is not a kind of link", q.Kind)
	}
	if !slices.Contains([]evidence.LinkDirection{evidence.Outgoing, evidence.Incoming, evidence.Either}, q.Direction) {
		return evidence.Invalidf("direction", "%q is not a direction; expected OUTGOING, INCOMING or EITHER", q.Direction)
	}
	return q.At.Validate()
}

// types returns the relationship types that a query narrows to, nil for all.
func types(q evidence.LinkQuery) any {
	switch {
	case q.Kind == evidence.KindStatement && len(q.Stances) > 0:
		list := make([]string, len(q.Stances))
		for i, stance := range q.Stances {
			list[i] = layout.TypeOf(stance)
		}
		return list
	case q.Kind == evidence.KindRelation && len(q.Relations) > 0:
		return layout.Texts(q.Relations)
	}
	return nil
}

// linkAnswer takes what the queries return for a subject: its place, how many links it has in all, and rows.
func (a *answer) linkAnswer(v any) (subject, total int, rows []any) {
	parts := as[[]any](a, "answers", v)
	if len(parts) != 3 {
		a.fail("answers", v, "a list of place, total and rows")
		return 0, 0, nil
	}
	return int(as[int64](a, "answers", parts[0])), int(as[int64](a, "answers", parts[1])),
		as[[]any](a, "answers", parts[2])
}

// linkPage reads rows of other end, link and relationships, which the query has ordered and cut.
func (a *answer) linkPage(w window, total int, rows []any) evidence.LinkPage {
	links := make([]evidence.LinkAt, 0, len(rows))
	for _, v := range rows {
		parts := as[[]any](a, "answers", v)
		if len(parts) != 3 {
			a.fail("answers", v, "a list of other end, link and relationships")
			return evidence.LinkPage{}
		}
		var whole stored
		for _, relationship := range as[[]any](a, "answers", parts[2]) {
			if link := a.linkRow("answers", relationship).link(); whole.record == nil {
				whole.record = link
			} else {
				whole.join(link, "")
			}
		}
		other, id := as[string](a, "answers", parts[0]), as[string](a, "answers", parts[1])
		links = append(links, evidence.LinkAt{Link: whole.object().Link, Depth: 1, Cursor: evidence.Cursor{"1", other, id}})
	}
	page := evidence.LinkPage{}
	page.Links, page.PageInfo = cut(w, links, total)
	return page
}

// walked numbers derivations by their steps from the subject, breadth first, and cuts the page.
func (a *answer) walked(q evidence.LinkQuery, w window, subject evidence.ID, rows []any) evidence.LinkPage {
	derivations := make([]evidence.Derivation, len(rows))
	touching := map[evidence.SourceID][]int{}
	for i, v := range rows {
		d := *linkOf[evidence.Derivation](a.linkRow("answers", v))
		derivations[i] = d
		if q.Direction != evidence.Incoming {
			touching[d.From] = append(touching[d.From], i)
		}
		if q.Direction != evidence.Outgoing && (d.From != d.To || q.Direction == evidence.Incoming) {
			touching[d.To] = append(touching[d.To], i)
		}
	}
	depth := map[evidence.SourceID]int{evidence.SourceID(subject): 0}
	var found []evidence.LinkAt
	taken := make([]bool, len(rows))
	for level, step := []evidence.SourceID{evidence.SourceID(subject)}, 1; len(level) > 0 && step <= q.MaxDepth; step++ {
		var next []evidence.SourceID
		for _, near := range level {
			for _, i := range touching[near] {
				d := &derivations[i]
				if taken[i] {
					continue
				}
				taken[i] = true
				other := farEnd(d, q.Direction, depth, step)
				if _, reached := depth[other]; !reached {
					depth[other] = step
					next = append(next, other)
				}
				cursor := evidence.Cursor{strconv.Itoa(step), string(other), string(d.ID)}
				found = append(found, evidence.LinkAt{Link: d, Depth: step, Cursor: cursor})
			}
		}
		level = next
	}
	slices.SortFunc(found, func(x, y evidence.LinkAt) int { return compareLinks(x.Cursor, y.Cursor) })
	return cutLinks(w, found)
}

// farEnd returns the end of a derivation away from the subject, which is the one it reads to where both are as near.
func farEnd(
	d *evidence.Derivation, direction evidence.LinkDirection, depth map[evidence.SourceID]int,
	step int) evidence.SourceID {
	if direction == evidence.Incoming {
		return d.From
	}
	if at, reached := depth[d.From]; reached && at == step-1 {
		return d.To
	}
	return d.From
}

// compareLinks orders cursors of links: by depth as a number, then by id of the other end and of the link.
func compareLinks(x, y evidence.Cursor) int {
	a, _ := strconv.Atoi(x[0])
	b, _ := strconv.Atoi(y[0])
	return cmp.Or(cmp.Compare(a, b), slices.Compare(x[1:], y[1:]))
}

func cutLinks(w window, all []evidence.LinkAt) evidence.LinkPage {
	items := slices.Clone(all)
	if w.page.After != nil {
		items = slices.DeleteFunc(items, func(l evidence.LinkAt) bool { return compareLinks(l.Cursor, w.page.After) <= 0 })
	}
	if w.page.Before != nil {
		items = slices.DeleteFunc(items, func(l evidence.LinkAt) bool { return compareLinks(l.Cursor, w.page.Before) >= 0 })
	}
	if w.backwards {
		slices.Reverse(items)
	}
	page := evidence.LinkPage{}
	page.Links, page.PageInfo = cut(w, items[:min(w.take, len(items))], len(all))
	return page
}
