package undisclosed

import (
	"cmp"
	"container/heap"
	"math"

	"github.com/credence-graph/credence/internal/digraph"
)

// costly is more than any number of links.
const costly = 1 << 28

// cheapestLinks finds how sources can come to rest on one root alone: by resting on nothing but such sources, or by
// taking from one. The cost of a source is the number of links that it needs, links counted again for each that needs
// them; the cheapest sources are settled first (Knuth's generalization of Dijkstra's algorithm), so nothing rests on
// itself.
type cheapestLinks struct {
	h           *fewestLinks
	upStart, up []int32 // grounded sources that each rests on, itself left out
	start, down []int32 // these turned around
	from        map[int32][]int32
	cost, sum   []int
	missing     []int32 // by source: upstream sources that are not settled
	settled     []bool
	by          []int32 // by source: the target that it takes from, noNode = by what it rests on
	queue       cheapestFirst
}

func newCheapestLinks(h *fewestLinks) *cheapestLinks {
	g := h.s.A.G
	n := len(g.Nodes)
	d := &cheapestLinks{h: h, from: map[int32][]int32{}, cost: make([]int, n), sum: make([]int, n),
		missing: make([]int32, n),
		settled: make([]bool, n), by: make([]int32, n)}
	d.upStart, d.up = make([]int32, 1, n+1), make([]int32, 0, len(g.Up))
	for v := range int32(n) {
		for _, u := range g.Upstream(v) {
			if g.Grounded(u) && u != v {
				d.up = append(d.up, u)
			}
		}
		d.upStart = append(d.upStart, int32(len(d.up)))
	}
	d.start, d.down = digraph.Reverse(d.upStart, d.up)
	for _, v := range h.takers {
		for _, u := range h.plausible.targets[v] {
			d.from[u] = append(d.from[u], v)
		}
	}
	return d
}

// to returns links by which everything goes through the root, nil if there are none.
func (d *cheapestLinks) to(root int32) map[int32]int32 {
	for v := range d.cost {
		d.cost[v], d.sum[v], d.settled[v], d.by[v] = costly, 0, false, digraph.NoNode
		d.missing[v] = d.upStart[v+1] - d.upStart[v]
	}
	d.h.work += len(d.cost) + len(d.down)
	d.queue = append(d.queue[:0], step{node: root, by: digraph.NoNode})
	d.cost[root] = 0
	for len(d.queue) > 0 {
		next, _ := heap.Pop(&d.queue).(step)
		if d.settled[next.node] || next.cost > d.cost[next.node] {
			continue
		}
		d.settled[next.node], d.by[next.node] = true, next.by
		d.spread(next.node)
		if len(d.queue) == 0 {
			d.settleCircles()
		}
	}
	return d.needed(root)
}

// settleCircles settles, where nothing else can be settled, the sources that rest on nothing but settled ones and one
// another: circles, none of whose members comes before the others, and what hangs on them.
func (d *cheapestLinks) settleCircles() {
	g := d.h.s.A.G
	among := make([]bool, len(d.cost))
	var queue, circle []int32
	for v := range among {
		among[v] = !d.settled[v] && g.Grounded(int32(v)) && !g.Terminal(int32(v)) && d.upStart[v+1] > d.upStart[v]
		if !among[v] && !d.settled[v] {
			queue = append(queue, int32(v))
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, v := range d.down[d.start[queue[i]]:d.start[queue[i]+1]] {
			if among[v] {
				among[v] = false
				queue = append(queue, v)
			}
		}
	}
	cost := 0
	for v, is := range among {
		if is {
			circle = append(circle, int32(v))
			cost = min(costly, cost+d.sum[v])
		}
	}
	for _, v := range circle {
		d.settled[v], d.cost[v] = true, cost
	}
	for _, v := range circle {
		d.spread(v)
	}
}

// spread tells those who rest on a settled source, and those who could take from it.
func (d *cheapestLinks) spread(u int32) {
	g := d.h.s.A.G
	for _, v := range d.down[d.start[u]:d.start[u+1]] {
		d.sum[v] = min(costly, d.sum[v]+d.cost[u])
		if d.missing[v]--; d.missing[v] == 0 && !g.Terminal(v) {
			d.offer(v, d.sum[v], digraph.NoNode)
		}
	}
	for _, v := range d.from[u] {
		d.offer(v, d.cost[u]+1, u)
	}
}

func (d *cheapestLinks) offer(v int32, cost int, by int32) {
	if !d.settled[v] && (cost < d.cost[v] || cost == d.cost[v] && by == digraph.NoNode) {
		d.cost[v] = cost
		heap.Push(&d.queue, step{cost: cost, node: v, by: by})
	}
}

// needed collects the links that the supporters need.
func (d *cheapestLinks) needed(root int32) map[int32]int32 {
	s := d.h.s
	set, seen := map[int32]int32{}, map[int32]bool{root: true}
	var stack []int32
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 {
			stack = append(stack, p.Node)
		}
	}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch {
		case seen[v]:
			continue
		case !d.settled[v]:
			return nil
		case d.by[v] != digraph.NoNode:
			set[v] = d.by[v]
			stack = append(stack, d.by[v])
		default:
			stack = append(stack, d.up[d.upStart[v]:d.upStart[v+1]]...)
		}
		seen[v] = true
	}
	return set
}

// step is a source that can be settled at a cost.
type step struct {
	cost     int
	node, by int32
}

// cheapestFirst is a queue of steps, the cheapest first; of equals those that need no link of their own, then by
// source.
type cheapestFirst []step

func (q cheapestFirst) Len() int { return len(q) }
func (q cheapestFirst) Less(i, j int) bool {
	return cmp.Or(
		cmp.Compare(q[i].cost, q[j].cost), cmp.Compare(kindOf(q[i]), kindOf(q[j])), cmp.Compare(q[i].node, q[j].node)) < 0
}
func (q cheapestFirst) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push adds a step.
func (q *cheapestFirst) Push(x any) {
	if s, ok := x.(step); ok {
		*q = append(*q, s)
	}
}

// Pop takes the last step.
func (q *cheapestFirst) Pop() any {
	last := len(*q) - 1
	s := (*q)[last]
	*q = (*q)[:last]
	return s
}

func kindOf(s step) int32 {
	if s.by == digraph.NoNode {
		return math.MinInt32
	}
	return s.by
}
