package convergence

import "github.com/credence-graph/credence/internal/digraph"

// eachUpstream visits the sources that v takes from, by declared links and by the copy that counts.
func (g *graph) eachUpstream(v int32, visit func(u int32)) {
	for _, u := range g.up[g.upStart[v]:g.upStart[v+1]] {
		visit(u)
	}
	if g.isCopy(v) {
		visit(g.model[v])
	}
}

// upstreamOf returns which sources some that take a side rest on, by any number of steps; these included.
func (g *graph) upstreamOf(sides ...[]position) []bool {
	reached := make([]bool, len(g.nodes))
	var queue []int32
	reach := func(v int32) {
		if !reached[v] {
			reached[v] = true
			queue = append(queue, v)
		}
	}
	for _, positions := range sides {
		for _, p := range positions {
			reach(p.node)
		}
	}
	for i := 0; i < len(queue); i++ {
		g.eachUpstream(queue[i], reach)
	}
	return reached
}

// network is the evidence as lines see it: ungrounded sources are left out, and a copy takes from its model alone. Made once
// the profiles are.
func (g *graph) network() *digraph.Graph {
	if g.net.Start != nil {
		return &g.net
	}
	g.net = digraph.Graph{Start: g.upStart, To: g.up}
	if g.model != nil {
		g.net.Start, g.net.To = make([]int32, 1, len(g.nodes)+1), make([]int32, 0, len(g.up))
		for v := range g.nodes {
			g.net.To = append(g.net.To, g.upstream(int32(v))...)
			g.net.Start = append(g.net.Start, int32(len(g.net.To)))
		}
	}
	for v, row := range g.rowOf {
		if row < 0 {
			if g.net.Skip == nil {
				g.net.Skip = make([]bool, len(g.nodes))
			}
			g.net.Skip[v] = true
		}
	}
	return &g.net
}

// upstream returns the sources that v takes from as lines see it: its model where it is a copy, else its declared ones.
func (g *graph) upstream(v int32) []int32 {
	if g.isCopy(v) {
		return g.model[v : v+1]
	}
	return g.up[g.upStart[v]:g.upStart[v+1]]
}

// terminal reports whether a line may end at v: it is first-hand, and not found to copy another.
func (g *graph) terminal(v int32) bool {
	return g.grounded(v) && g.phi[v] > 0 && !g.isCopy(v)
}

func (g *graph) isCopy(v int32) bool { return g.model != nil && g.model[v] >= 0 }
