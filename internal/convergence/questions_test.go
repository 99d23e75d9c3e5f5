package convergence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
)

// TestQuestionsAreATodoList: what has one answer is asked once, of the source that the others rest on, and first where
// more supporters wait for it. By hand: nothing is demonstrated, and an origin of its own makes any of them one.
func TestQuestionsAreATodoList(t *testing.T) {
	c := compute(
		t, draw(t, `+ a_blog copy1 copy2 other p q; a_blog : kind=ARTICLE; other : kind=ARTICLE; talk : identity=UNNAMED
		copy1 <= a_blog; copy2 <= a_blog; p <- talk; q <- talk`))
	var got []string
	for _, q := range c.NextQuestions(-1) {
		got = append(got, fmt.Sprintf("%s %.2f: %s", q.Source.NodeID().Key(), q.AtMost, q.Text))
	}
	want := []string{
		"a_blog 1.00: What does a_blog rest on? copy1 and copy2 rest on the same. An origin of its own makes it 1.00 demonstrated.",
		`p 1.00: What stands behind "talk", which p rests on? q rests on the same. An origin of its own makes it 1.00 demonstrated.`,
		"other 1.00: What does other rest on? An origin of its own makes it 1.00 demonstrated.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestQuestionsAreNotCrowdedOut: copies of one source take no other's place in the budget, which keeps what is unnamed
// altogether before what is so by half. By hand: nothing is demonstrated, so an origin makes either source one.
func TestQuestionsAreNotCrowdedOut(t *testing.T) {
	text := `+ blog half`
	for i := range 9 {
		text += fmt.Sprintf(" copy%d", i)
	}
	text += `; blog : kind=ARTICLE; talk : identity=UNNAMED; half <- doc; half <- talk`
	for i := range 9 {
		text += fmt.Sprintf("; copy%d <= blog", i)
	}
	policy := basis.DefaultPolicy()
	for budget, want := range map[int]string{2: "blog half", 1: "blog"} {
		policy.Budget.AskedCount = budget
		c, err := convergence.Compute(draw(t, text), theClaim, policy)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, q := range c.NextQuestions(-1) {
			got = append(got, q.Source.NodeID().Key())
		}
		if slices.Sort(got); strings.Join(got, " ") != want {
			t.Errorf("with a budget of %d: %v; want %s", budget, got, want)
		}
	}
}
