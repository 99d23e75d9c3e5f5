package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// checked is what a side is worth over the ends of lines that can be checked.
type checked struct {
	demonstrated float64 // of the supporters that rest on nothing else
	lines        int     // demonstrated lines that end there
}

// checkable computes it: the least in all graphs. Made once.
func (s *sideAnalysis) checkable() checked {
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
func (s *sideAnalysis) ownCheckable() checked {
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

// Uncheckable says which ends of a side's demonstrated lines nobody else could check.
type Uncheckable struct {
	Ends       []*evidence.Source // by id
	Collectors []string           // whose word they are: who recorded what leads to them, sorted
	Lines      int                // demonstrated lines that cannot be checked
	All        bool               // no demonstrated line can be checked
	Steps      []evidence.Link    // what leads to the ends: derivations, or statements of those that are their own end
}

// Uncheckable returns the ends of demonstrated lines that have no address, no date together with an outlet or author, and
// no curator who confirmed what leads to them; nil if there is no such end.
func (s *Side) Uncheckable() *Uncheckable {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	return s.analysis.uncheckable()
}

func (s *sideAnalysis) uncheckable() *Uncheckable {
	if s.tally.DemonstratedLines == 0 {
		return nil
	}
	u := &Uncheckable{Lines: s.tally.DemonstratedLines - s.checkable().lines}
	if u.Lines == 0 {
		return nil
	}
	u.All = u.Lines == s.tally.DemonstratedLines
	s.addEnds(u)
	for _, w := range s.cases() {
		if len(u.Ends) == 0 { // as it is recorded, all ends can be checked
			w.side.addEnds(u)
		}
	}
	for _, l := range u.Steps {
		if by := l.Record().Collector; by != "" {
			u.Collectors = append(u.Collectors, by)
		}
	}
	slices.Sort(u.Collectors)
	u.Collectors = slices.Compact(u.Collectors)
	slices.SortFunc(u.Ends, func(a, b *evidence.Source) int { return cmp.Compare(a.ID, b.ID) })
	return u
}

// addEnds notes the ends of one graph's demonstrated lines that cannot be checked, and what leads to them.
func (s *sideAnalysis) addEnds(u *Uncheckable) {
	if s.flow == nil {
		return
	}
	can := s.a.g.CheckableEnds()
	for i, p := range s.positions {
		if !s.counts[i] || s.flow.Prev[p.Node] != digraph.FromRoot {
			continue
		}
		path := s.flow.Line(p.Node)
		end := path[len(path)-1]
		if can[end] {
			continue
		}
		u.Ends = append(u.Ends, s.a.g.Source(end))
		if len(path) > 1 {
			u.Steps = append(u.Steps, s.a.linkBetween(path[len(path)-2], end))
		} else {
			u.Steps = append(u.Steps, s.a.ix.Statements[p.Statements[0]])
		}
	}
}
