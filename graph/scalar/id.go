package scalar

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/internal/evidence"
)

func marshalText[T ~string](x T) graphql.Marshaler {
	if x == "" {
		return graphql.Null
	}
	return graphql.MarshalString(string(x))
}

// unmarshalID reads an id as it stands: text or, as the specification of GraphQL allows, a whole number. What kind it
// must be of is known to the resolver, which also accepts bare keys.
func unmarshalID[T ~string](v any) (T, error) {
	switch v := v.(type) {
	case string:
		return T(v), nil
	case int:
		return T(strconv.Itoa(v)), nil
	case int64:
		return T(strconv.FormatInt(v, 10)), nil
	case json.Number:
		if _, err := v.Int64(); err == nil {
			return T(v.String()), nil
		}
	}
	return "", evidence.Invalidf("id", "%s is not an id; expected text", describe(v))
}

// describe names a wrong value without repeating all of it.
func describe(v any) string {
	text := fmt.Sprint(v)
	if len(text) > 80 {
		text = text[:80] + "..."
	}
	return strconv.Quote(text)
}

// MarshalID writes an id of any kind.
func MarshalID(id evidence.ID) graphql.Marshaler { return marshalText(id) }

// UnmarshalID reads an id of any kind.
func UnmarshalID(v any) (evidence.ID, error) { return unmarshalID[evidence.ID](v) }

// MarshalClaimID writes the id of a claim.
func MarshalClaimID(id evidence.ClaimID) graphql.Marshaler { return marshalText(id) }

// UnmarshalClaimID reads the id of a claim.
func UnmarshalClaimID(v any) (evidence.ClaimID, error) { return unmarshalID[evidence.ClaimID](v) }

// MarshalSourceID writes the id of a source.
func MarshalSourceID(id evidence.SourceID) graphql.Marshaler { return marshalText(id) }

// UnmarshalSourceID reads the id of a source.
func UnmarshalSourceID(v any) (evidence.SourceID, error) { return unmarshalID[evidence.SourceID](v) }

// MarshalOutletID writes the id of an outlet.
func MarshalOutletID(id evidence.OutletID) graphql.Marshaler { return marshalText(id) }

// UnmarshalOutletID reads the id of an outlet.
func UnmarshalOutletID(v any) (evidence.OutletID, error) { return unmarshalID[evidence.OutletID](v) }

// MarshalOrganizationID writes the id of an organization.
func MarshalOrganizationID(id evidence.OrganizationID) graphql.Marshaler { return marshalText(id) }

// UnmarshalOrganizationID reads the id of an organization.
func UnmarshalOrganizationID(v any) (evidence.OrganizationID, error) {
	return unmarshalID[evidence.OrganizationID](v)
}

// MarshalPersonID writes the id of a person.
func MarshalPersonID(id evidence.PersonID) graphql.Marshaler { return marshalText(id) }

// UnmarshalPersonID reads the id of a person.
func UnmarshalPersonID(v any) (evidence.PersonID, error) { return unmarshalID[evidence.PersonID](v) }

// MarshalReviewID writes the id of a review.
func MarshalReviewID(id evidence.ReviewID) graphql.Marshaler { return marshalText(id) }

// UnmarshalReviewID reads the id of a review.
func UnmarshalReviewID(v any) (evidence.ReviewID, error) { return unmarshalID[evidence.ReviewID](v) }

// MarshalStatementID writes the id of a statement.
func MarshalStatementID(id evidence.StatementID) graphql.Marshaler { return marshalText(id) }

// UnmarshalStatementID reads the id of a statement.
func UnmarshalStatementID(v any) (evidence.StatementID, error) {
	return unmarshalID[evidence.StatementID](v)
}

// MarshalDerivationID writes the id of a derivation.
func MarshalDerivationID(id evidence.DerivationID) graphql.Marshaler { return marshalText(id) }

// UnmarshalDerivationID reads the id of a derivation.
func UnmarshalDerivationID(v any) (evidence.DerivationID, error) {
	return unmarshalID[evidence.DerivationID](v)
}

// MarshalCorroborationID writes the id of a corroboration.
func MarshalCorroborationID(id evidence.CorroborationID) graphql.Marshaler { return marshalText(id) }

// UnmarshalCorroborationID reads the id of a corroboration.
func UnmarshalCorroborationID(v any) (evidence.CorroborationID, error) {
	return unmarshalID[evidence.CorroborationID](v)
}

// MarshalOwnershipID writes the id of an ownership.
func MarshalOwnershipID(id evidence.OwnershipID) graphql.Marshaler { return marshalText(id) }

// UnmarshalOwnershipID reads the id of an ownership.
func UnmarshalOwnershipID(v any) (evidence.OwnershipID, error) {
	return unmarshalID[evidence.OwnershipID](v)
}

// MarshalFundingID writes the id of a funding.
func MarshalFundingID(id evidence.FundingID) graphql.Marshaler { return marshalText(id) }

// UnmarshalFundingID reads the id of a funding.
func UnmarshalFundingID(v any) (evidence.FundingID, error) { return unmarshalID[evidence.FundingID](v) }

// MarshalSamenessID writes the id of a sameness.
func MarshalSamenessID(id evidence.SamenessID) graphql.Marshaler { return marshalText(id) }

// UnmarshalSamenessID reads the id of a sameness.
func UnmarshalSamenessID(v any) (evidence.SamenessID, error) {
	return unmarshalID[evidence.SamenessID](v)
}

// MarshalRelationID writes the id of a relation.
func MarshalRelationID(id evidence.RelationID) graphql.Marshaler { return marshalText(id) }

// UnmarshalRelationID reads the id of a relation.
func UnmarshalRelationID(v any) (evidence.RelationID, error) {
	return unmarshalID[evidence.RelationID](v)
}

// MarshalConfirmationID writes the id of a confirmation.
func MarshalConfirmationID(id evidence.ConfirmationID) graphql.Marshaler { return marshalText(id) }

// UnmarshalConfirmationID reads the id of a confirmation.
func UnmarshalConfirmationID(v any) (evidence.ConfirmationID, error) {
	return unmarshalID[evidence.ConfirmationID](v)
}

// MarshalInterestID writes the id of an interest.
func MarshalInterestID(id evidence.InterestID) graphql.Marshaler { return marshalText(id) }

// UnmarshalInterestID reads the id of an interest.
func UnmarshalInterestID(v any) (evidence.InterestID, error) {
	return unmarshalID[evidence.InterestID](v)
}

// MarshalLeaningID writes the id of a leaning.
func MarshalLeaningID(id evidence.LeaningID) graphql.Marshaler { return marshalText(id) }

// UnmarshalLeaningID reads the id of a leaning.
func UnmarshalLeaningID(v any) (evidence.LeaningID, error) { return unmarshalID[evidence.LeaningID](v) }
