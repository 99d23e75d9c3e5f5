package convergence

import (
	"github.com/credence-graph/credence/internal/convergence/basis"
	"math"
)

// strengths returns for every group the amplitude with which it speaks: the greatest of its members'.
func (s *sideAnalysis) strengths(r *basis.Reliances) []float64 {
	out := make([]float64, len(s.groups))
	for i, p := range s.positions {
		if group := s.groupOf[i]; group >= 0 {
			out[group] = math.Max(out[group], s.strength(r, p))
		}
	}
	return out
}

// strength is the amplitude of a grounded source: by its letter, F where it has none, by how strongly it says so, and capped
// by what it rests on (method, section 5).
func (s *sideAnalysis) strength(r *basis.Reliances, p basis.Position) float64 {
	own, _ := r.Own(p.Node)
	return r.Capped(p.Node, own*math.Sqrt(s.stated(p)))
}

// stated is the strength with which a source says so, the greatest of its statements', above 0 to 1.
func (s *sideAnalysis) stated(p basis.Position) float64 { return s.a.g.StatedBy(p) }

// weigh finds the weight of the side, and its weight where everything unnamed counts as one separate source.
func (s *sideAnalysis) weigh() {
	if s.weighed || len(s.groups) == 0 {
		return
	}
	s.weighed = true
	alpha := s.strengths(s.a.byLetters())
	s.weight, s.approxWeight = s.weightAt(alpha)
	s.pooledWeight = s.weight
	if s.someUnnamed() {
		rows, place := s.pooledRoots()
		pooled := make([]float64, rows.Len())
		for i, at := range place {
			pooled[at] = math.Max(pooled[at], alpha[i])
		}
		p := s.a.solver.Solve(rows, pooled, nil)
		s.pooledWeight = math.Min(p.Value, s.weight)
		s.approxWeight = s.approxWeight || p.Approx
	}
}

// weightAt is the weight of the side where its groups speak with the amplitudes alpha, and whether it is not certified to the
// tolerance.
func (s *sideAnalysis) weightAt(alpha []float64) (weight float64, approx bool) {
	w := s.a.solver.Solve(s.root, alpha, s.weights)
	return math.Min(w.Value, s.tally.Effective), w.Approx
}

// Weight returns what the side is worth in sources of accuracy [MaxAccuracy], by the letters of its sources, their
// outlets' where they have none: 0 to the effective number (W of the method). It is nil where no source of either side has
// a letter.
func (s *Side) Weight() *float64 {
	return s.oneWeight(func(s *sideAnalysis) float64 { return s.weight })
}

// PooledWeight returns the same where everything unnamed counts as one separate source.
func (s *Side) PooledWeight() *float64 {
	return s.oneWeight(func(s *sideAnalysis) float64 { return s.pooledWeight })
}

func (s *Side) oneWeight(which func(*sideAnalysis) float64) *float64 {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.rated() {
		return nil
	}
	s.analysis.weigh()
	w := which(s.analysis)
	return &w
}

// logOdds is the log-odds of the claim, where anybody is rated.
func (a *analysis) logOdds() (odds float64, rated bool) {
	if !a.rated() {
		return 0, false
	}
	for _, side := range a.sides {
		side.analysis.weigh()
	}
	return a.oddsAt(a.sides[0].analysis.weight, a.sides[1].analysis.weight), true
}

// oddsAt is the log-odds of the claim where its sides have these weights.
func (a *analysis) oddsAt(supporting, refuting float64) float64 {
	return basis.Logit(a.ix.Policy.Prior) + basis.Logit(basis.MaxAccuracy)*(supporting-refuting)
}

// probability is what the log-odds come to beside those of the claims that exclude this one.
func (a *analysis) probability() (p float64, rated bool) {
	odds, rated := a.logOdds()
	return probabilityAmong(odds, a.rivalOdds()), rated
}

// probabilityAt is what log-odds come to, never below 1 or above 99 percent.
func probabilityAt(odds float64) float64 {
	return math.Max(0.01, math.Min(0.99, 1/(1+math.Exp(-odds))))
}

// LogOdds returns the natural log-odds of the claim: those of the policy's prior, and for every unit of weight of the
// supporting side 2.944 more, of the refuting side 2.944 less. For independent sources that is Bayes' rule. It is nil
// where no source of either side has a letter.
func (c *Convergence) LogOdds() *float64 {
	c.analysis.mu.Lock()
	defer c.analysis.mu.Unlock()
	if odds, rated := c.analysis.logOdds(); rated {
		return &odds
	}
	return nil
}

// Probability returns the probability of the claim by its log-odds, from 0.01 to 0.99; nil where no source of either side
// has a letter. With claims that exclude it (see [Convergence.Excluding]) it is P_i = exp(l_i) / (1 + the sum of exp(l_j) over
// them and itself), 0 to 0.99, l being log-odds: those of claims that all exclude each other add up to at most 1. Sources of
// a claim without any letter count as F there.
func (c *Convergence) Probability() *float64 {
	c.analysis.mu.Lock()
	defer c.analysis.mu.Unlock()
	if p, rated := c.analysis.probability(); rated {
		return &p
	}
	return nil
}

// WeightShare returns the part of the weight that speaks for the claim, by the letters on record, with half a vote added to each side,
// see [Assumption.Share]; nil where no source of either side has a letter. The number of sources does not make it extreme as it does the
// probability.
func (c *Convergence) WeightShare() *float64 {
	a := c.analysis
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, rated := a.logOdds(); !rated {
		return nil
	}
	against := a.sides[1].analysis.weight
	for _, r := range a.rivals {
		against += r.analysis.sides[0].analysis.weight
	}
	share := shareAt(a.sides[0].analysis.weight, against)
	return &share
}

// Likelihood returns the ICD 203 term for the probability; nil where there is none.
func (c *Convergence) Likelihood() *Likelihood {
	c.analysis.mu.Lock()
	defer c.analysis.mu.Unlock()
	if p, rated := c.analysis.probability(); rated {
		l := LikelihoodOf(p)
		return &l
	}
	return nil
}

// LikelihoodOf returns the ICD 203 term for a probability. An edge between two terms belongs to the one nearer to even
// chances, and is met within 1e-9.
func LikelihoodOf(p float64) Likelihood {
	const edge = 1e-9
	switch {
	case p < 0.05-edge:
		return AlmostNoChance
	case p < 0.20-edge:
		return VeryUnlikely
	case p < 0.45-edge:
		return Unlikely
	case p <= 0.55+edge:
		return RoughlyEvenChance
	case p <= 0.80+edge:
		return Likely
	case p <= 0.95+edge:
		return VeryLikely
	}
	return AlmostCertain
}

// SuggestedCredibility returns the Admiralty digit that the evidence suggests for the claim: [CredibilityOne] if two
// lines with ends that can be checked are demonstrated, nothing grounded refutes it and no claim that excludes it has a
// demonstrated line, [CredibilitySix] if nothing that supports it is grounded. It is nil otherwise: two to five ask for a person's judgement.
func (c *Convergence) SuggestedCredibility() *InformationCredibility {
	c.analysis.mu.Lock()
	defer c.analysis.mu.Unlock()
	return c.suggestedCredibility()
}

// suggestedCredibility is the same for those who have the lock.
func (c *Convergence) suggestedCredibility() *InformationCredibility {
	digit := CredibilityOne
	switch s := c.Supporting; {
	case s.Sources == s.Ungrounded:
		digit = CredibilitySix
	case !c.confirmed() || len(c.analysis.standing()) > 0:
		return nil
	}
	return &digit
}

// confirmed reports whether the claim's own evidence is what credibility 1 asks for.
func (c *Convergence) confirmed() bool {
	return c.Supporting.DemonstratedLines >= 2 && c.Refuting.Sources == c.Refuting.Ungrounded && c.Supporting.analysis.checkable().lines >= 2
}

// Likelihood is a term of ICD 203 for how likely a claim is; never mixed with the confidence in the analysis.
type Likelihood string

// The terms, with the probabilities that they cover.
const (
	AlmostNoChance    Likelihood = "ALMOST_NO_CHANCE"    // below 5 percent
	VeryUnlikely      Likelihood = "VERY_UNLIKELY"       // 5 to 20
	Unlikely          Likelihood = "UNLIKELY"            // 20 to 45
	RoughlyEvenChance Likelihood = "ROUGHLY_EVEN_CHANCE" // 45 to 55
	Likely            Likelihood = "LIKELY"              // 55 to 80
	VeryLikely        Likelihood = "VERY_LIKELY"         // 80 to 95
	AlmostCertain     Likelihood = "ALMOST_CERTAIN"      // above 95
)

// sentence says a likelihood of the claim.
func (l Likelihood) sentence() string {
	switch l {
	case AlmostNoChance:
		return "There is almost no chance that it is so"
	case VeryUnlikely:
		return "It is very unlikely to be so"
	case Unlikely:
		return "It is unlikely to be so"
	case RoughlyEvenChance:
		return "There is a roughly even chance that it is so"
	case Likely:
		return "It is likely to be so"
	case VeryLikely:
		return "It is very likely to be so"
	}
	return "It is almost certain to be so"
}

// InformationCredibility is the Admiralty digit for the credibility of information, 1 to 6.
type InformationCredibility string

// The digits, FM 2-22.3.
const (
	CredibilityOne   InformationCredibility = "ONE"   // confirmed by other independent sources
	CredibilityTwo   InformationCredibility = "TWO"   // probably true
	CredibilityThree InformationCredibility = "THREE" // possibly true
	CredibilityFour  InformationCredibility = "FOUR"  // doubtful
	CredibilityFive  InformationCredibility = "FIVE"  // improbable
	CredibilitySix   InformationCredibility = "SIX"   // truth cannot be judged
)

// text says what a digit stands for, in the words of FM 2-22.3.
func (c InformationCredibility) text() string {
	return map[InformationCredibility]string{
		CredibilityOne: "1 (confirmed by other independent sources)", CredibilityTwo: "2 (probably true)", CredibilityThree: "3 (possibly true)",
		CredibilityFour: "4 (doubtful)", CredibilityFive: "5 (improbable)", CredibilitySix: "6 (truth cannot be judged)",
	}[c]
}

// unratedSources returns the sources of both sides that neither have a letter nor are of an outlet that has one.
func (a *analysis) unratedSources() []int32 {
	var out []int32
	for _, side := range a.sides {
		for _, p := range side.analysis.positions {
			if a.g.Letter(p.Node) == "" {
				out = append(out, p.Node)
			}
		}
	}
	return basis.SortedNodes(out)
}
