package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// An open question is what nobody has settled and the demonstrated number depends on (method, section 13). This file finds
// those about one source's basis: a declared link that cannot be, and a copy that nobody has confirmed. What is unnamed is
// found where profiles are made; sources that may be one, and how a basis is divided, are what [analysis.askWorst] is for.

// openQuestions notes the sources whose basis is an open question whatever their links say: those with a declared link
// that cannot be, its target being later, and those that an unconfirmed copy makes the copier. One that declares nothing
// else than what cannot be is no origin, so it is unnamed.
func (g *graph) openQuestions() {
	note := func(v int32) {
		if g.open == nil {
			g.open = make([]bool, len(g.nodes))
		}
		g.open[v] = true
	}
	for _, l := range g.skipped[linkTimeInconsistent] {
		if v, ok := g.slotOf(g.ix.sourceAt[g.ix.links[l].From]); ok && !g.withdrawn[v] {
			note(v)
			g.unnamed[v] = g.unnamed[v] || g.phi[v] > 0 && !g.declared[v]
		}
	}
	for _, class := range g.ix.openAt {
		if v, ok := g.slotOf(class); ok {
			note(v)
		}
	}
	for _, l := range g.suggested() {
		if v, ok := g.copier(l); ok && !g.withdrawn[v] {
			note(v)
		}
	}
}

// namesNothing reports whether an unnamed source declares nothing at all: one that declares what cannot be is asked for its
// dates.
func (g *graph) namesNothing(v int32) bool {
	return !slices.ContainsFunc(g.skipped[linkTimeInconsistent], func(l int32) bool {
		return g.ix.sourceAt[g.ix.links[l].From] == g.nodes[v]
	})
}

// slotOf returns the number of a class in the graph.
func (g *graph) slotOf(class int32) (int32, bool) {
	v, ok := slices.BinarySearch(g.nodes, class)
	return int32(v), ok
}

// suggested returns the copies in scope that no curator has confirmed or rejected, of at least the policy's kappa,
// ascending by link: those that the policy leaves out and those that it counts.
func (g *graph) suggested() []int32 {
	links := g.skipped[linkSuggested]
	for _, c := range g.copies {
		if g.ix.links[c.link].Status != evidence.Confirmed {
			links = append(links[:len(links):len(links)], c.link)
		}
	}
	return links
}

// copier returns which source of the graph a copy would make the copier: the later one in the order of the method,
// section 2.6. False if that is a source that the graph does not have.
func (g *graph) copier(link int32) (int32, bool) {
	from, to := g.ix.sourceAt[g.ix.links[link].From], g.ix.linkTo[link]
	v, hasFrom := g.slotOf(from)
	u, hasTo := g.slotOf(to)
	if hasFrom && hasTo {
		at := g.order()
		if at[v] < at[u] {
			v = u
		}
		return v, true
	}
	if cmp.Or(cmp.Compare(g.ix.date[from].First(), g.ix.date[to].First()), cmp.Compare(from, to)) < 0 {
		return u, hasTo
	}
	return v, hasFrom
}

// order returns the place of every source in the order of the method, section 2.6.
func (g *graph) order() []int32 {
	if g.model != nil {
		return g.comps.Places() // in this order already
	}
	p := &digraph.Partition{Of: slices.Clone(g.comps.Of), Start: slices.Clone(g.comps.Start), Nodes: slices.Clone(g.comps.Nodes)}
	p.Reorder(g.upStart, g.up, g.dates())
	return p.Places()
}

// findTraced finds the sources that can be traced: grounded, no part of their basis unnamed, and nothing that they rest on
// an open question.
func (g *graph) findTraced() {
	g.traced = make([]bool, len(g.nodes))
	ofRow := make([]int8, g.basis.Len()) // 0 = not looked at, 1 = traced, -1 = not
	for v := range g.traced {
		row := g.rowOf[v]
		if row < 0 {
			continue
		}
		if ofRow[row] == 0 {
			ofRow[row] = 1
			cols, _ := g.basis.Row(row)
			if slices.ContainsFunc(cols, func(c int32) bool { return g.unnamed[c] }) {
				ofRow[row] = -1
			}
		}
		g.traced[v] = ofRow[row] > 0
	}
	if g.open != nil {
		g.spreadOpen()
	}
}

// spreadOpen makes everything untraced that rests on a source whose basis is open, upstream first. All members of a circle
// rest on what one of them rests on, but one that has nothing but its own work.
func (g *graph) spreadOpen() {
	rests := slices.Clone(g.open)
	for c := int32(0); c < int32(g.comps.Count()); c++ {
		members := g.comps.Members(c)
		for _, v := range members {
			rests[v] = rests[v] || g.takesOpen(v, rests)
		}
		if slices.ContainsFunc(members, func(v int32) bool { return rests[v] }) {
			for _, v := range members {
				rests[v] = rests[v] || g.phi[v] < 1
			}
		}
	}
	for v, open := range rests {
		g.traced[v] = g.traced[v] && !open
	}
}

// takesOpen reports whether a source takes a part of its basis from one that rests on an open question. A full copy takes
// everything from its model.
func (g *graph) takesOpen(v int32, rests []bool) bool {
	if g.isCopy(v) && rests[g.model[v]] {
		return true
	}
	if g.phi[v] == 1 || g.isCopy(v) && g.kappa[v] == 1 {
		return false
	}
	for e := g.upStart[v]; e < g.upStart[v+1]; e++ {
		if g.share[e] > 0 && rests[g.up[e]] {
			return true
		}
	}
	return false
}
