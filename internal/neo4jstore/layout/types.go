// Package layout says how a record is stored in Neo4j: the label of a node, the type of a relationship, and the
// properties of either.
package layout

import "github.com/credence-graph/credence/internal/evidence"

// The relationship types whose names are not those of a kind in package evidence.
const (
	SupportedBy    = "SUPPORTED_BY"
	RefutedBy      = "REFUTED_BY"
	MentionedBy    = "MENTIONED_BY"
	CorroboratedBy = "CORROBORATED_BY"
	OwnedBy        = "OWNED_BY"
	FundedBy       = "FUNDED_BY"
	SameAs         = "SAME_AS"
	Confirmed      = "CONFIRMED"       // from a source to itself
	HasInterestIn  = "HAS_INTEREST_IN" // from the holder to a claim or topic
	Leans          = "LEANS"           // from an outlet to itself
)

// StanceOf returns the stance that a relationship type stands for.
func StanceOf(relationship string) evidence.Stance {
	switch relationship {
	case SupportedBy:
		return evidence.Supports
	case RefutedBy:
		return evidence.Refutes
	}
	return evidence.Mentions
}

// TypeOf returns the relationship type that a stance is stored as.
func TypeOf(s evidence.Stance) string {
	switch s {
	case evidence.Supports:
		return SupportedBy
	case evidence.Refutes:
		return RefutedBy
	}
	return MentionedBy
}

// RelationshipOf returns the type that a link is stored as, "" for a node.
func RelationshipOf(record any) string {
	switch r := record.(type) {
	case *evidence.Statement:
		return TypeOf(r.Stance)
	case *evidence.Derivation:
		return string(r.Kind)
	case *evidence.Corroboration:
		return CorroboratedBy
	case *evidence.Ownership:
		return OwnedBy
	case *evidence.Funding:
		return FundedBy
	case *evidence.Sameness:
		return SameAs
	case *evidence.Relation:
		return string(r.Kind)
	case *evidence.Confirmation:
		return Confirmed
	case *evidence.Interest:
		return HasInterestIn
	case *evidence.Leaning:
		return Leans
	}
	return ""
}

// Opposite is the statement that one source cannot make beside another; id "" if there is none.
type Opposite struct {
	ID           evidence.ID
	Relationship string
}

// OppositeOf returns what cannot stand beside a record.
func OppositeOf(record any) Opposite {
	s, ok := record.(*evidence.Statement)
	if !ok || s.Stance.Opposite() == "" {
		return Opposite{}
	}
	stance := s.Stance.Opposite()
	return Opposite{evidence.ID(evidence.StatementIDOf(s.Source, s.Claim, stance)), TypeOf(stance)}
}

// Topic is the label of what the claims with a tag are about, see [evidence.TopicOf]. Its nodes are no records.
const Topic = "Topic"

// LabelOf returns the label of nodes of a kind.
func LabelOf(kind evidence.Kind) string {
	switch kind {
	case evidence.KindClaim:
		return "Claim"
	case evidence.KindSource:
		return "Source"
	case evidence.KindOutlet:
		return "Outlet"
	case evidence.KindOrganization:
		return "Organization"
	case evidence.KindPerson:
		return "Person"
	case evidence.KindReview:
		return "ClaimReview"
	}
	return ""
}
