package convergence

import (
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// analysis is what an answer is made of. Everything that is made after [Compute] has returned, and every buffer, is
// guarded by mu.
type analysis struct {
	mu     sync.Mutex
	ix     *index
	g      *graph
	sign   *signatures
	solver *solver
	mixed  *mixer // over causes
	sides  [2]*Side
	worst  worstCases
	rivals []rival // claims that exclude this one, by class

	figures *figures // of a claim that excludes another; else nil

	lazyAnswer
}

// causes returns the mixer over causes.
func (a *analysis) causes() *mixer {
	if a.mixed == nil {
		a.mixed = newMixer(a.sign.width)
	}
	return a.mixed
}

// Compute returns what the evidence for and against one claim is worth. sub was read for the claim, else the claims that exclude
// it may be missing; it may hold the evidence of other claims too; it is not changed, and the answer points into it. The error has code [evidence.CodeInvalid] where the policy is out of
// range and [evidence.CodeNotFound] where sub does not hold the claim.
func Compute(sub *evidence.Subgraphs, claim evidence.ClaimID, p Policy) (*Convergence, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return newIndex(sub, p).compute(claim, &solver{})
}

func (ix *index) compute(claim evidence.ClaimID, s *solver) (*Convergence, error) {
	at, ok := ix.claimAt[claim]
	if !ok {
		return nil, evidence.NotFoundf("the graph has no claim %q", claim)
	}
	rivals := ix.excluding(ix.claimClass[at])
	a := ix.analysisOf(ix.claimClass[at], s, len(rivals) > 0)
	a.mu.Lock() // of two claims that are the same, or exclude each other, the first may be in use
	defer a.mu.Unlock()
	c := &Convergence{
		Claim: ix.claims[at], ValidAt: asked(ix.sub.At.ValidAt), KnownAt: asked(ix.sub.At.KnownAt), AskedAt: asked(ix.sub.At.AskedAt),
		Policy: ix.policy, Version: ix.sub.Version, Supporting: a.sides[0], Refuting: a.sides[1], analysis: a,
	}
	c.Confidence = a.confidence()
	a.keepSolver(&solver{}) // the lent one serves the next claim
	if a.rivals == nil {
		a.meet(rivals, s)
	}
	return c, nil
}

func asked(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
