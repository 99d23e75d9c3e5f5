package evidence

// Reference is a node that a record names in one of its fields.
type Reference struct {
	Field string
	ID    ID
}

// References returns every node that a record names, given as a pointer to a struct of this package.
func References(record any) []Reference {
	switch r := record.(type) {
	case *Source:
		return append(refer("outlet", r.Outlet), refer("authors", r.Authors...)...)
	case *ClaimReview:
		return append(append(refer("claim", r.Claim), refer("publisher", r.Publisher)...), refer("cites", r.Cites...)...)
	case *Statement:
		return append(refer("source", r.Source), refer("claim", r.Claim)...)
	case *Derivation:
		return append(append(refer("from", r.From), refer("to", r.To)...), refer("claims", r.Claims...)...)
	case *Corroboration:
		return append(refer("claim", r.Claim), refer("sources", r.Sources...)...)
	case *Ownership:
		return append(refer("asset", r.Asset), refer("owner", r.Owner)...)
	case *Funding:
		return append(refer("recipient", r.Recipient), refer("funder", r.Funder)...)
	case *Sameness:
		return refer("ids", r.A, r.B)
	case *Denial:
		return refer("ids", r.A, r.B)
	case *Relation:
		return append(refer("from", r.From), refer("to", r.To)...)
	case *Confirmation:
		return refer("source", r.Source)
	}
	return nil
}

func refer[T ~string](field string, ids ...T) []Reference {
	references := make([]Reference, 0, len(ids))
	for _, id := range ids {
		if id != "" {
			references = append(references, Reference{field, ID(id)})
		}
	}
	return references
}
