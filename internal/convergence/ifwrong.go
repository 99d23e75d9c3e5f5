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

// through writes into t which part of each source's basis passes through v, upstream first.
func (g *graph) through(v int32, t []float64) {
	g.throughAny(g.comps.Of[v], func(s int32) bool { return s == v }, t)
}

// throughAny is through for several sources at once; the first of them, upstream first, is in the component given.
func (g *graph) throughAny(first int32, is func(int32) bool, t []float64) {
	clear(t)
	for c := first; c < int32(g.comps.Count()); c++ {
		members := g.comps.Members(c)
		if k := g.circleAt(c); k != nil {
			g.throughCircle(k, is, t)
		} else {
			s := members[0]
			t[s] = g.sumUpstream(s, t)
		}
		for _, s := range members {
			if is(s) {
				t[s] = 1
			} else if g.isCopy(s) {
				t[s] = g.kappa[s]*t[g.model[s]] + (1-g.kappa[s])*t[s]
			}
		}
	}
}

func (g *graph) circleAt(c int32) *circle {
	if g.circleOf == nil || g.circleOf[c] < 0 {
		return nil
	}
	return g.circles[g.circleOf[c]]
}

func (g *graph) sumUpstream(s int32, t []float64) float64 {
	sum := 0.0
	for e := g.upStart[s]; e < g.upStart[s+1]; e++ {
		sum += g.share[e] * t[g.up[e]]
	}
	return (1 - g.phi[s]) * sum
}

// throughCircle does through for a circle: what counts is where mass leaves it.
func (g *graph) throughCircle(k *circle, is func(int32) bool, t []float64) {
	if !k.grounded {
		return
	}
	leaves := make([]float64, len(k.members)) // by member: the part of what leaves there that passes through one of them
	some := false
	for i, m := range k.members {
		inside := 0.0
		for e := g.upStart[m]; e < g.upStart[m+1]; e++ {
			if g.comps.Of[g.up[e]] == k.component {
				inside += g.share[e]
			} else {
				leaves[i] += (1 - g.phi[m]) * g.share[e] * t[g.up[e]]
			}
		}
		if is(m) {
			leaves[i] = 1 - (1-g.phi[m])*inside
		}
		some = some || leaves[i] > 0
	}
	if some {
		g.passRound(k, leaves, t)
	}
}

// passRound writes into t, for the members of a circle, what goes round until it leaves.
func (g *graph) passRound(k *circle, leaves, t []float64) {
	n := len(k.members)
	if k.solution != nil {
		for i, m := range k.members {
			sum := 0.0
			for j, b := range leaves {
				sum += k.solution[i*n+j] * b
			}
			t[m] = sum
		}
		return
	}
	for sweep, change := 0, 1.0; sweep < maxSweeps && change >= missingMass; sweep++ {
		change = 0
		for _, i := range k.order {
			m, sum := k.members[i], leaves[i]
			for n, e := range g.insideLinks(k, m) {
				sum += (1 - g.phi[m]) * g.share[e] * t[k.members[k.inside[i][n]]]
			}
			change = math.Max(change, math.Abs(sum-t[m]))
			t[m] = sum
		}
	}
}

// ifWrong computes what remains of the side if v is wrong. The overlaps stay as they were; only what rests on v counts
// for less.
func (s *sideAnalysis) ifWrong(v int32) remainder {
	if r, done := s.remains[v]; done {
		return r
	}
	a := s.a
	a.part = zeros(a.part, len(a.g.nodes))
	a.g.through(v, a.part)
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
			r.effective = math.Min(r.effective, a.solver.solve(s.root, alpha, s.weights).value)
		}
		r.demonstrated = math.Min(r.demonstrated, a.solver.solve(s.root, alphaD, s.weightsD).value)
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
		if s.groupOf[i] >= 0 && s.a.tree().Holds(v, p.node) {
			out = append(out, p.node)
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
			Source: s.analysis.a.g.source(r.node), Effective: r.effective, Demonstrated: s.analysis.demonstratedWithout(r.node),
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
		v, ok := s.a.g.find(id)
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
		out[i] = a.g.source(v)
	}
	return out
}

// tree returns the collapse tree, made once.
func (a *analysis) tree() *digraph.DominatorTree {
	if a.collapsed == nil {
		a.collapsed = a.g.network().Dominators(a.g.terminal)
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
		return cmp.Or(cmp.Compare(display(a.effective), display(b.effective)), cmp.Compare(a.node, b.node))
	})
	return out
}

// display rounds to 1e-9, so that what differs by rounding only is ordered by id.
func display(x float64) float64 { return math.Round(x*1e9) / 1e9 }

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
