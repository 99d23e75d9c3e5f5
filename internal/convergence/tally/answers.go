package tally

import (
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// restricted returns the evidence of this claim alone, out of what was read with it: the records that its graph is made
// of, all about parties, and the records that say what of it may be, is or is not one. Made once.
func (a *Claim) restricted() *evidence.Subgraphs {
	if a.alone != nil {
		return a.alone
	}
	ix, all := a.Ix, a.Ix.Sub
	near := make([]bool, len(ix.Sources)) // in the graph, or what a link out of it leads to
	inside := make([]bool, len(ix.Sources))
	for _, class := range a.G.Nodes {
		inside[class], near[class] = true, true
		for l := ix.LinkStart[class]; l < ix.LinkStart[class+1]; l++ {
			near[ix.LinkTo[l]] = true
		}
	}
	has := func(list []bool, id evidence.SourceID) bool {
		class, here := ix.SourceAt[id]
		return here && list[class]
	}
	either := func(id evidence.ID) bool { return id.Kind() != evidence.KindSource || has(near, evidence.SourceID(id)) }
	sub := *all
	sub.Sources = filter(all.Sources, func(s *evidence.Source) bool { return has(near, s.ID) })
	sub.Unpublished = filter(all.Unpublished, func(s *evidence.Source) bool { return has(near, s.ID) })
	sub.Statements = filter(all.Statements, func(s *evidence.Statement) bool { return ix.ScopeOf(s.Claim) == a.G.Claim })
	sub.Derivations = filter(all.Derivations, func(d *evidence.Derivation) bool { return has(inside, d.From) })
	sub.Corroborations = filter(
		all.Corroborations, func(c *evidence.Corroboration) bool { return ix.ScopeOf(c.Claim) == a.G.Claim })
	sub.Samenesses = filter(all.Samenesses, func(s *evidence.Sameness) bool { return either(s.A) && either(s.B) })
	sub.Confirmations = filter(all.Confirmations, func(c *evidence.Confirmation) bool { return has(near, c.Source) })
	sub.Interests = nil // an answer is told by what is demonstrated, which no interest changes
	sub.Denials = filter(all.Denials, func(d *evidence.Denial) bool { return either(d.A) && either(d.B) })
	a.alone = &sub
	return a.alone
}

// filter returns the items that keep says to keep.
func filter[T any](list []T, keep func(*T) bool) []T {
	var out []T
	for i := range list {
		if keep(&list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

// Answered returns what is demonstrated for the claim if a question is answered: answer changes a copy of the evidence,
// of which it may replace lists but not items. An answer that makes no sense leaves the number as it is.
func (s *Side) Answered(answer func(*evidence.Subgraphs)) float64 {
	sub := *s.A.restricted()
	answer(&sub)
	at := slices.Index(s.A.Ix.ClaimClass, s.A.G.Claim)
	c, err := tallied(basis.NewIndex(&sub, s.A.Ix.Policy), s.A.Ix.Claims[at].ID, s.A.solver)
	if err != nil {
		return s.Tally.Demonstrated
	}
	if s.Supports {
		return c[0].Demonstrated
	}
	return c[1].Demonstrated
}

// The answers.

// AreOne asserts that two sources are one.
func AreOne(x, y *evidence.Source) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		s := evidence.Sameness{A: evidence.ID(x.ID), B: evidence.ID(y.ID),
			Provenance: evidence.Provenance{Method: evidence.Supposed}}
		sub.Samenesses = append(slices.Clone(sub.Samenesses), s.Normalize())
	}
}

// AreTwo denies it.
func AreTwo(x, y *evidence.Source) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		a, b := evidence.ID(x.ID), evidence.ID(y.ID)
		sub.Denials = append(slices.Clone(sub.Denials), evidence.Denial{A: min(a, b), B: max(a, b)})
	}
}

// Settle gives a copy a status.
func Settle(link *evidence.Derivation, status evidence.ReviewStatus) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Derivations = slices.Clone(sub.Derivations)
		for i := range sub.Derivations {
			if sub.Derivations[i].ID == link.ID {
				sub.Derivations[i].Status = status
			}
		}
	}
}

// Undate takes away the date of the source that a link leads to, so that the link can be.
func Undate(link *evidence.Derivation) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Sources = slices.Clone(sub.Sources)
		for i := range sub.Sources {
			if sub.Sources[i].ID == link.To {
				sub.Sources[i].PublishedAt = ""
			}
		}
	}
}

// Drop takes a link away.
func Drop(link *evidence.Derivation) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Derivations = filter(sub.Derivations, func(d *evidence.Derivation) bool { return d.ID != link.ID })
	}
}

// Confirm confirms how the basis of a class is recorded, of every record of it.
func Confirm(ix *basis.Index, class int32) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Confirmations = slices.Clone(sub.Confirmations)
		for i := range sub.Sources {
			if id := sub.Sources[i].ID; ix.SourceAt[id] == class {
				c := evidence.Confirmation{Source: id, Provenance: evidence.Provenance{RecordedAt: time.Unix(1<<40, 0)}}
				sub.Confirmations = append(sub.Confirmations, c)
			}
		}
	}
}
