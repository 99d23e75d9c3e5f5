package basis

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Folded returns an index of the evidence of one claim in which the pairs are one source each, as if they were asserted
// to be the same, and the class of every source of the graph in it. It shares what does not concern sources.
func (ix *Index) Folded(g *Graph, joins [][2]int32) (*Index, []int32) {
	class, classes := digraph.Join(len(g.Nodes), joins)
	members := make([][]int32, classes) // classes of the index that is folded
	for v, c := range class {
		members[c] = append(members[c], g.Nodes[v])
	}
	out := *ix
	out.foldSources(ix, members)
	out.foldStatements(ix, g, class)
	out.foldLinks(ix, g, class)
	out.foldMarks(ix, members)
	for v, open := range g.Open {
		if open {
			out.OpenAt = append(out.OpenAt, class[v])
		}
	}
	out.slot = slices.Repeat([]int32{-1}, classes)
	return &out, class
}

// foldSources unites the members of every class. A class is struck out, hidden or confirmed if all that is recorded of
// it is: members that are struck out or hidden are never folded.
func (ix *Index) foldSources(from *Index, members [][]int32) {
	ix.Sources, ix.SourceAt, ix.Date, ix.OpenAt = nil, make(map[evidence.SourceID]int32, len(members)), nil, nil
	ix.Excluded, ix.Unpublished, ix.confirmed = map[int32]bool{}, map[int32]bool{}, nil
	for c, list := range members {
		var source *evidence.Source
		date := from.Date[list[0]]
		for _, m := range list {
			source = unite(source, from.Sources[m])
			if !date.Known() {
				date = from.Date[m]
			}
			ix.SourceAt[from.Sources[m].ID] = int32(c)
		}
		ix.Sources, ix.Date = append(ix.Sources, source), append(ix.Date, date)
		if from.Excluded[list[0]] {
			ix.Excluded[int32(c)] = true
		}
		if from.Unpublished[list[0]] {
			ix.Unpublished[int32(c)] = true
		}
	}
	if from.confirmed == nil {
		return
	}
	ix.confirmed = make([]bool, len(members))
	for c, list := range members {
		unsaid := func(m int32) bool { return !from.confirmed[m] && from.Sources[m].Firsthand != nil }
		ix.confirmed[c] = !slices.ContainsFunc(list, unsaid) &&
			slices.ContainsFunc(list, func(m int32) bool { return from.confirmed[m] })
	}
}

// foldStatements keeps the statements of the graph's claim.
func (ix *Index) foldStatements(from *Index, g *Graph, class []int32) {
	first, last := from.StatementStart[g.Claim], from.StatementStart[g.Claim+1]
	ix.Statements = from.Statements[first:last]
	ix.StatementFrom = make([]int32, len(ix.Statements))
	for i := range ix.StatementFrom {
		v, _ := g.SlotOf(from.StatementFrom[first+int32(i)])
		ix.StatementFrom[i] = class[v]
	}
	ix.StatementStart = make([]int32, len(from.StatementStart))
	for c := g.Claim + 1; c < int32(len(ix.StatementStart)); c++ {
		ix.StatementStart[c] = last - first
	}
}

// foldLinks keeps the links in scope both ends of which are here, and those that cannot be, judged again: a class may
// have got a date.
func (ix *Index) foldLinks(from *Index, g *Graph, class []int32) {
	type end struct{ from, to, link int32 }
	var ends []end
	for v, old := range g.Nodes {
		for l := from.LinkStart[old]; l < from.LinkStart[old+1]; l++ {
			if u, here := g.SlotOf(from.LinkTo[l]); here && from.Applies(l, g.Claim) {
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
	ix.Links, ix.LinkTo, ix.LinkState = nil, nil, nil
	ix.LinkStart = make([]int32, len(ix.Sources)+1)
	ix.scopeStart, ix.scopes = make([]int32, len(ends)+1), nil // all that is kept is in scope
	for _, e := range ends {
		d := from.Links[e.link]
		ix.Links, ix.LinkTo = append(ix.Links, d), append(ix.LinkTo, e.to)
		ix.LinkState = append(ix.LinkState, ix.judge(e.from, e.to, d))
		ix.LinkStart[e.from+1]++
	}
	digraph.Accumulate(ix.LinkStart)
}

// foldMarks gives every class the causes of the record whose authors, and of the one whose outlet, it has.
func (ix *Index) foldMarks(from *Index, members [][]int32) {
	ix.markStart, ix.mark, ix.markShare = make([]int32, 1, len(members)+1), nil, nil
	take := func(m int32, authors bool) {
		for i := from.markStart[m]; i < from.markStart[m+1]; i++ {
			if (from.CauseKind[from.mark[i]] == byAuthor) == authors {
				ix.mark, ix.markShare = append(ix.mark, from.mark[i]), append(ix.markShare, from.markShare[i])
			}
		}
	}
	for _, list := range members {
		wrote := slices.IndexFunc(list, func(m int32) bool { return len(from.Sources[m].Authors) > 0 })
		published := slices.IndexFunc(list, func(m int32) bool { return from.Sources[m].Outlet != "" })
		if wrote >= 0 {
			take(list[wrote], true)
		}
		if published >= 0 {
			take(list[published], false)
		}
		ix.markStart = append(ix.markStart, int32(len(ix.mark)))
	}
}
