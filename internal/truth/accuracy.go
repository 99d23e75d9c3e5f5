package truth

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Saying is what a source says of a claim: that it is so or, with Against, that it is not.
type Saying struct {
	Source, Claim string
	Against       bool
}

// ClaimBeliefs says how probable claims are when sources have certain accuracies.
type ClaimBeliefs interface {
	// Probabilities returns the probability of each of claims, in [0,1] and in their order. It MUST depend on its
	// arguments alone. accuracies are those of sources, in (0,1) and in their order. Neither slice may be kept or
	// changed.
	Probabilities(ctx context.Context, claims, sources []string, accuracies []float64) ([]float64, error)
}

// AccuracyOptions are the constants of [EstimateAccuracies]; [DefaultAccuracy] has those of the method.
type AccuracyOptions struct {
	MinClaims int                   // a source that speaks of fewer claims is not estimated; at least 1
	MinRounds int                   // at least 1
	MaxRounds int                   // at least MinRounds
	Tolerance float64               // stop between the two once no accuracy changes by more; at least 0
	Start     func(string) float64  // what a source starts from, in (0,1), and keeps if it is not estimated; nil = .6
	Progress  func(done, total int) // told how many rounds are done; nil = nobody asks
}

// DefaultAccuracy returns 10 claims, 5 to 20 rounds, a tolerance of 1e-6, and .6, the accuracy of a source that nobody
// can judge, to start from.
func DefaultAccuracy() AccuracyOptions {
	return AccuracyOptions{MinClaims: 10, MinRounds: 5, MaxRounds: 20, Tolerance: 1e-6}
}

const unjudged = 0.6

func (o *AccuracyOptions) validate() error {
	switch {
	case o.MinClaims < 1:
		return fmt.Errorf("accuracies: option MinClaims is %d; expected at least 1", o.MinClaims)
	case o.MinRounds < 1 || o.MaxRounds < o.MinRounds:
		return fmt.Errorf(
			"accuracies: rounds %d to %d; expected at least 1, and the second no less than the first", o.MinRounds, o.MaxRounds)
	case !(o.Tolerance >= 0):
		return fmt.Errorf("accuracies: option Tolerance is %v; expected at least 0", o.Tolerance)
	}
	return nil
}

// EstimatedAccuracy is how often a source is right, judged by what is believed of what it says.
type EstimatedAccuracy struct {
	Source    string
	Accuracy  float64 // (2 + sum of P(claim) over what it says) / (4 + Claims); its start where it is not Estimated
	Claims    int     // the sample: claims that it speaks of
	Estimated bool    // false with fewer claims than were asked for
	// Letter is the Admiralty letter to suggest: a suggestion for a person, not a rating. F where it is not estimated.
	// See [AdmiraltyLetter].
	Letter string
}

// EstimateAccuracies estimates how often each source is right, in turns with how probable each claim is (the accuracy
// part of section 5 of the method): acc = (2 + sum of P(claim) over what the source says)/(4 + n), for sources that
// speak of at least 10 claims, 5 to 20 rounds. Where a source speaks against a claim, 1 - P counts. Copies should be
// collapsed in what beliefs compute; nothing is collapsed here. A saying repeated counts once; one source for and
// against a claim is an error. The result is in the order of the names, and does not depend on the order of the
// sayings.
func EstimateAccuracies(
	ctx context.Context, sayings []Saying, beliefs ClaimBeliefs, o AccuracyOptions) ([]EstimatedAccuracy, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	e, err := newAccuracyEstimate(sayings, &o)
	if err != nil || len(e.sources) == 0 {
		return nil, err
	}
	for round := range o.MaxRounds {
		p, err := beliefs.Probabilities(ctx, e.claims, e.sources, e.accuracies)
		if err != nil {
			return nil, fmt.Errorf("accuracies, round %d: %w", round+1, err)
		}
		if err := e.check(p); err != nil {
			return nil, err
		}
		moved := e.update(p, o.MinClaims)
		if o.Progress != nil {
			o.Progress(round+1, o.MaxRounds)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if round+1 >= o.MinRounds && moved <= o.Tolerance {
			break
		}
	}
	return e.result(o.MinClaims), nil
}

// accuracyEstimate holds the sayings by number, sorted by source and claim.
type accuracyEstimate struct {
	sources, claims []string
	accuracies      []float64
	from            []int32 // by source, its first saying; one more at the end
	said            []int32 // claims
	against         []bool
}

func newAccuracyEstimate(sayings []Saying, o *AccuracyOptions) (*accuracyEstimate, error) {
	sorted := slices.Clone(sayings)
	slices.SortFunc(sorted, func(x, y Saying) int {
		return cmp.Or(cmp.Compare(x.Source, y.Source), cmp.Compare(x.Claim, y.Claim), compareBool(x.Against, y.Against))
	})
	sorted = slices.Compact(sorted)
	e := &accuracyEstimate{claims: make([]string, 0, len(sorted))}
	for _, s := range sorted {
		e.claims = append(e.claims, s.Claim)
	}
	slices.Sort(e.claims)
	e.claims = slices.Compact(e.claims)
	for i, s := range sorted {
		if s.Source == "" || s.Claim == "" {
			return nil, fmt.Errorf("accuracies: a saying of source %q on claim %q; both must be named", s.Source, s.Claim)
		}
		if i > 0 && sorted[i-1].Source == s.Source && sorted[i-1].Claim == s.Claim {
			return nil, fmt.Errorf(
				"accuracies: source %q speaks both for and against claim %q; keep one of the two", s.Source, s.Claim)
		}
		if i == 0 || sorted[i-1].Source != s.Source {
			if err := e.add(s.Source, o); err != nil {
				return nil, err
			}
		}
		claim, _ := slices.BinarySearch(e.claims, s.Claim)
		e.said, e.against = append(e.said, int32(claim)), append(e.against, s.Against)
	}
	e.from = append(e.from, int32(len(e.said)))
	return e, nil
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

func (e *accuracyEstimate) add(source string, o *AccuracyOptions) error {
	start := unjudged
	if o.Start != nil {
		start = o.Start(source)
	}
	if !insideUnit(start) {
		return fmt.Errorf("accuracies: source %q starts from %v; expected a number above 0 and below 1", source, start)
	}
	e.sources, e.accuracies, e.from = append(e.sources, source), append(e.accuracies, start),
		append(e.from, int32(len(e.said)))
	return nil
}

// check refuses beliefs that are no probabilities.
func (e *accuracyEstimate) check(p []float64) error {
	if len(p) != len(e.claims) {
		return fmt.Errorf(
			"accuracies: the beliefs returned %d probabilities; expected one for each of %d claims", len(p), len(e.claims))
	}
	for i, x := range p {
		if !(x >= 0 && x <= 1) {
			return fmt.Errorf(
				"accuracies: the beliefs returned the probability %v for claim %q; expected 0 to 1", x, e.claims[i])
		}
	}
	return nil
}

// update sets the accuracies of sources with enough claims and returns by how much one of them changed at most.
func (e *accuracyEstimate) update(p []float64, least int) (moved float64) {
	for s := range e.sources {
		n := int(e.from[s+1] - e.from[s])
		if n < least {
			continue
		}
		sum := 2.0
		for i := e.from[s]; i < e.from[s+1]; i++ {
			if e.against[i] {
				sum += 1 - p[e.said[i]]
			} else {
				sum += p[e.said[i]]
			}
		}
		a := sum / float64(4+n)
		moved = max(moved, math.Abs(a-e.accuracies[s]))
		e.accuracies[s] = a
	}
	return moved
}

func (e *accuracyEstimate) result(least int) []EstimatedAccuracy {
	estimates := make([]EstimatedAccuracy, len(e.sources))
	for s, name := range e.sources {
		n := int(e.from[s+1] - e.from[s])
		estimates[s] = EstimatedAccuracy{Source: name, Accuracy: e.accuracies[s], Claims: n, Estimated: n >= least,
			Letter: "F"}
		if n >= least {
			estimates[s].Letter = AdmiraltyLetter(e.accuracies[s])
		}
	}
	return estimates
}

// AdmiraltyLetter returns the letter whose accuracy is nearest: the letters stand for A .95, B .85, C .70, D .55 and E
// .50, so that A begins at .90, B at .775, C at .625 and D at .525. Because of the smoothing no source reaches A with
// fewer than 16 claims believed without doubt.
func AdmiraltyLetter(accuracy float64) string {
	switch {
	case accuracy >= 0.90:
		return "A"
	case accuracy >= 0.775:
		return "B"
	case accuracy >= 0.625:
		return "C"
	case accuracy >= 0.525:
		return "D"
	}
	return "E"
}
