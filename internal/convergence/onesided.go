package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// OneSided is an ownership that the other side is recorded not to state, with its ends.
type OneSided struct {
	*evidence.Ownership
	Of, By evidence.Node // what is owned, and who owns it
}

// OneSidedAbove returns those above one outlet, of what was read with it.
func OneSidedAbove(sub *evidence.Subgraphs, p Policy, outlet evidence.OutletID) []OneSided {
	ix := newIndex(sub, p)
	if at, ok := ix.partyAt[evidence.ID(outlet)]; ok {
		return ix.oneSidedAbove([]int32{at})
	}
	return nil
}

// oneSidedAbove looks behind everybody whose ownership counts for who controls the parties.
func (ix *index) oneSidedAbove(parties []int32) []OneSided {
	if len(ix.oneSided) == 0 {
		return nil
	}
	var out []OneSided
	for _, party := range ix.ownership.Behind(parties) {
		for _, o := range ix.oneSided[party] {
			out = append(out, OneSided{o, ix.parties[party], ix.parties[ix.partyAt[o.Owner]]})
		}
	}
	slices.SortFunc(out, func(x, y OneSided) int { return cmp.Compare(x.ID, y.ID) })
	return out
}
