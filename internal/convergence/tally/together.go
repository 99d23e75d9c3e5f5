package tally

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/interests"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Remainder is what remains of a side if several sources are wrong together.
type Remainder struct {
	Presumed              float64
	Demonstrated          float64 // the least in all graphs
	DemonstratedLineCount int     // demonstrated lines that remain: the least in all graphs
}

// Classes is a set of the classes of sources of the index that a claim was read into.
type Classes func(class int32) bool

// Named returns the classes of sources asked for, and of those that a holder asked for stands behind. The error has
// code [evidence.CodeNotFound] for a source that the evidence does not hold, or a holder that stands behind none of it.
func (a *Claim) Named(sources []evidence.SourceID, holders []evidence.ID) (Classes, error) {
	named := map[int32]bool{}
	for _, id := range sources {
		v, here := a.G.Find(id)
		if !here {
			return nil, evidence.NotFoundf("the evidence for this claim has no source %q", id)
		}
		named[a.G.Nodes[v]] = true
	}
	behind := a.Backing()
	for _, id := range holders {
		if !slices.ContainsFunc(a.G.Nodes, func(class int32) bool { return behind.Stands(id, class) }) {
			return nil, evidence.NotFoundf("%q stands behind no source of the evidence for this claim", id)
		}
	}
	return interests.Once(func(class int32) bool {
		return named[class] ||
			slices.ContainsFunc(holders, func(id evidence.ID) bool { return behind.Stands(id, class) })
	}), nil
}

// Without computes what remains of the side if every source of a set is wrong. Overlaps stay as they were.
func (s *Side) Without(wrong Classes) Remainder {
	r := s.ownWithout(s.A.gone(wrong))
	for _, w := range s.Cases() {
		there := w.Side.ownWithout(w.goneFrom(s.A, wrong))
		r.Demonstrated, r.DemonstratedLineCount = min(r.Demonstrated, there.Demonstrated),
			min(r.DemonstratedLineCount, there.DemonstratedLineCount)
	}
	r.Demonstrated, r.DemonstratedLineCount = min(r.Demonstrated, s.Tally.Demonstrated),
		min(r.DemonstratedLineCount, s.Tally.DemonstratedLineCount)
	return r
}

// ownWithout computes it in one graph. gone says which sources of the graph are wrong.
func (s *Side) ownWithout(gone []bool) Remainder {
	a, first := s.A, slices.Index(gone, true)
	if len(s.Groups) == 0 || first < 0 {
		return Remainder{s.Tally.Presumed, s.Recorded.Demonstrated, s.Recorded.DemonstratedLineCount}
	}
	if a.Part == nil {
		a.Part = make([]float64, len(a.G.Nodes))
	}
	upstream := a.G.Comps.Of[first]
	for v, is := range gone {
		if is {
			upstream = min(upstream, a.G.Comps.Of[v])
		}
	}
	a.G.ThroughAny(upstream, func(v int32) bool { return gone[v] }, a.Part)
	r := Remainder{DemonstratedLineCount: s.linesFrom(func(int32) bool { return true }, gone)}
	r.Presumed, r.Demonstrated = s.worth(s.standing(a.falls(gone)))
	return r
}

// falls returns what rests on nothing if some sources are wrong: they, and what has no way to an end but through them.
func (a *Claim) falls(gone []bool) func(v int32) bool {
	net := a.netWithout(gone)
	leads := net.Leading(func(v int32) bool { return a.G.Terminal(v) })
	return func(v int32) bool { return gone[v] || !leads[v] && a.Tree().Above[v] != digraph.NoNode }
}

// netWithout returns the evidence as lines see it, without some sources.
func (a *Claim) netWithout(gone []bool) *digraph.Graph {
	net := *a.G.Network()
	if gone != nil {
		net.Skip = slices.Clone(gone)
		for v, skip := range a.G.Network().Skip {
			net.Skip[v] = net.Skip[v] || skip
		}
	}
	return &net
}

// linesFrom counts the demonstrated lines that begin at some of the supporters and go through none of the sources gone.
func (s *Side) linesFrom(begins func(v int32) bool, gone []bool) int {
	g, f := s.A.G, digraph.NewFlow(s.A.netWithout(gone))
	for i, p := range s.Positions {
		if s.Counts[i] && begins(p.Node) && (gone == nil || !gone[p.Node]) {
			f.Begin = append(f.Begin, p.Node)
		}
	}
	for v := range f.Ends {
		f.Ends[v] = g.Terminal(int32(v)) && !g.Unnamed[v]
	}
	lines := f.Grow()
	if g.Model != nil { // as where the lines of the side are found
		for v := range f.Ends {
			f.Ends[v] = g.Terminal(int32(v))
		}
		lines = f.Grow()
	}
	return lines
}

// LostWithout returns the sources of the side that rest on nothing if every source of a set is wrong, ascending.
func (s *Side) LostWithout(wrong Classes) []int32 {
	falls := s.A.falls(s.A.gone(wrong))
	var out []int32
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 && falls(p.Node) {
			out = append(out, p.Node)
		}
	}
	return out
}

// gone says which sources of the graph are in a set.
func (a *Claim) gone(in Classes) []bool {
	out := make([]bool, len(a.G.Nodes))
	for v, class := range a.G.Nodes {
		out[v] = in(class)
	}
	return out
}

// goneFrom says which sources of another graph are in a set of classes of the recorded one's index: of what is folded
// those of which a member is.
func (w *worstCase) goneFrom(recorded *Claim, in Classes) []bool {
	if !w.folded {
		return w.gone(in)
	}
	out := make([]bool, len(w.G.Nodes))
	w.eachMember(recorded, func(v, class int32) { out[v] = out[v] || in(class) })
	return out
}

// eachMember visits the sources of the graph with the classes of the recorded one's index that they are, in no order.
func (w *worstCase) eachMember(recorded *Claim, visit func(v, class int32)) {
	if !w.folded {
		for v, class := range w.G.Nodes {
			visit(int32(v), class)
		}
		return
	}
	for id, folded := range w.Ix.SourceAt {
		if v, here := w.G.SlotOf(folded); here {
			visit(v, recorded.Ix.SourceAt[id])
		}
	}
}

// ReachedOf returns the classes of a set that grounded sources of the side rest on in any of the graphs, these
// included, ascending.
func (s *Side) ReachedOf(in Classes) []int32 {
	found := map[int32]bool{}
	reached := s.reached()
	for v, class := range s.A.G.Nodes {
		if reached[v] && in(class) {
			found[class] = true
		}
	}
	for _, w := range s.Cases() {
		there := w.Side.reached()
		w.eachMember(s.A, func(v, class int32) {
			if there[v] && in(class) {
				found[class] = true
			}
		})
	}
	return SortedKeys(found)
}

// reached says which sources the grounded ones of the side rest on, through grounded sources.
func (s *Side) reached() []bool {
	out := make([]bool, len(s.A.G.Nodes))
	var queue []int32
	reach := func(v int32) {
		if !out[v] && s.A.G.Grounded(v) {
			out[v] = true
			queue = append(queue, v)
		}
	}
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 {
			reach(p.Node)
		}
	}
	for i := 0; i < len(queue); i++ {
		s.A.G.EachUpstream(queue[i], reach)
	}
	return out
}

// AloneWorth returns what some sources of the side are worth alone: what is demonstrated of them, and their lines, each
// the least in all graphs. in says of the sources of the recorded graph which they are.
func (s *Side) AloneWorth(in []bool) (demonstrated float64, lines int) {
	demonstrated, lines = s.ownAlone(in)
	for _, w := range s.Cases() {
		there := make([]bool, len(w.G.Nodes))
		for v, at := range w.place {
			if at != digraph.NoNode {
				there[at] = there[at] || in[v]
			}
		}
		d, l := w.Side.ownAlone(there)
		demonstrated, lines = min(demonstrated, d), min(lines, l)
	}
	return demonstrated, lines
}

// ownAlone computes it in one graph.
func (s *Side) ownAlone(in []bool) (demonstrated float64, lines int) {
	alpha := make([]float64, len(s.Groups))
	for i, p := range s.Positions {
		if s.Counts[i] && in[p.Node] {
			alpha[s.GroupOf[i]] = 1
		}
	}
	if !slices.Contains(alpha, 1) {
		return 0, 0
	}
	d := s.A.solver.Solve(s.Root, alpha, s.weightsD)
	return min(d.Value, s.Recorded.Demonstrated), s.linesFrom(func(v int32) bool { return in[v] }, nil)
}
