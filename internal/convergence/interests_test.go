package convergence_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

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
			"23", "+ A B; A : outlet=o; o owner mid 100; mid owner top 100; interest organization:top FOR", 2, 1, 1, true, "A",
			"",
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

// said returns the texts of the caveats that interests make.
func saidOfInterests(c *convergence.Convergence) []string {
	out := []string{}
	for _, n := range c.Caveats() {
		if n.Code == convergence.NoteInterest {
			out = append(out, n.Text)
		}
	}
	return out
}

// TestInterestCaveats reads the sentences aloud.
func TestInterestCaveats(t *testing.T) {
	for _, tc := range []struct {
		name, graph string
		want        []string
	}{
		{"nobody looked", "+ A B", []string{}},
		{"the seed", seedMain + "\n" + seedInterest + " why=Inferred_from_line_3", []string{
			"One third of what is demonstrated goes back to a party (officials, line 6); without it 0.67 of 1.00 remain." +
				` The reason recorded: "Inferred from line 3".`,
		}},
		{"half, and a line", "+ A B; interest source:A FOR kind=GOVERNMENT", []string{
			"Half of what is demonstrated goes back to a government (A); without it 1.00 of 2.00 and one of two demonstrated" +
				" lines remain.",
		}},
		{"an owner's owner", "+ A B; A : outlet=o; o owner mid 100; mid owner top 100; interest organization:top FOR kind=COMMERCIAL",
			[]string{
				"Half of what is demonstrated goes back to a source with an interest in it: o (its owner top, with a commercial" +
					" interest); without it 1.00 of 2.00 and one of two demonstrated lines remain.",
			}},
		{"all of it", "+ A B; interest source:A FOR kind=PARTY; interest source:B FOR kind=POLITICAL line=2", []string{
			"All of what is demonstrated goes back to sources with an interest in it: A (a party) and B (with a political" +
				" interest, line 2); without them nothing is left.",
		}},
		{"two thirds", "+ A B C; interest source:A FOR kind=PARTY; interest source:B FOR kind=PARTY", []string{
			"Two thirds of what is demonstrated go back to sources with an interest in it: A (a party) and B (a party);" +
				" without them 1.00 of 3.00 and one of three demonstrated lines remain.",
		}},
		{"nothing of it", "+ A B V; V <- A,B; interest source:V FOR kind=PARTY", []string{
			"It rests on a party (V), too, but without it all of the 2.00 demonstrated remain.",
		}},
		{"nothing demonstrated", "+ A; A : kind=ARTICLE; interest source:A FOR kind=PARTY", []string{
			"It rests on a party (A). Nothing is demonstrated, with it or without.",
		}},
		{"against it", "+ B; - A C; interest source:A AGAINST kind=PARTY", []string{
			"Nobody whose interest in it is recorded stands behind what supports it.",
			"Half of what is demonstrated against it goes back to a party (A); without it 1.00 of 2.00 and one of two" +
				" demonstrated lines remain.",
		}},
		{"against its interest", "+ A B; - C; interest source:A AGAINST kind=PARTY line=4; interest source:C FOR kind=PARTY",
			[]string{
				"A (a party, line 4) supports it although that is against its interest.",
				"C (a party) refutes it although that is against its interest.",
			}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, saidOfInterests(compute(t, draw(t, tc.graph)))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestInterestConfidence: high confidence asks for two lines without those who have an interest, if anybody looked.
func TestInterestConfidence(t *testing.T) {
	const four = "addressed; + A B C D; "
	for graph, want := range map[string]string{
		four: "Confidence is high: four demonstrated lines worth 4.00 independent sources, and no one source carries more than half of that.",
		four + "interest source:A FOR; interest source:B FOR": "Confidence is high: four demonstrated lines worth 4.00" +
			" independent sources, and no one source carries more than half of that.",
		four + "interest source:A FOR; interest source:B FOR; interest source:C FOR": "Confidence is moderate: four" +
			" demonstrated lines worth 4.00 independent sources, but only one of them is free of those who have an interest in it.",
		four + "interest source:A FOR tag=t": "Confidence is high: four demonstrated lines worth 4.00 independent sources," +
			" and no one source carries more than half of that.",
	} {
		c := compute(t, draw(t, graph))
		if n := find(c.Explanation(), convergence.NoteConfidence); n.Text != want {
			t.Errorf("%s:\ngot  %s\nwant %s", graph, n.Text, want)
		}
	}
}
