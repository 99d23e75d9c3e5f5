package basis

import "github.com/credence-graph/credence/internal/evidence"

// Divided reports whether a basis that nobody has confirmed would be another one if it were divided alike.
func (g *Graph) Divided() bool {
	for v := range g.Nodes {
		if g.DividedAt(int32(v)) {
			return true
		}
	}
	return false
}

// DividedAt reports it of one source: it has an own share beside declared links, links of several weights or parallel
// ones, or links that a syndication leaves out.
func (g *Graph) DividedAt(v int32) bool {
	class := g.Nodes[v]
	if !g.declared[v] || g.Withdrawn[v] || g.ix.IsConfirmed(class, g.Claim) {
		return false
	}
	first, last := g.ViaFrom[g.UpStart[v]], g.ViaFrom[g.UpStart[v+1]]
	upstream := g.UpStart[v+1] - g.UpStart[v]
	if g.OwnBeside[v] || g.LeavesOut(class) || upstream > 1 && last-first > upstream {
		return true
	}
	if upstream == 1 {
		return false
	}
	for _, l := range g.Via[first:last] {
		if weightOf(g.ix.Links[l]) != weightOf(g.ix.Links[g.Via[first]]) {
			return true
		}
	}
	return false
}

// LeavesOut reports whether a class takes the whole from one source and declares links that are no such syndication or
// translation.
func (g *Graph) LeavesOut(class int32) bool {
	whole, part := false, false
	for l := g.ix.LinkStart[class]; l < g.ix.LinkStart[class+1]; l++ {
		if kind := g.ix.Links[l].Kind; kind != evidence.Copies && g.ix.LinkState[l] == LinkCounts &&
			g.ix.Applies(l, g.Claim) {
			whole, part = whole || kind.Whole(), part || !kind.Whole()
		}
	}
	return whole && part
}
