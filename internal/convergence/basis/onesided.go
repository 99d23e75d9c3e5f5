package basis

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
	ix := NewIndex(sub, p)
	if at, ok := ix.PartyAt[evidence.ID(outlet)]; ok {
		return ix.OneSidedAbove([]int32{at})
	}
	return nil
}

// OneSidedAbove looks behind everybody whose ownership counts for who controls the parties.
func (ix *Index) OneSidedAbove(parties []int32) []OneSided {
	if len(ix.OneSided) == 0 {
		return nil
	}
	var out []OneSided
	for _, party := range ix.Ownership.Behind(parties) {
		for _, o := range ix.OneSided[party] {
			out = append(out, OneSided{o, ix.Parties[party], ix.Parties[ix.PartyAt[o.Owner]]})
		}
	}
	slices.SortFunc(out, func(x, y OneSided) int { return cmp.Compare(x.ID, y.ID) })
	return out
}
