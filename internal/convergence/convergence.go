package convergence

import "github.com/credence-graph/credence/internal/convergence/tally"

// Analysis is what an answer is made of. Everything that is made after [Compute] has returned, and every buffer, is
// guarded by the lock of the claim's figures.
type Analysis struct {
	*tally.Claim
	batch  *Batch // of a claim that is answered; nil of comparisons
	sides  [2]*Side
	rivals []rival // claims that exclude this one, by class

	figures *figures // of a claim that excludes another; else nil

	explanation []Note
	caveats     []Note
	explained   bool
	cautioned   bool
	inUse       []bool // by source: see matters; nil until it is asked for
}

// answerOf makes what an answer is made of, from the figures of its claim.
func answerOf(figures *tally.Claim) *Analysis {
	a := &Analysis{Claim: figures}
	for i, s := range figures.Sides {
		if s == nil { // of a comparison
			continue
		}
		a.sides[i] = &Side{Tally: s.Tally, UngroundedCount: s.Groundless, Approximate: s.Approx,
			analysis: &SideAnalysis{Side: s, a: a}}
	}
	return a
}

// Open locks the answer and returns what it is made of, for a package that needs more than its lists. Who opens it
// unlocks its Mu.
func (c *Convergence) Open() *Analysis {
	c.analysis.Mu.Lock()
	return c.analysis
}

// Side returns what a side is made of: 0 supports, 1 refutes.
func (a *Analysis) Side(k int) *SideAnalysis { return a.sides[k].analysis }

// SideAnalysis is what one side of an answer is made of.
type SideAnalysis struct {
	*tally.Side
	a     *Analysis
	asked []weighed // open questions; nil until they are asked for
}
