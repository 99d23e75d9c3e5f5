package dedupe

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/memo"
)

// ServiceStore is what a [Service] needs of a graph.
type ServiceStore interface {
	Store
	// Status tells which version of the graph there is.
	Status(ctx context.Context) (evidence.Status, error)
}

// Service looks for things under two ids, and keeps what it has found until the graph changes. It is safe for
// concurrent use.
type Service struct {
	store ServiceStore
	found *memo.ByVersion[*Result]
}

// NewService returns a Service of a graph.
func NewService(store ServiceStore) *Service {
	return &Service{store: store, found: memo.NewByVersion[*Result]()}
}

// Suggestions returns what [Find] finds of some kinds; none = of all. The statistics are of all kinds. A kind that is
// none of [Kinds] is [evidence.CodeInvalid].
func (s *Service) Suggestions(ctx context.Context, kinds []evidence.Kind) (*Result, error) {
	for _, k := range kinds {
		if !slices.Contains(Kinds(), k) {
			return nil, evidence.Invalidf("kinds", "%q cannot be the same as another; expected some of %v", k, Kinds())
		}
	}
	all, err := s.all(ctx)
	if err != nil || len(kinds) == 0 {
		return all, err
	}
	some := *all
	some.Suggestions = nil
	for _, suggestion := range all.Suggestions {
		if slices.Contains(kinds, suggestion.Kind()) {
			some.Suggestions = append(some.Suggestions, suggestion)
		}
	}
	return &some, nil
}

func (s *Service) all(ctx context.Context) (*Result, error) {
	result, _, err := s.found.Get(ctx, s.store.Status, func(ctx context.Context) (*Result, evidence.Version, error) {
		result, err := Find(ctx, s.store)
		if err != nil {
			return nil, evidence.Version{}, err
		}
		return result, result.Version, nil
	})
	return result, err
}
