package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
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
	*analysis
	place  []int32 // by source of the recorded graph: its number there, noNode if it has none
	folded bool    // sources that may be one are folded
	sides  [2]*sideAnalysis
}

// askWorst makes the graphs of the worst answers. None is made of evidence without such questions.
func (a *analysis) askWorst() {
	wide := a.askDivisions(a.ix, a.g, a.g.nodes, false) // with everything that some division rests on
	joins := wide.mayBeOne()
	if len(joins) == 0 {
		return
	}
	folded, class := a.ix.folded(wide, joins)
	folded.openAt = append(folded.openAt, a.openIn(wide, class)...)
	a.worst.class = make([]int32, len(a.g.nodes))
	for v, c := range a.g.nodes {
		at, _ := wide.slotOf(c)
		a.worst.class[v] = class[at]
	}
	for _, pair := range joins {
		v, hasA := a.g.slotOf(wide.nodes[pair[0]])
		w, hasB := a.g.slotOf(wide.nodes[pair[1]])
		if hasA && hasB {
			a.worst.joins = append(a.worst.joins, [2]int32{v, w})
		}
	}
	a.askDivisions(folded, a.askCase(folded, a.worst.class, true), a.worst.class, true)
}

// openIn returns the classes of sources of the recorded graph whose basis is an open question.
func (a *analysis) openIn(wide *graph, class []int32) []int32 {
	var out []int32
	for v, open := range a.g.open {
		if at, here := wide.slotOf(a.g.nodes[v]); open && here {
			out = append(out, class[at])
		}
	}
	return out
}

// askDivisions makes the graphs in which bases that nobody has confirmed are divided alike, beside the one in which all are
// as recorded, and returns that in which all are alike: nothing is left out of it.
func (a *analysis) askDivisions(ix *index, recorded *graph, classes []int32, folded bool) *graph {
	if !recorded.divided() {
		return recorded
	}
	ask := func(alike func(class int32) bool) *graph {
		other := *ix
		other.alike = make([]bool, len(ix.sources))
		for class := range other.alike {
			other.alike[class] = !ix.isConfirmed(int32(class), a.g.claim) && alike(int32(class))
		}
		return a.askCase(&other, classes, folded)
	}
	wide := ask(func(int32) bool { return true })
	var divided []int32 // classes
	for v, class := range wide.nodes {
		if wide.dividedAt(int32(v)) {
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
func (a *analysis) askCase(ix *index, classes []int32, folded bool) *graph {
	w := worstCase{analysis: ix.analyzed(a.g.claim, a.solver), place: make([]int32, len(classes)), folded: folded}
	for v, class := range classes {
		at, here := w.g.slotOf(class)
		if w.place[v] = at; !here {
			w.place[v] = digraph.NoNode
		}
	}
	a.worst.cases = append(a.worst.cases, w)
	return w.g
}

// analyzed makes the graph and the profiles of a class of claims. The index stands for one claim's evidence.
func (ix *index) analyzed(claim int32, s *solver) *analysis {
	g := newGraph(ix, claim)
	g.computeProfiles()
	return &analysis{ix: ix, g: g, sign: g.signatures(), solver: s}
}

// divided reports whether a basis that nobody has confirmed would be another one if it were divided alike.
func (g *graph) divided() bool {
	for v := range g.nodes {
		if g.dividedAt(int32(v)) {
			return true
		}
	}
	return false
}

// dividedAt reports it of one source: it has an own share beside declared links, links of several weights or parallel ones,
// or links that a syndication leaves out.
func (g *graph) dividedAt(v int32) bool {
	class := g.nodes[v]
	if !g.declared[v] || g.withdrawn[v] || g.ix.isConfirmed(class, g.claim) {
		return false
	}
	first, last := g.viaFrom[g.upStart[v]], g.viaFrom[g.upStart[v+1]]
	upstream := g.upStart[v+1] - g.upStart[v]
	if g.beside[v] || g.leavesOut(class) || upstream > 1 && last-first > upstream {
		return true
	}
	if upstream == 1 {
		return false
	}
	for _, l := range g.via[first:last] {
		if weightOf(g.ix.links[l]) != weightOf(g.ix.links[g.via[first]]) {
			return true
		}
	}
	return false
}

// leavesOut reports whether a class takes the whole from one source and declares links that are no such syndication or
// translation.
func (g *graph) leavesOut(class int32) bool {
	whole, part := false, false
	for l := g.ix.linkStart[class]; l < g.ix.linkStart[class+1]; l++ {
		if kind := g.ix.links[l].Kind; kind != evidence.Copies && g.ix.linkState[l] == linkCounts && g.ix.applies(l, g.claim) {
			whole, part = whole || kind.Whole(), part || !kind.Whole()
		}
	}
	return whole && part
}

// mayBeOne returns the pairs of sources that may be one although nobody has said so: as many as make one class of all that
// may be. What was withdrawn, or is not out at the moment, is left aside: it says nothing.
func (g *graph) mayBeOne() [][2]int32 {
	at := make([]int32, 0, len(g.nodes)) // by record: its source
	records := make([]sameness.Record, 0, len(g.nodes))
	for v := range g.nodes {
		if !g.withdrawn[v] {
			at, records = append(at, int32(v)), append(records, sameness.RecordOf(g.source(int32(v))))
		}
	}
	joins := sameness.Join(records, g.denied(at))
	for i, j := range joins {
		joins[i] = [2]int32{at[j[0]], at[j[1]]}
	}
	return joins
}

// denied returns the pairs of sources that somebody found not to be one, by their places in a list of sources.
func (g *graph) denied(sources []int32) [][2]int32 {
	var out [][2]int32
	for _, d := range g.ix.sub.Denials {
		v, hasA := g.find(evidence.SourceID(d.A))
		w, hasB := g.find(evidence.SourceID(d.B))
		i, isA := slices.BinarySearch(sources, v)
		j, isB := slices.BinarySearch(sources, w)
		if hasA && hasB && isA && isB && i != j {
			out = append(out, [2]int32{int32(min(i, j)), int32(max(i, j))})
		}
	}
	return out
}

// takeSides computes both sides in every graph. What is demonstrated is the least in any of them: what cannot be traced as
// it is recorded, or with its basis divided alike, is left out of all.
func (a *analysis) takeSides() {
	counts := slices.Clone(a.g.traced)
	for i := range a.worst.cases {
		if w := &a.worst.cases[i]; !w.folded {
			for v, at := range w.place {
				counts[v] = counts[v] && at != digraph.NoNode && w.g.traced[at]
			}
		}
	}
	a.sides = [2]*Side{newSide(a, a.g.supports, true, counts), newSide(a, a.g.refutes, false, counts)}
	for i := range a.worst.cases {
		w := &a.worst.cases[i]
		there := make([]bool, len(w.g.nodes))
		for v, at := range w.place {
			if at != digraph.NoNode {
				there[at] = there[at] || counts[v] && w.g.traced[at]
			}
		}
		for k, positions := range [2][]position{w.g.supports, w.g.refutes} {
			w.sides[k] = &sideAnalysis{
				a: w.analysis, supports: k == 0, positions: positions, profile: newSparse(0, 0), root: newSparse(0, 0), shownOnly: true,
			}
			a.sides[k].worsen(w.sides[k].side(there).Tally)
		}
	}
}

// worsen takes over what is less under a worse answer.
func (s *Side) worsen(t Tally) {
	s.Demonstrated = min(s.Demonstrated, t.Demonstrated)
	s.DemonstratedLines = min(s.DemonstratedLines, t.DemonstratedLines)
	s.analysis.tally = s.Tally
}

// cases returns a side in the graphs of the worst answers.
func (s *sideAnalysis) cases() []caseOfSide {
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
	side *sideAnalysis
}

// keepSolver gives all graphs a solver of the answer's own.
func (a *analysis) keepSolver(s *solver) {
	a.solver = s
	for i := range a.worst.cases {
		a.worst.cases[i].solver = s
	}
}

// folded returns an index of the evidence of one claim in which the pairs are one source each, as if they were asserted to
// be the same, and the class of every source of the graph in it. It shares what does not concern sources.
func (ix *index) folded(g *graph, joins [][2]int32) (*index, []int32) {
	class, classes := digraph.Join(len(g.nodes), joins)
	members := make([][]int32, classes) // classes of the index that is folded
	for v, c := range class {
		members[c] = append(members[c], g.nodes[v])
	}
	out := *ix
	out.foldSources(ix, members)
	out.foldStatements(ix, g, class)
	out.foldLinks(ix, g, class)
	out.foldMarks(ix, members)
	for v, open := range g.open {
		if open {
			out.openAt = append(out.openAt, class[v])
		}
	}
	out.slot = slices.Repeat([]int32{-1}, classes)
	return &out, class
}

// foldSources unites the members of every class. A class is struck out, hidden or confirmed if all that is recorded of it
// is: members that are struck out or hidden are never folded.
func (ix *index) foldSources(from *index, members [][]int32) {
	ix.sources, ix.sourceAt, ix.date, ix.openAt = nil, make(map[evidence.SourceID]int32, len(members)), nil, nil
	ix.struck, ix.hidden, ix.confirmed = map[int32]bool{}, map[int32]bool{}, nil
	for c, list := range members {
		var source *evidence.Source
		date := from.date[list[0]]
		for _, m := range list {
			source = unite(source, from.sources[m])
			if !date.Known() {
				date = from.date[m]
			}
			ix.sourceAt[from.sources[m].ID] = int32(c)
		}
		ix.sources, ix.date = append(ix.sources, source), append(ix.date, date)
		if from.struck[list[0]] {
			ix.struck[int32(c)] = true
		}
		if from.hidden[list[0]] {
			ix.hidden[int32(c)] = true
		}
	}
	if from.confirmed == nil {
		return
	}
	ix.confirmed = make([]bool, len(members))
	for c, list := range members {
		unsaid := func(m int32) bool { return !from.confirmed[m] && from.sources[m].Firsthand != nil }
		ix.confirmed[c] = !slices.ContainsFunc(list, unsaid) && slices.ContainsFunc(list, func(m int32) bool { return from.confirmed[m] })
	}
}

// foldStatements keeps the statements of the graph's claim.
func (ix *index) foldStatements(from *index, g *graph, class []int32) {
	first, last := from.statementStart[g.claim], from.statementStart[g.claim+1]
	ix.statements = from.statements[first:last]
	ix.statementFrom = make([]int32, len(ix.statements))
	for i := range ix.statementFrom {
		v, _ := g.slotOf(from.statementFrom[first+int32(i)])
		ix.statementFrom[i] = class[v]
	}
	ix.statementStart = make([]int32, len(from.statementStart))
	for c := g.claim + 1; c < int32(len(ix.statementStart)); c++ {
		ix.statementStart[c] = last - first
	}
}

// foldLinks keeps the links in scope both ends of which are here, and those that cannot be, judged again: a class may have
// got a date.
func (ix *index) foldLinks(from *index, g *graph, class []int32) {
	type end struct{ from, to, link int32 }
	var ends []end
	for v, old := range g.nodes {
		for l := from.linkStart[old]; l < from.linkStart[old+1]; l++ {
			if u, here := g.slotOf(from.linkTo[l]); here && from.applies(l, g.claim) {
				ends = append(ends, end{class[v], class[u], l})
			}
		}
	}
	slices.SortStableFunc(ends, func(a, b end) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(a.to - b.to)
	})
	ix.links, ix.linkTo, ix.linkState = nil, nil, nil
	ix.linkStart = make([]int32, len(ix.sources)+1)
	ix.scopeStart, ix.scopes = make([]int32, len(ends)+1), nil // all that is kept is in scope
	for _, e := range ends {
		d := from.links[e.link]
		ix.links, ix.linkTo = append(ix.links, d), append(ix.linkTo, e.to)
		ix.linkState = append(ix.linkState, ix.judge(e.from, e.to, d))
		ix.linkStart[e.from+1]++
	}
	digraph.Accumulate(ix.linkStart)
}

// foldMarks gives every class the causes of the record whose authors, and of the one whose outlet, it has.
func (ix *index) foldMarks(from *index, members [][]int32) {
	ix.markStart, ix.mark, ix.markShare = make([]int32, 1, len(members)+1), nil, nil
	take := func(m int32, authors bool) {
		for i := from.markStart[m]; i < from.markStart[m+1]; i++ {
			if (from.causeKind[from.mark[i]] == ReasonAuthor) == authors {
				ix.mark, ix.markShare = append(ix.mark, from.mark[i]), append(ix.markShare, from.markShare[i])
			}
		}
	}
	for _, list := range members {
		wrote := slices.IndexFunc(list, func(m int32) bool { return len(from.sources[m].Authors) > 0 })
		published := slices.IndexFunc(list, func(m int32) bool { return from.sources[m].Outlet != "" })
		if wrote >= 0 {
			take(list[wrote], true)
		}
		if published >= 0 {
			take(list[published], false)
		}
		ix.markStart = append(ix.markStart, int32(len(ix.mark)))
	}
}
