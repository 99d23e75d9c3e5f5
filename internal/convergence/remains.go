package convergence

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// remainder is what remains of a side if a source is wrong.
type remainder struct {
	node                    int32
	effective, demonstrated float64
}

// ifWrong computes what remains of the side if v is wrong. The overlaps stay as they were; only what rests on v counts
// for less.
func (s *sideCore) ifWrong(v int32) remainder {
	if r, done := s.remains[v]; done {
		return r
	}
	a := s.a
	if a.part == nil {
		a.part = make([]float64, len(a.g.Nodes))
	}
	a.g.Through(v, a.part)
	tree := a.tree()
	n := len(s.groups)
	alpha, alphaD := make([]float64, n), make([]float64, n)
	changed := false
	for i, members := range s.groups {
		for _, m := range members {
			stands := math.Max(0, 1-a.part[m])
			if tree.Holds(v, m) {
				stands = 0
			}
			alpha[i] = math.Max(alpha[i], math.Sqrt(stands))
		}
		alphaD[i] = alpha[i] * s.alphaD[i]
		changed = changed || alpha[i] < 1
	}
	r := remainder{node: v, effective: s.tally.Effective, demonstrated: s.recorded.Demonstrated}
	if changed {
		if !s.shownOnly {
			r.effective = math.Min(r.effective, a.solver.Solve(s.root, alpha, s.weights).Value)
		}
		r.demonstrated = math.Min(r.demonstrated, a.solver.Solve(s.root, alphaD, s.weightsD).Value)
	}
	if s.remains == nil {
		s.remains = make(map[int32]remainder)
	}
	s.remains[v] = r
	return r
}

// demonstratedWithout returns what remains demonstrated if v is wrong: the least in all graphs.
func (s *sideCore) demonstratedWithout(v int32) float64 {
	least := s.ifWrong(v).demonstrated
	for _, w := range s.cases() {
		remains := w.side.recorded.Demonstrated
		if at := w.place[v]; at != digraph.NoNode {
			remains = w.side.ifWrong(at).demonstrated
		}
		least = min(least, remains)
	}
	return least
}

// chosen turns ids into sources of the graph; nil means the side's own choice.
func (s *sideCore) chosen(ids []evidence.SourceID) ([]int32, error) {
	if ids == nil {
		nodes, _ := s.suspects(s.evenly())
		return nodes[:upTo(s.limit(), len(nodes))], nil
	}
	nodes := make([]int32, 0, len(ids))
	for _, id := range ids {
		v, ok := s.a.g.Find(id)
		if !ok {
			return nil, evidence.NotFoundf("the evidence for this claim has no source %q", id)
		}
		nodes = append(nodes, v)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes), nil
}

// list returns what remains for each of the sources, least first.
func (s *sideCore) list(nodes []int32) []remainder {
	out := make([]remainder, len(nodes))
	for i, v := range nodes {
		out[i] = s.ifWrong(v)
	}
	slices.SortStableFunc(out, func(a, b remainder) int {
		return cmp.Or(cmp.Compare(Rounded(a.effective), Rounded(b.effective)), cmp.Compare(a.node, b.node))
	})
	return out
}
