package neo4jstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// listResting lists claims by what they rest on: one query finds their ids, and a second is the list of these. Both
// must be of one version, else both are asked again.
func (s *Store) listResting(ctx context.Context, q evidence.ListQuery) (evidence.NodePage, error) {
	tags := []string{}
	for _, id := range q.Where.RestsOn {
		if tag := id.Tag(); tag != "" {
			tags = append(tags, tag)
		}
	}
	params := map[string]any{"on": layout.Texts(q.Where.RestsOn), "tags": tags, "rivals": q.Where.Rivals,
		"known": known(q.At)}
	for range maxRereads {
		a, version, err := s.pinned(ctx, "resting", params)
		if err != nil {
			return evidence.NodePage{}, fmt.Errorf("looking for the claims that rest on %d nodes: %w", len(q.Where.RestsOn), err)
		}
		listed := q
		listed.Where.RestsOn, listed.Where.Rivals, listed.Where.IDs = nil, false, []evidence.ID{}
		for _, id := range a.texts("ids") {
			if q.Where.IDs == nil || slices.Contains(q.Where.IDs, evidence.ID(id)) {
				listed.Where.IDs = append(listed.Where.IDs, evidence.ID(id))
			}
		}
		if a.err != nil {
			return evidence.NodePage{}, a.err
		}
		page, err := s.List(ctx, listed)
		if err != nil || page.Version == version {
			return page, err
		}
	}
	return evidence.NodePage{}, changing()
}
