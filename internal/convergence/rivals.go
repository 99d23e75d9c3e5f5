package convergence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// ExcludingClaim is a claim that cannot be true together with the one that was asked about, and what it is worth by
// itself. It stands for all claims that are asserted the same.
type ExcludingClaim struct {
	Claim      *evidence.Claim // of claims that are the same the one with the smallest id
	Because    []Exclusion     // at least one; other values first, then contradictions by id
	Supporting Tally
	Refuting   Tally
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

// rival is a claim that excludes another, as the answer for that one knows it.
type rival struct {
	class    int32
	because  []Exclusion
	analysis *analysis // its figures are fixed; for anything else it has a lock of its own
}

// figures are what a claim brings to those that it excludes, and they to it. They do not change once they are made.
type figures struct {
	odds   float64 // of section 5; sources without a letter count as F
	rated  bool
	approx bool // a number that they come from is not certified to the tolerance
}

// exclusions say who excludes whom among the claims of an index.
type exclusions struct {
	valued    map[string][]int32             // by item: the claims that give a value of it, by number
	relations map[int32][]*evidence.Relation // by class: the contradictions of its claims that count, by id
	analyses  map[int32]*analysis            // by class: of claims that exclude another, each made once
}

func (ix *index) indexExclusions() {
	x := &ix.exclusions
	x.valued, x.relations, x.analyses = map[string][]int32{}, map[int32][]*evidence.Relation{}, map[int32]*analysis{}
	for i, c := range ix.claims {
		if c.Item != "" && c.Value != "" {
			x.valued[c.Item] = append(x.valued[c.Item], int32(i))
		}
	}
	for _, r := range pointers(ix.sub.Relations, func(a, b *evidence.Relation) int { return cmp.Compare(a.ID, b.ID) }) {
		from, isFrom := ix.claimAt[r.From]
		to, isTo := ix.claimAt[r.To]
		if isFrom && isTo && r.Kind == evidence.Contradicts && ix.policy.Confident(&r.Provenance) {
			x.relations[ix.claimClass[from]] = append(x.relations[ix.claimClass[from]], r)
			x.relations[ix.claimClass[to]] = append(x.relations[ix.claimClass[to]], r)
		}
	}
}

// excluding returns the classes of claims that exclude a class, each with the reasons, by class.
func (ix *index) excluding(class int32) []rival {
	because := map[int32][]Exclusion{}
	note := func(other int32, e Exclusion) {
		if other != class && !slices.Contains(because[other], e) {
			because[other] = append(because[other], e)
		}
	}
	for i, c := range ix.claims {
		if ix.claimClass[i] != class {
			continue
		}
		for _, k := range ix.exclusions.valued[c.Item] {
			if other := ix.claims[k]; c.Excludes(*other) {
				note(ix.claimClass[k], Exclusion{Kind: OtherValue, Item: c.Item, Value: c.Value, Other: other.Value,
					Text: fmt.Sprintf("for %q it gives %q rather than %q", c.Item, other.Value, c.Value)})
			}
		}
	}
	for _, r := range ix.exclusions.relations[class] {
		from, to := ix.claimClass[ix.claimAt[r.From]], ix.claimClass[ix.claimAt[r.To]]
		other := to
		if to == class {
			other = from
		}
		text := "it is recorded that they contradict each other" + recordedBy(r)
		note(other, Exclusion{Kind: Contradiction, Text: text, Relation: r})
	}
	out := make([]rival, 0, len(because))
	for other, reasons := range because {
		out = append(out, rival{class: other, because: reasons})
	}
	slices.SortFunc(out, func(a, b rival) int { return cmp.Compare(a.class, b.class) })
	return out
}

// recordedBy says who recorded a contradiction, and from what.
func recordedBy(r *evidence.Relation) string {
	text := ""
	if p := r.Provenance; p.Collector != "" {
		text += fmt.Sprintf(" (by %s", p.Collector)
		if p.RecordedFrom != "" {
			text += fmt.Sprintf(", from %s", p.RecordedFrom)
		}
		text += ")"
	}
	return text
}

// analysisOf returns what the answer for a class of claims is made of. That of a class that excludes another is made
// once, with its figures; others have a solver that is lent.
func (ix *index) analysisOf(class int32, lent *solver, exclusive bool) *analysis {
	if a := ix.exclusions.analyses[class]; a != nil {
		return a
	}
	a := ix.analyzed(class, lent)
	a.askWorst()
	a.takeSides()
	if exclusive {
		a.figures = a.weighedFigures()
		a.keepSolver(&solver{})
		ix.exclusions.analyses[class] = a
	}
	return a
}

// weighedFigures makes the figures of a claim, for whoever has it alone or under its lock.
func (a *analysis) weighedFigures() *figures {
	f := &figures{rated: a.rated()}
	var weights [2]float64
	for i, side := range a.sides {
		side.analysis.weigh()
		weights[i] = side.analysis.weight
		f.approx = f.approx || side.Approximate || side.analysis.approxWeight
	}
	f.odds = a.oddsAt(weights[0], weights[1])
	return f
}

// meet finds the analyses of the claims that exclude the answer's.
func (a *analysis) meet(rivals []rival, lent *solver) {
	for i := range rivals {
		rivals[i].analysis = a.ix.analysisOf(rivals[i].class, lent, true)
	}
	a.rivals = rivals
}

// rivalOdds returns the log-odds of the claims that exclude the answer's.
func (a *analysis) rivalOdds() []float64 {
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
		return probabilityAt(odds)
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
// most effective sources, ties by id.
func (c *Convergence) Excluding() []ExcludingClaim {
	a := c.analysis
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]ExcludingClaim, len(a.rivals))
	for i, r := range a.rivals {
		sides, f := r.analysis.sides, r.analysis.figures
		out[i] = ExcludingClaim{
			Claim: a.ix.claimOf(r.class), Because: slices.Clone(r.because), Supporting: sides[0].Tally, Refuting: sides[1].Tally,
		}
		if f.rated {
			odds, p := f.odds, probabilityAmong(f.odds, a.sharing(r))
			out[i].LogOdds, out[i].Probability = &odds, &p
		}
	}
	slices.SortStableFunc(out, func(x, y ExcludingClaim) int {
		return cmp.Or(cmp.Compare(y.Supporting.Demonstrated, x.Supporting.Demonstrated),
			cmp.Compare(y.Supporting.Effective, x.Supporting.Effective))
	})
	return out
}

// sharing returns the log-odds of the claims of the answer, its own included, that exclude a rival.
func (a *analysis) sharing(r rival) []float64 {
	var odds []float64
	byClass := func(x, y rival) int { return cmp.Compare(x.class, y.class) }
	for _, other := range a.ix.excluding(r.class) {
		if other.class == a.g.claim {
			odds = append(odds, a.figures.odds)
		} else if at, is := slices.BinarySearchFunc(a.rivals, other, byClass); is {
			odds = append(odds, a.rivals[at].analysis.figures.odds)
		}
	}
	return odds
}

// claimOf returns the claim of a class that has the smallest id.
func (ix *index) claimOf(class int32) *evidence.Claim {
	return ix.claims[slices.Index(ix.claimClass, class)]
}

// standing returns the claims that exclude the answer's and have a demonstrated line, by class.
func (a *analysis) standing() []rival {
	var out []rival
	for _, r := range a.rivals {
		if r.analysis.sides[0].DemonstratedLines > 0 {
			out = append(out, r)
		}
	}
	return out
}

// rivalWith returns the first claim that excludes the answer's and has a node in its evidence, or behind it; nil if
// there is none.
func (a *analysis) rivalWith(id evidence.ID) *evidence.Claim {
	for _, r := range a.rivals {
		r.analysis.mu.Lock()
		concerns := r.analysis.concerns(id)
		r.analysis.mu.Unlock()
		if concerns {
			return a.ix.claimOf(r.class)
		}
	}
	return nil
}
