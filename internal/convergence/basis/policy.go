package basis

import (
	"cmp"

	"github.com/credence-graph/credence/internal/evidence"
)

// Policy says what counts. The zero Policy is not usable; begin with [DefaultPolicy]. Two policies can be compared with
// ==: equal ones give equal answers.
type Policy struct {
	Name string
	// Undated says how undated sources count if a date is asked for and the moment does not say; "" is
	// [evidence.IncludeUndated]. In an answer it is what was done.
	Undated evidence.Undated
	// MinConfidence leaves out links with a stated confidence below it, 0 to 100.
	MinConfidence int
	// SuggestedCopies counts copies that no curator has confirmed yet.
	SuggestedCopies bool
	// MinCopiedShare is the least copied share with which a copy counts, in (0,1].
	MinCopiedShare float64
	// FirsthandDefault is the own share of a source that is declared first-hand without a number and has upstream
	// links, [0,1].
	FirsthandDefault float64
	// SharedCauseShares is how much of first-hand work is due to shared causes.
	SharedCauseShares SharedCauseShares
	// Prior is how probable a claim is before any evidence, in (0,1). It moves the likelihood alone.
	Prior float64
	// Accuracies is how often a source of each letter is right.
	Accuracies Accuracies
	// Budget bounds the work on large evidence.
	Budget Budget
}

// SharedCauseShares holds the shares of first-hand work that are due to its author, outlet, owner and funder; each in
// [0,1), the sum below 1.
type SharedCauseShares struct {
	Author, Outlet, Owner, Funder float64
}

// Accuracies holds how often a source of each Admiralty letter is right, from 0.5 (no better than chance) to
// [MaxAccuracy]. A to E do not rise; F says that nobody can judge, and has no place in that order.
type Accuracies struct {
	A, B, C, D, E, F float64
}

// MaxAccuracy is the greatest accuracy of a letter: it is the unit of the weight, the accuracy whose log-odds make a
// whole independent source (method, section 5).
const MaxAccuracy = 0.95

// Budget bounds what is looked at where the evidence is large. The numbers of the tally do not depend on it.
type Budget struct {
	// TriedCount is how many sources are tried as the one that is wrong, by IfWrong without a list, Fragility and
	// the confidence: 1 to 1,000. Evidence with no more sources than that is tried in full.
	TriedCount int
	// ComparedCount is how many groups Overlaps compares with each other, largest first: 2 to 5,000.
	ComparedCount int
	// AskedCount is for how many sources NextQuestions computes what their origin could be worth: 1 to 1,000.
	AskedCount int
}

// DefaultPolicy returns the policy of the method: every link counts whatever its confidence, only confirmed copies do,
// and the odds are even before the evidence.
func DefaultPolicy() Policy {
	return Policy{
		Name:              "default",
		Undated:           evidence.IncludeUndated,
		MinCopiedShare:    0.5,
		FirsthandDefault:  0.5,
		SharedCauseShares: SharedCauseShares{Author: 0.30, Outlet: 0.25, Owner: 0.15, Funder: 0.10},
		Prior:             0.5,
		Accuracies:        Accuracies{A: MaxAccuracy, B: 0.85, C: 0.70, D: 0.55, E: 0.50, F: 0.60},
		Budget:            Budget{TriedCount: 300, ComparedCount: 2000, AskedCount: 200},
	}
}

// Validate names the first setting that is out of range. The error has code evidence.CodeInvalid.
func (p Policy) Validate() error {
	switch {
	case p.MinConfidence < 0 || p.MinConfidence > 100:
		return evidence.Invalidf("policy.minConfidence", "%d is out of range; expected 0 to 100", p.MinConfidence)
	case !(p.MinCopiedShare > 0 && p.MinCopiedShare <= 1):
		return evidence.Invalidf(
			"policy.minCopiedShare", "%v is out of range; expected above 0 and at most 1", p.MinCopiedShare)
	case !(p.FirsthandDefault >= 0 && p.FirsthandDefault <= 1):
		return evidence.Invalidf("policy.firsthandDefault", "%v is out of range; expected 0 to 1", p.FirsthandDefault)
	case !(p.Prior > 0 && p.Prior < 1):
		return evidence.Invalidf("policy.prior", "%v is out of range; expected above 0 and below 1", p.Prior)
	}
	if err := (evidence.Moment{Undated: p.Undated}).Validate(); err != nil {
		return evidence.Invalidf("policy.undated", "%q is not a choice; expected INCLUDE or EXCLUDE", p.Undated)
	}
	return cmp.Or(p.SharedCauseShares.validate(), p.Accuracies.validate(), p.Budget.validate())
}

func (b SharedCauseShares) validate() error {
	for _, x := range []float64{b.Author, b.Outlet, b.Owner, b.Funder} {
		if !(x >= 0 && x < 1) {
			return evidence.Invalidf("policy.sharedCauseShares", "%v is out of range; expected 0 to below 1", x)
		}
	}
	if sum := b.Author + b.Outlet + b.Owner + b.Funder; !(sum < 1) {
		return evidence.Invalidf("policy.sharedCauseShares", "the shares add up to %.4g; expected below 1", sum)
	}
	return nil
}

func (a Accuracies) validate() error {
	letters := []float64{a.A, a.B, a.C, a.D, a.E}
	for _, x := range append(letters, a.F) {
		if !(x >= 0.5 && x <= MaxAccuracy) {
			return evidence.Invalidf("policy.accuracies", "%v is out of range; expected 0.5 to %v", x, MaxAccuracy)
		}
	}
	for i := 1; i < len(letters); i++ {
		if letters[i] > letters[i-1] {
			return evidence.Invalidf(
				"policy.accuracies", "%c is %v and %c is %v; expected no letter from A to E to be more accurate than the one before",
				'A'+i-1, letters[i-1], 'A'+i, letters[i])
		}
	}
	return nil
}

func (b Budget) validate() error {
	for _, x := range []struct {
		name           string
		got, low, high int
	}{{"triedCount", b.TriedCount, 1, 1000}, {"comparedCount", b.ComparedCount, 2, 5000},
		{"askedCount", b.AskedCount, 1, 1000}} {
		if x.got < x.low || x.got > x.high {
			return evidence.Invalidf("policy.budget."+x.name, "%d is out of range; expected %d to %d", x.got, x.low, x.high)
		}
	}
	return nil
}

// Confident reports whether a link is recorded with at least the policy's confidence, or with none stated.
func (p Policy) Confident(r *evidence.Provenance) bool {
	return r.Confidence == nil || *r.Confidence >= p.MinConfidence
}
