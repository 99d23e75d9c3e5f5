package basis

import (
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

const (
	// maxExact is the largest circle that is solved exactly; larger ones are swept.
	maxExact = 200
	// maxSweeps and missingMass end the sweeps over a large circle.
	maxSweeps   = 1000
	missingMass = 1e-9
)

// Circle is a group of sources that take from each other, each of them taking from every other, through others or not.
type Circle struct {
	Component int32
	Members   []int32
	Grounded  bool
	Entries   []int32   // members that are first-hand or take from a grounded source outside
	Solution  []float64 // K of the method, row by row; nil where the circle is too large
	order     []int32   // of a large circle: see sweepOrder
	inside    [][]int32
}

// circle makes the profiles of a circle exactly: mass goes round until it leaves, at a first-hand share or to a source
// outside. A circle that nothing enters rests on nothing.
func (g *Graph) circle(c int32, members []int32, x *effective.Mixer) {
	k := &Circle{Component: c, Members: members}
	if g.circleOf == nil {
		g.circleOf = make([]int32, g.Comps.Count())
		for i := range g.circleOf {
			g.circleOf[i] = -1
		}
	}
	g.circleOf[c] = int32(len(g.Circles))
	g.Circles = append(g.Circles, k)
	for _, v := range members {
		if g.enters(c, v) {
			k.Entries = append(k.Entries, v)
		}
	}
	if k.Grounded = len(k.Entries) > 0; !k.Grounded {
		return
	}
	for _, v := range members {
		g.shareOut(c, v)
	}
	if len(members) > maxExact {
		g.sweepCircle(k, x)
		return
	}
	k.Solution = invert(g.insideMatrix(k), len(members))
	rows := make([]int32, len(members))
	for i := range members {
		for j, u := range members {
			g.addOutside(c, u, k.Solution[i*len(members)+j], x)
		}
		rows[i] = x.Flush(g.Basis)
	}
	for i, v := range members {
		g.RowOf[v] = rows[i]
	}
}

// enters reports whether something enters circle c at v.
func (g *Graph) enters(c, v int32) bool {
	if g.Phi[v] > 0 {
		return true
	}
	for _, u := range g.Up[g.UpStart[v]:g.UpStart[v+1]] {
		if g.Comps.Of[u] != c && g.Grounded(u) {
			return true
		}
	}
	return false
}

// shareOut turns the weights of v's links into shares: among members of the circle and grounded sources outside.
func (g *Graph) shareOut(c, v int32) {
	total := 0.0
	for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
		if g.Comps.Of[g.Up[e]] != c && !g.Grounded(g.Up[e]) {
			g.Share[e] = 0
		}
		total += g.Share[e]
	}
	for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
		g.Share[e] /= total // a member of a circle has a link into it, so the total is above 0
	}
}

// insideMatrix returns I - M, row by row: M says which part of a member comes from which other member.
func (g *Graph) insideMatrix(k *Circle) []float64 {
	n := len(k.Members)
	place := make(map[int32]int, n)
	for i, v := range k.Members {
		place[v] = i
	}
	a := make([]float64, n*n)
	for i, v := range k.Members {
		a[i*n+i]++
		for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
			if u := g.Up[e]; g.Comps.Of[u] == k.Component {
				a[i*n+place[u]] -= (1 - g.Phi[v]) * g.Share[e]
			}
		}
	}
	return a
}

// addOutside adds what enters the circle at v, times a factor.
func (g *Graph) addOutside(c, v int32, times float64, x *effective.Mixer) {
	x.One(v, times*g.Phi[v])
	for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
		if u := g.Up[e]; g.Comps.Of[u] != c && g.Share[e] > 0 {
			cols, vals := g.Basis.Row(g.RowOf[u])
			x.Add(cols, vals, times*(1-g.Phi[v])*g.Share[e])
		}
	}
}

// sweepCircle is for circles too large to solve: what the members rest on is passed round until nearly no mass is
// missing. Members are swept in place from the entries downstream, so that a long ring does not need a sweep a step.
func (g *Graph) sweepCircle(k *Circle, x *effective.Mixer) {
	order, inside := g.sweepOrder(k)
	k.order, k.inside = order, inside
	rows := make([]effective.Rows, len(k.Members)) // of one row each, or none
	missing := 1.0
	for sweep := 0; sweep < maxSweeps && missing >= missingMass; sweep++ {
		missing = 0
		for _, i := range order {
			v := k.Members[i]
			g.addOutside(k.Component, v, 1, x)
			for n, e := range g.insideLinks(k, v) {
				if from := &rows[inside[i][n]]; len(from.Start) > 0 {
					x.Add(from.Col, from.Val, (1-g.Phi[v])*g.Share[e])
				}
			}
			missing = math.Max(missing, 1-x.Drain(&rows[i]))
		}
	}
	g.Approx = g.Approx || missing >= missingMass
	for i, v := range k.Members {
		x.Add(rows[i].Col, rows[i].Val, 1)
		g.RowOf[v] = x.Flush(g.Basis)
	}
}

// insideLinks returns the links of v that stay in the circle, as places in up.
func (g *Graph) insideLinks(k *Circle, v int32) []int32 {
	var out []int32
	for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
		if g.Comps.Of[g.Up[e]] == k.Component {
			out = append(out, e)
		}
	}
	return out
}

// sweepOrder returns the places of the members in the order of their distance from an entry, and for each member the
// places of the members that it takes from.
func (g *Graph) sweepOrder(k *Circle) (order []int32, inside [][]int32) {
	n := len(k.Members)
	place := make([]int32, len(g.Nodes))
	for i, v := range k.Members {
		place[v] = int32(i)
	}
	inside = make([][]int32, n)
	start, to := make([]int32, n+1), []int32{}
	for i, v := range k.Members {
		for _, e := range g.insideLinks(k, v) {
			inside[i] = append(inside[i], place[g.Up[e]])
		}
		to = append(to, inside[i]...)
		start[i+1] = int32(len(to))
	}
	downStart, down := digraph.Reverse(start, to)
	seen := make([]bool, n)
	for _, v := range k.Entries {
		order, seen[place[v]] = append(order, place[v]), true
	}
	for at := 0; at < len(order); at++ {
		for _, s := range down[downStart[order[at]]:downStart[order[at]+1]] {
			if !seen[s] {
				order, seen[s] = append(order, s), true
			}
		}
	}
	return order, inside
}

// invert returns the inverse of a square matrix, row by row, by Gauss-Jordan elimination with row exchange. It destroys
// its argument, which must not be singular.
func invert(a []float64, n int) []float64 {
	inv := make([]float64, n*n)
	for i := range n {
		inv[i*n+i] = 1
	}
	for c := range n {
		pivot := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r*n+c]) > math.Abs(a[pivot*n+c]) {
				pivot = r
			}
		}
		if pivot != c {
			swapRows(a, n, pivot, c)
			swapRows(inv, n, pivot, c)
		}
		scale := 1 / a[c*n+c]
		for j := range n {
			a[c*n+j] *= scale
			inv[c*n+j] *= scale
		}
		for r := range n {
			if f := a[r*n+c]; r != c && f != 0 {
				for j := range n {
					a[r*n+j] -= f * a[c*n+j]
					inv[r*n+j] -= f * inv[c*n+j]
				}
			}
		}
	}
	return inv
}

func swapRows(a []float64, n, i, j int) {
	for c := range n {
		a[i*n+c], a[j*n+c] = a[j*n+c], a[i*n+c]
	}
}

// Sorted returns the members of the circle, ascending.
func (k *Circle) Sorted() []int32 { return SortedNodes(k.Members) }

// SortedNodes returns a sorted copy of nodes.
func SortedNodes(nodes []int32) []int32 {
	out := slices.Clone(nodes)
	slices.Sort(out)
	return out
}
