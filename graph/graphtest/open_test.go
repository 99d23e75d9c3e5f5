package graphtest_test

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// examplesFile holds the worked examples of the method as JSON Lines; the program is tested with it, too.
const examplesFile = "../../internal/app/testdata/examples.jsonl"

// openExample is what is expected of a worked example with open questions (method, section 13).
type openExample struct {
	demonstrated     float64
	lines            int // demonstrated
	effective        float64
	questions, found string // kinds in their order; codes of findings
}

// TestOpenExamples holds the worked examples 13 to 19 on Neo4j and the oracle, before and after their questions are
// closed.
func TestOpenExamples(t *testing.T) {
	p := newPair(t)
	p.load(t, examples(t))
	e := 2 / (1 + 1./1001)
	p.holds(t, "as recorded", map[string]openExample{
		"e13": {1, 1, 3, "SAMENESS SAMENESS", "POSSIBLE_DUPLICATE"},
		"e14": {2, 2, 2, "", ""},
		"e15": {1, 1, 2, "SAMENESS", "POSSIBLE_DUPLICATE"},
		"e16": {1, 1, 2, "COPY", ""},
		"e17": {4. / 3, 2, e, "BASIS BASIS", ""},
		"e18": {0, 0, 1, "DATE", "ANACHRONISM"},
		"e19": {1, 1, 1, "", ""},
	})
	copied := p.ask(t, []string{"e16"})["e16"].NextQuestions[0].Links[0].ID
	for _, step := range []struct {
		name string
		m    mutation
		want map[string]openExample
	}{
		{"two mayors merged, a copy confirmed, one basis confirmed",
			mutation{Merges: [][]string{{"source:e13-m1", "source:e13-m2"}}, Confirms: []string{copied},
				Bases: []string{"e17-A"}},
			map[string]openExample{"e13": {1, 1, 2, "SAMENESS", "POSSIBLE_DUPLICATE"}, "e16": {1, 1, 1, "", ""},
				// the overlap of A as recorded and B alike: sqrt(1/1001 * 1/2)
				"e17": {2 / (1 + math.Sqrt(.5/1001)), 2, e, "BASIS", ""}}},
		{"the third denied, the copy rejected, both bases confirmed",
			mutation{Denies: [][]string{{"source:e13-m1", "source:e13-m3"}}, Rejects: []string{copied},
				Bases: []string{"e17-B"}},
			map[string]openExample{"e13": {2, 2, 2, "", ""}, "e16": {2, 2, 2, "", ""}, "e17": {e, 2, e, "", ""}}},
		{"the two mayors denied after all", // as retracting the merge does
			mutation{Denies: [][]string{{"source:e13-m1", "source:e13-m2"}}},
			map[string]openExample{"e13": {2, 2, 3, "SAMENESS", "POSSIBLE_DUPLICATE"}}},
		{"all denied",
			mutation{Denies: [][]string{{"source:e13-m2", "source:e13-m3"}}},
			map[string]openExample{"e13": {3, 3, 3, "", ""}}},
	} {
		p.write(t, step.m)
		p.holds(t, step.name, step.want)
	}
}

// examples returns the lines of all worked examples.
func examples(t *testing.T) []line {
	t.Helper()
	file, err := os.Open(examplesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var lines []line
	for text := bufio.NewScanner(file); text.Scan(); {
		l := line{}
		decode(t, text.Bytes(), &l)
		lines = append(lines, l)
	}
	return lines
}

// holds asks both for the examples and for their findings of what the table has.
func (p *pair) holds(t *testing.T, when string, want map[string]openExample) {
	t.Helper()
	var claims []string
	for claim := range want {
		claims = append(claims, claim)
	}
	slices.Sort(claims)
	for claim, a := range p.ask(t, claims) {
		s := a.Supporting
		c := check{t: t, w: &world{name: when + ": " + claim}}
		c.same("demonstrated", want[claim].demonstrated, s.Demonstrated)
		c.same("demonstrated lines", float64(want[claim].lines), float64(s.DemonstratedLineCount))
		c.same("E", want[claim].effective, s.Presumed)
		if got := a.questions(); got != want[claim].questions {
			t.Errorf("%s: %s: questions %q, want %q", when, claim, got, want[claim].questions)
		}
		if got := p.findings(t, claim); got != want[claim].found {
			t.Errorf("%s: %s: findings %q, want %q", when, claim, got, want[claim].found)
		}
	}
}

// questions returns the kinds of the open questions, in their order.
func (a *answer) questions() string {
	var kinds []string
	for _, q := range a.NextQuestions {
		kinds = append(kinds, q.Kind)
	}
	return strings.Join(kinds, " ")
}

// findings returns the codes of an audit of a claim, of links that cannot be and records that may be one.
func (p *pair) findings(t *testing.T, claim string) string {
	t.Helper()
	var got struct {
		Audit struct {
			Counts []struct{ Code string }
		}
	}
	query := fmt.Sprintf(`{ audit(where: {claim: "%s", codes: [ANACHRONISM, POSSIBLE_DUPLICATE]}) {
		counts { code } edges { node { text } } } }`, claim)
	decode(t, p.both(t, query, nil), &got)
	var codes []string
	for _, c := range got.Audit.Counts {
		codes = append(codes, c.Code)
	}
	return strings.Join(codes, " ")
}

// question is what is read of an open question.
type question struct {
	Kind          string
	Source, Other thing
	Links         []thing
}
