package neo4jstore

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

var _ evidence.Explorer = (*Store)(nil)

// Takers implements evidence.Explorer with one query.
func (s *Store) Takers(ctx context.Context, of []evidence.OutletID, at evidence.Moment, limit int) ([]evidence.OutletID, error) {
	if err := at.Validate(); err != nil {
		return nil, err
	}
	a, err := s.read(ctx, "takers", map[string]any{"outlets": texts(of), "known": known(at), "limit": limit + 1})
	if err != nil {
		return nil, fmt.Errorf("looking for the outlets that take from %d outlets: %w", len(of), err)
	}
	ids := a.texts("ids")
	if a.err != nil {
		return nil, a.err
	}
	if len(ids) > limit {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: fmt.Sprintf("more than %d outlets take from it; name those that are meant", limit)}
	}
	outlets := make([]evidence.OutletID, len(ids))
	for i, id := range ids {
		outlets[i] = evidence.OutletID(id)
	}
	return outlets, nil
}
