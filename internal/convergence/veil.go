package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/wording"
)

// hiddenNotes tells who takes from what the moment leaves out.
func (a *analysis) hiddenNotes() []Note {
	if len(a.ix.Unpublished) == 0 {
		return nil
	}
	var takers, targets []int32
	for v := range int32(len(a.g.Nodes)) {
		if a.isHidden(v) {
			continue
		}
		takes := false
		a.g.EachUpstream(v, func(u int32) {
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
