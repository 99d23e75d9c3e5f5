package convergence

import "github.com/credence-graph/credence/internal/evidence"

// Label returns what to call a source in a sentence that may name any other source, see [tally.Claim.LabelOf].
func (c *Convergence) Label(s *evidence.Source) string {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	return c.analysis.LabelOf(s)
}

// Name returns the short name of a source in sentences about this answer, see [tally.Claim.NameOf].
func (c *Convergence) Name(s *evidence.Source) string {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	return c.analysis.NameOf(s)
}

// Caption returns a short name of a source for a drawing, see [tally.Claim.Caption].
func (c *Convergence) Caption(s *evidence.Source) string {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	return c.analysis.Caption(s)
}
