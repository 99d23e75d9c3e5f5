package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

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
			if (from.causeKind[from.mark[i]] == byAuthor) == authors {
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
