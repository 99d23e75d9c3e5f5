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
	return []Verdict{VerdictTrue, VerdictMostlyTrue, VerdictMixture, VerdictMostlyFalse, VerdictFalse, VerdictUnproven,
		VerdictOther}
}

// Valid reports whether v is one of the verdicts.
func (v Verdict) Valid() bool { return slices.Contains(Verdicts(), v) }

// ClaimReview is a fact check's verdict on a claim (schema.org ClaimReview). It never corroborates the claim it
// reviews.
type ClaimReview struct {
	ID            ReviewID
	Claim         ClaimID
	Publisher     OutletID // "" where the text names none
	URL           string
	DatePublished Date
	Verdict       Verdict
	AlternateName string // the verdict in the publisher's words
	RatingValue   *float64
	BestRating    *float64
	WorstRating   *float64
	Cites         []SourceID // sorted by id, without repetition
	CitesQuotes   []Quote    // the passages that name the cited sources, in the order of the text
	Basis         []Quote    // the words in which it gives its reason
	Reservations  []Quote    // its own reservations, in its words
	RecordedAt    time.Time  // when this record of it was made here; set by the store
}

var reviewTable = newTable[ClaimReview](KindReview,
	key(KindReview, func(r *ClaimReview) *ReviewID { return &r.ID }),
	id("claim", KindClaim, func(r *ClaimReview) *ClaimID { return &r.Claim }).always(),
	id("publisher", KindOutlet, func(r *ClaimReview) *OutletID { return &r.Publisher }),
	text("url", func(r *ClaimReview) *string { return &r.URL }).takes("an address").inWords("address"),
	day("datePublished", func(r *ClaimReview) *Date { return &r.DatePublished }).inWords("date of publication").
		dates().spare(),
	text("verdict", func(r *ClaimReview) *Verdict { return &r.Verdict }).takes("a verdict such as TRUE").always(),
	text("alternateName", func(r *ClaimReview) *string { return &r.AlternateName }).
		takes("the verdict in the publisher's words").inWords("verdict in words").always(),
	number("ratingValue", func(r *ClaimReview) **float64 { return &r.RatingValue }).spare(),
	number("bestRating", func(r *ClaimReview) **float64 { return &r.BestRating }).spare(),
	number("worstRating", func(r *ClaimReview) **float64 { return &r.WorstRating }).spare(),
	ids("cites", KindSource, func(r *ClaimReview) *[]SourceID { return &r.Cites }),
	quotes("citesQuotes", func(r *ClaimReview) *[]Quote { return &r.CitesQuotes }),
	quotes("basis", func(r *ClaimReview) *[]Quote { return &r.Basis }),
	quotes("reservations", func(r *ClaimReview) *[]Quote { return &r.Reservations }),
	recordedAt(func(r *ClaimReview) *time.Time { return &r.RecordedAt }),
)

func (*ClaimReview) table() *Table { return reviewTable }

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
