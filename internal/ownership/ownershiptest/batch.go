package ownershiptest

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Twin is an outlet that [Case.Batch] gives the owners of [Asset], so that both have every ultimate owner in common.
const Twin evidence.OutletID = "outlet:z"

// Claim is what two first-hand sources say, one of [Asset] and one of [Twin].
const Claim evidence.ClaimID = "claim:x"

// Batch returns the records of a case for a store, with a source of each outlet. The keys of all ids begin with prefix,
// so that one store can hold many cases.
func (c Case) Batch(prefix string) evidence.Batch {
	named := func(id evidence.ID) evidence.ID { return Named(prefix, id) }
	b := evidence.Batch{Collector: "ownershiptest", Method: evidence.Imported, RecordedFrom: "cases.go"}
	parties := []evidence.ID{evidence.ID(Asset), evidence.ID(Twin)}
	for _, o := range c.allOwnerships() {
		parties = append(parties, o.Asset, o.Owner)
		o.ID, o.Asset, o.Owner = "", named(o.Asset), named(o.Owner)
		b.Ownerships = append(b.Ownerships, puts(o)...)
	}
	for _, s := range c.Samenesses {
		parties = append(parties, s.A, s.B)
		s.A, s.B = named(s.A), named(s.B)
		b.Samenesses = append(b.Samenesses, puts(s)...)
	}
	slices.Sort(parties)
	for _, id := range slices.Compact(parties) {
		addParty(&b, named(id))
	}
	claim := evidence.ClaimID(named(evidence.ID(Claim)))
	b.Claims = puts(evidence.Claim{ID: claim, Text: "It was so."})
	for _, outlet := range []evidence.OutletID{Asset, Twin} {
		outlet = evidence.OutletID(named(evidence.ID(outlet)))
		source := evidence.SourceID("source:" + evidence.ID(outlet).Key())
		article := evidence.Source{ID: source, Kind: evidence.Article, Title: "Report of " + evidence.ID(outlet).Key(),
			Outlet: outlet, Firsthand: &evidence.Firsthand{Share: 1}}
		said := evidence.Statement{Source: source, Claim: claim, Stance: evidence.Supports}
		b.Sources, b.Statements = append(b.Sources, puts(article)...), append(b.Statements, puts(said)...)
	}
	return b
}

// allOwnerships are those of the case and the same of the twin, whose owners are those of all that is one with the
// asset.
func (c Case) allOwnerships() []evidence.Ownership {
	same := digraph.Equivalence[evidence.ID]{}
	for _, s := range c.Samenesses {
		same.Join(s.A, s.B)
	}
	all := slices.Clone(c.Ownerships)
	for _, o := range c.Ownerships {
		if same.Of(o.Asset) == same.Of(evidence.ID(Asset)) {
			o.Asset = evidence.ID(Twin)
			all = append(all, o)
		}
	}
	return all
}

// Named returns an id with a prefix before its key.
func Named(prefix string, id evidence.ID) evidence.ID {
	return evidence.ID(string(id.Kind()) + ":" + prefix + id.Key())
}

func addParty(b *evidence.Batch, id evidence.ID) {
	name := id.Key()
	switch id.Kind() {
	case evidence.KindOutlet:
		b.Outlets = append(b.Outlets, puts(evidence.Outlet{ID: evidence.OutletID(id), Name: name})...)
	case evidence.KindPerson:
		b.Persons = append(b.Persons, puts(evidence.Person{ID: evidence.PersonID(id), Name: name})...)
	default:
		organization := evidence.Organization{ID: evidence.OrganizationID(id), Name: name}
		b.Organizations = append(b.Organizations, puts(organization)...)
	}
}

func puts[T any](value T) []evidence.Put[T] { return []evidence.Put[T]{{Value: value}} }
