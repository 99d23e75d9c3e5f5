package digraph

import (
	"cmp"
	"slices"
)

// Partition is a graph's strongly connected components, numbered upstream first: no component has a link to a component
// with a larger number, unless it was reordered by [Partition.Reorder].
type Partition struct {
	Of    []int32 // by node: its component
	Start []int32 // by component: its part of nodes
	Nodes []int32 // within a component ascending
}

// Count returns the number of components.
func (p *Partition) Count() int { return len(p.Start) - 1 }

// Members returns the nodes of a component.
func (p *Partition) Members(c int32) []int32 { return p.Nodes[p.Start[c]:p.Start[c+1]] }

// NewPartition finds the strongly connected components of a graph in CSR form.
func NewPartition(start, to []int32) *Partition {
	of, count := Components(start, to)
	p := &Partition{Of: of}
	p.Start, p.Nodes = Members(of, count)
	return p
}

// Places returns the place of each node in the order of the components.
func (p *Partition) Places() []int32 {
	at := make([]int32, len(p.Nodes))
	for i, v := range p.Nodes {
		at[v] = int32(i)
	}
	return at
}

// Reorder numbers the components again: upstream first and, of those whose upstream is done, the one with the earliest
// date, then the smallest node. Within a component nodes come in the same order.
func (p *Partition) Reorder(start, to []int32, date []int64) {
	old := &Partition{Of: slices.Clone(p.Of), Start: slices.Clone(p.Start), Nodes: slices.Clone(p.Nodes)}
	rank, waits := old.rank(start, to, date)
	var ready componentQueue
	for c := range waits {
		if waits[c] == 0 {
			ready.push(rank[c])
		}
	}
	downStart, down := Reverse(start, to)
	p.Nodes, p.Start = p.Nodes[:0], p.Start[:1]
	for len(ready) > 0 {
		c := ready.pop().component
		for _, v := range old.Members(c) {
			p.Of[v] = int32(len(p.Start)) - 1
			p.Nodes = append(p.Nodes, v)
			for _, s := range down[downStart[v]:downStart[v+1]] {
				if d := old.Of[s]; d != c {
					if waits[d]--; waits[d] == 0 {
						ready.push(rank[d])
					}
				}
			}
		}
		slices.SortFunc(p.Nodes[p.Start[len(p.Start)-1]:], func(a, b int32) int {
			return cmp.Or(cmp.Compare(date[a], date[b]), cmp.Compare(a, b))
		})
		p.Start = append(p.Start, int32(len(p.Nodes)))
	}
}

// rank returns what each component is ordered by, and how many links it has into other components.
func (p *Partition) rank(start, to []int32, date []int64) (rank []componentRank, waits []int32) {
	waits, rank = make([]int32, p.Count()), make([]componentRank, p.Count())
	for c := range rank {
		members := p.Members(int32(c))
		rank[c] = componentRank{component: int32(c), date: date[members[0]], first: members[0]}
		for _, v := range members {
			rank[c].date = min(rank[c].date, date[v])
			for _, u := range to[start[v]:start[v+1]] {
				if p.Of[u] != int32(c) {
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
