package convergence

import "github.com/credence-graph/credence/internal/evidence"

// Concerns reports whether a node is part of the claim's own evidence, or of what stands behind it: what was read with
// it may hold others, such as those of claims that exclude it.
func (c *Convergence) Concerns(id evidence.ID) bool {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	return c.analysis.Concerns(id)
}
