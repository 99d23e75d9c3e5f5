package inquiry

import (
	"cmp"
	"context"
	"sync"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Service computes answers from a graph. It is safe for concurrent use.
type Service struct {
	reader  evidence.Reader
	solvers sync.Pool // of *solver: their buffers serve the next request
}

// New returns a service on a reader.
func New(r evidence.Reader) *Service { return &Service{reader: r} }

// Of returns the answers for claims as of one moment, in the order asked; ids may repeat. The entry of a claim that the
// graph does not have is nil. The evidence of all of them is read in one round trip; no claims need none. Errors are
// the reader's, or have code [evidence.CodeInvalid] for a policy or moment that is out of range and
// [evidence.CodeTimeout] where ctx ends while computing.
func (s *Service) Of(
	ctx context.Context, ids []evidence.ClaimID, at evidence.Moment, p basis.Policy) ([]*convergence.Convergence, error) {
	at, p, err := settled(at, p)
	if err != nil {
		return nil, err
	}
	answers := make([]*convergence.Convergence, len(ids))
	if len(ids) == 0 {
		return answers, nil
	}
	unique, made := once(ids), make(map[evidence.ClaimID]*convergence.Convergence, len(ids))
	sub, err := s.reader.Subgraphs(ctx, unique, at)
	if err != nil {
		return nil, err
	}
	shared, ok := s.solvers.Get().(*effective.Solver)
	if !ok {
		shared = &effective.Solver{}
	}
	defer s.solvers.Put(shared)
	batch := convergence.NewBatch(sub, p)
	for _, id := range unique {
		if err := tally.Ended(ctx); err != nil {
			return nil, err
		}
		if !batch.Has(id) {
			continue
		}
		if made[id], err = batch.Compute(id, shared); err != nil {
			return nil, err
		}
	}
	for i, id := range ids {
		answers[i] = made[id]
	}
	return answers, nil
}

// settled checks a moment and a policy, and makes them agree on how undated sources count: the moment decides where
// it says anything.
func settled(at evidence.Moment, p basis.Policy) (evidence.Moment, basis.Policy, error) {
	if err := cmp.Or(p.Validate(), at.Validate()); err != nil {
		return at, p, err
	}
	if at.Undated == "" && p.Undated == evidence.ExcludeUndated {
		at.Undated = p.Undated
	}
	p.Undated = cmp.Or(at.Undated, p.Undated)
	return at, p, nil
}

// once returns each id once, in the order in which they first come.
func once[T ~string](ids []T) []T {
	seen := make(map[T]bool, len(ids))
	out := make([]T, 0, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
