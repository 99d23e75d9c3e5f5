package convergence

import "github.com/credence-graph/credence/internal/evidence"

// divided reports whether a basis that nobody has confirmed would be another one if it were divided alike.
func (g *graph) divided() bool {
	for v := range g.nodes {
		if g.dividedAt(int32(v)) {
			return true
		}
	}
	return false
}

// dividedAt reports it of one source: it has an own share beside declared links, links of several weights or parallel ones,
// or links that a syndication leaves out.
func (g *graph) dividedAt(v int32) bool {
	class := g.nodes[v]
	if !g.declared[v] || g.withdrawn[v] || g.ix.isConfirmed(class, g.claim) {
		return false
	}
	first, last := g.viaFrom[g.upStart[v]], g.viaFrom[g.upStart[v+1]]
	upstream := g.upStart[v+1] - g.upStart[v]
	if g.beside[v] || g.leavesOut(class) || upstream > 1 && last-first > upstream {
		return true
	}
	if upstream == 1 {
		return false
	}
	for _, l := range g.via[first:last] {
		if weightOf(g.ix.links[l]) != weightOf(g.ix.links[g.via[first]]) {
			return true
		}
	}
	return false
}

// leavesOut reports whether a class takes the whole from one source and declares links that are no such syndication or
// translation.
func (g *graph) leavesOut(class int32) bool {
	whole, part := false, false
	for l := g.ix.linkStart[class]; l < g.ix.linkStart[class+1]; l++ {
		if kind := g.ix.links[l].Kind; kind != evidence.Copies && g.ix.linkState[l] == linkCounts && g.ix.applies(l, g.claim) {
			whole, part = whole || kind.Whole(), part || !kind.Whole()
		}
	}
	return whole && part
}
