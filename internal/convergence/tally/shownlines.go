package tally

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Paths returns the lines that are presumed, or those that are demonstrated, by the supporter.
func (s *Side) Paths(presumed bool) [][]int32 {
	var out [][]int32
	shown := s.shownLines()
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 && s.Flow.Prev[p.Node] == digraph.FromRoot && shown[i] != presumed {
			out = append(out, s.Flow.Line(p.Node))
		}
	}
	return out
}

// shownLines says of every supporter whether the line that begins there is told as demonstrated: as many as there are
// demonstrated ones, of those that begin at a supporter which counts and end at something named. Lines through records
// that may be one come after the others.
func (s *Side) shownLines() []bool {
	shown, left := make([]bool, len(s.Positions)), s.Tally.DemonstratedLineCount
	met := map[int32]bool{} // classes of records that may be one, on the lines told so far
	for _, again := range []bool{false, true} {
		for i, p := range s.Positions {
			if left == 0 || shown[i] || !s.Counts[i] || s.Flow.Prev[p.Node] != digraph.FromRoot {
				continue
			}
			path := s.Flow.Line(p.Node)
			if s.A.G.Unnamed[path[len(path)-1]] || !again && s.meets(path, met) {
				continue
			}
			shown[i] = true
			left--
		}
	}
	return shown
}

// meets reports whether a line goes through a class of records that may be one and was met before; else it notes the
// line's.
func (s *Side) meets(path []int32, met map[int32]bool) bool {
	class := s.A.Worst.Class
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

// LinksAlong returns the links that a path of sources follows, one for each step.
func (a *Claim) LinksAlong(path []int32) []*evidence.Derivation {
	out := make([]*evidence.Derivation, 0, max(0, len(path)-1))
	for i := 1; i < len(path); i++ {
		out = append(out, a.LinkBetween(path[i-1], path[i]))
	}
	return out
}

// LinkBetween returns the link by which v takes from u: of parallel ones the first with a quote, else the first.
func (a *Claim) LinkBetween(v, u int32) *evidence.Derivation {
	g := a.G
	if g.IsCopy(v) && g.Model[v] == u {
		return a.Ix.Links[g.Copied[v]]
	}
	e, ok := slices.BinarySearch(g.Up[g.UpStart[v]:g.UpStart[v+1]], u)
	if !ok {
		return nil
	}
	e += int(g.UpStart[v])
	links := g.Via[g.ViaFrom[e]:g.ViaFrom[e+1]]
	for _, l := range links {
		if len(a.Ix.Links[l].Provenance.Quotes) > 0 {
			return a.Ix.Links[l]
		}
	}
	return a.Ix.Links[links[0]]
}

// DownstreamOf returns which sources take, by any number of steps, from some of the given ones; these included.
func (a *Claim) DownstreamOf(nodes []int32) []bool {
	g := a.G
	if a.DownStart == nil {
		start, to := make([]int32, 1, len(g.Nodes)+1), make([]int32, 0, len(g.Up))
		for v := range g.Nodes {
			g.EachUpstream(int32(v), func(u int32) { to = append(to, u) })
			start = append(start, int32(len(to)))
		}
		a.DownStart, a.Down = digraph.Reverse(start, to)
	}
	reached := make([]bool, len(g.Nodes))
	queue := slices.Clone(nodes)
	for _, v := range nodes {
		reached[v] = true
	}
	for i := 0; i < len(queue); i++ {
		for _, w := range a.Down[a.DownStart[queue[i]]:a.DownStart[queue[i]+1]] {
			if !reached[w] {
				reached[w] = true
				queue = append(queue, w)
			}
		}
	}
	return reached
}
