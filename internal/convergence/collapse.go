package convergence

// collapse is the dominator tree of the evidence turned around: from the root to the first-hand ends, to those who take
// from them, to the supporters. What hangs below a source is exactly what falls with it. Made by the algorithm of
// Lengauer and Tarjan, with no recursion.
type collapse struct {
	above   []int32 // by source: its immediate dominator; root where none stands above, noNode where it is ungrounded
	root    int32
	in, out []int32 // by source: its span in a walk over the tree
}

// holds reports whether s hangs on v, or is v. A source with no way to an end hangs on nothing else: it is ungrounded, or in
// a circle whose only entries copy another member of it.
func (c *collapse) holds(v, s int32) bool {
	return v == s || c.in[v] >= 0 && c.in[v] <= c.in[s] && c.out[s] <= c.out[v]
}

// dominators is the work of making the tree.
type dominators struct {
	g               *graph
	root            int32
	downStart, down []int32
	order           []int32 // sources by preorder number; the root is number 0
	number          []int32 // by source: preorder number, -1 = not reached
	parent, semi    []int32 // by number
	ancestor, label []int32
	idom            []int32
	bucket, chain   []int32 // linked lists: first of a bucket, next in it
	path            []int32
}

func (g *graph) collapse() *collapse {
	n := len(g.nodes)
	d := &dominators{g: g, root: int32(n), number: make([]int32, n+1)}
	d.link()
	d.search()
	d.solve()
	c := &collapse{root: d.root, above: make([]int32, n), in: make([]int32, n+1), out: make([]int32, n+1)}
	for v := range c.above {
		c.above[v] = noNode
		if k := d.number[v]; k > 0 {
			c.above[v] = d.order[d.idom[k]]
		}
	}
	c.walk()
	return c
}

// link makes the links that lead downstream, from the root to the ends and from grounded sources to grounded sources.
func (d *dominators) link() {
	n := int32(len(d.g.nodes))
	d.downStart = make([]int32, n+2)
	each := func(do func(from, to int32)) {
		for v := range n {
			if !d.g.grounded(v) {
				continue
			}
			if d.g.terminal(v) {
				do(d.root, v)
			}
			for _, u := range d.g.upstream(v) {
				if d.g.grounded(u) {
					do(u, v)
				}
			}
		}
	}
	each(func(from, _ int32) { d.downStart[from+1]++ })
	d.down = make([]int32, accumulate(d.downStart))
	next := append([]int32(nil), d.downStart...)
	each(func(from, to int32) {
		d.down[next[from]] = to
		next[from]++
	})
}

// search numbers the sources in preorder from the root, depth first.
func (d *dominators) search() {
	for v := range d.number {
		d.number[v] = -1
	}
	next := append([]int32(nil), d.downStart...)
	d.number[d.root] = 0
	d.order, d.parent = append(d.order, d.root), append(d.parent, 0)
	stack := []int32{d.root}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		if next[v] == d.downStart[v+1] {
			stack = stack[:len(stack)-1]
			continue
		}
		s := d.down[next[v]]
		next[v]++
		if d.number[s] < 0 {
			d.number[s] = int32(len(d.order))
			d.order, d.parent = append(d.order, s), append(d.parent, d.number[v])
			stack = append(stack, s)
		}
	}
}

// solve finds semidominators from the last number to the first, and immediate dominators from them.
func (d *dominators) solve() {
	n := len(d.order)
	d.semi, d.label, d.ancestor = make([]int32, n), make([]int32, n), make([]int32, n)
	d.idom, d.bucket, d.chain = make([]int32, n), make([]int32, n), make([]int32, n)
	for k := range n {
		d.semi[k], d.label[k] = int32(k), int32(k)
		d.ancestor[k], d.bucket[k] = noNode, noNode
	}
	for k := int32(n) - 1; k > 0; k-- {
		v := d.order[k]
		if d.g.terminal(v) {
			d.semi[k] = 0
		}
		for _, u := range d.g.upstream(v) {
			if p := d.number[u]; p >= 0 {
				d.semi[k] = min(d.semi[k], d.semi[d.eval(p)])
			}
		}
		d.chain[k] = d.bucket[d.semi[k]]
		d.bucket[d.semi[k]] = k
		d.ancestor[k] = d.parent[k]
		p := d.parent[k]
		for w := d.bucket[p]; w != noNode; w = d.chain[w] {
			d.idom[w] = p
			if u := d.eval(w); d.semi[u] < d.semi[w] {
				d.idom[w] = u
			}
		}
		d.bucket[p] = noNode
	}
	for k := int32(1); k < int32(n); k++ {
		if d.idom[k] != d.semi[k] {
			d.idom[k] = d.idom[d.idom[k]]
		}
	}
}

// eval returns the number with the least semidominator on the way from k up to the root of its tree, that root left out,
// and shortens the way.
func (d *dominators) eval(k int32) int32 {
	if d.ancestor[k] == noNode {
		return k
	}
	d.path = d.path[:0]
	for x := k; d.ancestor[d.ancestor[x]] != noNode; x = d.ancestor[x] {
		d.path = append(d.path, x)
	}
	for i := len(d.path) - 1; i >= 0; i-- {
		x := d.path[i]
		a := d.ancestor[x]
		if d.semi[d.label[a]] < d.semi[d.label[x]] {
			d.label[x] = d.label[a]
		}
		d.ancestor[x] = d.ancestor[a]
	}
	return d.label[k]
}

// walk gives every source its span in a walk over the tree, so that hanging below is a comparison.
func (c *collapse) walk() {
	n := int32(len(c.above))
	start := make([]int32, n+2)
	for _, a := range c.above {
		if a != noNode {
			start[a+1]++
		}
	}
	below := make([]int32, accumulate(start))
	next := append([]int32(nil), start...)
	for v, a := range c.above {
		c.in[v], c.out[v] = noNode, noNode
		if a != noNode {
			below[next[a]] = int32(v)
			next[a]++
		}
	}
	copy(next, start)
	clock := int32(0)
	stack := []int32{c.root}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		if next[v] < start[v+1] {
			s := below[next[v]]
			next[v]++
			clock++
			c.in[s] = clock
			stack = append(stack, s)
			continue
		}
		clock++
		c.out[v] = clock
		stack = stack[:len(stack)-1]
	}
}

// bottlenecks returns the sources that all of the side's grounded sources hang on, nearest to the claim first.
func (s *sideAnalysis) bottlenecks() []int32 {
	if len(s.groups) == 0 {
		return nil
	}
	tree := s.a.tree()
	var out []int32
	for v := s.groups[0][0]; v >= 0 && v != tree.root; v = tree.above[v] {
		all := true
		for _, members := range s.groups {
			for _, m := range members {
				if all = all && tree.holds(v, m); !all {
					break
				}
			}
		}
		if all {
			out = append(out, v)
		}
	}
	return out
}
