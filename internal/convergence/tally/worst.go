package tally

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

// The demonstrated number is what remains under the worst answer to every open question (method, section 13). Two of
// the questions make another graph of the same evidence: whether sources that may be one are, and whether a basis that
// nobody has confirmed is divided as it is recorded, or alike. So the number is the least over graphs in which what may
// be one is folded or not, and each such basis is divided in one way or the other.
//
// The method has the bases divided as recorded all together, or alike all together. That does not keep its axioms A20
// and A21: with A <- {X *1000, P} and B <- {X, Y}, a weight of 1000 that nobody has confirmed on B's link to Y would
// raise the number from 1.17 to 1.33, since B's alone was never divided alike. So each is asked for by itself, of up to
// [maxDivided]. Of more, all are as recorded or all alike, so that what nobody has confirmed never lifts the number
// above what it is without any weight and own share.
const maxDivided = 5

// worstCases are the graphs beside the one that is recorded, and what leads to them.
type worstCases struct {
	Joins [][2]int32 // pairs of sources of the recorded graph that may be one: a spanning tree of each class, ascending
	Class []int32    // by source of the recorded graph: its class among them; nil if no two may be one
	cases []worstCase
}

// worstCase is one of these graphs, analyzed. It may lack a source of the recorded graph, and have others.
type worstCase struct {
	*Claim
	place  []int32 // by source of the recorded graph: its number there, noNode if it has none
	folded bool    // sources that may be one are folded
	sides  [2]*Side
}

// AskWorst makes the graphs of the worst answers. None is made of evidence without such questions.
func (a *Claim) AskWorst() {
	wide := a.askDivisions(a.Ix, a.G, a.G.Nodes, false) // with everything that some division rests on
	joins := wide.MayBeOne()
	if len(joins) == 0 {
		return
	}
	folded, class := a.Ix.Folded(wide, joins)
	folded.OpenAt = append(folded.OpenAt, a.openIn(wide, class)...)
	a.Worst.Class = make([]int32, len(a.G.Nodes))
	for v, c := range a.G.Nodes {
		at, _ := wide.SlotOf(c)
		a.Worst.Class[v] = class[at]
	}
	for _, pair := range joins {
		v, hasA := a.G.SlotOf(wide.Nodes[pair[0]])
		w, hasB := a.G.SlotOf(wide.Nodes[pair[1]])
		if hasA && hasB {
			a.Worst.Joins = append(a.Worst.Joins, [2]int32{v, w})
		}
	}
	a.askDivisions(folded, a.askCase(folded, a.Worst.Class, true), a.Worst.Class, true)
}

// openIn returns the classes of sources of the recorded graph whose basis is an open question.
func (a *Claim) openIn(wide *basis.Graph, class []int32) []int32 {
	var out []int32
	for v, open := range a.G.Open {
		if at, here := wide.SlotOf(a.G.Nodes[v]); open && here {
			out = append(out, class[at])
		}
	}
	return out
}

// askDivisions makes the graphs in which bases that nobody has confirmed are divided alike, beside the one in which all
// are as recorded, and returns that in which all are alike: nothing is left out of it.
func (a *Claim) askDivisions(ix *basis.Index, recorded *basis.Graph, classes []int32, folded bool) *basis.Graph {
	if !recorded.Divided() {
		return recorded
	}
	ask := func(alike func(class int32) bool) *basis.Graph {
		other := *ix
		other.DividedAlike = make([]bool, len(ix.Sources))
		for class := range other.DividedAlike {
			other.DividedAlike[class] = !ix.IsConfirmed(int32(class), a.G.Claim) && alike(int32(class))
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
func (a *Claim) askCase(ix *basis.Index, classes []int32, folded bool) *basis.Graph {
	w := worstCase{Claim: Analyze(ix, a.G.Claim, a.solver), place: make([]int32, len(classes)), folded: folded}
	for v, class := range classes {
		at, here := w.G.SlotOf(class)
		if w.place[v] = at; !here {
			w.place[v] = digraph.NoNode
		}
	}
	a.Worst.cases = append(a.Worst.cases, w)
	return w.G
}

// TakeSides computes both sides in every graph. What is demonstrated is the least in any of them: what cannot be traced
// as it is recorded, or with its basis divided alike, is left out of all.
func (a *Claim) TakeSides() {
	counts := slices.Clone(a.G.Traced)
	for i := range a.Worst.cases {
		if w := &a.Worst.cases[i]; !w.folded {
			for v, at := range w.place {
				counts[v] = counts[v] && at != digraph.NoNode && w.G.Traced[at]
			}
		}
	}
	a.Sides = [2]*Side{newSide(a, a.G.Supports, true, counts), newSide(a, a.G.Refutes, false, counts)}
	for i := range a.Worst.cases {
		w := &a.Worst.cases[i]
		there := make([]bool, len(w.G.Nodes))
		for v, at := range w.place {
			if at != digraph.NoNode {
				there[at] = there[at] || counts[v] && w.G.Traced[at]
			}
		}
		for k, positions := range [2][]basis.Position{w.G.Supports, w.G.Refutes} {
			w.sides[k] = &Side{
				A: w.Claim, Supports: k == 0, Positions: positions, Profile: effective.NewRows(0, 0), Root: effective.NewRows(0, 0),
				shownOnly: true,
			}
			w.sides[k].compute(there)
			a.Sides[k].worsen(w.sides[k].Tally)
		}
	}
	a.lookForInterests()
}

// worsen takes over what is less under a worse answer.
func (s *Side) worsen(t Tally) {
	s.Tally.Demonstrated = min(s.Tally.Demonstrated, t.Demonstrated)
	s.Tally.DemonstratedLineCount = min(s.Tally.DemonstratedLineCount, t.DemonstratedLineCount)
}

// Cases returns a side in the graphs of the worst answers.
func (s *Side) Cases() []caseOfSide {
	k := 1
	if s.Supports {
		k = 0
	}
	out := make([]caseOfSide, len(s.A.Worst.cases))
	for i := range out {
		w := &s.A.Worst.cases[i]
		out[i] = caseOfSide{w, w.sides[k]}
	}
	return out
}

// caseOfSide is a side in one of the graphs of the worst answers.
type caseOfSide struct {
	*worstCase
	Side *Side
}

// KeepSolver gives all graphs a solver of the answer's own.
func (a *Claim) KeepSolver(s *effective.Solver) {
	a.solver = s
	for i := range a.Worst.cases {
		a.Worst.cases[i].solver = s
	}
}
