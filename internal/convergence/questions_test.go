package convergence_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestQuestionsAreATodoList: what has one answer is asked once, of the source that the others rest on, and first where more
// supporters wait for it. By hand: nothing is demonstrated, and an origin of its own makes any of them one.
func TestQuestionsAreATodoList(t *testing.T) {
	c := compute(t, draw(t, `+ a_blog copy1 copy2 other p q; a_blog : kind=ARTICLE; other : kind=ARTICLE; talk : identity=UNNAMED
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
