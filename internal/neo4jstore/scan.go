package neo4jstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// scanPage is how many nodes or relationships of a type a scan holds at a time.
const scanPage = 2000

// Scan implements evidence.Scanner with a query for each page. Neo4j has no snapshots: every page waits for the
// bookmark that was known before the first of them, and must come with the same (see Store.pinned).
func (s *Store) Scan(
	ctx context.Context, kinds []evidence.Kind, each func(record any) error) (evidence.Version, error) {
	kinds, err := evidence.ScannedKinds(kinds)
	if err != nil {
		return evidence.Version{}, err
	}
	ctx = s.LongRead(ctx)
	sc := &scan{store: s}
	if _, err := sc.read(ctx, "probe", nil); err != nil {
		return evidence.Version{}, fmt.Errorf("scanning the graph: %w", err)
	}
	for _, kind := range kinds {
		next := sc.nodes(kind)
		if kind.IsLink() {
			next = sc.links(kind)
		}
		if err := forEach(ctx, next, each); err != nil {
			return evidence.Version{}, err
		}
	}
	return sc.version, nil
}

// next returns the record that comes next, nil after the last.
type next func(ctx context.Context) (any, error)

func forEach(ctx context.Context, next next, each func(record any) error) error {
	for {
		record, err := next(ctx)
		if err != nil {
			return fmt.Errorf("scanning the graph: %w", err)
		}
		if record == nil {
			return nil
		}
		if err := each(record); err != nil {
			return err
		}
	}
}

// scan is one under way.
type scan struct {
	store   *Store
	version evidence.Version // that everything must belong to; zero = not known yet
}

// read reads a page, which must belong to the version.
func (sc *scan) read(ctx context.Context, query string, params map[string]any) (*answer, error) {
	a, err := sc.store.readAfter(ctx, sc.version.Bookmark, query, params)
	if err != nil {
		return nil, err
	}
	version := evidence.Version{Epoch: a.epoch(), Bookmark: a.bookmark}
	if sc.version == (evidence.Version{}) {
		sc.version = version
	}
	if version != sc.version {
		return nil, evidence.ChangedMeanwhile()
	}
	return a, a.err
}

// rows hands out, one by one, what a query returns by pages; column is the list that it returns, and id the id of one
// of it.
func rows[T any](sc *scan, query, column, by string,
	decode func(a *answer, v any) (row T, id string)) func(ctx context.Context) (T, bool, error) {
	var page []T
	after, more := "", true
	return func(ctx context.Context) (row T, found bool, err error) {
		if len(page) == 0 && more {
			a, err := sc.read(ctx, query, map[string]any{"by": by, "after": after, "take": scanPage})
			if err != nil {
				return row, false, err
			}
			list := a.list(column)
			page, more = make([]T, len(list)), len(list) == scanPage
			for i, v := range list {
				page[i], after = decode(a, v)
			}
			if a.err != nil {
				return row, false, a.err
			}
		}
		if len(page) == 0 {
			return row, false, nil
		}
		row, page = page[0], page[1:]
		return row, true, nil
	}
}

func (sc *scan) nodes(kind evidence.Kind) next {
	row := rows(sc, "scan_nodes", "nodes", layout.LabelOf(kind), func(a *answer, v any) (evidence.Node, string) {
		node := fields{a, as[map[string]any](a, "nodes", v)}.node()
		return node, string(evidence.IDOf(node))
	})
	return func(ctx context.Context) (any, error) {
		node, found, err := row(ctx)
		if err != nil || !found {
			return nil, err
		}
		return node, nil
	}
}

// links merges the relationships of the types that a kind is stored as.
func (sc *scan) links(kind evidence.Kind) next {
	var heads []*head
	for _, stored := range typesOf(kind) {
		heads = append(
			heads, &head{row: rows(sc, "scan_links", "links", stored, func(a *answer, v any) (evidence.Link, string) {
				row := a.linkRow("links", v)
				return row.link(), get[string](row.fields, "id")
			})})
	}
	begun := false
	return func(ctx context.Context) (any, error) {
		for _, h := range heads {
			if !begun {
				if err := h.step(ctx); err != nil {
					return nil, err
				}
			}
		}
		begun = true
		var least *head
		for _, h := range heads {
			if h.link != nil && (least == nil || h.link.LinkID() < least.link.LinkID()) {
				least = h
			}
		}
		if least == nil {
			return nil, nil
		}
		return least.take(ctx)
	}
}

// head is the foremost relationship of a type.
type head struct {
	row  func(ctx context.Context) (evidence.Link, bool, error)
	link evidence.Link // nil = there are no more
}

func (h *head) step(ctx context.Context) error {
	link, found, err := h.row(ctx)
	if h.link = nil; found {
		h.link = link
	}
	return err
}

// take returns the foremost link: of a corroboration, whose relationships follow one another, all that it names.
func (h *head) take(ctx context.Context) (any, error) {
	link := h.link
	if err := h.step(ctx); err != nil {
		return nil, err
	}
	whole, joined := link.(*evidence.Corroboration)
	for joined && h.link != nil && h.link.LinkID() == link.LinkID() {
		if part, same := h.link.(*evidence.Corroboration); same {
			whole.Sources = append(whole.Sources, part.Sources...)
		}
		if err := h.step(ctx); err != nil {
			return nil, err
		}
	}
	if joined {
		slices.Sort(whole.Sources)
	}
	return link, nil
}

// Denials implements evidence.Denials, by pages as a scan.
func (s *Store) Denials(ctx context.Context) ([]evidence.Denial, evidence.Version, error) {
	sc := &scan{store: s}
	row := rows(sc, "denials", "links", layout.SameAs, func(a *answer, v any) (evidence.Denial, string) {
		row := a.linkRow("links", v)
		return row.denial(), get[string](row.fields, "id")
	})
	var rejected []evidence.Denial
	for {
		denial, found, err := row(ctx)
		if err != nil {
			return nil, evidence.Version{}, fmt.Errorf("reading what was found not to be one: %w", err)
		}
		if !found {
			return rejected, sc.version, nil
		}
		rejected = append(rejected, denial)
	}
}
