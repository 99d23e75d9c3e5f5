package evidence

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Verdict is what a fact check comes to, on one scale for all publishers.
type Verdict string

// The verdicts.
const (
	VerdictTrue        Verdict = "TRUE"
	VerdictMostlyTrue  Verdict = "MOSTLY_TRUE"
	VerdictMixture     Verdict = "MIXTURE"
	VerdictMostlyFalse Verdict = "MOSTLY_FALSE"
	VerdictFalse       Verdict = "FALSE"
	VerdictUnproven    Verdict = "UNPROVEN"
	VerdictOther       Verdict = "OTHER"
)

// Verdicts returns every verdict.
func Verdicts() []Verdict {
	return []Verdict{VerdictTrue, VerdictMostlyTrue, VerdictMixture, VerdictMostlyFalse, VerdictFalse, VerdictUnproven, VerdictOther}
}

// Valid reports whether v is one of the verdicts.
func (v Verdict) Valid() bool { return slices.Contains(Verdicts(), v) }

// ClaimReview is a fact check's verdict on a claim (schema.org ClaimReview). It never corroborates the claim it reviews.
type ClaimReview struct {
	ID            ReviewID   `field:"-"`
	Claim         ClaimID    `field:"claim"`
	Publisher     OutletID   `field:"publisher"` // "" where the text names none
	URL           string     `field:"url"`
	DatePublished Date       `field:"datePublished"`
	Verdict       Verdict    `field:"verdict"`
	AlternateName string     `field:"alternateName"` // the verdict in the publisher's words
	RatingValue   *float64   `field:"ratingValue"`
	BestRating    *float64   `field:"bestRating"`
	WorstRating   *float64   `field:"worstRating"`
	Cites         []SourceID `field:"cites"`        // sorted by id, without repetition
	CitesQuotes   []Quote    `field:"citesQuotes"`  // the passages that name the cited sources, in the order of the text
	Basis         []Quote    `field:"basis"`        // the words in which it gives its reason
	Reservations  []Quote    `field:"reservations"` // its own reservations, in its words
	RecordedAt    time.Time  `field:"-"`            // when this record of it was made here; set by the store
}

// NodeID returns the global id.
func (r ClaimReview) NodeID() ID { return ID(r.ID) }

// Label returns the verdict in the publisher's words, else the verdict.
func (r ClaimReview) Label() string { return cmp.Or(r.AlternateName, string(r.Verdict)) }

// Normalize puts the citations in order and fills in the scheme of the address.
func (r ClaimReview) Normalize() ClaimReview {
	r.URL = AbsoluteURL(r.URL)
	r.Cites = sortedSet(r.Cites)
	return r
}

// Validate names the first field that cannot be accepted, and why.
func (r ClaimReview) Validate() error {
	if !r.Verdict.Valid() {
		return Invalidf("verdict", "%q is not a verdict; expected one of %s", r.Verdict, join(Verdicts()))
	}
	if r.AlternateName == "" {
		return Invalidf("alternateName", "missing; expected the verdict in the publisher's words")
	}
	if r.Publisher != "" {
		if err := checkTyped("publisher", KindOutlet, ID(r.Publisher)); err != nil {
			return err
		}
	}
	if r.URL != "" {
		if _, err := CanonicalURL(r.URL); err != nil {
			return err
		}
	}
	for _, s := range r.Cites {
		if err := checkTyped("cites", KindSource, ID(s)); err != nil {
			return err
		}
	}
	for _, quotes := range [][]Quote{r.CitesQuotes, r.Basis, r.Reservations} {
		for _, q := range quotes {
			if err := q.Validate(); err != nil {
				return err
			}
		}
	}
	return firstError(checkTyped("id", KindReview, r.NodeID()), checkTyped("claim", KindClaim, ID(r.Claim)),
		checkDay("datePublished", r.DatePublished), checkNumber("ratingValue", r.RatingValue),
		checkNumber("bestRating", r.BestRating), checkNumber("worstRating", r.WorstRating))
}

func checkNumber(field string, x *float64) error {
	if x != nil && (math.IsNaN(*x) || math.IsInf(*x, 0)) {
		return Invalidf(field, "%v is not a number", *x)
	}
	return nil
}
