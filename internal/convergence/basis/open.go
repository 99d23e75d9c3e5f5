package basis

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// An open question is what nobody has settled and the demonstrated number depends on (method, section 13). This file
// finds those about one source's basis: a declared link that cannot be, and a copy that nobody has confirmed. What is
// unnamed is found where profiles are made; sources that may be one, and how a basis is divided, are asked in package
// tally.

// openQuestions notes the sources whose basis is an open question whatever their links say: those with a declared link
// that cannot be, its target being later, and those that an unconfirmed copy makes the copier. One that declares
// nothing else than what cannot be is no origin, so it is unnamed.
func (g *Graph) openQuestions() {
	note := func(v int32) {
		if g.Open == nil {
			g.Open = make([]bool, len(g.Nodes))
		}
		g.Open[v] = true
	}
	for _, l := range g.Skipped[LinkTimeInconsistent] {
		if v, ok := g.SlotOf(g.ix.SourceAt[g.ix.Links[l].From]); ok && !g.Withdrawn[v] {
			note(v)
			g.Unnamed[v] = g.Unnamed[v] || g.Phi[v] > 0 && !g.declared[v]
		}
	}
	for _, class := range g.ix.OpenAt {
		if v, ok := g.SlotOf(class); ok {
			note(v)
		}
	}
	for _, l := range g.Suggested() {
		if v, ok := g.Copier(l); ok && !g.Withdrawn[v] {
			note(v)
		}
	}
}

// NamesNothing reports whether an unnamed source declares nothing at all: one that declares what cannot be is asked for
// its dates.
func (g *Graph) NamesNothing(v int32) bool {
	return !slices.ContainsFunc(g.Skipped[LinkTimeInconsistent], func(l int32) bool {
		return g.ix.SourceAt[g.ix.Links[l].From] == g.Nodes[v]
	})
}

// SlotOf returns the number of a class in the graph.
func (g *Graph) SlotOf(class int32) (int32, bool) {
	v, ok := slices.BinarySearch(g.Nodes, class)
	return int32(v), ok
}

// Suggested returns the copies in scope that no curator has confirmed or rejected, of at least the policy's copied
// share, ascending by link: those that the policy leaves out and those that it counts.
func (g *Graph) Suggested() []int32 {
	links := g.Skipped[LinkSuggested]
	for _, c := range g.Copies {
		if g.ix.Links[c.Link].Status != evidence.Confirmed {
			links = append(links[:len(links):len(links)], c.Link)
		}
	}
	return links
}

// Copier returns which source of the graph a copy would make the copier: the later one in the order of the method,
// section 2.6. False if that is a source that the graph does not have.
func (g *Graph) Copier(link int32) (int32, bool) {
	from, to := g.ix.SourceAt[g.ix.Links[link].From], g.ix.LinkTo[link]
	v, hasFrom := g.SlotOf(from)
	u, hasTo := g.SlotOf(to)
	if hasFrom && hasTo {
		at := g.order()
		if at[v] < at[u] {
			v = u
		}
		return v, true
	}
	if cmp.Or(cmp.Compare(g.ix.Date[from].First(), g.ix.Date[to].First()), cmp.Compare(from, to)) < 0 {
		return u, hasTo
	}
	return v, hasFrom
}

// order returns the place of every source in the order of the method, section 2.6.
func (g *Graph) order() []int32 {
	if g.Model != nil {
		return g.Comps.Places() // in this order already
	}
	p := &digraph.Partition{Of: slices.Clone(g.Comps.Of), Start: slices.Clone(g.Comps.Start),
		Nodes: slices.Clone(g.Comps.Nodes)}
	p.Reorder(g.UpStart, g.Up, g.dates())
	return p.Places()
}

// findTraced finds the sources that can be traced: grounded, no part of their basis unnamed, and nothing that they rest
// on an open question.
func (g *Graph) findTraced() {
	g.Traced = make([]bool, len(g.Nodes))
	ofRow := make([]int8, g.Basis.Len()) // 0 = not looked at, 1 = traced, -1 = not
	for v := range g.Traced {
		row := g.RowOf[v]
		if row < 0 {
			continue
		}
		if ofRow[row] == 0 {
			ofRow[row] = 1
			cols, _ := g.Basis.Row(row)
			if slices.ContainsFunc(cols, func(c int32) bool { return g.Unnamed[c] }) {
				ofRow[row] = -1
			}
		}
		g.Traced[v] = ofRow[row] > 0
	}
	if g.Open != nil {
		g.spreadOpen()
	}
}

// spreadOpen makes everything untraced that rests on a source whose basis is open, upstream first. All members of a
// circle rest on what one of them rests on, but one that has nothing but its own work.
func (g *Graph) spreadOpen() {
	rests := slices.Clone(g.Open)
	for c := int32(0); c < int32(g.Comps.Count()); c++ {
		members := g.Comps.Members(c)
		for _, v := range members {
			rests[v] = rests[v] || g.takesOpen(v, rests)
		}
		if slices.ContainsFunc(members, func(v int32) bool { return rests[v] }) {
			for _, v := range members {
				rests[v] = rests[v] || g.Phi[v] < 1
			}
		}
	}
	for v, open := range rests {
		g.Traced[v] = g.Traced[v] && !open
	}
}

// takesOpen reports whether a source takes a part of its basis from one that rests on an open question. A full copy
// takes everything from its model.
func (g *Graph) takesOpen(v int32, rests []bool) bool {
	if g.IsCopy(v) && rests[g.Model[v]] {
		return true
	}
	if g.Phi[v] == 1 || g.IsCopy(v) && g.Kappa[v] == 1 {
		return false
	}
	for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
		if g.Share[e] > 0 && rests[g.Up[e]] {
			return true
		}
	}
	return false
}
