package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/wording"
)

// hiddenNotes tells who takes from what the moment leaves out.
func (a *Analysis) hiddenNotes() []Note {
	if len(a.Ix.Unpublished) == 0 {
		return nil
	}
	var takers, targets []int32
	for v := range int32(len(a.G.Nodes)) {
		if a.IsHidden(v) {
			continue
		}
		takes := false
		a.G.EachUpstream(v, func(u int32) {
			if a.IsHidden(u) {
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
	return a.note(
		NoteUnpublished, takers, "%s %s from %s, which this moment leaves out: that gives no ground, and makes nobody an origin.",
		a.List(takers), wording.Choose(len(takers), "takes", "take"), a.List(slices.Compact(targets)))
}
