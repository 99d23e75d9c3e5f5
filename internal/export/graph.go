package export

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Graph is what a file is written from: records that stand, each list ascending by id.
type Graph struct {
	Claims        []evidence.Claim
	Sources       []evidence.Source
	Outlets       []evidence.Outlet
	Organizations []evidence.Organization
	Persons       []evidence.Person
	Reviews       []evidence.ClaimReview

	Statements     []evidence.Statement
	Derivations    []evidence.Derivation
	Corroborations []evidence.Corroboration
	Ownerships     []evidence.Ownership
	Fundings       []evidence.Funding
	Samenesses     []evidence.Sameness
	Relations      []evidence.Relation
	Confirmations  []evidence.Confirmation
	Interests      []evidence.Interest
	Leanings       []evidence.Leaning
	Denials        []evidence.Denial

	// Texts are the words of sources, of those that are known.
	Texts map[evidence.SourceID]string

	// Groups numbers, from 1, the independent groups that the sources of one claim fall into, where the graph is the
	// evidence of one; nil = it is not.
	Groups map[evidence.SourceID]int
}

// Of returns the records of the evidence of claims, without those that a moment hides, and without confirmations that
// do not cover their sources.
func Of(sub *evidence.Subgraphs) *Graph {
	g := &Graph{
		Claims: sub.Claims, Sources: sub.Sources, Outlets: sub.Outlets, Organizations: sub.Organizations,
		Persons:    sub.Persons,
		Statements: sub.Statements, Derivations: sub.Derivations, Corroborations: sub.Corroborations,
		Ownerships: sub.Ownerships,
		Fundings:   sub.Fundings, Samenesses: sub.Samenesses, Interests: sub.Interests, Leanings: sub.Leanings,
	}
	g.confirm(sub.Confirmations)
	return g
}

// Add appends a record, a pointer to a struct of package evidence. Records must come by kind in ascending order of id,
// as a scan returns them; else Sort puts them in order.
func (g *Graph) Add(record any) {
	switch r := record.(type) {
	case *evidence.Claim:
		g.Claims = append(g.Claims, *r)
	case *evidence.Source:
		g.Sources = append(g.Sources, *r)
	case *evidence.Outlet:
		g.Outlets = append(g.Outlets, *r)
	case *evidence.Organization:
		g.Organizations = append(g.Organizations, *r)
	case *evidence.Person:
		g.Persons = append(g.Persons, *r)
	case *evidence.ClaimReview:
		g.Reviews = append(g.Reviews, *r)
	default:
		g.addLink(record)
	}
}

func (g *Graph) addLink(record any) {
	switch r := record.(type) {
	case *evidence.Statement:
		g.Statements = append(g.Statements, *r)
	case *evidence.Derivation:
		g.Derivations = append(g.Derivations, *r)
	case *evidence.Corroboration:
		g.Corroborations = append(g.Corroborations, *r)
	case *evidence.Ownership:
		g.Ownerships = append(g.Ownerships, *r)
	case *evidence.Funding:
		g.Fundings = append(g.Fundings, *r)
	case *evidence.Sameness:
		g.Samenesses = append(g.Samenesses, *r)
	case *evidence.Relation:
		g.Relations = append(g.Relations, *r)
	case *evidence.Confirmation:
		g.Confirmations = append(g.Confirmations, *r)
	case *evidence.Interest:
		g.Interests = append(g.Interests, *r)
	case *evidence.Leaning:
		g.Leanings = append(g.Leanings, *r)
	case *evidence.Denial:
		g.Denials = append(g.Denials, *r)
	}
}

// Sort puts every list into the order of its ids.
func (g *Graph) Sort() {
	byID(g.Organizations)
	byID(g.Persons)
	byID(g.Outlets)
	byID(g.Sources)
	byID(g.Claims)
	byID(g.Reviews)
	byID(g.Statements)
	byID(g.Derivations)
	byID(g.Corroborations)
	byID(g.Ownerships)
	byID(g.Fundings)
	byID(g.Samenesses)
	byID(g.Relations)
	byID(g.Confirmations)
	byID(g.Interests)
	byID(g.Leanings)
	byID(g.Denials)
}

func byID[T any](list []T) {
	slices.SortFunc(list, func(a, b T) int { return cmp.Compare(evidence.IDOf(&a), evidence.IDOf(&b)) })
}

// Each calls f with every record, a pointer into the graph, in the order of a scan, the denials last. An error of f
// ends it and is returned.
func (g *Graph) Each(f func(record any) error) error {
	for _, walk := range []func(func(any) error) error{
		each(g.Organizations), each(g.Persons), each(g.Outlets), each(g.Sources), each(g.Claims), each(g.Reviews),
		each(g.Statements), each(g.Derivations), each(g.Corroborations), each(g.Ownerships), each(g.Fundings),
		each(g.Samenesses),
		each(g.Relations), each(g.Confirmations), each(g.Interests), each(g.Leanings), each(g.Denials),
	} {
		if err := walk(f); err != nil {
			return err
		}
	}
	return nil
}

func each[T any](list []T) func(func(any) error) error {
	return func(f func(any) error) error {
		for i := range list {
			if err := f(&list[i]); err != nil {
				return err
			}
		}
		return nil
	}
}

// Len returns the number of records.
func (g *Graph) Len() int {
	n := 0
	_ = g.Each(func(any) error { n++; return nil })
	return n
}
