package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Uncheckable says which ends of a side's demonstrated lines nobody else could check.
type Uncheckable struct {
	Ends       []*evidence.Source // by id
	Collectors []string           // whose word they are: who recorded what leads to them, sorted
	Lines      int                // demonstrated lines that cannot be checked
	All        bool               // no demonstrated line can be checked
	Steps      []evidence.Link    // what leads to the ends: derivations, or statements of those that are their own end
}

// Uncheckable returns the ends of demonstrated lines that have no address, no date together with an outlet or author,
// and no curator who confirmed what leads to them; nil if there is no such end.
func (s *Side) Uncheckable() *Uncheckable {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return s.analysis.uncheckable()
}

func (s *SideAnalysis) uncheckable() *Uncheckable {
	if s.Tally.DemonstratedLineCount == 0 {
		return nil
	}
	u := &Uncheckable{Lines: s.Tally.DemonstratedLineCount - s.Checkable().Lines}
	if u.Lines == 0 {
		return nil
	}
	u.All = u.Lines == s.Tally.DemonstratedLineCount
	addEnds(s.Side, u)
	for _, w := range s.Cases() {
		if len(u.Ends) == 0 { // as it is recorded, all ends can be checked
			addEnds(w.Side, u)
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
func addEnds(s *tally.Side, u *Uncheckable) {
	if s.Flow == nil {
		return
	}
	can := s.A.G.CheckableEnds()
	for i, p := range s.Positions {
		if !s.Counts[i] || s.Flow.Prev[p.Node] != digraph.FromRoot {
			continue
		}
		path := s.Flow.Line(p.Node)
		end := path[len(path)-1]
		if can[end] {
			continue
		}
		u.Ends = append(u.Ends, s.A.G.Source(end))
		if len(path) > 1 {
			u.Steps = append(u.Steps, s.A.LinkBetween(path[len(path)-2], end))
		} else {
			u.Steps = append(u.Steps, s.A.Ix.Statements[p.Statements[0]])
		}
	}
}
