package neo4jstore

import (
	"context"
	"fmt"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Objects implements evidence.Reader: one round trip for the latest records, and one more only where an earlier moment
// asks for records that have been replaced since.
func (s *Store) Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error) {
	if err := at.Validate(); err != nil {
		return nil, err
	}
	found, err := s.lookUp(ctx, "records", ids, at)
	if err != nil {
		return nil, fmt.Errorf("reading %d objects: %w", len(ids), err)
	}
	objects := make([]evidence.Object, len(ids))
	var older []evidence.ID
	for i, id := range ids {
		r, ok := found[id]
		switch {
		case !ok:
		case at.Knows(moment(r.recorded), retractedAt(r.record)):
			objects[i] = r.object()
		case !at.KnownAt.IsZero() && r.recorded > at.KnownAt.UnixNano():
			older = append(older, id)
		}
	}
	if len(older) == 0 {
		return objects, nil
	}
	if found, err = s.lookUp(ctx, "past", older, at); err != nil {
		return nil, fmt.Errorf("reading %d earlier objects: %w", len(older), err)
	}
	for i, id := range ids {
		if r, ok := found[id]; ok {
			objects[i] = r.object()
		}
	}
	return objects, nil
}

func (s *Store) lookUp(ctx context.Context, query string, ids []evidence.ID, at evidence.Moment) (map[evidence.ID]*stored, error) {
	w := newWanted()
	seen := make(map[evidence.ID]bool, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			w.id(id)
		}
	}
	params := w.params()
	params["known"] = known(at)
	a, err := s.read(ctx, query, params)
	if err != nil {
		return nil, err
	}
	found := a.storedRecords()
	return found, a.err
}

// retractedAt returns when a link was retracted, nil for a node or a link that stands.
func retractedAt(record any) *time.Time {
	if p := provenanceOf(record); p != nil {
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
