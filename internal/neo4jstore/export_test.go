package neo4jstore

import (
	"context"

	"github.com/credence-graph/credence/internal/neo4jstore/faults"
)

// TakeForNew makes the store take every batch for new at first, as it does an import's after a new one.
func (s *Store) TakeForNew() { s.guessFrom = 0 }

// Retries reports whether a batch that was made ready is recorded carefully after what the driver returned for it.
func Retries(ctx context.Context, driver error) bool {
	return retry(faults.Translate(ctx, driver, faults.OutcomeKnown))
}
