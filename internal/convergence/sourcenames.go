package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Label returns how to show a source to a person: [evidence.Source.Label] with the name of its outlet.
func (c *Convergence) Label(s *evidence.Source) string {
	return s.Label(tally.OutletName(c.analysis.Ix, s))
}

// Name returns a short name for a source: its title, else the name of its outlet if no other source of this answer is
// of that outlet, else its label.
func (c *Convergence) Name(s *evidence.Source) string {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	return c.analysis.NameOf(s)
}
