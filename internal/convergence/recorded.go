package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Document returns the one document that every statement and link of the answer was recorded from, "" where there are
// several or none: then a place such as "line 6" says nothing without its document.
func (c *Convergence) Document() string { return c.analysis.document() }

// Upstream returns the links that count for this claim by which a source, or one that is the same, takes from others,
// by id. It is empty for a source that is not part of the evidence.
func (c *Convergence) Upstream(id evidence.SourceID) []*evidence.Derivation {
	a := c.analysis
	v, ok := a.G.Find(id)
	if !ok {
		return nil
	}
	var out []*evidence.Derivation
	for i := a.G.UpStart[v]; i < a.G.UpStart[v+1]; i++ {
		for _, l := range a.G.Via[a.G.ViaFrom[i]:a.G.ViaFrom[i+1]] {
			out = append(out, a.Ix.Links[l])
		}
	}
	if a.G.Model != nil && a.G.Model[v] >= 0 {
		out = append(out, a.Ix.Links[a.G.Copied[v]])
	}
	slices.SortFunc(out, func(x, y *evidence.Derivation) int {
		if x.ID < y.ID {
			return -1
		}
		return 1
	})
	return out
}
