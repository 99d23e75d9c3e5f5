package convergence

import "slices"

// network is a directed graph in CSR form: the links of node v lead to to[start[v]:start[v+1]].
type network struct {
	start, to []int32
	skip      []bool // by node: it is left out, with its links; nil if none is
}

func (n *network) size() int32 { return int32(len(n.start)) - 1 }

// upstream returns the nodes that the links of v lead to, those that are left out included.
func (n *network) upstream(v int32) []int32 { return n.to[n.start[v]:n.start[v+1]] }

// holds reports whether a node is not left out.
func (n *network) holds(v int32) bool { return n.skip == nil || !n.skip[v] }

// accumulate turns counts (of item i at i+1) into offsets and returns their total.
func accumulate(counts []int32) int32 {
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	return counts[len(counts)-1]
}

// reverse turns the links of a graph in CSR form around; targets come in ascending order.
func reverse(start, to []int32) (downStart, down []int32) {
	downStart = make([]int32, len(start))
	for _, u := range to {
		downStart[u+1]++
	}
	accumulate(downStart)
	down = make([]int32, len(to))
	next := slices.Clone(downStart)
	for v := int32(0); v < int32(len(start))-1; v++ {
		for _, u := range to[start[v]:start[v+1]] {
			down[next[u]] = v
			next[u]++
		}
	}
	return downStart, down
}
