package convergencetest

import "github.com/credence-graph/credence/internal/convergence"

// EverythingOf collects all lists of an answer, in a form that compares exactly.
func EverythingOf(t interface{ Fatal(args ...any) }, c *convergence.Convergence) []any {
	out := []any{
		c.LogOdds(), c.Probability(), c.Likelihood(), c.SuggestedCredibility(), c.NextQuestions(-1), c.Excluding(),
		c.Explanation(), c.Caveats(), c.Confidence,
		c.Anachronisms(), c.Copies(), c.Corroborations(), c.OneSided(), c.Document(),
	}
	for _, s := range []*convergence.Side{c.Supporting, c.Refuting} {
		wrong, err := s.IfWrong(nil, -1)
		if err != nil {
			t.Fatal(err)
		}
		out = append(
			out, s.Weight(), s.PooledWeight(), s.Gatekeepers(), s.RootCauses(), s.PooledLineCount(), s.AttributeGroups(-1),
			s.Tally, s.UngroundedCount, s.PresumedOrigins(), s.Sources(), s.Origins(), s.Lines(-1), s.Groups(-1),
			s.Circles(-1),
			s.Overlaps(0, -1), wrong, s.Bottlenecks(), s.Fragility(), s.DistanceToCollapse())
	}
	return out
}
