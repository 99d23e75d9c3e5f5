package convergence

import (
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// restricted returns the evidence of this claim alone, out of what was read with it: the records that its graph is made of,
// all about parties, and the records that say what of it may be, is or is not one. Made once.
func (a *core) restricted() *evidence.Subgraphs {
	if a.alone != nil {
		return a.alone
	}
	ix, all := a.ix, a.ix.Sub
	near := make([]bool, len(ix.Sources)) // in the graph, or what a link out of it leads to
	inside := make([]bool, len(ix.Sources))
	for _, class := range a.g.Nodes {
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
	sub.Hidden = filter(all.Hidden, func(s *evidence.Source) bool { return has(near, s.ID) })
	sub.Statements = filter(all.Statements, func(s *evidence.Statement) bool { return ix.ScopeOf(s.Claim) == a.g.Claim })
	sub.Derivations = filter(all.Derivations, func(d *evidence.Derivation) bool { return has(inside, d.From) })
	sub.Corroborations = filter(all.Corroborations, func(c *evidence.Corroboration) bool { return ix.ScopeOf(c.Claim) == a.g.Claim })
	sub.Samenesses = filter(all.Samenesses, func(s *evidence.Sameness) bool { return either(s.A) && either(s.B) })
	sub.Confirmations = filter(all.Confirmations, func(c *evidence.Confirmation) bool { return has(near, c.Source) })
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

// answered returns what is demonstrated for the claim if a question is answered: answer changes a copy of the evidence, of
// which it may replace lists but not items. An answer that makes no sense leaves the number as it is.
func (s *sideCore) answered(answer func(*evidence.Subgraphs)) float64 {
	sub := *s.a.restricted()
	answer(&sub)
	at := slices.Index(s.a.ix.ClaimClass, s.a.g.Claim)
	c, err := tallied(basis.NewIndex(&sub, s.a.ix.Policy), s.a.ix.Claims[at].ID, s.a.solver)
	if err != nil {
		return s.tally.Demonstrated
	}
	if s.supports {
		return c[0].Demonstrated
	}
	return c[1].Demonstrated
}

// The answers.

// one asserts that two sources are one.
func one(x, y *evidence.Source) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		s := evidence.Sameness{A: evidence.ID(x.ID), B: evidence.ID(y.ID), Provenance: evidence.Provenance{Method: evidence.Supposed}}
		sub.Samenesses = append(slices.Clone(sub.Samenesses), s.Normalize())
	}
}

// notOne denies it.
func notOne(x, y *evidence.Source) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		a, b := evidence.ID(x.ID), evidence.ID(y.ID)
		sub.Denials = append(slices.Clone(sub.Denials), evidence.Denial{A: min(a, b), B: max(a, b)})
	}
}

// settle gives a copy a status.
func settle(link *evidence.Derivation, status evidence.ReviewStatus) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Derivations = slices.Clone(sub.Derivations)
		for i := range sub.Derivations {
			if sub.Derivations[i].ID == link.ID {
				sub.Derivations[i].Status = status
			}
		}
	}
}

// undate takes away the date of the source that a link leads to, so that the link can be.
func undate(link *evidence.Derivation) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Sources = slices.Clone(sub.Sources)
		for i := range sub.Sources {
			if sub.Sources[i].ID == link.To {
				sub.Sources[i].PublishedAt = ""
			}
		}
	}
}

// drop takes a link away.
func drop(link *evidence.Derivation) func(*evidence.Subgraphs) {
	return func(sub *evidence.Subgraphs) {
		sub.Derivations = filter(sub.Derivations, func(d *evidence.Derivation) bool { return d.ID != link.ID })
	}
}

// confirm confirms how the basis of a class is recorded, of every record of it.
func confirm(ix *basis.Index, class int32) func(*evidence.Subgraphs) {
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
