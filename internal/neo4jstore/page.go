package neo4jstore

import (
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// window is a page as the queries take it: one item more than asked, which reports whether there are more.
type window struct {
	take      int
	backwards bool
	page      evidence.Page
}

// windowOf checks a page, whose cursors must have so many parts.
func windowOf(p evidence.Page, parts int) (window, error) {
	if (p.First > 0) == (p.Last > 0) || p.First < 0 || p.Last < 0 {
		return window{}, evidence.Invalidf(
			"first", "first %d and last %d; expected exactly one of them, above zero", p.First, p.Last)
	}
	for _, c := range []evidence.Cursor{p.After, p.Before} {
		if c != nil && len(c) != parts {
			return window{}, evidence.Invalidf(
				"after", "the cursor is not of this list; expected one that came with an item of it")
		}
	}
	return window{take: max(p.First, p.Last) + 1, backwards: p.Last > 0, page: p}, nil
}

// params adds the page to a query's parameters; key turns a cursor into what the query compares by.
func (w window) params(params map[string]any, key func(evidence.Cursor) []string) {
	params["take"], params["backwards"], params["count"] = w.take, w.backwards, w.page.Count
	params["after"], params["before"] = nil, nil
	if w.page.After != nil {
		params["after"] = key(w.page.After)
	}
	if w.page.Before != nil {
		params["before"] = key(w.page.Before)
	}
}

// cut takes the item too many off, puts a page that was read from its end into order, and says what lies beyond.
func cut[T any](w window, items []T, total int) ([]T, evidence.PageInfo) {
	info := evidence.PageInfo{HasNext: w.page.Before != nil, HasPrevious: w.page.After != nil}
	if more := len(items) == w.take; more {
		items = items[:w.take-1]
		info.HasNext = info.HasNext || !w.backwards
		info.HasPrevious = info.HasPrevious || w.backwards
	}
	if w.backwards {
		slices.Reverse(items)
	}
	if w.page.Count {
		info.Total = &total
	}
	return items, info
}

// momentParams adds a moment to a query's parameters.
func momentParams(params map[string]any, at evidence.Moment) {
	params["known"] = known(at)
	params["valid"] = nil
	if !at.ValidAt.IsZero() {
		params["valid"] = evidence.SortKeyOf(at.ValidAt)
	}
	params["world"] = validDay(at.World())
	params["undated"] = at.Undated != evidence.ExcludeUndated
}

// validDay returns the day of a time as dates are compared with it, which are of four-digit years: a later one is the
// last of them.
func validDay(t time.Time) string {
	if t = t.UTC(); t.Year() > 9999 {
		return "9999-12-31"
	}
	return t.Format(time.DateOnly)
}
