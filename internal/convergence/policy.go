package convergence

import "github.com/credence-graph/credence/internal/evidence"

// Policy says what counts. The zero Policy is not usable; begin with [DefaultPolicy].
type Policy struct {
	Name string
	// MinConfidence leaves out links with a stated confidence below it, 0 to 100.
	MinConfidence int
	// SuggestedCopies counts copies that no curator has confirmed yet.
	SuggestedCopies bool
	// KappaMin is the least kappa with which a copy counts, in (0,1].
	KappaMin float64
	// FirsthandDefault is the own share of a source that is declared first-hand without a number and has upstream links, [0,1].
	FirsthandDefault float64
	// Beta is how much of first-hand work is due to shared causes.
	Beta Beta
}

// Beta holds the shares of first-hand work that are due to its author, outlet, owner and funder; each in [0,1), the sum
// below 1.
type Beta struct {
	Author, Outlet, Owner, Funder float64
}

// DefaultPolicy returns the policy of the method: every link counts whatever its confidence, only confirmed copies do.
func DefaultPolicy() Policy {
	return Policy{
		Name:             "default",
		KappaMin:         0.5,
		FirsthandDefault: 0.5,
		Beta:             Beta{Author: 0.30, Outlet: 0.25, Owner: 0.15, Funder: 0.10},
	}
}

// Validate names the first setting that is out of range. The error has code evidence.CodeInvalid.
func (p Policy) Validate() error {
	switch {
	case p.MinConfidence < 0 || p.MinConfidence > 100:
		return evidence.Invalidf("policy.minConfidence", "%d is out of range; expected 0 to 100", p.MinConfidence)
	case !(p.KappaMin > 0 && p.KappaMin <= 1):
		return evidence.Invalidf("policy.kappaMin", "%v is out of range; expected above 0 and at most 1", p.KappaMin)
	case !(p.FirsthandDefault >= 0 && p.FirsthandDefault <= 1):
		return evidence.Invalidf("policy.firsthandDefault", "%v is out of range; expected 0 to 1", p.FirsthandDefault)
	}
	return p.Beta.validate()
}

func (b Beta) validate() error {
	for _, x := range []float64{b.Author, b.Outlet, b.Owner, b.Funder} {
		if !(x >= 0 && x < 1) {
			return evidence.Invalidf("policy.beta", "%v is out of range; expected 0 to below 1", x)
		}
	}
	if sum := b.Author + b.Outlet + b.Owner + b.Funder; !(sum < 1) {
		return evidence.Invalidf("policy.beta", "the shares add up to %v; expected below 1", sum)
	}
	return nil
}
