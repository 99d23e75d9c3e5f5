// Package prune takes out of an answer what the moment that was asked about hides. It works on what was read alone.
package prune

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Subgraphs takes out what the moment hides: sources that were not out and what is reached only through them,
// ownerships and fundings that did not hold, and links that lose an end, except that what a source takes from a hidden
// one stays declared. The query has reached everything that was known, which is never less.
func Subgraphs(sub *evidence.Subgraphs, scope map[evidence.ClaimID]bool, also []evidence.ID) {
	if !sub.At.ValidAt.IsZero() {
		pruneSources(sub, scope, also)
	}
	pruneHolders(sub, also)
	pruneJudgements(sub)
}

// pruneJudgements keeps the confirmations of what was out, and the denials between sources that are here.
func pruneJudgements(sub *evidence.Subgraphs) {
	if len(sub.Confirmations)+len(sub.Denials) == 0 {
		return
	}
	shown := make(map[evidence.ID]bool, len(sub.Sources)+len(sub.Unpublished)) // whether it was out, of what is here
	for _, s := range sub.Unpublished {
		shown[evidence.ID(s.ID)] = false
	}
	for _, s := range sub.Sources {
		shown[evidence.ID(s.ID)] = true
	}
	sub.Confirmations = slices.DeleteFunc(sub.Confirmations, func(c evidence.Confirmation) bool {
		return !shown[evidence.ID(c.Source)]
	})
	sub.Denials = slices.DeleteFunc(sub.Denials, func(d evidence.Denial) bool {
		_, a := shown[d.A]
		_, b := shown[d.B]
		return !a || !b
	})
}

// reach is a set of ids that grows along edges.
type reach struct {
	edges map[evidence.ID][]evidence.ID
	in    map[evidence.ID]bool
}

func newReach() *reach {
	return &reach{edges: map[evidence.ID][]evidence.ID{}, in: map[evidence.ID]bool{}}
}

func (r *reach) edge(from, to evidence.ID) { r.edges[from] = append(r.edges[from], to) }

func (r *reach) both(a, b evidence.ID) {
	r.edge(a, b)
	r.edge(b, a)
}

// from adds ids and whatever can be reached from them.
func (r *reach) from(ids ...evidence.ID) {
	for len(ids) > 0 {
		id := ids[len(ids)-1]
		ids = ids[:len(ids)-1]
		if !r.in[id] {
			r.in[id] = true
			ids = append(ids, r.edges[id]...)
		}
	}
}

func pruneSources(sub *evidence.Subgraphs, scope map[evidence.ClaimID]bool, also []evidence.ID) {
	shown := make(map[evidence.SourceID]bool, len(sub.Sources))
	for _, s := range sub.Sources {
		shown[s.ID] = sub.At.Shows(s)
	}
	sub.Statements = slices.DeleteFunc(sub.Statements, func(s evidence.Statement) bool { return !shown[s.Source] })
	sub.Corroborations = slices.DeleteFunc(sub.Corroborations, func(c evidence.Corroboration) bool {
		return slices.ContainsFunc(c.Sources, func(s evidence.SourceID) bool { return !shown[s] })
	})
	in := reached(sub, shown, scope, also)
	for _, s := range sub.Sources {
		if in[evidence.ID(s.ID)] && !shown[s.ID] {
			sub.Unpublished = append(sub.Unpublished, s)
		}
	}
	sub.Sources = slices.DeleteFunc(
		sub.Sources, func(s evidence.Source) bool { return !in[evidence.ID(s.ID)] || !shown[s.ID] })
	sub.Derivations = slices.DeleteFunc(
		sub.Derivations, func(d evidence.Derivation) bool { return !in[evidence.ID(d.From)] || !shown[d.From] })
	sub.Samenesses = slices.DeleteFunc(sub.Samenesses, func(s evidence.Sameness) bool {
		return s.A.Kind() == evidence.KindSource && !in[s.A]
	})
}

// reached returns the claims and the sources that the evidence leads to. A source that was not out says nothing and
// takes nothing, so from it only the records of the same source are reached, of which some may have been out.
func reached(
	sub *evidence.Subgraphs, shown map[evidence.SourceID]bool, scope map[evidence.ClaimID]bool,
	also []evidence.ID) map[evidence.ID]bool {
	r := newReach()
	for _, s := range sub.Statements {
		r.edge(evidence.ID(s.Claim), evidence.ID(s.Source))
	}
	for _, c := range sub.Corroborations {
		for _, s := range c.Sources {
			r.edge(evidence.ID(c.Claim), evidence.ID(s))
		}
	}
	for _, d := range sub.Derivations {
		if shown[d.From] {
			r.edge(evidence.ID(d.From), evidence.ID(d.To))
		}
	}
	for _, s := range sub.Samenesses {
		r.both(s.A, s.B)
	}
	for id := range scope {
		r.from(evidence.ID(id))
	}
	for _, id := range also {
		if shown[evidence.SourceID(id)] {
			r.from(id)
		}
	}
	return r.in
}

// pruneHolders keeps the authors and outlets of the sources, the owners up from these, and the funders of the outlets,
// each with what is asserted the same.
func pruneHolders(sub *evidence.Subgraphs, also []evidence.ID) {
	sub.Ownerships = slices.DeleteFunc(
		sub.Ownerships, func(o evidence.Ownership) bool { return !sub.At.Holds(o.ValidFrom, o.ValidTo) })
	sub.Fundings = slices.DeleteFunc(
		sub.Fundings, func(f evidence.Funding) bool { return !sub.At.Holds(f.ValidFrom, f.ValidTo) })
	owned := newReach()
	for _, o := range sub.Ownerships {
		owned.edge(o.Asset, o.Owner)
	}
	funded := newReach()
	for _, s := range sub.Samenesses {
		owned.both(s.A, s.B)
		funded.both(s.A, s.B)
	}
	for _, s := range sub.Sources {
		if s.Outlet != "" {
			owned.from(evidence.ID(s.Outlet))
		}
		for _, author := range s.Authors {
			owned.from(evidence.ID(author))
		}
	}
	owned.from(also...)
	for _, f := range sub.Fundings {
		if f.Recipient.Kind() == evidence.KindOutlet {
			funded.edge(f.Recipient, f.Funder)
		}
	}
	for id := range owned.in {
		funded.from(id)
	}
	gone := func(id evidence.ID) bool { return !funded.in[id] }
	sub.Outlets = slices.DeleteFunc(sub.Outlets, func(o evidence.Outlet) bool { return gone(evidence.ID(o.ID)) })
	sub.Organizations = slices.DeleteFunc(
		sub.Organizations, func(o evidence.Organization) bool { return gone(evidence.ID(o.ID)) })
	sub.Persons = slices.DeleteFunc(sub.Persons, func(p evidence.Person) bool { return gone(evidence.ID(p.ID)) })
	sub.Ownerships = slices.DeleteFunc(
		sub.Ownerships, func(o evidence.Ownership) bool { return gone(o.Asset) || gone(o.Owner) })
	sub.Fundings = slices.DeleteFunc(
		sub.Fundings, func(f evidence.Funding) bool { return gone(f.Recipient) || gone(f.Funder) })
	sub.Leanings = slices.DeleteFunc(sub.Leanings, func(l evidence.Leaning) bool { return gone(evidence.ID(l.Outlet)) })
	sub.Samenesses = slices.DeleteFunc(sub.Samenesses, func(s evidence.Sameness) bool {
		return s.A.Kind() != evidence.KindClaim && s.A.Kind() != evidence.KindSource && gone(s.A)
	})
}
