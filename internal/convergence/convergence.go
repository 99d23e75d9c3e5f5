package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"sync"
)

// analysis is what an answer is made of. Everything that is made after [Compute] has returned, and every buffer, is
// guarded by mu.
type analysis struct {
	mu     sync.Mutex
	ix     *basis.Index
	batch  *Batch // of a claim that is answered; nil of the graphs of worst answers and of comparisons
	g      *basis.Graph
	sign   *basis.Signatures
	solver *effective.Solver
	mixed  *effective.Mixer // over causes
	sides  [2]*Side
	worst  worstCases
	rivals []rival // claims that exclude this one, by class

	figures *figures // of a claim that excludes another; else nil

	lazyAnswer
}

// causes returns the mixer over causes.
func (a *analysis) causes() *effective.Mixer {
	if a.mixed == nil {
		a.mixed = effective.NewMixer(a.sign.Width)
	}
	return a.mixed
}
