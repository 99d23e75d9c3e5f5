// Package digraph holds the graph theory that more than one package needs. It knows nothing of evidence: nodes are
// numbers from 0, and the links of node v lead to to[start[v]:start[v+1]].
package digraph

import "slices"

// Components finds the strongly connected components of a graph. of is the component of each node; components are
// numbered from 0 to count-1, and none has a link to a component with a larger number. It is Tarjan's algorithm with a
// stack of its own, in time proportional to nodes and links.
func Components(start, to []int32) (of []int32, count int32) {
	n := len(start) - 1
	t := &tarjan{
		start: start, to: to, of: make([]int32, n), next: slices.Clone(start[:n]), low: make([]int32, n),
		index: make([]int32, n), stack: make([]int32, 0, n), path: make([]int32, 0, 64),
	}
	for v := range t.of {
		t.of[v] = -1
	}
	for v := int32(0); v < int32(n); v++ {
		if t.index[v] == 0 {
			t.visit(v)
		}
	}
	return t.of, t.found
}

// Members lists the nodes of each component, ascending: those of c are nodes[start[c]:start[c+1]].
func Members(of []int32, count int32) (start, nodes []int32) {
	start, nodes = make([]int32, count+1), make([]int32, len(of))
	for _, c := range of {
		start[c+1]++
	}
	for c := range count {
		start[c+1] += start[c]
	}
	next := slices.Clone(start)
	for v, c := range of {
		nodes[next[c]] = int32(v)
		next[c]++
	}
	return start, nodes
}

type tarjan struct {
	start, to   []int32
	of          []int32
	next        []int32 // by node: the next link to look at
	low, index  []int32 // index from 1; 0 = not yet seen
	stack, path []int32
	seen, found int32
}

func (t *tarjan) open(v int32) {
	t.seen++
	t.index[v], t.low[v] = t.seen, t.seen
	t.stack = append(t.stack, v)
	t.path = append(t.path, v)
}

func (t *tarjan) visit(v int32) {
	t.open(v)
	for len(t.path) > 0 {
		v := t.path[len(t.path)-1]
		if t.next[v] < t.start[v+1] {
			u := t.to[t.next[v]]
			t.next[v]++
			if t.index[u] == 0 {
				t.open(u)
			} else if t.of[u] < 0 {
				t.low[v] = min(t.low[v], t.index[u])
			}
			continue
		}
		t.path = t.path[:len(t.path)-1]
		if len(t.path) > 0 {
			parent := t.path[len(t.path)-1]
			t.low[parent] = min(t.low[parent], t.low[v])
		}
		if t.low[v] == t.index[v] {
			t.close(v)
		}
	}
}

func (t *tarjan) close(v int32) {
	for {
		u := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.of[u] = t.found
		if u == v {
			break
		}
	}
	t.found++
}
