package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Supporters returns the sources that take this side, by id.
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

// Origins returns the first-hand ends that the side rests on: named ones first, then those that are presumed; of each
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

// Evidence returns the lines of evidence: as many as can be had without two of them sharing a source. Those that are
// demonstrated come first, then those that are presumed: their end is, or an open question stands between them and
// being demonstrated; of each by the supporter's id. first < 0 means all.
func (s *Side) Lines(first int) []EvidenceLine {
	a := s.analysis.a
	var out []EvidenceLine
	for _, presumed := range []bool{false, true} {
		for _, path := range s.analysis.Paths(presumed) {
			if first >= 0 && len(out) >= first {
				return out
			}
			out = append(out, EvidenceLine{Nodes: a.SourcesOf(path), Links: a.LinksAlong(path), Untraced: presumed})
		}
	}
	return out
}

// Circles returns the groups of sources that take from each other and that the side's sources lead into, by their
// smallest id. first < 0 means all.
func (s *Side) Circles(first int) []CircularGroup {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	var out []CircularGroup
	for _, k := range s.analysis.Circles(first) {
		out = append(out, CircularGroup{
			Members: a.SourcesOf(k.Sorted()), Grounded: k.Grounded, EntryPoints: a.SourcesOf(basis.SortedNodes(k.Entries)),
			Dependents: a.SourcesOf(s.analysis.Dependents(k)),
		})
	}
	return out
}
