package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Supporters returns the sources that take this side, by id.
func (s *Side) Supporters() []Supporter {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]Supporter, len(s.analysis.positions))
	for i, p := range s.analysis.positions {
		group := s.analysis.groupOf[i]
		out[i] = Supporter{
			Source: a.g.Source(p.Node), Grounded: group >= 0, Named: s.analysis.counts[i],
			Statements: make([]*evidence.Statement, len(p.Statements)),
		}
		for k, at := range p.Statements {
			out[i].Statements[k] = a.ix.Statements[at]
		}
		if a.rated() {
			strength := 0.0
			if group >= 0 {
				strength = s.analysis.strength(a.byLetters(), p)
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
	share := make([]float64, len(a.g.Nodes))
	for i, row := range s.analysis.rowOf {
		members := float64(len(s.analysis.groups[i]))
		cols, vals := a.g.Basis.Row(row)
		for k, c := range cols {
			share[c] += members * vals[k]
		}
	}
	grounded := float64(s.Sources - s.Ungrounded)
	var out []Origin
	for v, mass := range share {
		if mass > 0 {
			out = append(out, Origin{Source: a.g.Source(int32(v)), Unnamed: a.g.Unnamed[v], Share: mass / grounded})
		}
	}
	slices.SortStableFunc(out, func(x, y Origin) int {
		if x.Unnamed != y.Unnamed {
			if y.Unnamed {
				return -1
			}
			return 1
		}
		return cmp.Compare(Rounded(y.Share), Rounded(x.Share))
	})
	return out
}

// Evidence returns the lines of evidence: as many as can be had without two of them sharing a source. Those that are
// demonstrated come first, then those that are presumed: their end is, or an open question stands between them and being
// demonstrated; of each by the supporter's id. first < 0 means all.
func (s *Side) Evidence(first int) []EvidenceLine {
	a := s.analysis.a
	var out []EvidenceLine
	for _, presumed := range []bool{false, true} {
		for _, path := range s.analysis.paths(presumed) {
			if first >= 0 && len(out) >= first {
				return out
			}
			out = append(out, EvidenceLine{Nodes: a.sourcesOf(path), Links: a.linksAlong(path), Presumed: presumed})
		}
	}
	return out
}

// Circles returns the groups of sources that take from each other and that the side's sources lead into, by their
// smallest id. first < 0 means all.
func (s *Side) Circles(first int) []CircularGroup {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []CircularGroup
	for _, k := range s.analysis.circles(first) {
		out = append(out, CircularGroup{
			Members: a.sourcesOf(k.Sorted()), Grounded: k.Grounded, EntryPoints: a.sourcesOf(basis.SortedNodes(k.Entries)),
			Dependents: a.sourcesOf(s.analysis.dependents(k)),
		})
	}
	return out
}
