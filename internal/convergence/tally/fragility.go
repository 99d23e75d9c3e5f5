package tally

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/digraph"
)

// byGroup spreads the weights of the solution for E, or for D, scaled to add up to 1, over the first member of each
// group that counts there. That is enough for a bound: a group is worth at least what one of its members is.
func (s *Side) byGroup(demonstrated bool) []float64 {
	weights, out := s.weights, make([]float64, len(s.A.G.Nodes))
	if demonstrated {
		weights = s.weightsD
	}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	given := make([]bool, len(weights))
	for i, p := range s.Positions {
		g := s.GroupOf[i]
		if g >= 0 && weights[g] > 0 && !given[g] && (s.Counts[i] || !demonstrated) {
			given[g], out[p.Node] = true, weights[g]/total
		}
	}
	return out
}

// Evenly gives every grounded supporter the same weight.
func (s *Side) Evenly() []float64 {
	out := make([]float64, len(s.A.G.Nodes))
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 {
			out[p.Node] = 1 / float64(len(s.Positions))
		}
	}
	return out
}

// passing turns weights of supporters into how much of their basis passes through each source at most. One sweep
// downstream to upstream answers it for all sources. For a copy it counts what comes from the model in full, since a
// copy hangs on its model alone.
func (s *Side) passing(out []float64) []float64 {
	g := s.A.G
	for c := int32(g.Comps.Count()) - 1; c >= 0; c-- {
		members := g.Comps.Members(c)
		for i := len(members) - 1; i >= 0; i-- {
			if m := members[i]; g.IsCopy(m) {
				out[g.Model[m]] += out[m]
			}
		}
		if k := g.CircleAt(c); k != nil {
			s.passCircle(k, out)
			continue
		}
		mass := out[members[0]]
		if g.IsCopy(members[0]) {
			mass *= 1 - g.Kappa[members[0]]
		}
		g.PassUp(members[0], mass, digraph.NoNode, out)
	}
	return out
}

// passCircle is passing for a circle. All that comes in may pass through each member; it goes on outside as the
// solution says, or, where the circle was too large to solve, all of it may go on by each way. A member that copies
// hangs on its model alone, and so may all that hangs on the member.
func (s *Side) passCircle(k *basis.Circle, out []float64) {
	g, n := s.A.G, len(k.Members)
	if !k.Grounded {
		return
	}
	total := 0.0
	for _, m := range k.Members {
		total += out[m]
	}
	for j, m := range k.Members {
		visits := total
		if k.Solution != nil {
			visits = 0
			for i, from := range k.Members {
				visits += k.Solution[i*n+j] * out[from]
			}
		}
		g.PassUp(m, visits, k.Component, out)
	}
	for _, m := range k.Members {
		out[m] = total
		if g.IsCopy(m) && g.Comps.Of[g.Model[m]] != k.Component {
			out[g.Model[m]] += total
		}
	}
}

// Suspects returns the sources worth trying as the one that is wrong, those through which most passes first.
func (s *Side) Suspects(weights []float64) (nodes []int32, passing []float64) {
	passing = s.passing(weights)
	for v, p := range passing {
		if p > 0 {
			nodes = append(nodes, int32(v))
		}
	}
	slices.SortFunc(nodes, func(a, b int32) int {
		return cmp.Or(cmp.Compare(passing[b], passing[a]), cmp.Compare(a, b))
	})
	return nodes, passing
}

// strays reports whether something may hang on a source through which only a part of its basis passes: a member of a
// circle copies, so that all that rests on it hangs on its model alone; or a grounded source has no way to an end,
// being in a circle whose only entries copy another member of it.
func (s *Side) strays() bool {
	g := s.A.G
	if g.Model == nil || len(g.Circles) == 0 {
		return false
	}
	for _, k := range g.Circles {
		if k.Grounded && slices.ContainsFunc(k.Members, g.IsCopy) {
			return true
		}
	}
	for v, above := range s.A.Tree().Above {
		if above == digraph.NoNode && g.Grounded(int32(v)) {
			return true
		}
	}
	return false
}

// limit returns how many sources may be tried: all of a small graph; of a large one fewer, the larger it is.
func (s *Side) limit() int {
	const work = 6_000_000
	n := len(s.A.G.Nodes)
	tried := s.A.Ix.Policy.Budget.TriedCount
	if n <= tried {
		return n
	}
	return min(tried, max(10, work/(n+len(s.A.G.Up)+len(s.Root.Col))))
}

// Worst finds the source whose being wrong leaves least of the effective (or, where demonstrated is set, of the
// demonstrated) number, and which part of it is lost. Sources that cannot be worse than one that was tried are not
// tried: with the weights w of the solution at least E (sum w sqrt(m))^2 remains, and sqrt(m) >= 1 - t. That holds
// where only what rests on a source wholly hangs on it.
func (s *Side) Worst(demonstrated bool) (node int32, lost float64) {
	whole := s.Tally.Presumed
	if demonstrated {
		whole = s.Recorded.Demonstrated
	}
	if whole == 0 {
		return digraph.NoNode, 0
	}
	nodes, passing := s.Suspects(s.byGroup(demonstrated))
	strays := s.strays()
	node = digraph.NoNode
	for i, v := range nodes {
		stands := 1 - math.Min(1, passing[v])
		if i >= s.limit() || 1-stands*stands <= lost && !strays {
			break
		}
		r := s.IfWrong(v)
		remains := r.Presumed
		if demonstrated {
			remains = r.demonstrated
		}
		if l := 1 - remains/whole; l > lost+1e-9 || node == digraph.NoNode {
			node, lost = v, math.Max(0, l)
		}
	}
	return node, lost
}

// WorstDemonstrated finds the source whose being wrong takes the largest part of the demonstrated number in any of the
// graphs, and that part.
func (s *Side) WorstDemonstrated() (node int32, lost float64) {
	node, lost = s.Worst(true)
	for _, w := range s.Cases() {
		at, l := w.Side.Worst(true)
		if at == digraph.NoNode || l <= lost+1e-9 && node != digraph.NoNode {
			continue
		}
		lost = l
		if v := slices.Index(w.place, at); v >= 0 {
			node = int32(v)
		}
	}
	return node, lost
}

// Leading returns the side that the confidence is of: that of the larger weight, and of the larger effective number
// where nobody is rated or the weights are the same. A side that nobody takes is never it.
func (a *Claim) Leading() *Side {
	supporting, refuting := a.Sides[0], a.Sides[1]
	if len(refuting.Positions) == 0 || len(supporting.Positions) == 0 {
		if len(supporting.Positions) < len(refuting.Positions) {
			return refuting
		}
		return supporting
	}
	more := refuting.Tally.Presumed - supporting.Tally.Presumed
	if _, rated := a.LogOdds(); rated && math.Abs(refuting.Weight-supporting.Weight) > 1e-9 {
		more = refuting.Weight - supporting.Weight
	}
	if more > 1e-9 {
		return refuting
	}
	return supporting
}

// FragilityD is the largest part of the demonstrated number that one source can take away in any of the graphs; if that
// is at most a half it may be reported as 0, since nobody asks for more.
func (s *Side) FragilityD() float64 {
	most := s.ownFragilityD()
	for _, w := range s.Cases() {
		most = max(most, w.Side.ownFragilityD())
	}
	return most
}

func (s *Side) ownFragilityD() float64 {
	strays := s.strays()
	for _, p := range s.passing(s.byGroup(true)) {
		if stands := 1 - math.Min(1, p); stands*stands < 0.5 || strays {
			_, lost := s.Worst(true)
			return lost
		}
	}
	return 0
}
