package convergence

import (
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Figure names a figure of one side, or of the claim.
type Figure string

// The figures.
const (
	FigureSourceCount           Figure = "SOURCE_COUNT"
	FigureTracedCount           Figure = "TRACED_COUNT"
	FigureDemonstrated          Figure = "DEMONSTRATED"
	FigurePooled                Figure = "POOLED"
	FigurePresumed              Figure = "PRESUMED"
	FigureDemonstratedLineCount Figure = "DEMONSTRATED_LINE_COUNT"
	FigureLineCount             Figure = "LINE_COUNT"
	// What is left without those who have an interest in the side; unknown if nobody looked for interests.
	FigureDisinterested          Figure = "DISINTERESTED"
	FigureDisinterestedLineCount Figure = "DISINTERESTED_LINE_COUNT"
	FigureUngroundedCount        Figure = "UNGROUNDED_COUNT"
	FigurePresumedOrigins        Figure = "PRESUMED_ORIGINS"
	FigureWeight                 Figure = "WEIGHT"
	FigurePooledWeight           Figure = "POOLED_WEIGHT"
	FigureLogOdds                Figure = "LOG_ODDS"    // of the claim
	FigureProbability            Figure = "PROBABILITY" // of the claim
)

// FigureEntry is an entry of the table of figures.
type FigureEntry struct {
	Figure  Figure
	Field   string // its name in the contract: as a field of a tally, in filters and in conditions
	Heading string // of a column or row of a table
	Words   string // how a sentence names it
	Many    bool   // the words are a plural
	Whole   bool   // a count
	// Tally reports whether it is of every tally: lists filter by it, conditions may be on it, documents select it.
	Tally bool
	// Listed and Compared report whether a list of claims has a column of it, and a comparison a row, if it is known.
	Listed, Compared bool
	Value            func(Numbers) float64
	// Known reports whether a side has the figure; nil = each has. A condition on a figure that is not known does not
	// hold, and an order puts it last.
	Known func(Numbers) bool
}

// Of returns the figure of a side, and whether it is known.
func (f FigureEntry) Of(n Numbers) (value float64, known bool) {
	if f.Known != nil && !f.Known(n) {
		return 0, false
	}
	return f.Value(n), true
}

// lookedFor reports whether anybody looked for interests.
func lookedFor(n Numbers) bool { return n.InterestRecorded }

// figureTable is the table of the figures of a side, in the order in which changes list them. What a figure means
// stands in the schema, from where help prints it.
var figureTable = []FigureEntry{
	{
		Figure: FigureSourceCount, Field: "sourceCount", Heading: "sources", Words: "sources", Many: true, Whole: true,
		Tally: true, Listed: true, Compared: true,
		Value: func(n Numbers) float64 { return float64(n.SourceCount) },
	},
	{
		Figure: FigureTracedCount, Field: "tracedCount", Heading: "traced", Words: "traced sources", Many: true, Whole: true,
		Tally: true, Compared: true,
		Value: func(n Numbers) float64 { return float64(n.TracedCount) },
	},
	{
		Figure: FigureDemonstrated, Field: "demonstrated", Heading: "demonstrated", Words: "demonstrated",
		Tally: true, Listed: true, Compared: true,
		Value: func(n Numbers) float64 { return n.Demonstrated },
	},
	{
		Figure: FigurePooled, Field: "pooled", Heading: "pooled", Words: "pooled",
		Tally: true, Listed: true, Compared: true,
		Value: func(n Numbers) float64 { return n.Pooled },
	},
	{
		Figure: FigurePresumed, Field: "presumed", Heading: "presumed", Words: "presumed",
		Tally: true, Listed: true, Compared: true,
		Value: func(n Numbers) float64 { return n.Presumed },
	},
	{
		Figure: FigureDemonstratedLineCount, Field: "demonstratedLineCount", Heading: "demonstrated lines",
		Words: "demonstrated lines", Many: true, Whole: true, Tally: true, Listed: true,
		Value: func(n Numbers) float64 { return float64(n.DemonstratedLineCount) },
	},
	{
		Figure: FigureLineCount, Field: "lineCount", Heading: "lines", Words: "lines", Many: true, Whole: true,
		Tally: true, Compared: true,
		Value: func(n Numbers) float64 { return float64(n.LineCount) },
	},
	{
		Figure: FigureDisinterested, Field: "disinterested", Heading: "disinterested", Words: "disinterested",
		Tally: true, Listed: true, Compared: true, Known: lookedFor,
		Value: func(n Numbers) float64 { return n.Disinterested },
	},
	{
		Figure: FigureDisinterestedLineCount, Field: "disinterestedLineCount", Heading: "disinterested lines",
		Words: "disinterested lines", Many: true, Whole: true, Tally: true, Known: lookedFor,
		Value: func(n Numbers) float64 { return float64(n.DisinterestedLineCount) },
	},
	{
		Figure: FigureUngroundedCount, Field: "ungroundedCount", Words: "sources without ground", Many: true, Whole: true,
		Value: func(n Numbers) float64 { return float64(n.UngroundedCount) },
	},
	{
		Figure: FigurePresumedOrigins, Field: "presumedOrigins", Words: "origins", Many: true,
		Value: func(n Numbers) float64 { return n.PresumedOrigins },
	},
}

// Figures returns the table of the figures of a side.
func Figures() []FigureEntry { return slices.Clone(figureTable) }

// TallyFigures returns the entries of the figures that every tally has.
func TallyFigures() []FigureEntry {
	return slices.DeleteFunc(Figures(), func(f FigureEntry) bool { return !f.Tally })
}

// Numbers holds the figures of one side in a form that can be compared.
type Numbers struct {
	tally.Tally
	UngroundedCount int
	PresumedOrigins float64
}

// Numbers returns the figures of the side.
func (s *Side) Numbers() Numbers {
	s.analysis.a.Mu.Lock()
	defer s.analysis.a.Mu.Unlock()
	return s.analysis.Numbers()
}

// Numbers is the same for those who have the lock.
func (s *SideAnalysis) Numbers() Numbers {
	return Numbers{s.Tally, s.Groundless, s.PresumedOrigins()}
}

// Value returns a figure of the side, and whether it is known: not one that is not of a side's numbers, nor one that
// nobody looked for.
func (n Numbers) Value(f Figure) (value float64, known bool) {
	for i := range figureTable {
		if figureTable[i].Figure == f {
			return figureTable[i].Of(n)
		}
	}
	return 0, false
}

// SameFigure is how near two figures are that count as the same.
const SameFigure = 1e-9

// Same reports whether every figure is the same within 1e-9, or is known of neither.
func (n Numbers) Same(m Numbers) bool {
	for i := range figureTable {
		was, knew := figureTable[i].Of(n)
		is, knows := figureTable[i].Of(m)
		if knew != knows || math.Abs(was-is) > SameFigure {
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
	return s.Supporting.Same(other.Supporting) && s.Refuting.Same(other.Refuting) &&
		sameFigures(s.LogOdds, other.LogOdds) &&
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
