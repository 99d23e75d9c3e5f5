package tally

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// remainder is what remains of a side if a source is wrong.
type remainder struct {
	Node                   int32
	Presumed, demonstrated float64
}

// IfWrong computes what remains of the side if v is wrong. The overlaps stay as they were; only what rests on v counts
// for less.
func (s *Side) IfWrong(v int32) remainder {
	if r, done := s.remains[v]; done {
		return r
	}
	a := s.A
	if a.Part == nil {
		a.Part = make([]float64, len(a.G.Nodes))
	}
	a.G.Through(v, a.Part)
	tree := a.Tree()
	alpha, _ := s.standing(func(m int32) bool { return tree.Holds(v, m) })
	alphaD := make([]float64, len(alpha))
	for i, x := range alpha {
		alphaD[i] = x * s.alphaD[i]
	}
	r := remainder{Node: v}
	r.Presumed, r.demonstrated = s.worth(alpha, alphaD)
	if s.remains == nil {
		s.remains = make(map[int32]remainder)
	}
	s.remains[v] = r
	return r
}

// standing returns the amplitudes that remain if what is wrong is as large a part of each source's basis as the claim's
// Part says, and all of it where the source falls: by group that of the member that keeps most, and of those that count
// as demonstrated alone.
func (s *Side) standing(falls func(m int32) bool) (all, counted []float64) {
	all, counted = make([]float64, len(s.Groups)), make([]float64, len(s.Groups))
	for i, p := range s.Positions {
		group := s.GroupOf[i]
		if group < 0 || falls(p.Node) {
			continue
		}
		keeps := math.Sqrt(math.Max(0, 1-s.A.Part[p.Node]))
		all[group] = math.Max(all[group], keeps)
		if s.Counts[i] {
			counted[group] = math.Max(counted[group], keeps)
		}
	}
	return all, counted
}

// worth returns what the side is worth with amplitudes for all that is grounded, and for what is demonstrated.
func (s *Side) worth(alpha, alphaD []float64) (presumed, demonstrated float64) {
	presumed, demonstrated = s.Tally.Presumed, s.Recorded.Demonstrated
	less := slices.ContainsFunc(alpha, func(x float64) bool { return x < 1 })
	if less && !s.shownOnly {
		presumed = math.Min(presumed, s.A.solver.Solve(s.Root, alpha, s.weights).Value)
	}
	if less || !slices.Equal(alphaD, s.alphaD) {
		demonstrated = math.Min(demonstrated, s.A.solver.Solve(s.Root, alphaD, s.weightsD).Value)
	}
	return presumed, demonstrated
}

// DemonstratedWithout returns what remains demonstrated if v is wrong: the least in all graphs.
func (s *Side) DemonstratedWithout(v int32) float64 {
	least := s.IfWrong(v).demonstrated
	for _, w := range s.Cases() {
		remains := w.Side.Recorded.Demonstrated
		if at := w.place[v]; at != digraph.NoNode {
			remains = w.Side.IfWrong(at).demonstrated
		}
		least = min(least, remains)
	}
	return least
}

// Chosen turns ids into sources of the graph; nil means the side's own choice.
func (s *Side) Chosen(ids []evidence.SourceID) ([]int32, error) {
	if ids == nil {
		nodes, _ := s.Suspects(s.Evenly())
		return nodes[:UpTo(s.limit(), len(nodes))], nil
	}
	nodes := make([]int32, 0, len(ids))
	for _, id := range ids {
		v, ok := s.A.G.Find(id)
		if !ok {
			return nil, evidence.NotFoundf("the evidence for this claim has no source %q", id)
		}
		nodes = append(nodes, v)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes), nil
}

// List returns what remains for each of the sources, least first.
func (s *Side) List(nodes []int32) []remainder {
	out := make([]remainder, len(nodes))
	for i, v := range nodes {
		out[i] = s.IfWrong(v)
	}
	slices.SortStableFunc(out, func(a, b remainder) int {
		return cmp.Or(cmp.Compare(Rounded(a.Presumed), Rounded(b.Presumed)), cmp.Compare(a.Node, b.Node))
	})
	return out
}

// Keeping is a source with the part of its basis that it keeps.
type Keeping struct {
	Node int32
	Part float64
}

// Keeps returns the supporters that lose a part of what they rest on if v is wrong, but not all of it; those that keep
// least first, ties by id.
func (s *Side) Keeps(v int32) []Keeping {
	if s.A.Part == nil {
		s.A.Part = make([]float64, len(s.A.G.Nodes))
	}
	s.A.G.Through(v, s.A.Part)
	var out []Keeping
	for i, p := range s.Positions {
		if part := 1 - s.A.Part[p.Node]; s.GroupOf[i] >= 0 && part < 1-1e-9 && !s.A.Tree().Holds(v, p.Node) {
			out = append(out, Keeping{p.Node, math.Max(0, part)})
		}
	}
	slices.SortStableFunc(out, func(x, y Keeping) int { return cmp.Compare(Rounded(x.Part), Rounded(y.Part)) })
	return out
}
