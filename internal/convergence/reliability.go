package convergence

import "github.com/credence-graph/credence/internal/convergence/basis"

// rated reports whether any source that takes a side has a letter. Without, there is no weight and no likelihood.
func (a *analysis) rated() bool {
	if !a.looked {
		a.looked = true
		for _, side := range [][]basis.Position{a.g.Supports, a.g.Refutes} {
			for _, p := range side {
				a.anyRated = a.anyRated || a.g.Letter(p.Node) != ""
			}
		}
	}
	return a.anyRated
}

// byLetters returns the reliances by the letters on record. Made once.
func (a *analysis) byLetters() *basis.Reliances {
	if a.reliances == nil {
		a.reliances = a.g.Reliances(nil)
	}
	return a.reliances
}
