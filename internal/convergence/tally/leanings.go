package tally

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Leanings returns what the outlets of the claim's sources are rated as in a scheme, by the ratings that the policy's
// confidence lets through: see [evidence.LeaningOf].
func (a *Claim) Leanings(scheme string) func(v int32) (value string, disputed bool) {
	rated := slices.DeleteFunc(slices.Clone(a.Ix.Sub.Leanings), func(l evidence.Leaning) bool {
		return l.Scheme != scheme || !a.Ix.Policy.Confident(&l.Provenance)
	})
	return func(v int32) (value string, disputed bool) {
		if len(rated) == 0 {
			return "", false
		}
		return evidence.LeaningOf(rated, a.outletsOf(v), scheme, a.Ix.Sub.At)
	}
}

// outletsOf returns the outlet of a source with those that are one with it.
func (a *Claim) outletsOf(v int32) []evidence.OutletID {
	own := a.G.Source(v).Outlet
	party, here := a.Ix.PartyAt[evidence.ID(own)]
	if !here {
		return []evidence.OutletID{own}
	}
	var out []evidence.OutletID
	for i := range a.Ix.Sub.Outlets {
		if id := a.Ix.Sub.Outlets[i].ID; a.Ix.PartyAt[evidence.ID(id)] == party {
			out = append(out, id)
		}
	}
	return out
}
