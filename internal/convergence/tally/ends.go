package tally

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
)

// checked is what a side is worth over the ends of lines that can be checked.
type checked struct {
	Demonstrated float64 // of the supporters that rest on nothing else
	Lines        int     // demonstrated lines that end there
}

// Checkable computes it: the least in all graphs. Made once.
func (s *Side) Checkable() checked {
	if s.checked == nil {
		c := s.ownCheckable()
		for _, w := range s.Cases() {
			there := w.Side.ownCheckable()
			c = checked{min(c.Demonstrated, there.Demonstrated), min(c.Lines, there.Lines)}
		}
		s.checked = &c
	}
	return *s.checked
}

// ownCheckable computes it in one graph.
func (s *Side) ownCheckable() checked {
	can := s.A.G.CheckableEnds()
	alpha := make([]float64, len(s.Groups))
	all := true
	for i := range alpha {
		if !s.Named[i] {
			continue
		}
		cols, _ := s.A.G.Basis.Row(s.RowOf[i])
		if slices.ContainsFunc(cols, func(v int32) bool { return !can[v] }) {
			all = false
		} else {
			alpha[i] = 1
		}
	}
	if all {
		return checked{s.Recorded.Demonstrated, s.Recorded.DemonstratedLineCount}
	}
	f := digraph.NewFlow(s.A.G.Network())
	for i, p := range s.Positions {
		if s.Counts[i] {
			f.Begin = append(f.Begin, p.Node)
		}
	}
	for v := range f.Ends {
		f.Ends[v] = can[v] && s.A.G.Terminal(int32(v))
	}
	c := checked{Lines: f.Grow()}
	if slices.Contains(alpha, 1) {
		c.Demonstrated = min(s.A.solver.Solve(s.Root, alpha, s.weights).Value, s.Recorded.Demonstrated)
	}
	return c
}
