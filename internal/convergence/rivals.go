package convergence

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// ExcludingClaim is a claim that cannot be true together with the one that was asked about, and what it is worth by
// itself. It stands for all claims that are asserted the same.
type ExcludingClaim struct {
	Claim      *evidence.Claim // of claims that are the same the one with the smallest id
	Reasons    []Exclusion     // at least one; other values first, then contradictions by id
	Supporting tally.Tally
	Refuting   tally.Tally
	// LogOdds are its own, as if nothing excluded it; nil where no source of either side has a letter.
	LogOdds *float64
	// Probability is shared with the claims of this answer that exclude it, 0 to 0.99: what its own answer says, unless
	// that knows of further claims that exclude it. nil where no source of either side has a letter.
	Probability *float64
}

// Exclusion says why two claims exclude each other.
type Exclusion struct {
	Kind ExclusionKind
	Text string // a clause, without a full stop
	// Item is what both give a value of, Value what the claim asked about gives and Other what this one gives; empty
	// where somebody recorded that they contradict each other.
	Item, Value, Other string
	// Relation is the assertion that they contradict each other; nil where they give other values of one item.
	Relation *evidence.Relation
}

// ExclusionKind says by what two claims exclude each other.
type ExclusionKind string

// The kinds of exclusions.
const (
	// OtherValue: both give a value of one item, and not the same.
	OtherValue ExclusionKind = "OTHER_VALUE"
	// Contradiction: somebody recorded that they contradict each other.
	Contradiction ExclusionKind = "CONTRADICTION"
)

// figures are what a claim brings to those that it excludes, and they to it. They do not change once they are made.
type figures struct {
	odds   float64 // of section 5; sources without a letter count as F
	rated  bool
	approx bool // a number that they come from is not certified to the tolerance
}

// weighedFigures makes the figures of a claim, for whoever has it alone or under its lock.
func (a *Analysis) weighedFigures() *figures {
	f := &figures{rated: a.Rated()}
	var weights [2]float64
	for i, side := range a.sides {
		side.analysis.Weigh()
		weights[i] = side.analysis.Weight
		f.approx = f.approx || side.Approximate || side.analysis.ApproxWeight
	}
	f.odds = a.OddsAt(weights[0], weights[1])
	return f
}

// rivalOdds returns the log-odds of the claims that exclude the answer's.
func (a *Analysis) rivalOdds() []float64 {
	odds := make([]float64, len(a.rivals))
	for i, r := range a.rivals {
		odds[i] = r.analysis.figures.odds
	}
	return odds
}

// probabilityAmong is what log-odds come to where the claims with the other log-odds exclude the claim: of all of them
// at most one is true, and that none is weighs as much as even odds (method, section 13). Then it is never above 99
// percent, and has no lower limit; without others it is that of [probabilityAt].
func probabilityAmong(odds float64, others []float64) float64 {
	if len(others) == 0 {
		return tally.ProbabilityAt(odds)
	}
	most := math.Max(0, odds)
	for _, o := range others {
		most = math.Max(most, o)
	}
	sum := math.Exp(-most) + math.Exp(odds-most)
	for _, o := range others {
		sum += math.Exp(o - most)
	}
	return math.Min(0.99, math.Exp(odds-most)/sum)
}

// Excluding returns the claims that cannot be true together with this one: those with most demonstrated first, then
// most presumed sources, ties by id.
func (c *Convergence) Excluding() []ExcludingClaim {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	out := make([]ExcludingClaim, len(a.rivals))
	for i, r := range a.rivals {
		sides, f := r.analysis.sides, r.analysis.figures
		out[i] = ExcludingClaim{
			Claim: a.Ix.ClaimOf(r.class), Reasons: slices.Clone(r.because), Supporting: sides[0].Tally, Refuting: sides[1].Tally,
		}
		if f.rated {
			odds, p := f.odds, probabilityAmong(f.odds, a.sharing(r))
			out[i].LogOdds, out[i].Probability = &odds, &p
		}
	}
	slices.SortStableFunc(out, func(x, y ExcludingClaim) int {
		return cmp.Or(cmp.Compare(y.Supporting.Demonstrated, x.Supporting.Demonstrated),
			cmp.Compare(y.Supporting.Presumed, x.Supporting.Presumed))
	})
	return out
}

// standing returns the claims that exclude the answer's and have a demonstrated line, by class.
func (a *Analysis) standing() []rival {
	var out []rival
	for _, r := range a.rivals {
		if r.analysis.sides[0].DemonstratedLineCount > 0 {
			out = append(out, r)
		}
	}
	return out
}

// ExcludingWith returns the first claim that excludes the answer's and has a node in its evidence, or behind it; nil if
// there is none.
func (c *Convergence) ExcludingWith(id evidence.ID) *evidence.Claim {
	a := c.analysis
	for _, r := range a.rivals {
		r.analysis.Mu.Lock()
		concerns := r.analysis.Concerns(id)
		r.analysis.Mu.Unlock()
		if concerns {
			return a.Ix.ClaimOf(r.class)
		}
	}
	return nil
}
