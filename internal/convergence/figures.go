package convergence

import (
	"math"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Figure names a figure of one side, or of the claim.
type Figure string

// The figures, in the order in which changes list them.
const (
	FigureSources           Figure = "SOURCES"
	FigureNamed             Figure = "NAMED"
	FigureDemonstrated      Figure = "DEMONSTRATED"
	FigurePooled            Figure = "POOLED"
	FigureEffective         Figure = "EFFECTIVE"
	FigureDemonstratedLines Figure = "DEMONSTRATED_LINES"
	FigureLines             Figure = "LINES"
	FigureUngrounded        Figure = "UNGROUNDED"
	FigureEffectiveOrigins  Figure = "EFFECTIVE_ORIGINS"
	FigureWeight            Figure = "WEIGHT"
	FigurePooledWeight      Figure = "POOLED_WEIGHT"
	FigureLogOdds           Figure = "LOG_ODDS"    // of the claim
	FigureProbability       Figure = "PROBABILITY" // of the claim
)

// Numbers holds the figures of one side in a form that can be compared.
type Numbers struct {
	tally.Tally
	Ungrounded       int
	EffectiveOrigins float64
}

// Numbers returns the figures of the side.
func (s *Side) Numbers() Numbers {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	return s.analysis.Numbers()
}

// Numbers is the same for those who have the lock.
func (s *SideAnalysis) Numbers() Numbers {
	return Numbers{s.Tally, s.Groundless, s.EffectiveOrigins()}
}

// Value returns a figure of the side, 0 for one that is not of a side's numbers.
func (n Numbers) Value(f Figure) float64 {
	switch f {
	case FigureSources:
		return float64(n.Sources)
	case FigureNamed:
		return float64(n.Traced)
	case FigureDemonstrated:
		return n.Demonstrated
	case FigurePooled:
		return n.Pooled
	case FigureEffective:
		return n.Effective
	case FigureDemonstratedLines:
		return float64(n.DemonstratedLines)
	case FigureLines:
		return float64(n.Lines)
	case FigureUngrounded:
		return float64(n.Ungrounded)
	case FigureEffectiveOrigins:
		return n.EffectiveOrigins
	}
	return 0
}

// Figures lists the figures in their order.
func (n Numbers) Figures() []NamedFigure {
	return []NamedFigure{
		{FigureSources, "sources", float64(n.Sources), true, true},
		{FigureNamed, "named sources", float64(n.Traced), true, true},
		{FigureDemonstrated, "demonstrated", n.Demonstrated, false, false},
		{FigurePooled, "pooled", n.Pooled, false, false},
		{FigureEffective, "presumed", n.Effective, false, false},
		{FigureDemonstratedLines, "demonstrated lines", float64(n.DemonstratedLines), true, true},
		{FigureLines, "lines", float64(n.Lines), true, true},
		{FigureUngrounded, "sources without ground", float64(n.Ungrounded), true, true},
		{FigureEffectiveOrigins, "origins", n.EffectiveOrigins, false, true},
	}
}

// NamedFigure is a figure with its value and how a sentence names it.
type NamedFigure struct {
	Name  Figure
	Words string
	Value float64
	Whole bool // a count
	Many  bool // the words are a plural
}

// SameFigure is how near two figures are that count as the same.
const SameFigure = 1e-9

// Same reports whether every figure is the same within 1e-9.
func (n Numbers) Same(m Numbers) bool {
	mine, theirs := n.Figures(), m.Figures()
	for i := range mine {
		if math.Abs(mine[i].Value-theirs[i].Value) > SameFigure {
			return false
		}
	}
	return true
}

// Score holds the figures of both sides of a claim, and how likely it is by them.
type Score struct {
	Supporting  Numbers
	Refuting    Numbers
	LogOdds     *float64 // nil where no source of either side has a letter, as are the next two
	Probability *float64
	Likelihood  *Likelihood
	Version     evidence.Version
}

// Same reports whether every figure is the same within 1e-9.
func (s Score) Same(other Score) bool {
	return s.Supporting.Same(other.Supporting) && s.Refuting.Same(other.Refuting) && sameFigures(s.LogOdds, other.LogOdds) &&
		sameFigures(s.Probability, other.Probability)
}

func sameFigures(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= SameFigure
}

// Score returns the figures of the answer.
func (c *Convergence) Score() Score {
	return Score{
		Supporting: c.Supporting.Numbers(), Refuting: c.Refuting.Numbers(),
		LogOdds: c.LogOdds(), Probability: c.Probability(), Likelihood: c.Likelihood(), Version: c.Version,
	}
}
