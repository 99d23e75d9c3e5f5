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
		if s.Approximate || math.Abs(s.Presumed-want) > tolerance {
			t.Errorf("%d sources: want %v, got %v (approximate: %t)", m, want, s.Presumed, s.Approximate)
		}
		if w := s.Weight(); w == nil || math.Abs(*w-want*wB) > tolerance {
			t.Errorf("%d sources weigh %v; want %v", m, w, want*wB)
		}
	}
}

// Sources of very different worth beside each other: many citers with little of their own, a few with much, and a
// source that only repeats some of them. What repeats has no weight, and the others' bounds must still meet.
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
	if before.Approximate || after.Approximate || math.Abs(before.Presumed-after.Presumed) > 1e-6*before.Presumed {
		t.Errorf(
			"want the same and certified, got %v (%t) and %v (%t)", before.Presumed, before.Approximate, after.Presumed,
			after.Approximate)
	}
}

// TestSolver_NearMixes: sources that are mixes of two others, which are themselves nearly the same, add nothing:
// 2/(1+R) of the two. By hand: A rests on P and Q by 13/16 and 3/16, B by 3/4 and 1/4; X is half A and half B, Y half X
// and half A. P and Q have author, outlet, owner and funder in common, so that a fifth of each is its own.
func TestSolver_NearMixes(t *testing.T) {
	const marks = "; P : authors=p outlet=o; Q : authors=p outlet=o; o owner g; o funder g"
	s := compute(t, draw(t, "+ A B X Y; A <- Q *13; A <- P *3; B <- Q *3; B <- P *1; X <- A,B; Y <- X,A"+marks)).Supporting
	own := 0.2
	overlap := 1 - own + own*(math.Sqrt(13./16*3/4)+math.Sqrt(3./16/4))
	if want := 2 / (1 + overlap); s.Approximate || math.Abs(s.Presumed-want) > 1e-9 {
		t.Errorf("presumed: want %.12f, certified; got %.12f, approximate: %t", want, s.Presumed, s.Approximate)
	}
}
