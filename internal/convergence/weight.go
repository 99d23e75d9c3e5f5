package convergence

// Weight returns what the side is worth in sources of accuracy [MaxAccuracy], by the letters of its sources, their
// outlets' where they have none: 0 to the effective number (W of the method). It is nil where no source of either side
// has a letter.
func (s *Side) Weight() *float64 {
	return s.oneWeight(func(s *SideAnalysis) float64 { return s.Weight })
}

// PooledWeight returns the same where all unknown origins count as one extra source.
func (s *Side) PooledWeight() *float64 {
	return s.oneWeight(func(s *SideAnalysis) float64 { return s.PooledWeight })
}

func (s *Side) oneWeight(which func(*SideAnalysis) float64) *float64 {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	if !a.Rated() {
		return nil
	}
	s.analysis.Weigh()
	w := which(s.analysis)
	return &w
}

// Probability is what the log-odds come to beside those of the claims that exclude this one.
func (a *Analysis) Probability() (p float64, rated bool) {
	odds, rated := a.LogOdds()
	return probabilityAmong(odds, a.rivalOdds()), rated
}

// LogOdds returns the natural log-odds of the claim: those of the policy's prior, and for every unit of weight of the
// supporting side 2.944 more, of the refuting side 2.944 less. For independent sources that is Bayes' rule. It is nil
// where no source of either side has a letter.
func (c *Convergence) LogOdds() *float64 {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	if odds, rated := c.analysis.LogOdds(); rated {
		return &odds
	}
	return nil
}

// Probability returns the probability of the claim by its log-odds, from 0.01 to 0.99; nil where no source of either
// side has a letter. With claims that exclude it (see [Convergence.Excluding]) it is P_i = exp(l_i) / (1 + the sum of
// exp(l_j) over them and itself), 0 to 0.99, l being log-odds: those of claims that all exclude each other add up to at
// most 1. Sources of a claim without any letter count as F there.
func (c *Convergence) Probability() *float64 {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	if p, rated := c.analysis.Probability(); rated {
		return &p
	}
	return nil
}

// WeightShare returns the part of the weight that speaks for the claim, by the letters on record, with half a vote
// added to each side, see [Assumption.Share]; nil where no source of either side has a letter. The number of sources
// does not make it extreme as it does the probability.
func (c *Convergence) WeightShare() *float64 {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	if _, rated := a.LogOdds(); !rated {
		return nil
	}
	against := a.sides[1].analysis.Weight
	for _, r := range a.rivals {
		against += r.analysis.sides[0].analysis.Weight
	}
	share := shareAt(a.sides[0].analysis.Weight, against)
	return &share
}

// Likelihood returns the ICD 203 term for the probability; nil if there is no probability.
func (c *Convergence) Likelihood() *Likelihood {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	if p, rated := c.analysis.Probability(); rated {
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
// demonstrated line, [CredibilitySix] if nothing that supports it is grounded. It is nil otherwise: two to five ask for
// a person's judgement.
func (c *Convergence) SuggestedCredibility() *InformationCredibility {
	c.analysis.Mu.Lock()
	defer c.analysis.Mu.Unlock()
	return c.analysis.SuggestedCredibility()
}

// SuggestedCredibility is the same for those who have the lock.
func (a *Analysis) SuggestedCredibility() *InformationCredibility {
	digit := CredibilityOne
	switch s := a.sides[0]; {
	case s.SourceCount == s.UngroundedCount:
		digit = CredibilitySix
	case !a.confirmed() || len(a.standing()) > 0:
		return nil
	}
	return &digit
}

// confirmed reports whether the claim's own evidence is what credibility 1 asks for.
func (a *Analysis) confirmed() bool {
	supporting, refuting := a.sides[0], a.sides[1]
	return supporting.DemonstratedLineCount >= 2 && refuting.SourceCount == refuting.UngroundedCount &&
		supporting.analysis.Checkable().Lines >= 2
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

// Likelihoods returns every term, the least likely first.
func Likelihoods() []Likelihood {
	return []Likelihood{AlmostNoChance, VeryUnlikely, Unlikely, RoughlyEvenChance, Likely, VeryLikely, AlmostCertain}
}

// sentence says a likelihood of the claim.
func (l Likelihood) sentence() string {
	switch l {
	case AlmostNoChance:
		return "There is almost no chance that it is true"
	case VeryUnlikely:
		return "It is very unlikely to be true"
	case Unlikely:
		return "It is unlikely to be true"
	case RoughlyEvenChance:
		return "There is a roughly even chance that it is true"
	case Likely:
		return "It is likely to be true"
	case VeryLikely:
		return "It is very likely to be true"
	}
	return "It is almost certain to be true"
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

// Text says what a digit stands for, in the words of FM 2-22.3.
func (c InformationCredibility) Text() string {
	return map[InformationCredibility]string{
		CredibilityOne: "1 (confirmed by other independent sources)", CredibilityTwo: "2 (probably true)",
		CredibilityThree: "3 (possibly true)",
		CredibilityFour:  "4 (doubtful)", CredibilityFive: "5 (improbable)", CredibilitySix: "6 (truth cannot be judged)",
	}[c]
}
