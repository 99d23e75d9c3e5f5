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
func (s *sideAnalysis) ifWrong(v int32) remainder {
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
func (s *sideAnalysis) demonstratedWithout(v int32) float64 {
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

// falls returns the supporters that hang on v, ascending.
func (s *sideAnalysis) falls(v int32) []int32 {
	var out []int32
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 && s.a.tree().Holds(v, p.Node) {
			out = append(out, p.Node)
		}
	}
	return out
}

// IfWrong tells what would remain of the side if each of the sources were wrong, least first, ties by id. With no
// sources given it tries every source that something rests on; where there are more than the policy's budget, those
// through which most passes. first < 0 means all. The error has code [evidence.CodeNotFound] for a source that the evidence does not hold.
func (s *Side) IfWrong(sources []evidence.SourceID, first int) ([]IfWrong, error) {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	nodes, err := s.analysis.chosen(sources)
	if err != nil {
		return nil, err
	}
	list := s.analysis.list(nodes)
	list = list[:upTo(first, len(list))]
	out := make([]IfWrong, len(list))
	for i, r := range list {
		out[i] = IfWrong{
			Source: s.analysis.a.g.Source(r.node), Effective: r.effective, Demonstrated: s.analysis.demonstratedWithout(r.node),
			Falls: s.analysis.a.sourcesOf(s.analysis.falls(r.node)),
		}
	}
	return out, nil
}

// chosen turns ids into sources of the graph; nil means the side's own choice.
func (s *sideAnalysis) chosen(ids []evidence.SourceID) ([]int32, error) {
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

// upTo returns how many of n items to show; first < 0 means all.
func upTo(first, n int) int {
	if first < 0 {
		return n
	}
	return min(first, n)
}

// Bottlenecks returns the sources that everything goes through, nearest to the claim first; at most one line of evidence
// is left where there are any.
func (s *Side) Bottlenecks() []*evidence.Source {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	return s.analysis.a.sourcesOf(s.analysis.bottlenecks())
}

// Fragility returns the largest part of the effective number that one source can take away by being wrong, from 0 to 1;
// 0 where nothing is grounded.
func (s *Side) Fragility() float64 {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	_, lost := s.analysis.worst(false)
	return lost
}

// sourcesOf returns the sources of a list of numbers.
func (a *analysis) sourcesOf(nodes []int32) []*evidence.Source {
	out := make([]*evidence.Source, len(nodes))
	for i, v := range nodes {
		out[i] = a.g.Source(v)
	}
	return out
}

// tree returns the collapse tree, made once.
func (a *analysis) tree() *digraph.DominatorTree {
	if a.collapsed == nil {
		a.collapsed = a.g.Network().Dominators(a.g.Terminal)
	}
	return a.collapsed
}

// list returns what remains for each of the sources, least first.
func (s *sideAnalysis) list(nodes []int32) []remainder {
	out := make([]remainder, len(nodes))
	for i, v := range nodes {
		out[i] = s.ifWrong(v)
	}
	slices.SortStableFunc(out, func(a, b remainder) int {
		return cmp.Or(cmp.Compare(Rounded(a.effective), Rounded(b.effective)), cmp.Compare(a.node, b.node))
	})
	return out
}

// Rounded rounds to 1e-9, so that what differs by rounding only is ordered by id.
func Rounded(x float64) float64 { return math.Round(x*1e9) / 1e9 }

// bottlenecks returns the sources that all of the side's grounded sources hang on, nearest to the claim first.
func (s *sideAnalysis) bottlenecks() []int32 {
	if len(s.groups) == 0 {
		return nil
	}
	tree := s.a.tree()
	var out []int32
	for v := s.groups[0][0]; v >= 0 && v != tree.Root; v = tree.Above[v] {
		all := true
		for _, members := range s.groups {
			for _, m := range members {
				if all = all && tree.Holds(v, m); !all {
					break
				}
			}
		}
		if all {
			out = append(out, v)
		}
	}
	return out
}
