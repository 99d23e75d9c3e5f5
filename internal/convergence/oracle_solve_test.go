package convergence_test

import (
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// eliminate solves the systems in a (square part first, right-hand sides after it); nil rows where it is singular.
func eliminate(a [][]float64) [][]float64 {
	n := len(a)
	out := make([][]float64, n)
	for c := range n {
		pivot := c
		for r := c; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		if math.Abs(a[pivot][c]) < 1e-11 {
			return out
		}
		a[c], a[pivot] = a[pivot], a[c]
		for r := range n {
			if r != c {
				f := a[r][c] / a[c][c]
				for k := range a[r] {
					a[r][k] -= f * a[c][k]
				}
			}
		}
	}
	for i := range a {
		for _, x := range a[i][n:] {
			out[i] = append(out[i], x/a[i][i])
		}
	}
	return out
}

// effective tries every set of active rows: the best one whose weights come out positive is the answer.
func effective(rows [][]float64, alpha []float64) float64 {
	best := 0.0
	for set := 1; set < 1<<len(rows); set++ {
		var at []int
		for i := range rows {
			if set>>i&1 == 1 && alpha[i] > 1e-9 {
				at = append(at, i)
			}
		}
		if len(at) != bits.OnesCount(uint(set)) {
			continue
		}
		a := make([][]float64, len(at))
		for i, s := range at {
			for _, t := range at {
				r := 0.0
				for c := range rows[s] {
					r += math.Sqrt(math.Max(0, rows[s][c]) * math.Max(0, rows[t][c]))
				}
				a[i] = append(a[i], r)
			}
			a[i] = append(a[i], alpha[s])
		}
		y := eliminate(a)
		value, feasible := 0.0, true
		for i := range y {
			if y[i] == nil || y[i][0] < -1e-9 {
				feasible = false
				break
			}
			value += alpha[at[i]] * y[i][0]
		}
		if feasible {
			best = math.Max(best, value)
		}
	}
	return best
}

// lines tries every set of sources to withdraw: the smallest that leaves no way from a supporter to an end is as large
// as the number of disjoint lines (Menger).
func (o *oracle) lines(supporters []int, ends []bool) int {
	best := o.n
	for cut := range 1 << o.n {
		size := bits.OnesCount(uint(cut))
		if size < best && !o.escapes(supporters, ends, cut) {
			best = size
		}
	}
	return best
}

// ends tells where a line may end.
func (o *oracle) ends() []bool {
	ends := make([]bool, o.n)
	for v := range o.n {
		ends[v] = o.phi[v] > 0 && o.model[v] < 0
	}
	return ends
}

func (o *oracle) escapes(supporters []int, ends []bool, cut int) bool {
	seen := make([]bool, o.n)
	stack := append([]int(nil), supporters...)
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[v] || cut>>v&1 == 1 || !o.grounded[v] {
			continue
		}
		seen[v] = true
		if ends[v] {
			return true
		}
		if o.model[v] >= 0 {
			stack = append(stack, o.model[v])
			continue
		}
		for u := range o.w.nodes[v].up {
			stack = append(stack, u)
		}
	}
	return false
}

// remains is E if v is wrong, in a world without circles: shares by recursion, E by active sets.
func (o *oracle) remains(v int, falls string) float64 {
	t := make([]float64, o.n)
	for _, group := range o.order {
		s := group[0]
		total := 0.0
		for u, weight := range o.w.nodes[s].up {
			if o.grounded[u] {
				total += weight
			}
		}
		for u, weight := range o.w.nodes[s].up {
			if o.grounded[u] {
				t[s] += (1 - o.phi[s]) * weight / total * t[u]
			}
		}
		if m := o.model[s]; m >= 0 {
			t[s] = o.kappa[s]*t[m] + (1-o.kappa[s])*t[s]
		}
		if s == v {
			t[s] = 1
		}
	}
	var rows [][]float64
	var alpha []float64
	for s, is := range o.w.supporter {
		if !is || !o.grounded[s] {
			continue
		}
		m := math.Max(0, 1-t[s])
		if slices.Contains(strings.Fields(falls), evidence.ID(nameOf(s)).Key()) {
			m = 0
		}
		rows, alpha = append(rows, o.profile[s]), append(alpha, math.Sqrt(m))
	}
	return effective(rows, alpha)
}
