package neo4jstore

import "github.com/credence-graph/credence/internal/evidence"

// The relationship types whose names are not those of a kind in package evidence.
const (
	supportedBy    = "SUPPORTED_BY"
	refutedBy      = "REFUTED_BY"
	mentionedBy    = "MENTIONED_BY"
	corroboratedBy = "CORROBORATED_BY"
	ownedBy        = "OWNED_BY"
	fundedBy       = "FUNDED_BY"
	sameAs         = "SAME_AS"
	confirmed      = "CONFIRMED" // from a source to itself
)

func stanceOf(relationship string) evidence.Stance {
	switch relationship {
	case supportedBy:
		return evidence.Supports
	case refutedBy:
		return evidence.Refutes
	}
	return evidence.Mentions
}

// typeOf returns the relationship type that a stance is stored as.
func typeOf(s evidence.Stance) string {
	switch s {
	case evidence.Supports:
		return supportedBy
	case evidence.Refutes:
		return refutedBy
	}
	return mentionedBy
}

// relationshipOf returns the type that a link is stored as, "" for a node.
func relationshipOf(record any) string {
	switch r := record.(type) {
	case *evidence.Statement:
		return typeOf(r.Stance)
	case *evidence.Derivation:
		return string(r.Kind)
	case *evidence.Corroboration:
		return corroboratedBy
	case *evidence.Ownership:
		return ownedBy
	case *evidence.Funding:
		return fundedBy
	case *evidence.Sameness:
		return sameAs
	case *evidence.Relation:
		return string(r.Kind)
	case *evidence.Confirmation:
		return confirmed
	}
	return ""
}

// opposite is the statement that one source cannot make beside another; id "" if there is none.
type opposite struct {
	id           evidence.ID
	relationship string
}

func oppositeOf(record any) opposite {
	s, ok := record.(*evidence.Statement)
	if !ok || s.Stance.Opposite() == "" {
		return opposite{}
	}
	stance := s.Stance.Opposite()
	return opposite{evidence.ID(evidence.StatementIDOf(s.Source, s.Claim, stance)), typeOf(stance)}
}

// labelOf returns the label of nodes of a kind.
func labelOf(kind evidence.Kind) string {
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
