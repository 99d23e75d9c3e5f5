package digraph

// DominatorTree is the dominator tree of a graph turned around: from a root to the ends, to the nodes with links to
// them, and so on. What hangs below a node is exactly what has no way to an end without it. Made by the algorithm of
// Lengauer and Tarjan, with no recursion.
type DominatorTree struct {
	Above   []int32 // by node: its immediate dominator; root if no node stands above, NoNode if it leads to no end
	Root    int32
	in, out []int32 // by node: its span in a walk over the tree
}

// Holds reports whether s hangs on v, or is v. A node with no way to an end hangs on no other.
func (c *DominatorTree) Holds(v, s int32) bool {
	return v == s || c.in[v] >= 0 && c.in[v] <= c.in[s] && c.out[s] <= c.out[v]
}

// dominators is the work of making the tree.
type dominators struct {
	g               *Graph
	isEnd           func(int32) bool
	root            int32
	downStart, down []int32
	order           []int32 // nodes by preorder number; the root is number 0
	number          []int32 // by node: preorder number, -1 = not reached
	parent, semi    []int32 // by number
	ancestor, label []int32
	idom            []int32
	bucket, chain   []int32 // linked lists: first of a bucket, next in it
	path            []int32
}

// Dominators makes the tree of the nodes that lead to an end.
func (n *Graph) Dominators(isEnd func(int32) bool) *DominatorTree {
	size := int(n.Len())
	d := &dominators{g: n, isEnd: isEnd, root: int32(size), number: make([]int32, size+1)}
	d.downStart, d.down = n.fromEnds(isEnd)
	d.search()
	d.solve()
	c := &DominatorTree{Root: d.root, Above: make([]int32, size), in: make([]int32, size+1), out: make([]int32, size+1)}
	for v := range c.Above {
		c.Above[v] = NoNode
		if k := d.number[v]; k > 0 {
			c.Above[v] = d.order[d.idom[k]]
		}
	}
	c.walk()
	return c
}

// Leading says of every node whether it has a way to an end.
func (n *Graph) Leading(isEnd func(int32) bool) []bool {
	downStart, down := n.fromEnds(isEnd)
	leads := make([]bool, n.Len()+1)
	queue := []int32{n.Len()}
	for i := 0; i < len(queue); i++ {
		for _, v := range down[downStart[queue[i]]:downStart[queue[i]+1]] {
			if !leads[v] {
				leads[v] = true
				queue = append(queue, v)
			}
		}
	}
	return leads[:n.Len()]
}

// fromEnds turns the links around, with a root behind the nodes that has a link to every end.
func (n *Graph) fromEnds(isEnd func(int32) bool) (downStart, down []int32) {
	root := n.Len()
	downStart = make([]int32, root+2)
	each := func(do func(from, to int32)) {
		for v := range root {
			if !n.holds(v) {
				continue
			}
			if isEnd(v) {
				do(root, v)
			}
			for _, u := range n.Links(v) {
				if n.holds(u) {
					do(u, v)
				}
			}
		}
	}
	each(func(from, _ int32) { downStart[from+1]++ })
	down = make([]int32, Accumulate(downStart))
	next := append([]int32(nil), downStart...)
	each(func(from, to int32) {
		down[next[from]] = to
		next[from]++
	})
	return downStart, down
}

// search numbers the nodes in preorder from the root, depth first.
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
		d.ancestor[k], d.bucket[k] = NoNode, NoNode
	}
	for k := int32(n) - 1; k > 0; k-- {
		v := d.order[k]
		if d.isEnd(v) {
			d.semi[k] = 0
		}
		for _, u := range d.g.Links(v) {
			if p := d.number[u]; p >= 0 {
				d.semi[k] = min(d.semi[k], d.semi[d.eval(p)])
			}
		}
		d.chain[k] = d.bucket[d.semi[k]]
		d.bucket[d.semi[k]] = k
		d.ancestor[k] = d.parent[k]
		p := d.parent[k]
		for w := d.bucket[p]; w != NoNode; w = d.chain[w] {
			d.idom[w] = p
			if u := d.eval(w); d.semi[u] < d.semi[w] {
				d.idom[w] = u
			}
		}
		d.bucket[p] = NoNode
	}
	for k := int32(1); k < int32(n); k++ {
		if d.idom[k] != d.semi[k] {
			d.idom[k] = d.idom[d.idom[k]]
		}
	}
}

// eval returns the number with the least semidominator on the way from k up to the root of its tree, that root left
// out, and shortens the way.
func (d *dominators) eval(k int32) int32 {
	if d.ancestor[k] == NoNode {
		return k
	}
	d.path = d.path[:0]
	for x := k; d.ancestor[d.ancestor[x]] != NoNode; x = d.ancestor[x] {
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

// walk gives every node its span in a walk over the tree, so that hanging below is a comparison.
func (c *DominatorTree) walk() {
	n := int32(len(c.Above))
	start := make([]int32, n+2)
	for _, a := range c.Above {
		if a != NoNode {
			start[a+1]++
		}
	}
	below := make([]int32, Accumulate(start))
	next := append([]int32(nil), start...)
	for v, a := range c.Above {
		c.in[v], c.out[v] = NoNode, NoNode
		if a != NoNode {
			below[next[a]] = int32(v)
			next[a]++
		}
	}
	copy(next, start)
	clock := int32(0)
	stack := []int32{c.Root}
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
