package convergence

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/wording"
)

// matters reports whether some source of either side rests on one of the given ones, or is one of them.
func (a *Analysis) matters(sources ...int32) bool {
	if a.inUse == nil {
		a.inUse = a.G.UpstreamOf(a.G.Supports, a.G.Refutes)
	}
	return slices.ContainsFunc(sources, func(v int32) bool { return a.inUse[v] })
}

// mayBeOneNotes says which records are counted once because they may be one.
func (a *Analysis) mayBeOneNotes() []Note {
	if len(a.Worst.Joins) == 0 {
		return nil
	}
	members := map[int32][]int32{} // by class
	for v, class := range a.Worst.Class {
		members[class] = append(members[class], int32(v))
	}
	var out []Note
	for _, class := range tally.SortedKeys(members) {
		nodes := members[class]
		if len(nodes) < 2 || !a.matters(nodes...) {
			continue
		}
		if len(out) == maxSaid {
			out[maxSaid-1].Text += " There are more such records."
			break
		}
		out = append(
			out, a.note(
				NoteMayBeOne, nodes, "Counted once: %s records that may be the same %s%s. Merge or deny them with: credence same.",
				wording.Number(len(nodes)), a.Name(nodes[0]), a.inTakers(nodes))...)
	}
	return out
}

// inTakers says in which sources records appear: ", in A, B and C".
func (a *Analysis) inTakers(nodes []int32) string {
	is := make([]bool, len(a.G.Nodes))
	for _, v := range nodes {
		is[v] = true
	}
	var takers []int32
	for w := range int32(len(a.G.Nodes)) {
		if slices.ContainsFunc(a.G.Up[a.G.UpStart[w]:a.G.UpStart[w+1]], func(u int32) bool { return is[u] }) {
			takers = append(takers, w)
		}
	}
	if len(takers) == 0 {
		return ""
	}
	return ", in " + a.List(takers)
}

// sortedUnique returns numbers ascending, each once.
func sortedUnique(nodes []int32) []int32 { return slices.Compact(basis.SortedNodes(nodes)) }

// suggestedNotes says which sources are left out of what is demonstrated because a detector takes them for copies.
func (a *Analysis) suggestedNotes() []Note {
	var copiers []int32
	for _, l := range a.G.Suggested() {
		if v, ok := a.G.Copier(l); ok && !a.G.Withdrawn[v] && a.matters(v) {
			copiers = append(copiers, v)
		}
	}
	if len(copiers) == 0 {
		return nil
	}
	copiers = sortedUnique(copiers)
	return a.note(
		NoteSuggestedCopy, copiers, "%s may be %s, as a detector suggests: not counted as demonstrated until somebody confirms or"+
			" rejects it. See them with: credence detect.", a.List(copiers), wording.Choose(len(copiers), "a copy", "copies"))
}

// basisNotes says whose division nobody has confirmed.
func (a *Analysis) basisNotes() []Note {
	var nodes []int32
	for v := range int32(len(a.G.Nodes)) {
		if a.G.DividedAt(v) && a.matters(v) {
			nodes = append(nodes, v)
		}
	}
	if len(nodes) == 0 {
		return nil
	}
	return a.note(
		NoteUnconfirmedBasis, nodes, "Nobody has confirmed how much %s %s from whom, so what is demonstrated is the least of what is"+
			" recorded and of equal parts without own work.%s Confirm it with: credence confirm.", a.List(nodes),
		wording.Choose(len(nodes), "takes", "take"), a.addedUp(nodes))
}

// addedUp says which of some sources take from another by several links, whose weights are added up.
func (a *Analysis) addedUp(nodes []int32) string {
	text, g := "", a.G
	for _, v := range nodes[:min(tally.MaxListed, len(nodes))] {
		first, last := g.UpStart[v], g.UpStart[v+1]
		for e := first; e < last; e++ {
			if n := int(g.ViaFrom[e+1] - g.ViaFrom[e]); n > 1 && last-first > 1 {
				text += fmt.Sprintf(
					" %s takes from %s by %s links, whose weights are added up as recorded.", a.Name(v), a.Name(g.Up[e]),
					wording.Number(n))
			}
		}
	}
	return text
}

// uncheckableNotes says how many demonstrated lines end in what nobody else could check, and whose word that is.
func (a *Analysis) uncheckableNotes() []Note {
	var out []Note
	for _, side := range a.sides {
		u := side.analysis.uncheckable()
		if u == nil {
			continue
		}
		ends := make([]int32, len(u.Ends))
		for i, s := range u.Ends {
			ends[i], _ = a.G.Find(s.ID)
		}
		lines := side.DemonstratedLineCount
		against := ""
		if !side.analysis.Supports {
			against = " against it"
		}
		of := fmt.Sprintf("Of %s demonstrated lines%s, %s %s", wording.Number(lines), against, wording.Number(u.Lines),
			wording.Choose(u.Lines, "ends", "end"))
		switch {
		case lines == 1:
			of = "The demonstrated line" + against + " ends"
		case u.All:
			of = "All demonstrated lines" + against + " end"
		}
		text := fmt.Sprintf(
			"%s in what nobody else could check, without address, or date and outlet or author: %s.", of, a.List(ends))
		if len(u.Collectors) > 0 {
			text += fmt.Sprintf(" Only %s %s recorded it.", wording.Join(u.Collectors, "and"),
				wording.Choose(len(u.Collectors), "has", "have"))
		}
		out = append(out, a.note(NoteUncheckable, ends, "%s", text)...)
	}
	return out
}
