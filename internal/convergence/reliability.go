package convergence

// rated reports whether any source that takes a side has a letter. Without, there is no weight and no likelihood.
func (a *analysis) rated() bool {
	if !a.looked {
		a.looked = true
		for _, side := range [][]position{a.g.supports, a.g.refutes} {
			for _, p := range side {
				a.anyRated = a.anyRated || a.g.letter(p.node) != ""
			}
		}
	}
	return a.anyRated
}

// byLetters returns the reliances by the letters on record. Made once.
func (a *analysis) byLetters() *reliances {
	if a.reliances == nil {
		a.reliances = a.g.reliances(nil)
	}
	return a.reliances
}
