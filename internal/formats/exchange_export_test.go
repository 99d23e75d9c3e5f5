package formats

import "github.com/credence-graph/credence/internal/evidence"

// The formats of this package's tests.
var ClaimReview = claimReview

// VerdictOf is verdictOf.
func VerdictOf(words string, value, best, worst *float64) evidence.Verdict {
	return verdictOf(words, value, best, worst)
}

// The formats and functions of this package's tests.
var (
	STIX         = stix
	ConfidenceOf = confidenceOf
)

// The formats of this package's tests.
var (
	Prov   = provJSON
	NQuads = nquads
)
