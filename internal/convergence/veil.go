package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// uniteRecords makes the sources out of their records, of which the moment may hide some. A hidden record makes two shown
// ones that are the same as it one source, and says nothing else of a source that is shown by another record: it was not
// out. A source all of whose records are hidden stands for what others declared to take from it, and counts like a
// withdrawn one.
func (ix *index) uniteRecords(records []*evidence.Source, class []int32, classes int) {
	veiled := make(map[*evidence.Source]bool, len(ix.sub.Unpublished))
	for i := range ix.sub.Unpublished {
		veiled[&ix.sub.Unpublished[i]] = true
	}
	shown, first := make([]bool, classes), make([]int, classes)
	for i := len(records) - 1; i >= 0; i-- {
		if c := class[i]; !veiled[records[i]] {
			shown[c], first[c] = true, i
		} else if !shown[c] {
			first[c] = i
		}
	}
	rank := inOrder(first)
	ix.sources = make([]*evidence.Source, classes)
	if len(veiled) > 0 {
		ix.hidden = map[int32]bool{}
	}
	for i, s := range records {
		c := rank[class[i]]
		ix.sourceAt[s.ID] = c
		if veiled[s] && shown[class[i]] {
			continue
		}
		ix.sources[c] = unite(ix.sources[c], s)
		if veiled[s] {
			ix.hidden[c] = true
		}
	}
}

// inOrder returns the place of each item in the order of distinct keys: classes are numbered by the smallest id that they
// show, which is the id that they have.
func inOrder(keys []int) []int32 {
	order := make([]int32, len(keys))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(keys[a], keys[b]) })
	rank := make([]int32, len(keys))
	for i, c := range order {
		rank[c] = int32(i)
	}
	return rank
}

// isHidden reports whether the moment shows no record of a source.
func (a *analysis) isHidden(v int32) bool { return a.ix.hidden[a.g.nodes[v]] }

// hiddenNotes tells who takes from what the moment leaves out.
func (a *analysis) hiddenNotes() []Note {
	if len(a.ix.hidden) == 0 {
		return nil
	}
	var takers, targets []int32
	for v := range int32(len(a.g.nodes)) {
		if a.isHidden(v) {
			continue
		}
		takes := false
		a.g.eachUpstream(v, func(u int32) {
			if a.isHidden(u) {
				takes, targets = true, append(targets, u)
			}
		})
		if takes {
			takers = append(takers, v)
		}
	}
	if len(takers) == 0 {
		return nil
	}
	slices.Sort(targets)
	return a.note(NoteHidden, takers, "%s %s from %s, which this moment leaves out: that gives no ground, and makes nobody an origin.",
		a.list(takers), wording.Choose(len(takers), "takes", "take"), a.list(slices.Compact(targets)))
}
