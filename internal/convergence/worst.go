package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

// The demonstrated number is what remains under the worst answer to every open question (method, section 13). Two of the
// questions make another graph of the same evidence: whether sources that may be one are, and whether a basis that nobody has
// confirmed is divided as it is recorded, or alike. So the number is the least over graphs in which what may be one is
// folded or not, and each such basis is divided in one way or the other.
//
// The method has the bases divided as recorded all together, or alike all together. That does not keep its axioms A20 and
// A21: with A <- {X *1000, P} and B <- {X, Y}, a weight of 1000 that nobody has confirmed on B's link to Y would raise the
// number from 1.17 to 1.33, since B's alone was never divided alike. So each is asked for by itself, of up to [maxDivided].
// Of more, all are as recorded or all alike, so that what nobody has confirmed never lifts the number above what it is
// without any weight and own share.
const maxDivided = 5

// worstCases are the graphs beside the one that is recorded, and what leads to them.
type worstCases struct {
	joins [][2]int32 // pairs of sources of the recorded graph that may be one: a spanning tree of each class, ascending
	class []int32    // by source of the recorded graph: its class among them; nil if no two may be one
	cases []worstCase
}

// worstCase is one of these graphs, analyzed. It may lack a source of the recorded graph, and have others.
type worstCase struct {
	*core
	place  []int32 // by source of the recorded graph: its number there, noNode if it has none
	folded bool    // sources that may be one are folded
	sides  [2]*sideCore
}

// askWorst makes the graphs of the worst answers. None is made of evidence without such questions.
func (a *core) askWorst() {
	wide := a.askDivisions(a.ix, a.g, a.g.Nodes, false) // with everything that some division rests on
	joins := wide.MayBeOne()
	if len(joins) == 0 {
		return
	}
	folded, class := a.ix.Folded(wide, joins)
	folded.OpenAt = append(folded.OpenAt, a.openIn(wide, class)...)
	a.worst.class = make([]int32, len(a.g.Nodes))
	for v, c := range a.g.Nodes {
		at, _ := wide.SlotOf(c)
		a.worst.class[v] = class[at]
	}
	for _, pair := range joins {
		v, hasA := a.g.SlotOf(wide.Nodes[pair[0]])
		w, hasB := a.g.SlotOf(wide.Nodes[pair[1]])
		if hasA && hasB {
			a.worst.joins = append(a.worst.joins, [2]int32{v, w})
		}
	}
	a.askDivisions(folded, a.askCase(folded, a.worst.class, true), a.worst.class, true)
}

// openIn returns the classes of sources of the recorded graph whose basis is an open question.
func (a *core) openIn(wide *basis.Graph, class []int32) []int32 {
	var out []int32
	for v, open := range a.g.Open {
		if at, here := wide.SlotOf(a.g.Nodes[v]); open && here {
			out = append(out, class[at])
		}
	}
	return out
}

// askDivisions makes the graphs in which bases that nobody has confirmed are divided alike, beside the one in which all are
// as recorded, and returns that in which all are alike: nothing is left out of it.
func (a *core) askDivisions(ix *basis.Index, recorded *basis.Graph, classes []int32, folded bool) *basis.Graph {
	if !recorded.Divided() {
		return recorded
	}
	ask := func(alike func(class int32) bool) *basis.Graph {
		other := *ix
		other.DividedAlike = make([]bool, len(ix.Sources))
		for class := range other.DividedAlike {
			other.DividedAlike[class] = !ix.IsConfirmed(int32(class), a.g.Claim) && alike(int32(class))
		}
		return a.askCase(&other, classes, folded)
	}
	wide := ask(func(int32) bool { return true })
	var divided []int32 // classes
	for v, class := range wide.Nodes {
		if wide.DividedAt(int32(v)) {
			divided = append(divided, class)
		}
	}
	if len(divided) > maxDivided {
		return wide
	}
	for some := 1; some < 1<<len(divided)-1; some++ {
		ask(func(class int32) bool {
			i := slices.Index(divided, class)
			return i >= 0 && some>>i&1 == 1
		})
	}
	return wide
}

// askCase makes a graph. classes says which class of its index each source of the recorded graph is.
func (a *core) askCase(ix *basis.Index, classes []int32, folded bool) *basis.Graph {
	w := worstCase{core: analyzed(ix, a.g.Claim, a.solver), place: make([]int32, len(classes)), folded: folded}
	for v, class := range classes {
		at, here := w.g.SlotOf(class)
		if w.place[v] = at; !here {
			w.place[v] = digraph.NoNode
		}
	}
	a.worst.cases = append(a.worst.cases, w)
	return w.g
}

// takeSides computes both sides in every graph. What is demonstrated is the least in any of them: what cannot be traced as
// it is recorded, or with its basis divided alike, is left out of all.
func (a *core) takeSides() {
	counts := slices.Clone(a.g.Traced)
	for i := range a.worst.cases {
		if w := &a.worst.cases[i]; !w.folded {
			for v, at := range w.place {
				counts[v] = counts[v] && at != digraph.NoNode && w.g.Traced[at]
			}
		}
	}
	a.sides = [2]*sideCore{newSide(a, a.g.Supports, true, counts), newSide(a, a.g.Refutes, false, counts)}
	for i := range a.worst.cases {
		w := &a.worst.cases[i]
		there := make([]bool, len(w.g.Nodes))
		for v, at := range w.place {
			if at != digraph.NoNode {
				there[at] = there[at] || counts[v] && w.g.Traced[at]
			}
		}
		for k, positions := range [2][]basis.Position{w.g.Supports, w.g.Refutes} {
			w.sides[k] = &sideCore{
				a: w.core, supports: k == 0, positions: positions, profile: effective.NewRows(0, 0), root: effective.NewRows(0, 0), shownOnly: true,
			}
			w.sides[k].compute(there)
			a.sides[k].worsen(w.sides[k].tally)
		}
	}
}

// worsen takes over what is less under a worse answer.
func (s *sideCore) worsen(t Tally) {
	s.tally.Demonstrated = min(s.tally.Demonstrated, t.Demonstrated)
	s.tally.DemonstratedLines = min(s.tally.DemonstratedLines, t.DemonstratedLines)
}

// cases returns a side in the graphs of the worst answers.
func (s *sideCore) cases() []caseOfSide {
	k := 1
	if s.supports {
		k = 0
	}
	out := make([]caseOfSide, len(s.a.worst.cases))
	for i := range out {
		w := &s.a.worst.cases[i]
		out[i] = caseOfSide{w, w.sides[k]}
	}
	return out
}

// caseOfSide is a side in one of the graphs of the worst answers.
type caseOfSide struct {
	*worstCase
	side *sideCore
}

// keepSolver gives all graphs a solver of the answer's own.
func (a *core) keepSolver(s *effective.Solver) {
	a.solver = s
	for i := range a.worst.cases {
		a.worst.cases[i].solver = s
	}
}
