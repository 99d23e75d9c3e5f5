package tally

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

// UnnamedSupporters returns the supporters with a part of which nothing is named, not even what cannot be, by id.
func (s *Side) UnnamedSupporters() []int32 {
	var out []int32
	for i, p := range s.Positions {
		if g := s.GroupOf[i]; g >= 0 && slices.ContainsFunc(s.A.UnnamedIn(s.RowOf[g]), s.A.G.NamesNothing) {
			out = append(out, p.Node)
		}
	}
	return out
}

// MostUnnamed keeps as many supporters as the policy's budget allows, those with the largest unnamed part, by id.
func (s *Side) MostUnnamed(supporters []int32) []int32 {
	budget := s.A.Ix.Policy.Budget.AskedCount
	if len(supporters) <= budget {
		return supporters
	}
	mass := make(map[int32]float64, len(supporters))
	for _, v := range supporters {
		mass[v] = s.A.unnamedMass(s.RowOf[s.GroupAt(v)])
	}
	slices.SortStableFunc(supporters, func(x, y int32) int { return cmp.Compare(Rounded(mass[y]), Rounded(mass[x])) })
	supporters = supporters[:budget]
	slices.Sort(supporters)
	return supporters
}

// OncePerGroup keeps one supporter of each group, by id: the one that is the unnamed end itself where it is among them.
func (s *Side) OncePerGroup(supporters []int32) []int32 {
	of := map[int32]int32{} // by group
	for _, v := range supporters {
		g := s.GroupAt(v)
		if kept, some := of[g]; !some || s.A.G.Unnamed[v] && !s.A.G.Unnamed[kept] {
			of[g] = v
		}
	}
	return slices.DeleteFunc(supporters, func(v int32) bool { return of[s.GroupAt(v)] != v })
}

// CouldAdd returns, by group, what the demonstrated number becomes if the unnamed part of one member turns out to be an
// origin of its own: the least in all graphs.
func (s *Side) CouldAdd(asked []int32) []float64 {
	out := s.ownCouldAdd(asked)
	for _, w := range s.Cases() {
		there := make([]int32, len(asked))
		for i, v := range asked {
			there[i] = w.place[v]
		}
		worth := w.Side.ownCouldAdd(there)
		for i, v := range asked {
			at := s.GroupAt(v)
			if group := w.Side.GroupAt(there[i]); group >= 0 && worth[group] > 0 {
				out[at] = math.Min(out[at], worth[group])
			} else {
				out[at] = math.Min(out[at], w.Side.Recorded.Demonstrated)
			}
		}
	}
	return out
}

// ownCouldAdd returns the same in one graph.
func (s *Side) ownCouldAdd(asked []int32) []float64 {
	out := make([]float64, len(s.Groups))
	m := effective.NewRows(0, 0)
	for i, named := range s.Named {
		if named {
			cols, vals := s.Root.Row(int32(i))
			m.Col, m.Val = append(m.Col, cols...), append(m.Val, vals...)
			m.End()
		}
	}
	rows, entries := len(m.Start), len(m.Col)
	for _, v := range asked {
		group := s.GroupAt(v)
		switch {
		case group < 0 || out[group] > 0:
		case s.A.onlyUnnamed(s.RowOf[group]):
			out[group] = s.Recorded.Demonstrated + 1
		default:
			s.A.Sign.Expand(s.A.G, s.RowOf[group], true, s.A.Causes(), m)
			for i := entries; i < len(m.Val); i++ {
				m.Val[i] = math.Sqrt(m.Val[i])
			}
			out[group] = math.Max(s.Recorded.Demonstrated, s.A.solver.Solve(m, nil, nil).Value)
			m.Start, m.Col, m.Val = m.Start[:rows], m.Col[:entries], m.Val[:entries]
		}
	}
	return out
}

// LeadingNamed returns the named supporter with the largest part in the demonstrated number, ties by id.
func (s *Side) LeadingNamed() int32 {
	best, most := digraph.NoNode, 0.0
	for i, w := range s.weightsD {
		if s.Named[i] && w > most+1e-9 {
			best, most = s.Groups[i][0], w
		}
	}
	return best
}
