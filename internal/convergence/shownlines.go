package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// paths returns the lines that are presumed, or those that are demonstrated, by the supporter.
func (s *sideCore) paths(presumed bool) [][]int32 {
	var out [][]int32
	shown := s.shownLines()
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 && s.flow.Prev[p.Node] == digraph.FromRoot && shown[i] != presumed {
			out = append(out, s.flow.Line(p.Node))
		}
	}
	return out
}

// shownLines says of every supporter whether the line that begins there is told as demonstrated: as many as there are
// demonstrated ones, of those that begin at a supporter which counts and end at something named. Lines through records that
// may be one come after the others.
func (s *sideCore) shownLines() []bool {
	shown, left := make([]bool, len(s.positions)), s.tally.DemonstratedLines
	met := map[int32]bool{} // classes of records that may be one, on the lines told so far
	for _, again := range []bool{false, true} {
		for i, p := range s.positions {
			if left == 0 || shown[i] || !s.counts[i] || s.flow.Prev[p.Node] != digraph.FromRoot {
				continue
			}
			path := s.flow.Line(p.Node)
			if s.a.g.Unnamed[path[len(path)-1]] || !again && s.meets(path, met) {
				continue
			}
			shown[i] = true
			left--
		}
	}
	return shown
}

// meets reports whether a line goes through a class of records that may be one and was met before; else it notes the line's.
func (s *sideCore) meets(path []int32, met map[int32]bool) bool {
	class := s.a.worst.class
	if class == nil {
		return false
	}
	if slices.ContainsFunc(path, func(v int32) bool { return met[class[v]] }) {
		return true
	}
	for _, v := range path {
		met[class[v]] = true
	}
	return false
}

// linksAlong returns the links that a path of sources follows, one for each step.
func (a *core) linksAlong(path []int32) []*evidence.Derivation {
	out := make([]*evidence.Derivation, 0, max(0, len(path)-1))
	for i := 1; i < len(path); i++ {
		out = append(out, a.linkBetween(path[i-1], path[i]))
	}
	return out
}

// linkBetween returns the link by which v takes from u: of parallel ones the first with a quote, else the first.
func (a *core) linkBetween(v, u int32) *evidence.Derivation {
	g := a.g
	if g.IsCopy(v) && g.Model[v] == u {
		return a.ix.Links[g.Copied[v]]
	}
	e, ok := slices.BinarySearch(g.Up[g.UpStart[v]:g.UpStart[v+1]], u)
	if !ok {
		return nil
	}
	e += int(g.UpStart[v])
	links := g.Via[g.ViaFrom[e]:g.ViaFrom[e+1]]
	for _, l := range links {
		if len(a.ix.Links[l].Provenance.Quotes) > 0 {
			return a.ix.Links[l]
		}
	}
	return a.ix.Links[links[0]]
}

// downstreamOf returns which sources take, by any number of steps, from some of the given ones; these included.
func (a *core) downstreamOf(nodes []int32) []bool {
	g := a.g
	if a.downStart == nil {
		start, to := make([]int32, 1, len(g.Nodes)+1), make([]int32, 0, len(g.Up))
		for v := range g.Nodes {
			g.EachUpstream(int32(v), func(u int32) { to = append(to, u) })
			start = append(start, int32(len(to)))
		}
		a.downStart, a.down = digraph.Reverse(start, to)
	}
	reached := make([]bool, len(g.Nodes))
	queue := slices.Clone(nodes)
	for _, v := range nodes {
		reached[v] = true
	}
	for i := 0; i < len(queue); i++ {
		for _, w := range a.down[a.downStart[queue[i]]:a.downStart[queue[i]+1]] {
			if !reached[w] {
				reached[w] = true
				queue = append(queue, w)
			}
		}
	}
	return reached
}
