package convergence_test

import (
	"math"
	"testing"

	"github.com/credence-graph/credence/internal/convergence"
)

// seedInterest is the interest that the fact check shows, in the claim that seedMain is the evidence of.
const seedInterest = "interest source:officials FOR kind=PARTY line=6"

// TestInterestExamples goes through the worked examples of the method, section 14.
func TestInterestExamples(t *testing.T) {
	for _, e := range []struct {
		name, graph                 string
		demonstrated, disinterested float64
		lines                       int
		known                       bool
		interested, against         string
	}{
		{"20", "+ A B; interest source:A FOR", 2, 1, 1, true, "A", ""},
		{"21 the seed", seedMain + "\n" + seedInterest, 1, 2. / 3, 1, true, "officials", ""},
		{"22", "+ X Y; X <- A,C; Y <- A,B; interest source:A FOR", 4. / 3, 2. / 3, 2, true, "A", ""},
		{
			"23", "+ A B; A : outlet=o; o owner mid 100; mid owner top 100; interest organization:top FOR", 2, 1, 1, true, "A", "",
		},
		{"24", "+ A B; interest source:A AGAINST", 2, 2, 2, true, "", "A"},
		{"25", "+ A B", 2, 0, 0, false, "", ""},
	} {
		t.Run(e.name, func(t *testing.T) {
			s := compute(t, draw(t, e.graph)).Supporting
			if math.Abs(s.Demonstrated-e.demonstrated) > tolerance || math.Abs(s.Disinterested-e.disinterested) > tolerance ||
				s.DisinterestedLineCount != e.lines || s.InterestRecorded != e.known {
				t.Errorf("got %+v; want demonstrated %v, disinterested %v over %d lines, known %t", s.Tally, e.demonstrated,
					e.disinterested, e.lines, e.known)
			}
			if got := interestedKeys(s.Interested()); got != e.interested {
				t.Errorf("interested are %q; want %q", got, e.interested)
			}
			if got := interestedKeys(s.AgainstInterest()); got != e.against {
				t.Errorf("against their interest speak %q; want %q", got, e.against)
			}
		})
	}
}

// interestedKeys returns the keys of sources with an interest.
func interestedKeys(list []convergence.InterestedSource) string {
	text := ""
	for _, s := range list {
		if text != "" {
			text += " "
		}
		text += s.Source.NodeID().Key()
	}
	return text
}
