package interests

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// Role is what somebody who stands behind a source is to it.
type Role uint8

// The roles, of which the first that somebody has counts.
const (
	Nobody Role = iota
	Itself      // the source, or one that is asserted to be the same
	Outlet
	Author
	Owner  // controls the outlet, by however many steps
	Funder // funds the outlet directly
)

// Backing says who stands behind the sources of an index. It is not safe for concurrent use.
type Backing struct {
	ix       *basis.Index
	records  map[int32][]*evidence.Source // by class: the records that the moment shows; nil if no two are one source
	controls map[int32][]int32            // by outlet: who controls it; filled when it is asked for
}

// New returns who stands behind the sources of an index.
func New(ix *basis.Index) *Backing {
	b := &Backing{ix: ix, controls: map[int32][]int32{}}
	if len(ix.SourceAt) > len(ix.Sources) {
		b.records = map[int32][]*evidence.Source{}
		for i := range ix.Sub.Sources {
			class := ix.SourceAt[ix.Sub.Sources[i].ID]
			b.records[class] = append(b.records[class], &ix.Sub.Sources[i])
		}
	}
	return b
}

// recordsOf returns the records of a class that the moment shows: who published and wrote a hidden one does not matter.
func (b *Backing) recordsOf(class int32) []*evidence.Source {
	switch {
	case b.ix.Unpublished[class]:
		return nil
	case b.records != nil:
		return b.records[class]
	}
	return b.ix.Sources[class : class+1]
}

// Stands reports whether somebody stands behind a class of sources.
func (b *Backing) Stands(who evidence.ID, class int32) bool {
	role, _ := b.RoleOf(who, class)
	return role != Nobody
}

// RoleOf returns what somebody is to a class of sources, and by which of its records.
func (b *Backing) RoleOf(who evidence.ID, class int32) (Role, *evidence.Source) {
	if who.Kind() == evidence.KindSource {
		if at, here := b.ix.SourceAt[evidence.SourceID(who)]; here && at == class {
			return Itself, b.ix.Sources[class]
		}
		return Nobody, nil
	}
	party, here := b.ix.PartyAt[who]
	if !here {
		return Nobody, nil
	}
	for role := Outlet; role <= Funder; role++ {
		for _, s := range b.recordsOf(class) {
			if b.has(role, s, party) {
				return role, s
			}
		}
	}
	return Nobody, nil
}

// has reports whether a party has a role for a record of a source.
func (b *Backing) has(role Role, s *evidence.Source, party int32) bool {
	ix := b.ix
	if role == Author {
		return slices.ContainsFunc(s.Authors, func(id evidence.PersonID) bool { return b.is(evidence.ID(id), party) })
	}
	outlet, here := ix.PartyAt[evidence.ID(s.Outlet)]
	switch {
	case !here:
		return false
	case role == Outlet:
		return outlet == party
	case role == Owner:
		return slices.Contains(b.controllers(outlet), party)
	}
	return slices.Contains(ix.Funders[ix.FunderStart[outlet]:ix.FunderStart[outlet+1]], party)
}

// is reports whether an id is of a party.
func (b *Backing) is(id evidence.ID, party int32) bool {
	at, here := b.ix.PartyAt[id]
	return here && at == party
}

// controllers returns who controls an outlet, by any number of steps, ascending. Of those behind it some may only own a
// part that controls nothing.
func (b *Backing) controllers(outlet int32) []int32 {
	list, known := b.controls[outlet]
	if !known {
		for _, p := range b.ix.Ownership.Behind([]int32{outlet}) {
			if p != outlet && len(b.ix.Ownership.Links(outlet, p)) > 0 {
				list = append(list, p)
			}
		}
		b.controls[outlet] = list
	}
	return list
}

// Way returns the links that lead from a class of sources to somebody who stands behind it, in order: samenesses,
// ownerships and a funding. Who published and who wrote a source is recorded with it, and no link.
func (b *Backing) Way(class int32, who evidence.ID) []evidence.Link {
	role, s := b.RoleOf(who, class)
	w := way{ix: b.ix}
	if role == Nobody {
		return nil
	}
	w.at = evidence.ID(b.ix.Sources[class].ID)
	if role != Itself {
		w.same(evidence.ID(s.ID))
		w.at = evidence.ID(s.Outlet)
	}
	switch party := b.ix.PartyAt[who]; role {
	case Author:
		at := slices.IndexFunc(s.Authors, func(id evidence.PersonID) bool { return b.is(evidence.ID(id), party) })
		w.at = evidence.ID(s.Authors[at])
	case Owner:
		w.climb(party)
	case Funder:
		w.fund(party)
	}
	w.same(who)
	return w.links
}

// way is a chain of links that grows.
type way struct {
	ix    *basis.Index
	at    evidence.ID // where it leads so far
	links []evidence.Link
}

// same goes on to another record of the party or source that the way leads to.
func (w *way) same(to evidence.ID) {
	if w.at == to {
		return
	}
	for _, s := range w.ix.Samenesses(w.at, to) {
		w.links = append(w.links, s)
	}
	w.at = to
}

// climb goes on to who controls an outlet. Of control by a sum all chains of the sum are told, one after the other.
func (w *way) climb(party int32) {
	outlet := w.ix.PartyAt[w.at]
	end := w.at
	for _, o := range w.ix.Ownership.Links(outlet, party) {
		if w.ix.PartyAt[o.Asset] == w.ix.PartyAt[w.at] {
			w.same(o.Asset)
		}
		w.links, w.at = append(w.links, o), o.Owner
		if w.ix.PartyAt[o.Owner] == party {
			end = o.Owner
		}
	}
	w.at = end
}

// fund goes on to who funds an outlet.
func (w *way) fund(party int32) {
	outlet := w.ix.PartyAt[w.at]
	for i := w.ix.FunderStart[outlet]; i < w.ix.FunderStart[outlet+1]; i++ {
		if w.ix.Funders[i] == party {
			f := w.ix.FunderLink[i]
			w.same(f.Recipient)
			w.links, w.at = append(w.links, f), f.Funder
			return
		}
	}
}

// Node returns the record of somebody who stands behind a source, nil if the evidence does not hold it.
func (b *Backing) Node(who evidence.ID) evidence.Node {
	sub := b.ix.Sub
	switch who.Kind() {
	case evidence.KindSource:
		for _, list := range [][]evidence.Source{sub.Sources, sub.Unpublished} {
			if n := find(list, func(s *evidence.Source) bool { return evidence.ID(s.ID) == who }); n != nil {
				return n
			}
		}
	case evidence.KindOutlet:
		if n := find(sub.Outlets, func(o *evidence.Outlet) bool { return evidence.ID(o.ID) == who }); n != nil {
			return n
		}
	case evidence.KindOrganization:
		if n := find(sub.Organizations, func(o *evidence.Organization) bool { return evidence.ID(o.ID) == who }); n != nil {
			return n
		}
	case evidence.KindPerson:
		if n := find(sub.Persons, func(p *evidence.Person) bool { return evidence.ID(p.ID) == who }); n != nil {
			return n
		}
	}
	return nil
}

func find[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}
