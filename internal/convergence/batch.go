package convergence

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Batch computes the answers for claims whose evidence was read together: each claim once, whoever it excludes. It is
// not safe for concurrent use.
type Batch struct {
	ix        *basis.Index
	valued    map[string][]int32             // by item: the claims that give a value of it, by number
	relations map[int32][]*evidence.Relation // by class: the contradictions of its claims that count, by id
	analyses  map[int32]*Analysis            // by class: of claims that exclude another, each made once
}

// NewBatch prepares the answers for claims of sub under a valid policy. sub is not changed, and the answers point into
// it.
func NewBatch(sub *evidence.Subgraphs, p basis.Policy) *Batch {
	ix := basis.NewIndex(sub, p)
	x := &Batch{
		ix: ix, valued: map[string][]int32{}, relations: map[int32][]*evidence.Relation{}, analyses: map[int32]*Analysis{},
	}
	for i, c := range ix.Claims {
		if c.Item != "" && c.Value != "" {
			x.valued[c.Item] = append(x.valued[c.Item], int32(i))
		}
	}
	for _, r := range basis.Pointers(
		ix.Sub.Relations, func(a, b *evidence.Relation) int { return cmp.Compare(a.ID, b.ID) }) {
		from, isFrom := ix.ClaimAt[r.From]
		to, isTo := ix.ClaimAt[r.To]
		if isFrom && isTo && r.Kind == evidence.Contradicts && ix.Policy.Confident(&r.Provenance) {
			x.relations[ix.ClaimClass[from]] = append(x.relations[ix.ClaimClass[from]], r)
			x.relations[ix.ClaimClass[to]] = append(x.relations[ix.ClaimClass[to]], r)
		}
	}
	return x
}

// Has reports whether the evidence holds a claim.
func (x *Batch) Has(claim evidence.ClaimID) bool {
	_, known := x.ix.ClaimAt[claim]
	return known
}

// excluding returns the classes of claims that exclude a class, each with the reasons, by class.
func (x *Batch) excluding(class int32) []rival {
	ix := x.ix
	because := map[int32][]Exclusion{}
	note := func(other int32, e Exclusion) {
		if other != class && !slices.Contains(because[other], e) {
			because[other] = append(because[other], e)
		}
	}
	for i, c := range ix.Claims {
		if ix.ClaimClass[i] != class {
			continue
		}
		for _, k := range x.valued[c.Item] {
			if other := ix.Claims[k]; c.Excludes(*other) {
				note(ix.ClaimClass[k], Exclusion{Kind: OtherValue, Item: c.Item, Value: c.Value, Other: other.Value,
					Text: fmt.Sprintf("for %q it gives %q rather than %q", c.Item, other.Value, c.Value)})
			}
		}
	}
	for _, r := range x.relations[class] {
		from, to := ix.ClaimClass[ix.ClaimAt[r.From]], ix.ClaimClass[ix.ClaimAt[r.To]]
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
func (x *Batch) analysisOf(class int32, lent *effective.Solver, exclusive bool) *Analysis {
	if a := x.analyses[class]; a != nil {
		return a
	}
	figures := tally.Analyze(x.ix, class, lent)
	figures.AskWorst()
	figures.TakeSides()
	a := answerOf(figures)
	a.batch = x
	if exclusive {
		a.figures = a.weighedFigures()
		a.KeepSolver(&effective.Solver{})
		x.analyses[class] = a
	}
	return a
}

// rival is a claim that excludes another, as the answer for that one knows it.
type rival struct {
	class    int32
	because  []Exclusion
	analysis *Analysis // its figures are fixed; for anything else it has a lock of its own
}

// meet finds the analyses of the claims that exclude the answer's.
func (a *Analysis) meet(rivals []rival, lent *effective.Solver) {
	for i := range rivals {
		rivals[i].analysis = a.batch.analysisOf(rivals[i].class, lent, true)
	}
	a.rivals = rivals
}

// sharing returns the log-odds of the claims of the answer, its own included, that exclude a rival.
func (a *Analysis) sharing(r rival) []float64 {
	var odds []float64
	byClass := func(x, y rival) int { return cmp.Compare(x.class, y.class) }
	for _, other := range a.batch.excluding(r.class) {
		if other.class == a.G.Claim {
			odds = append(odds, a.figures.odds)
		} else if at, is := slices.BinarySearchFunc(a.rivals, other, byClass); is {
			odds = append(odds, a.rivals[at].analysis.figures.odds)
		}
	}
	return odds
}

// Compute returns what the evidence for and against one claim is worth. sub was read for the claim, else the claims
// that exclude it may be missing; it may hold the evidence of other claims too; it is not changed, and the answer
// points into it. The error has code [evidence.CodeInvalid] where the policy is out of range and
// [evidence.CodeNotFound] where sub does not hold the claim.
func Compute(sub *evidence.Subgraphs, claim evidence.ClaimID, p basis.Policy) (*Convergence, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return NewBatch(sub, p).Compute(claim, &effective.Solver{})
}

// Compute returns what the evidence for and against a claim is worth. The solver is lent: it may serve other batches
// between the calls. The error has code [evidence.CodeNotFound] for a claim that is not in the evidence.
func (x *Batch) Compute(claim evidence.ClaimID, s *effective.Solver) (*Convergence, error) {
	ix := x.ix
	at, ok := ix.ClaimAt[claim]
	if !ok {
		return nil, evidence.NotFoundf("the graph has no claim %q", claim)
	}
	rivals := x.excluding(ix.ClaimClass[at])
	a := x.analysisOf(ix.ClaimClass[at], s, len(rivals) > 0)
	a.Mu.Lock() // of two claims that are the same, or exclude each other, the first may be in use
	defer a.Mu.Unlock()
	c := &Convergence{
		Claim: ix.Claims[at], ValidAt: asked(ix.Sub.At.ValidAt), KnownAt: asked(ix.Sub.At.KnownAt),
		AskedAt: asked(ix.Sub.At.AskedAt),
		Policy:  ix.Policy, Version: ix.Sub.Version, RecordedUntil: recordedUntil(ix.Sub),
		Supporting: a.sides[0], Refuting: a.sides[1], analysis: a,
	}
	c.Confidence = a.confidence()
	a.KeepSolver(&effective.Solver{}) // the lent one serves the next claim
	if a.rivals == nil {
		a.meet(rivals, s)
	}
	return c, nil
}

func asked(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
