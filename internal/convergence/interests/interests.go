package interests

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Recorded returns the interests in a class of claims, or in a tag of one of them, that the policy's confidence lets
// through, by id. Also those are here that do not hold at the moment: somebody looked for interests.
func Recorded(ix *basis.Index, claim int32) []*evidence.Interest {
	var claims []*evidence.Claim
	for i, c := range ix.Claims {
		if ix.ClaimClass[i] == claim {
			claims = append(claims, c)
		}
	}
	var out []*evidence.Interest
	for i := range ix.Sub.Interests {
		interest := &ix.Sub.Interests[i]
		if ix.Policy.Confident(&interest.Provenance) && slices.ContainsFunc(claims, interest.Concerns) {
			out = append(out, interest)
		}
	}
	slices.SortFunc(out, func(a, b *evidence.Interest) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// Serving returns the interests of a list that hold at the moment and that a stance serves.
func Serving(ix *basis.Index, list []*evidence.Interest, stance evidence.Stance) []*evidence.Interest {
	var out []*evidence.Interest
	for _, i := range list {
		if i.Direction.Serves(stance) && ix.Sub.At.Holds(i.ValidFrom, i.ValidTo) {
			out = append(out, i)
		}
	}
	return out
}

// Held returns the interests of a list whose holders stand behind a class of sources.
func (b *Backing) Held(class int32, list []*evidence.Interest) []*evidence.Interest {
	var out []*evidence.Interest
	for _, i := range list {
		if b.Stands(i.Holder, class) {
			out = append(out, i)
		}
	}
	return out
}

// Among returns which classes of sources somebody stands behind who holds an interest of a list.
func (b *Backing) Among(list []*evidence.Interest) func(class int32) bool {
	return Once(func(class int32) bool {
		return slices.ContainsFunc(list, func(i *evidence.Interest) bool { return b.Stands(i.Holder, class) })
	})
}

// Once returns a set of classes that asks for each class once.
func Once(has func(class int32) bool) func(class int32) bool {
	known := map[int32]bool{}
	return func(class int32) bool {
		is, asked := known[class]
		if !asked {
			is = has(class)
			known[class] = is
		}
		return is
	}
}
