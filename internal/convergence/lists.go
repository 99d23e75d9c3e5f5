package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Sources returns the sources that take this side, by id.
func (s *Side) Sources() []SideSource {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	out := make([]SideSource, len(s.analysis.Positions))
	for i, p := range s.analysis.Positions {
		group := s.analysis.GroupOf[i]
		out[i] = SideSource{
			Source: a.G.Source(p.Node), Grounded: group >= 0, Traced: s.analysis.Counts[i],
			Statements: make([]*evidence.Statement, len(p.Statements)),
		}
		for k, at := range p.Statements {
			out[i].Statements[k] = a.Ix.Statements[at]
		}
		if a.Rated() {
			strength := 0.0
			if group >= 0 {
				strength = s.analysis.Strength(a.ByLetters(), p)
			}
			weight := strength * strength
			out[i].Weight = &weight
		}
	}
	return out
}

// Origins returns the first-hand ends that the side rests on: traced ones first, then untraced ones; of each
// the largest share first, ties by id.
func (s *Side) Origins() []Origin {
	a := s.analysis.a
	share := make([]float64, len(a.G.Nodes))
	for i, row := range s.analysis.RowOf {
		members := float64(len(s.analysis.Groups[i]))
		cols, vals := a.G.Basis.Row(row)
		for k, c := range cols {
			share[c] += members * vals[k]
		}
	}
	grounded := float64(s.SourceCount - s.UngroundedCount)
	var out []Origin
	for v, mass := range share {
		if mass > 0 {
			out = append(out, Origin{Source: a.G.Source(int32(v)), Untraced: a.G.Unnamed[v], Share: mass / grounded})
		}
	}
	slices.SortStableFunc(out, func(x, y Origin) int {
		if x.Untraced != y.Untraced {
			if y.Untraced {
				return -1
			}
			return 1
		}
		return cmp.Compare(tally.Rounded(y.Share), tally.Rounded(x.Share))
	})
	return out
}

// Lines returns the first of [Side.LineList]; all for first < 0.
func (s *Side) Lines(first int) []EvidenceLine { return s.LineList().First(first) }

// LineList returns the lines of evidence: as many as can be had without two of them sharing a source. Those that are
// demonstrated come first, then those that are presumed: their end is, or an open question stands between them and
// being demonstrated; of each by the supporter's id, which is the key.
func (s *Side) LineList() List[EvidenceLine] {
	type line struct {
		path     []int32
		untraced bool
	}
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	var lines []line
	for _, untraced := range []bool{false, true} {
		for _, path := range s.analysis.Paths(untraced) {
			lines = append(lines, line{path, untraced})
		}
	}
	return computed(a, lines,
		func(l line) string { return a.idOf(l.path[0]) },
		func(l *EvidenceLine) string { return string(l.Nodes[0].ID) },
		func(l line) EvidenceLine {
			return EvidenceLine{Nodes: a.SourcesOf(l.path), Links: a.LinksAlong(l.path), Untraced: l.untraced}
		})
}

// Circles returns the first of [Side.CircleList]; all for first < 0.
func (s *Side) Circles(first int) []CircularGroup { return s.CircleList().First(first) }

// CircleList returns the groups of sources that take from each other and that the side's sources lead into, by their
// smallest id, which is the key.
func (s *Side) CircleList() List[CircularGroup] {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return computed(a, s.analysis.Circles(-1),
		func(k *basis.Circle) string { return a.idOf(k.Sorted()[0]) },
		func(k *CircularGroup) string { return string(k.Members[0].ID) },
		func(k *basis.Circle) CircularGroup {
			return CircularGroup{
				Members: a.SourcesOf(k.Sorted()), Grounded: k.Grounded,
				EntryPoints: a.SourcesOf(basis.SortedNodes(k.Entries)), Dependents: a.SourcesOf(s.analysis.Dependents(k)),
			}
		})
}
