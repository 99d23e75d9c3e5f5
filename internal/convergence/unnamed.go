package convergence

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

// unnamedSupporters returns the supporters with a part of which nothing is named, not even what cannot be, by id.
func (s *sideCore) unnamedSupporters() []int32 {
	var out []int32
	for i, p := range s.positions {
		if g := s.groupOf[i]; g >= 0 && slices.ContainsFunc(s.a.unnamedIn(s.rowOf[g]), s.a.g.NamesNothing) {
			out = append(out, p.Node)
		}
	}
	return out
}

// mostUnnamed keeps as many supporters as the policy's budget allows, those with the largest unnamed part, by id.
func (s *sideCore) mostUnnamed(supporters []int32) []int32 {
	budget := s.a.ix.Policy.Budget.Asked
	if len(supporters) <= budget {
		return supporters
	}
	mass := make(map[int32]float64, len(supporters))
	for _, v := range supporters {
		mass[v] = s.a.unnamedMass(s.rowOf[s.groupAt(v)])
	}
	slices.SortStableFunc(supporters, func(x, y int32) int { return cmp.Compare(Rounded(mass[y]), Rounded(mass[x])) })
	supporters = supporters[:budget]
	slices.Sort(supporters)
	return supporters
}

// oncePerGroup keeps one supporter of each group, by id: the one that is the unnamed end itself where it is among them.
func (s *sideCore) oncePerGroup(supporters []int32) []int32 {
	of := map[int32]int32{} // by group
	for _, v := range supporters {
		g := s.groupAt(v)
		if kept, some := of[g]; !some || s.a.g.Unnamed[v] && !s.a.g.Unnamed[kept] {
			of[g] = v
		}
	}
	return slices.DeleteFunc(supporters, func(v int32) bool { return of[s.groupAt(v)] != v })
}

// couldAdd returns, by group, what the demonstrated number becomes if the unnamed part of one member turns out to be an
// origin of its own: the least in all graphs.
func (s *sideCore) couldAdd(asked []int32) []float64 {
	out := s.ownCouldAdd(asked)
	for _, w := range s.cases() {
		there := make([]int32, len(asked))
		for i, v := range asked {
			there[i] = w.place[v]
		}
		worth := w.side.ownCouldAdd(there)
		for i, v := range asked {
			at := s.groupAt(v)
			if group := w.side.groupAt(there[i]); group >= 0 && worth[group] > 0 {
				out[at] = math.Min(out[at], worth[group])
			} else {
				out[at] = math.Min(out[at], w.side.recorded.Demonstrated)
			}
		}
	}
	return out
}

// ownCouldAdd returns the same in one graph.
func (s *sideCore) ownCouldAdd(asked []int32) []float64 {
	out := make([]float64, len(s.groups))
	m := effective.NewRows(0, 0)
	for i, named := range s.named {
		if named {
			cols, vals := s.root.Row(int32(i))
			m.Col, m.Val = append(m.Col, cols...), append(m.Val, vals...)
			m.End()
		}
	}
	rows, entries := len(m.Start), len(m.Col)
	for _, v := range asked {
		group := s.groupAt(v)
		switch {
		case group < 0 || out[group] > 0:
		case s.a.onlyUnnamed(s.rowOf[group]):
			out[group] = s.recorded.Demonstrated + 1
		default:
			s.a.sign.Expand(s.a.g, s.rowOf[group], true, s.a.causes(), m)
			for i := entries; i < len(m.Val); i++ {
				m.Val[i] = math.Sqrt(m.Val[i])
			}
			out[group] = math.Max(s.recorded.Demonstrated, s.a.solver.Solve(m, nil, nil).Value)
			m.Start, m.Col, m.Val = m.Start[:rows], m.Col[:entries], m.Val[:entries]
		}
	}
	return out
}

// leadingNamed returns the named supporter with the largest part in the demonstrated number, ties by id.
func (s *sideCore) leadingNamed() int32 {
	best, most := digraph.NoNode, 0.0
	for i, w := range s.weightsD {
		if s.named[i] && w > most+1e-9 {
			best, most = s.groups[i][0], w
		}
	}
	return best
}
