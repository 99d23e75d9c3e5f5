package basis

import "github.com/credence-graph/credence/internal/digraph"

// EachUpstream visits the sources that v takes from, by declared links and by the copy that counts.
func (g *Graph) EachUpstream(v int32, visit func(u int32)) {
	for _, u := range g.Up[g.UpStart[v]:g.UpStart[v+1]] {
		visit(u)
	}
	if g.IsCopy(v) {
		visit(g.Model[v])
	}
}

// UpstreamOf returns which sources some that take a side rest on, by any number of steps; these included.
func (g *Graph) UpstreamOf(sides ...[]Position) []bool {
	reached := make([]bool, len(g.Nodes))
	var queue []int32
	reach := func(v int32) {
		if !reached[v] {
			reached[v] = true
			queue = append(queue, v)
		}
	}
	for _, positions := range sides {
		for _, p := range positions {
			reach(p.Node)
		}
	}
	for i := 0; i < len(queue); i++ {
		g.EachUpstream(queue[i], reach)
	}
	return reached
}

// Network is the evidence as lines see it: ungrounded sources are left out, and a copy takes from its model alone. Made
// once the profiles are.
func (g *Graph) Network() *digraph.Graph {
	if g.net.Start != nil {
		return &g.net
	}
	g.net = digraph.Graph{Start: g.UpStart, To: g.Up}
	if g.Model != nil {
		g.net.Start, g.net.To = make([]int32, 1, len(g.Nodes)+1), make([]int32, 0, len(g.Up))
		for v := range g.Nodes {
			g.net.To = append(g.net.To, g.Upstream(int32(v))...)
			g.net.Start = append(g.net.Start, int32(len(g.net.To)))
		}
	}
	for v, row := range g.RowOf {
		if row < 0 {
			if g.net.Skip == nil {
				g.net.Skip = make([]bool, len(g.Nodes))
			}
			g.net.Skip[v] = true
		}
	}
	return &g.net
}

// Upstream returns the sources that v takes from as lines see it: its model where it is a copy, else its declared ones.
func (g *Graph) Upstream(v int32) []int32 {
	if g.IsCopy(v) {
		return g.Model[v : v+1]
	}
	return g.Up[g.UpStart[v]:g.UpStart[v+1]]
}

// Terminal reports whether a line may end at v: it is first-hand, and not found to copy another.
func (g *Graph) Terminal(v int32) bool {
	return g.Grounded(v) && g.Phi[v] > 0 && !g.IsCopy(v)
}

// IsCopy reports whether v was found to copy another source of the graph, its model.
func (g *Graph) IsCopy(v int32) bool { return g.Model != nil && g.Model[v] >= 0 }
