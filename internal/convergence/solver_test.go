package convergence_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Near-identical rows are what sweeps creep at: m sources with a hundredth of their own, the rest from one origin. All
// overlap by .99, so E = m/(1+(m-1).99); with weights the same times alpha squared. Up to 300 rows the bounds are held
// tighter than above.
func TestNearlyTheSame(t *testing.T) {
	for _, m := range []int{2, 40, 300, 301, 600} {
		graph := "O : reliability=A;"
		for i := range m {
			graph += fmt.Sprintf("+ s%03d; s%03d <- O; s%03d : firsthand=0.01 reliability=B;", i, i, i)
		}
		s := compute(t, draw(t, graph)).Supporting
		want := float64(m) / (1 + float64(m-1)*0.99)
		if s.Approximate || math.Abs(s.Effective-want) > tolerance {
			t.Errorf("%d sources: want %v, got %v (approximate: %t)", m, want, s.Effective, s.Approximate)
		}
		if w := s.Weight(); w == nil || math.Abs(*w-want*wB) > tolerance {
			t.Errorf("%d sources weigh %v; want %v", m, w, want*wB)
		}
	}
}

// Sources of very different worth beside each other: many citers with little of their own, a few with much, and a source
// that only repeats some of them. What repeats has no weight, and the others' bounds must still meet.
func TestUnlikeRows(t *testing.T) {
	graph := ""
	for i := range 320 {
		graph += fmt.Sprintf("+ s%03d; s%03d <- O%d; s%03d : firsthand=%.4f;", i, i, i%7, i, 0.01+0.9*float64(i%40)/40)
	}
	review := make([]string, 0, 20)
	for i := range 20 {
		review = append(review, fmt.Sprintf("s%03d", 3*i))
	}
	before := compute(t, draw(t, graph)).Supporting
	after := compute(t, draw(t, graph+"+ R; R <- "+strings.Join(review, ","))).Supporting
	if before.Approximate || after.Approximate || math.Abs(before.Effective-after.Effective) > 1e-6*before.Effective {
		t.Errorf("want the same and certified, got %v (%t) and %v (%t)", before.Effective, before.Approximate, after.Effective, after.Approximate)
	}
}
