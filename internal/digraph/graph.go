package digraph

import "slices"

// Graph is a directed graph in CSR form: the links of node v lead to to[start[v]:start[v+1]].
type Graph struct {
	Start, To []int32
	Skip      []bool // by node: it is left out, with its links; nil if none is
}

// Len is the number of nodes, those that are left out included.
func (n *Graph) Len() int32 { return int32(len(n.Start)) - 1 }

// Links returns the nodes that the links of v lead to, those that are left out included.
func (n *Graph) Links(v int32) []int32 { return n.To[n.Start[v]:n.Start[v+1]] }

// holds reports whether a node is not left out.
func (n *Graph) holds(v int32) bool { return n.Skip == nil || !n.Skip[v] }

// Accumulate turns counts (of item i at i+1) into offsets and returns their total.
func Accumulate(counts []int32) int32 {
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	return counts[len(counts)-1]
}

// Reverse turns the links of a graph in CSR form around; targets come in ascending order.
func Reverse(start, to []int32) (downStart, down []int32) {
	downStart = make([]int32, len(start))
	for _, u := range to {
		downStart[u+1]++
	}
	Accumulate(downStart)
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
