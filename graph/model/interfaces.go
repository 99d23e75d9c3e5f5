package model

// The interfaces and unions of the schema. They are empty because the domain's types know nothing of the schema; which
// types stand behind each is written in the schema, and a test of package graph goes through all of them, for a wrong
// one would fail only when it is asked for.
type (
	// Node is whatever has a global id: every entity and every link.
	Node any
	// Entity is a thing of the graph: a claim, source, outlet, organization, person or review.
	Entity any
	// Asserted is whatever carries provenance: every link.
	Asserted any
	// Tally is what one side of a claim is worth.
	Tally any
	// Link is an assertion.
	Link any
	// Owner is an organization or a person.
	Owner any
	// Asset is an outlet or an organization.
	Asset any
)
