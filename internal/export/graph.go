// Package export writes the graph, or the evidence of some claims, in the formats that others read.
package export

import "github.com/credence-graph/credence/internal/evidence"

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

	// Texts are the words of sources, of those that are known.
	Texts map[evidence.SourceID]string
}
