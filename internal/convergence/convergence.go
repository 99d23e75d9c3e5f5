package convergence

// analysis is what an answer is made of. Everything that is made after [Compute] has returned, and every buffer, is
// guarded by the lock of the claim's figures.
type analysis struct {
	*core
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
func answerOf(figures *core) *analysis {
	a := &analysis{core: figures}
	for i, s := range figures.sides {
		if s == nil { // of a comparison
			continue
		}
		a.sides[i] = &Side{Tally: s.tally, Ungrounded: s.groundless, Approximate: s.approx, analysis: &sideAnalysis{sideCore: s, a: a}}
	}
	return a
}

// Open locks the answer and returns what it is made of, for a package that needs more than its lists. Who opens it unlocks
// its Mu.
func (c *Convergence) Open() *analysis {
	c.analysis.mu.Lock()
	return c.analysis
}

// side returns what a side is made of: 0 supports, 1 refutes.
func (a *analysis) side(k int) *sideAnalysis { return a.sides[k].analysis }

// sideAnalysis is what one side of an answer is made of.
type sideAnalysis struct {
	*sideCore
	a     *analysis
	asked []weighed // open questions; nil until they are asked for
}
