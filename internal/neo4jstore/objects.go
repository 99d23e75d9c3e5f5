package neo4jstore

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Objects implements evidence.Reader: a round trip for each kind among the ids, and two more at most, only where an
// earlier moment asks for records that have been replaced since.
func (s *Store) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	if err := at.Validate(); err != nil {
		return nil, err
	}
	w := wanted{}
	seen := make(map[evidence.ID]bool, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			w.id(id)
		}
	}
	found, err := w.find(func(query string, params map[string]any) (*answer, error) { return s.read(ctx, query, params) })
	if err == nil {
		err = s.lookBack(ctx, found, at)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %d objects: %w", len(ids), err)
	}
	objects := make([]evidence.Object, len(ids))
	for i, id := range ids {
		if r, ok := found[id]; ok && at.Knows(moment(r.recorded), retractedAt(r.record)) {
			objects[i] = r.object()
		}
	}
	return objects, nil
}

// lookBack replaces what is younger than the moment by what stood then.
func (s *Store) lookBack(ctx context.Context, found map[evidence.ID]*stored, at evidence.Moment) error {
	if at.KnownAt.IsZero() {
		return nil
	}
	nodes, links := wanted{}, []string{}
	for id, r := range found {
		switch {
		case r.recorded <= nanoseconds(at.KnownAt):
		case id.Kind().IsNode():
			nodes.id(id)
		default:
			links = append(links, r.elements...)
		}
	}
	ask := func(query string, params map[string]any) error {
		params["known"] = known(at)
		a, err := s.read(ctx, query, params)
		if err != nil {
			return err
		}
		former := map[evidence.ID]*stored{}
		a.storedRecords(former, query == "past_nodes")
		maps.Copy(found, former)
		return a.err
	}
	if ids, some := nodes.params(lookups()[0]); some {
		if err := ask("past_nodes", map[string]any{"ids": ids}); err != nil {
			return err
		}
	}
	if len(links) > 0 {
		return ask("past_links", map[string]any{"latest": links})
	}
	return nil
}

// retractedAt returns when a link was retracted, nil for a node or a link that stands.
func retractedAt(record any) *time.Time {
	if p := evidence.ProvenanceOf(record); p != nil {
		return p.RetractedAt
	}
	return nil
}

func (s *stored) object() evidence.Object {
	switch r := s.record.(type) {
	case evidence.Node:
		return evidence.Object{Node: r}
	case evidence.Link:
		return evidence.Object{Link: r}
	}
	return evidence.Object{}
}
