package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/undisclosed"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Gatekeepers returns the smallest set of sources without which no line of evidence is left, the one nearest to the
// claim; by id. There are as many as [Tally.Lines] (Menger), and the nearest set is unique.
func (s *Side) Gatekeepers() []*evidence.Source { return s.cut((*SideAnalysis).Gatekeepers) }

// RootCauses returns the smallest set of sources without which no line of evidence is left, the one nearest to the
// first-hand ends; by id. There are as many as [Tally.Lines], and the nearest set is unique.
func (s *Side) RootCauses() []*evidence.Source { return s.cut((*SideAnalysis).RootCauses) }

func (s *Side) cut(which func(*SideAnalysis) []int32) []*evidence.Source {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return a.SourcesOf(which(s.analysis))
}

// PooledLineCount returns how many lines there are where all unknown origins count together as one extra source: all
// lines to untraced ends then meet in it, so at most one of them is left beside those to the other ends.
func (s *Side) PooledLineCount() int {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	g, f := s.analysis.a.G, digraph.NewFlow(s.analysis.a.G.Network())
	for i, p := range s.analysis.Positions {
		if s.analysis.GroupOf[i] >= 0 {
			f.Begin = append(f.Begin, p.Node)
		}
	}
	for v := range f.Ends {
		f.Ends[v] = g.Terminal(int32(v)) && !g.Unnamed[v]
	}
	if named := f.Grow(); named < s.LineCount {
		return named + 1
	}
	return s.LineCount
}

// DistanceToCollapse returns the fewest undisclosed links, among plausible ones, that would leave one line of evidence.
func (s *Side) DistanceToCollapse() undisclosed.CollapseDistance {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	return undisclosed.Distance(s.analysis.Side)
}
