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
	n := len(s.Groups)
	alpha, alphaD := make([]float64, n), make([]float64, n)
	changed := false
	for i, members := range s.Groups {
		for _, m := range members {
			stands := math.Max(0, 1-a.Part[m])
			if tree.Holds(v, m) {
				stands = 0
			}
			alpha[i] = math.Max(alpha[i], math.Sqrt(stands))
		}
		alphaD[i] = alpha[i] * s.alphaD[i]
		changed = changed || alpha[i] < 1
	}
	r := remainder{Node: v, Presumed: s.Tally.Presumed, demonstrated: s.Recorded.Demonstrated}
	if changed {
		if !s.shownOnly {
			r.Presumed = math.Min(r.Presumed, a.solver.Solve(s.Root, alpha, s.weights).Value)
		}
		r.demonstrated = math.Min(r.demonstrated, a.solver.Solve(s.Root, alphaD, s.weightsD).Value)
	}
	if s.remains == nil {
		s.remains = make(map[int32]remainder)
	}
	s.remains[v] = r
	return r
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
