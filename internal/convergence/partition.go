package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
)

// partition is a graph's strongly connected components, numbered upstream first: no component has a link to a component
// with a larger number, unless it was reordered by [partition.reorder].
type partition struct {
	of    []int32 // by node: its component
	start []int32 // by component: its part of nodes
	nodes []int32 // within a component ascending
}

func (p *partition) count() int { return len(p.start) - 1 }

func (p *partition) members(c int32) []int32 { return p.nodes[p.start[c]:p.start[c+1]] }

// components finds the strongly connected components of a graph in CSR form.
func components(start, to []int32) *partition {
	of, count := digraph.Components(start, to)
	p := &partition{of: of}
	p.start, p.nodes = digraph.Members(of, count)
	return p
}

// places returns the place of each node in the order of the components.
func (p *partition) places() []int32 {
	at := make([]int32, len(p.nodes))
	for i, v := range p.nodes {
		at[v] = int32(i)
	}
	return at
}

// reorder numbers the components anew: upstream first and, of those whose upstream is done, the one with the earliest
// date, then the smallest id (method, section 2, step 2). Within a component nodes come in the same order. The order
// decides only who of two sources that share a text is the copier.
func (p *partition) reorder(start, to []int32, date []int64) {
	old := &partition{of: slices.Clone(p.of), start: slices.Clone(p.start), nodes: slices.Clone(p.nodes)}
	rank, waits := old.rank(start, to, date)
	var ready componentQueue
	for c := range waits {
		if waits[c] == 0 {
			ready.push(rank[c])
		}
	}
	downStart, down := reverse(start, to)
	p.nodes, p.start = p.nodes[:0], p.start[:1]
	for len(ready) > 0 {
		c := ready.pop().component
		for _, v := range old.members(c) {
			p.of[v] = int32(len(p.start)) - 1
			p.nodes = append(p.nodes, v)
			for _, s := range down[downStart[v]:downStart[v+1]] {
				if d := old.of[s]; d != c {
					if waits[d]--; waits[d] == 0 {
						ready.push(rank[d])
					}
				}
			}
		}
		slices.SortFunc(p.nodes[p.start[len(p.start)-1]:], func(a, b int32) int {
			return cmp.Or(cmp.Compare(date[a], date[b]), cmp.Compare(a, b))
		})
		p.start = append(p.start, int32(len(p.nodes)))
	}
}

// rank returns what each component is ordered by, and how many links it has into other components.
func (p *partition) rank(start, to []int32, date []int64) (rank []componentRank, waits []int32) {
	waits, rank = make([]int32, p.count()), make([]componentRank, p.count())
	for c := range rank {
		members := p.members(int32(c))
		rank[c] = componentRank{component: int32(c), date: date[members[0]], first: members[0]}
		for _, v := range members {
			rank[c].date = min(rank[c].date, date[v])
			for _, u := range to[start[v]:start[v+1]] {
				if p.of[u] != int32(c) {
					waits[c]++
				}
			}
		}
	}
	return rank, waits
}

// componentRank is a component with what it is ordered by.
type componentRank struct {
	component int32
	date      int64 // the first instant of its earliest source
	first     int32
}

func (r componentRank) before(other componentRank) bool {
	if r.date != other.date {
		return r.date < other.date
	}
	return r.first < other.first
}

// componentQueue is a binary heap of the components that are ready, earliest date and smallest id first.
type componentQueue []componentRank

func (q *componentQueue) push(r componentRank) {
	*q = append(*q, r)
	h := *q
	for i := len(h) - 1; i > 0 && h[i].before(h[(i-1)/2]); i = (i - 1) / 2 {
		h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
	}
}

func (q *componentQueue) pop() componentRank {
	h := *q
	top, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if h[child].before(h[least]) {
				least = child
			}
		}
		if least == i {
			break
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
	*q = h
	return top
}
