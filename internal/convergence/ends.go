package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
)

// checked is what a side is worth over the ends of lines that can be checked.
type checked struct {
	demonstrated float64 // of the supporters that rest on nothing else
	lines        int     // demonstrated lines that end there
}

// checkable computes it: the least in all graphs. Made once.
func (s *sideCore) checkable() checked {
	if s.checked == nil {
		c := s.ownCheckable()
		for _, w := range s.cases() {
			there := w.side.ownCheckable()
			c = checked{min(c.demonstrated, there.demonstrated), min(c.lines, there.lines)}
		}
		s.checked = &c
	}
	return *s.checked
}

// ownCheckable computes it in one graph.
func (s *sideCore) ownCheckable() checked {
	can := s.a.g.CheckableEnds()
	alpha := make([]float64, len(s.groups))
	all := true
	for i := range alpha {
		if !s.named[i] {
			continue
		}
		cols, _ := s.a.g.Basis.Row(s.rowOf[i])
		if slices.ContainsFunc(cols, func(v int32) bool { return !can[v] }) {
			all = false
		} else {
			alpha[i] = 1
		}
	}
	if all {
		return checked{s.recorded.Demonstrated, s.recorded.DemonstratedLines}
	}
	f := digraph.NewFlow(s.a.g.Network())
	for i, p := range s.positions {
		if s.counts[i] {
			f.Begin = append(f.Begin, p.Node)
		}
	}
	for v := range f.Ends {
		f.Ends[v] = can[v] && s.a.g.Terminal(int32(v))
	}
	c := checked{lines: f.Grow()}
	if slices.Contains(alpha, 1) {
		c.demonstrated = min(s.a.solver.Solve(s.root, alpha, s.weights).Value, s.recorded.Demonstrated)
	}
	return c
}
