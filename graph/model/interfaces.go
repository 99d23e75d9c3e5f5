package model

import "github.com/credence-graph/credence/internal/evidence"

// The interfaces and unions of the schema, without Link, which is evidence.Link. Which types stand behind each is
// written in the schema. The unions are empty because the domain's types know nothing of the schema, and a test of
// package graph goes through all of them, for a wrong one would fail only when it is asked for. The interfaces that
// others implement have a method: to the generated code a pointer to any type would be one of theirs otherwise.
type (
	// Node is whatever has a global id: every entity and every link.
	Node interface {
		// Validate reports what is wrong with it by itself.
		Validate() error
	}
	// Entity is a thing of the graph: a claim, source, outlet, organization, person or review.
	Entity = evidence.Node
	// Asserted is whatever carries provenance: every link.
	Asserted interface {
		// Record returns the provenance.
		Record() evidence.Provenance
	}
	// Tally is what one side of a claim is worth.
	Tally any
	// Owner is an organization or a person.
	Owner any
	// Asset is an outlet or an organization.
	Asset any
)
