package evaluation

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
)

// CrossValidated is how well the track records of outlets tell true claims from false ones that no record was made of.
// Each repeat divides the claims into parts at random, from a fixed seed, and judges each part by the records of all
// others.
type CrossValidated struct {
	Parts   int     `json:"parts"`
	Repeats int     `json:"repeats"`
	Mean    float64 `json:"mean"` // AUC over the repeats
	Least   float64 `json:"least"`
	Most    float64 `json:"most"`
}

const (
	validationParts   = 10
	validationRepeats = 10
)

// String returns "0.938 (0.936 to 0.940 in 10 repeats)".
func (v CrossValidated) String() string {
	return fmt.Sprintf("%.3f (%.3f to %.3f in %d repeats)", v.Mean, v.Least, v.Most, v.Repeats)
}

// validate cross-validates the shares of claims that are known to be true or false, the true ones first.
func validate(ctx context.Context, known []*emergentClaim, areTrue int) (CrossValidated, error) {
	v := CrossValidated{Parts: validationParts, Repeats: validationRepeats, Least: 1}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same division every time
	for range v.Repeats {
		if err := ctx.Err(); err != nil {
			return v, err
		}
		order, shares := random.Perm(len(known)), make([]float64, len(known))
		for part := range v.Parts {
			var others []*emergentClaim
			for i, at := range order {
				if i%v.Parts != part {
					others = append(others, known[at])
				}
			}
			records := recordsOf(others)
			for i := part; i < len(order); i += v.Parts {
				shares[order[i]] = shareOf(records, known[order[i]])
			}
		}
		auc := DeLong(shares[:areTrue], shares[areTrue:]).Value
		v.Mean += auc / float64(v.Repeats)
		v.Least, v.Most = min(v.Least, auc), max(v.Most, auc)
	}
	return v, nil
}

// recordsOf makes the track records from claims, each with what Emergent found as its verdict.
func recordsOf(claims []*emergentClaim) *reliability.Records {
	reviews := make([]evidence.ClaimReview, len(claims))
	for i, c := range claims {
		reviews[i] = evidence.ClaimReview{Claim: c.answer.Claim.ID, Verdict: evidence.VerdictFalse}
		if c.truth == "true" {
			reviews[i].Verdict = evidence.VerdictTrue
		}
	}
	records := reliability.NewRecords(basis.DefaultPolicy(), reviews, nil)
	for _, c := range claims {
		records.Add(c.answer)
	}
	return records
}

// shareOf is what the records make of a claim; a claim of which nobody takes a side is at even chances.
func shareOf(records *reliability.Records, c *emergentClaim) float64 {
	if share := records.Share(c.answer).Share; share != nil {
		return *share
	}
	return .5
}
