package evidence

import (
	"fmt"
	"slices"
)

// Parallel is two derivations by which a source takes from another for the same claims: what each of them weighs is
// added up.
type Parallel struct{ Link, Other *Derivation }

// Parallels returns the pairs of parallel links among all derivations of one source, each pair once, in the order of
// the list. If the source takes from one other source alone it has no parallel links, because then no weight
// matters.
func Parallels(list []*Derivation) []Parallel {
	var out []Parallel
	for i, d := range list {
		for _, other := range list[:i] {
			if d.ID != other.ID && d.To == other.To && d.adds() && other.adds() && d.Kind.Whole() == other.Kind.Whole() &&
				d.sharesClaim(other) {
				out = append(out, Parallel{d, other})
			}
		}
	}
	elsewhere := func(p Parallel) bool {
		return slices.ContainsFunc(
			list, func(d *Derivation) bool { return d.To != p.Link.To && d.adds() && d.sharesClaim(p.Link) })
	}
	return slices.DeleteFunc(out, func(p Parallel) bool { return !elsewhere(p) })
}

// adds reports whether the weight of a derivation is added to that of others: a copy is judged by itself, and what
// nobody has confirmed does not count.
func (d *Derivation) adds() bool {
	return d.Kind != Copies && (d.Status == Confirmed || d.Status == "") && d.Provenance.RetractedAt == nil
}

// sharesClaim reports whether two derivations hold for one claim; without claims a derivation holds for all.
func (d *Derivation) sharesClaim(other *Derivation) bool {
	return len(d.Claims) == 0 || len(other.Claims) == 0 ||
		slices.ContainsFunc(d.Claims, func(id ClaimID) bool { return slices.Contains(other.Claims, id) })
}

// String says what is parallel, and what to do about it.
func (p Parallel) String() string {
	return fmt.Sprintf(
		"%s takes from %s by two links for the same claims, %s (%s) and %s (%s), and their weights add up; "+
			"if they say one thing, retract one of them: credence retract ID --reason WHY", p.Link.From, p.Link.To, p.Other.Kind,
		p.Other.ID, p.Link.Kind, p.Link.ID)
}
