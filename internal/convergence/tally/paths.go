package tally

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// pathSearch keeps what a search for a path needs between searches.
type pathSearch struct {
	stamp []int32 // by source: the last search that met it
	from  []int32 // by source: the one before it on the way
	queue []int32
	round int32
}

// Path returns a shortest way upstream from v to a source, both included, through grounded sources; nil where there is
// none. Of equally short ways it takes the one by smaller ids.
func (a *Claim) Path(v, to int32) []int32 {
	return a.WalkUp(v, a.G.Grounded, func(u int32) bool { return u == to })
}

// Anywhere lets a way lead through every source.
func Anywhere(int32) bool { return true }

// WalkUp is path to the nearest source that goal accepts, through sources that through accepts.
func (a *Claim) WalkUp(v int32, through, goal func(u int32) bool) []int32 {
	if goal(v) {
		return []int32{v}
	}
	p := &a.search
	if p.stamp == nil {
		p.stamp, p.from = make([]int32, len(a.G.Nodes)), make([]int32, len(a.G.Nodes))
	}
	p.round++
	p.stamp[v] = p.round
	p.queue = append(p.queue[:0], v)
	to := digraph.NoNode
	for i := 0; i < len(p.queue) && to == digraph.NoNode; i++ {
		x := p.queue[i]
		a.G.EachUpstream(x, func(u int32) {
			if p.stamp[u] != p.round && through(u) {
				p.stamp[u], p.from[u] = p.round, x
				p.queue = append(p.queue, u)
				if to == digraph.NoNode && goal(u) {
					to = u
				}
			}
		})
	}
	if to == digraph.NoNode {
		return nil
	}
	var back []int32
	for x := to; x != v; x = p.from[x] {
		back = append(back, x)
	}
	out := []int32{v}
	for i := len(back) - 1; i >= 0; i-- {
		out = append(out, back[i])
	}
	return out
}

// Steps returns the links along the shortest way from v to a source.
func (a *Claim) Steps(v, to int32) []evidence.Link {
	var out []evidence.Link
	for _, d := range a.LinksAlong(a.Path(v, to)) {
		out = append(out, d)
	}
	return out
}

// StepsToMark returns the links from v to the origin through which a mark reaches it, and from there to the mark where
// links lead to it: the ownerships above the outlet, or the funding.
func (a *Claim) StepsToMark(v, origin, mark int32) []evidence.Link {
	out := a.Steps(v, origin)
	ix := a.Ix
	outlet, ok := ix.PartyAt[evidence.ID(a.G.Source(origin).Outlet)]
	if !ok {
		return out
	}
	goal := ix.CauseParty[mark]
	switch ix.CauseKind[mark] {
	case basis.ByOwner:
		for _, o := range ix.Ownership.Links(outlet, goal) {
			out = append(out, o)
		}
	case basis.ByFunder:
		for i := ix.FunderStart[outlet]; i < ix.FunderStart[outlet+1]; i++ {
			if ix.Funders[i] == goal {
				out = append(out, ix.FunderLink[i])
			}
		}
	}
	return out
}

// Arrow shows a line: "Kyiv Post <- Reuters <- shipping data". Long ones show their ends.
func (a *Claim) Arrow(path []int32) string {
	var out []string
	for i, v := range path {
		if len(path) > MaxListed && i == 2 {
			out = append(out, fmt.Sprintf("(%d more)", len(path)-3))
		}
		if len(path) <= MaxListed || i < 2 || i == len(path)-1 {
			out = append(out, a.Name(v))
		}
	}
	return strings.Join(out, " <- ")
}
