package convergence_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// oracle is a second, slow implementation of the method on dense matrices, written from the method alone: the profiles
// by Gaussian elimination on the components, E by trying every active set, lines by trying every cut.
type oracle struct {
	w        *world
	n        int
	reach    [][]bool
	order    [][]int // components, upstream first
	model    []int
	kappa    []float64
	phi      []float64
	root     []bool // unnamed
	grounded []bool
	profile  [][]float64 // by source; the last cause is the unnamed one
	pooled   [][]float64
}

const marksOfOracle = 8 // two authors, outlets, owners, funders

func consult(w *world) *oracle {
	o := &oracle{w: w, n: len(w.nodes)}
	o.phi, o.root = make([]float64, o.n), make([]bool, o.n)
	for i, v := range w.nodes {
		switch {
		case v.whole:
		case v.own >= 0:
			o.phi[i] = v.own
		case len(v.up) == 0:
			o.phi[i] = 1
		}
		o.root[i] = len(v.up) == 0 && v.own < 0 && (v.unnamed || !v.primary)
	}
	o.sortComponents()
	o.pickModels()
	o.ground()
	o.profile = o.profiles(false)
	o.pooled = o.profiles(true)
	return o
}

// sortComponents finds components by reachability and takes, again and again, the ready one with the smallest source.
func (o *oracle) sortComponents() {
	o.close()
	placed := make([]bool, o.n)
	for len(flatten(o.order)) < o.n {
		for i := range o.n {
			if group, ready := o.component(i, placed); ready {
				for _, j := range group {
					placed[j] = true
				}
				o.order = append(o.order, group)
				break
			}
		}
	}
}

// close finds which source leads to which, by any number of links.
func (o *oracle) close() {
	o.reach = make([][]bool, o.n)
	for i := range o.reach {
		o.reach[i] = make([]bool, o.n)
		for u := range o.w.nodes[i].up {
			o.reach[i][u] = true
		}
	}
	for k := range o.n {
		for i := range o.n {
			for j := range o.n {
				o.reach[i][j] = o.reach[i][j] || o.reach[i][k] && o.reach[k][j]
			}
		}
	}
}

// component returns the component of i, and whether it is its turn: it is not placed and all above it is.
func (o *oracle) component(i int, placed []bool) (group []int, ready bool) {
	ready = !placed[i]
	for j := range o.n {
		if i == j || o.reach[i][j] && o.reach[j][i] {
			group = append(group, j)
		} else if o.reach[i][j] && !placed[j] {
			ready = false
		}
	}
	return group, ready
}

func flatten(groups [][]int) []int {
	var out []int
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

func (o *oracle) pickModels() {
	position := make([]int, o.n)
	for at, v := range flatten(o.order) {
		position[v] = at
	}
	o.model, o.kappa = make([]int, o.n), make([]float64, o.n)
	for i := range o.model {
		o.model[i] = -1
	}
	met := o.evidence()
	for _, c := range o.w.copies {
		s, t := c.from, c.to
		if !met[s] { // the record is followed from the one that is said to copy
			continue
		}
		if position[s] < position[t] {
			s, t = t, s
		}
		if m := o.model[s]; m < 0 || c.kappa > o.kappa[s] || c.kappa == o.kappa[s] && position[t] < position[m] {
			o.model[s], o.kappa[s] = t, c.kappa
		}
	}
}

// evidence tells which sources are supporters or upstream of one, copies followed as they are recorded.
func (o *oracle) evidence() []bool {
	met := append([]bool(nil), o.w.supporter...)
	for range o.n {
		for v := range o.n {
			if met[v] {
				for u := range o.w.nodes[v].up {
					met[u] = true
				}
				for _, c := range o.w.copies {
					met[c.to] = met[c.to] || c.from == v
				}
			}
		}
	}
	return met
}

// ground finds which sources are grounded, component by component.
func (o *oracle) ground() {
	o.grounded = make([]bool, o.n)
	for _, group := range o.order {
		stands := false
		for _, m := range group {
			stands = stands || o.phi[m] > 0
			for u := range o.w.nodes[m].up {
				stands = stands || o.grounded[u] && !in(group, u)
			}
		}
		for _, m := range group { // a model in the circle comes before its copy
			o.grounded[m] = stands && (o.model[m] < 0 || o.grounded[o.model[m]])
		}
	}
}

func in(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func (o *oracle) signature(v int, pooled bool) []float64 {
	f := make([]float64, o.n+marksOfOracle+1)
	if pooled && o.root[v] {
		f[len(f)-1] = 1
		return f
	}
	own := 1.0
	mark := func(kind, which int, beta float64) {
		if which > 0 {
			f[o.n+2*kind+which-1] += beta
			own -= beta
		}
	}
	node, beta := o.w.nodes[v], o.w.beta
	mark(0, node.author, beta.Author)
	mark(1, node.outlet, beta.Outlet)
	mark(2, o.w.owners[node.outlet], beta.Owner)
	mark(3, o.w.funders[node.outlet], beta.Funder)
	f[v] = own
	return f
}

// profiles solves every component as one dense system with one right-hand side a cause.
func (o *oracle) profiles(pooled bool) [][]float64 {
	p := make([][]float64, o.n)
	for _, group := range o.order {
		a := make([][]float64, len(group))
		for i, m := range group {
			a[i] = o.equation(p, group, i, m, pooled)
		}
		solved := eliminate(a)
		for i, m := range group {
			if p[m] = solved[i]; p[m] != nil {
				normalise(p[m])
			}
		}
		for _, m := range group {
			o.mix(p, m)
		}
	}
	return p
}

// equation is the row of a component's system for its member m: what it has of its own and takes from the others.
func (o *oracle) equation(p [][]float64, group []int, i, m int, pooled bool) []float64 {
	row := make([]float64, len(group)+o.n+marksOfOracle+1)
	row[i] = 1
	total := 0.0
	for u, weight := range o.w.nodes[m].up {
		if in(group, u) || o.grounded[u] {
			total += weight
		}
	}
	own := o.phi[m]
	if total == 0 && own > 0 {
		own = 1
	}
	right := row[len(group):]
	for c, x := range o.signature(m, pooled) {
		right[c] += own * x
	}
	for u, weight := range o.w.nodes[m].up {
		part := (1 - own) * weight / total
		if at := slices.Index(group, u); at >= 0 {
			row[at] -= part
		} else if o.grounded[u] {
			for c, x := range p[u] {
				right[c] += part * x
			}
		}
	}
	return row
}

func (o *oracle) mix(p [][]float64, m int) {
	if t := o.model[m]; t >= 0 && o.grounded[m] {
		for c := range p[m] {
			p[m][c] = o.kappa[m]*p[t][c] + (1-o.kappa[m])*p[m][c]
		}
	}
}

func normalise(p []float64) {
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	for i := range p {
		p[i] /= sum
	}
}

// alike is the world in which the bases of some sources are not divided as recorded (method, section 13): each takes
// from all that it takes from alike, and has nothing of its own beside that.
func (w *world) alike(sources ...int) *world {
	a := w.clone()
	for _, i := range sources {
		a.nodes[i].own = -1
		for u := range a.nodes[i].up {
			a.nodes[i].up[u] = 1
		}
	}
	return a
}

// divided returns the sources of the evidence whose basis would be another one if it were divided alike.
func (o *oracle) divided() []int {
	var out []int
	met := o.evidence()
	for i, v := range o.w.nodes {
		weights := map[float64]bool{}
		for _, weight := range v.up {
			weights[weight] = true
		}
		if met[i] && (len(v.up) > 0 && o.phi[i] > 0 || len(weights) > 1) {
			out = append(out, i)
		}
	}
	return out
}

// traced reports whether a source is grounded and no part of its basis is unnamed.
func (o *oracle) traced(v int) bool { return o.grounded[v] && o.pooled[v][len(o.pooled[v])-1] < 1e-13 }

// tally is what the oracle makes of the world.
func (o *oracle) tally() (sources, named, lines, demonstratedLines int, e, pooled, demonstrated float64) {
	worlds := []*oracle{o, consult(o.w.alike(o.divided()...))}
	var rows, pooledRows [][]float64
	var all, sure []int
	for v, is := range o.w.supporter {
		if !is {
			continue
		}
		sources++
		if !o.grounded[v] {
			continue
		}
		all = append(all, v)
		rows, pooledRows = append(rows, o.profile[v]), append(pooledRows, o.pooled[v])
		if o.traced(v) && worlds[1].traced(v) {
			sure = append(sure, v)
		}
	}
	e, demonstrated = effective(rows, ones(len(rows))), math.Inf(1)
	demonstratedLines = len(sure)
	if divided := o.divided(); len(divided) <= 5 {
		for some := range 1 << len(divided) {
			var chosen []int
			for i, v := range divided {
				if some>>i&1 == 1 {
					chosen = append(chosen, v)
				}
			}
			worlds = append(worlds, consult(o.w.alike(chosen...)))
		}
	}
	for _, in := range worlds {
		var namedRows [][]float64
		var stand []int
		for _, v := range sure {
			if in.traced(v) {
				namedRows, stand = append(namedRows, in.profile[v]), append(stand, v)
			}
		}
		demonstrated = math.Min(demonstrated, effective(namedRows, ones(len(namedRows))))
		demonstratedLines = min(demonstratedLines, in.lines(stand, in.ends()))
	}
	return sources, len(sure), o.lines(all, o.ends()), demonstratedLines, e,
		math.Min(e, effective(pooledRows, ones(len(rows)))), demonstrated
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

func TestOracleAgrees(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := worlds(everything()).Draw(rt, "world")
		o, s := consult(w), w.side(t)
		sources, named, lines, demonstratedLines, e, pooled, demonstrated := o.tally()
		if s.SourceCount != sources || s.TracedCount != named || s.LineCount != lines ||
			s.DemonstratedLineCount != demonstratedLines {
			rt.Errorf(
				"want %d sources, %d named, %d lines, %d demonstrated lines; got %+v", sources, named, lines, demonstratedLines,
				s.Tally)
		}
		for name, pair := range map[string][2]float64{
			"presumed": {e, s.Presumed}, "pooled": {pooled, s.Pooled}, "demonstrated": {demonstrated, s.Demonstrated},
		} {
			if math.Abs(pair[0]-pair[1]) > tolerance {
				rt.Errorf("%s: want %v, got %v", name, pair[0], pair[1])
			}
		}
		for _, p := range s.Overlaps(0, -1) {
			want := 0.0
			a, b := numberOf(p.A.ID), numberOf(p.B.ID)
			for c := range o.profile[a] {
				want += math.Sqrt(math.Max(0, o.profile[a][c]) * math.Max(0, o.profile[b][c]))
			}
			if math.Abs(want-p.Overlap) > tolerance {
				rt.Errorf("overlap of %s and %s: want %v, got %v", p.A.ID, p.B.ID, want, p.Overlap)
			}
		}
	})
}
