package watch

import (
	"context"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// answerLimit bounds the computation that several wait for, since it does not end with the one who began it.
const answerLimit = time.Minute

// answers keeps what was computed at the latest state of the graph, so that it is computed once for all who ask.
type answers struct {
	service *inquiry.Service
	ctx     context.Context //nolint:containedctx // of all that is computed: it ends with the watcher
	running sync.WaitGroup

	mu     sync.Mutex
	number uint64 // the state that the held ones are of, or a later one
	held   map[answerKey]*pending
}

type answerKey struct {
	claim  evidence.ClaimID
	policy basis.Policy
}

// pending is an answer that is being computed until done is closed.
type pending struct {
	done   chan struct{}
	answer *convergence.Convergence // nil if the graph does not have the claim
	err    error
}

// of returns the answers for claims at a state of the graph or a later one, in their order; nil if the graph does
// not have a claim.
func (a *answers) of(
	ctx context.Context, number uint64, ids []evidence.ClaimID, p basis.Policy,
) ([]*convergence.Convergence, error) {
	waits, mine := a.claim(number, ids, p)
	if len(mine) > 0 {
		a.running.Go(func() { a.compute(mine, p, waits) })
	}
	out := make([]*convergence.Convergence, len(ids))
	for i, id := range ids {
		w := waits[id]
		select {
		case <-w.done:
		case <-ctx.Done():
			return nil, &evidence.Error{Code: evidence.CodeTimeout,
				Message: "the request ended before the answer was computed", Err: ctx.Err()}
		}
		if w.err != nil {
			return nil, w.err
		}
		out[i] = w.answer
	}
	return out, nil
}

// claim returns what to wait for, by claim, and the claims that the caller has to compute.
func (a *answers) claim(
	number uint64, ids []evidence.ClaimID, p basis.Policy,
) (waits map[evidence.ClaimID]*pending, mine []evidence.ClaimID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if number > a.number || a.held == nil {
		a.number, a.held = number, map[answerKey]*pending{}
	}
	waits = make(map[evidence.ClaimID]*pending, len(ids))
	for _, id := range ids {
		key := answerKey{id, p}
		w := a.held[key]
		if w == nil {
			w = &pending{done: make(chan struct{})}
			a.held[key] = w
			mine = append(mine, id)
		}
		waits[id] = w
	}
	return waits, mine
}

// compute computes claims and tells those who wait. What failed is forgotten, so that the next who asks tries again.
func (a *answers) compute(ids []evidence.ClaimID, p basis.Policy, waits map[evidence.ClaimID]*pending) {
	ctx, cancel := context.WithTimeout(a.ctx, answerLimit)
	defer cancel()
	var mu sync.Mutex
	err := a.service.Sweep(ctx, ids, evidence.Moment{}, p, func(c *convergence.Convergence) error {
		mu.Lock()
		defer mu.Unlock()
		waits[c.Claim.ID].answer = c
		return nil
	})
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, id := range ids {
		w := waits[id]
		w.err = err
		if key := (answerKey{id, p}); err != nil && a.held[key] == w {
			delete(a.held, key)
		}
		close(w.done)
	}
}
