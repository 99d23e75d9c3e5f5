package undisclosed

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
)

const (
	// maxWork bounds the search for the fewest links: sources and links looked at, over all states of it.
	maxWork = 20_000_000
	// stateWork is what a state costs however small the evidence is.
	stateWork = 100
	// maxRoots is the most sources of a large side that are tried as the one that everything goes through.
	maxRoots = 30
)

// fewestLinks is the search for the fewest undisclosed links that leave one line. A set of links makes each of its
// sources take everything from its target.
type fewestLinks struct {
	s         *tally.Side
	rested    []int32
	plausible *plausible
	takers    []int32 // sources that could take, ascending
	work      int
	seen      map[string]bool
}

func newSearch(s *tally.Side) *fewestLinks {
	h := &fewestLinks{s: s, rested: rested(s)}
	h.plausible = plausibleLinks(s, h.rested)
	for v := range h.plausible.targets {
		h.takers = append(h.takers, v)
	}
	slices.Sort(h.takers)
	return h
}

// fewest returns the fewest links that leave one line, nil where none do, and whether that is certain. The cheapest set
// of links for each possible common source gives a set that does (or shows that there is no such set); then smaller
// sets are searched, from the number of lines less one, below which there is no such set.
func (h *fewestLinks) fewest(all bool) (links [][2]int32, exact bool) {
	least := h.s.Tally.LineCount - 1
	best, certain := h.cheapest()
	if best == nil && certain {
		return nil, h.plausible.complete
	}
	most := len(h.takers) + 1
	if best != nil {
		most = len(best)
	}
	if most == least {
		return best, true
	}
	if !all {
		return best, false
	}
	for n := least; n < most; n++ {
		h.seen = map[string]bool{}
		found, done := h.among(map[int32]int32{}, n)
		if !done {
			return best, false
		}
		if found != nil {
			return found, h.plausible.complete || n == least
		}
	}
	return best, h.plausible.complete
}

// state is what a set of links makes of the evidence.
type state struct {
	lines    [][]int32 // two at most
	count    int
	troubled int32 // a source without ground, or a target that takes from its taker; NoNode if there is neither
	links    *digraph.Graph
}

// look works out what a set of links, by the source that takes, makes of the evidence.
func (h *fewestLinks) look(set map[int32]int32) state {
	g := h.s.A.G
	n := len(g.Nodes)
	h.work += n + len(g.Up) + stateWork
	with := &digraph.Graph{Start: make([]int32, 1, n+1), To: make([]int32, 0, len(g.Up)+len(set)), Skip: g.Network().Skip}
	for v := range int32(n) {
		if u, taken := set[v]; taken {
			with.To = append(with.To, u)
		} else {
			with.To = append(with.To, g.Upstream(v)...)
		}
		with.Start = append(with.Start, int32(len(with.To)))
	}
	f := digraph.NewFlow(with)
	for i, p := range h.s.Positions {
		if h.s.GroupOf[i] >= 0 {
			f.Begin = append(f.Begin, p.Node)
		}
	}
	for v := range f.Ends {
		_, taken := set[int32(v)]
		f.Ends[v] = g.Terminal(int32(v)) && !taken
	}
	st := state{count: f.Grow(), troubled: h.groundless(with, f.Ends), links: with}
	for _, l := range listOf(set) {
		if st.troubled == digraph.NoNode && slices.Contains(h.above(with, l[1]), l[0]) {
			st.troubled = l[1]
		}
	}
	for _, v := range f.Begin {
		if f.Prev[v] == digraph.FromRoot && len(st.lines) < 2 {
			st.lines = append(st.lines, f.Line(v))
		}
	}
	return st
}

// groundless returns the first source that the side rested on and that no longer leads to an end, noNode where all do.
func (h *fewestLinks) groundless(links *digraph.Graph, ends []bool) int32 {
	var queue []int32
	leads := slices.Clone(ends)
	start, down := digraph.Reverse(links.Start, links.To)
	for v, end := range ends {
		if end {
			queue = append(queue, int32(v))
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, v := range down[start[queue[i]]:start[queue[i]+1]] {
			if !leads[v] {
				leads[v] = true
				queue = append(queue, v)
			}
		}
	}
	for _, v := range h.rested {
		if !leads[v] {
			return v
		}
	}
	return digraph.NoNode
}

// above returns a source and all that it rests on.
func (h *fewestLinks) above(links *digraph.Graph, v int32) []int32 {
	queue, seen := []int32{v}, map[int32]bool{v: true}
	for i := 0; i < len(queue); i++ {
		for _, u := range links.Links(queue[i]) {
			if !seen[u] {
				seen[u] = true
				queue = append(queue, u)
			}
		}
	}
	h.work += len(queue)
	return queue
}

func (st state) collapsed() bool { return st.count == 1 && st.troubled == digraph.NoNode }

// among looks for a set of n links more that leaves one line; done is false where it gave up. Of two lines that share
// no source one must be cut, for both would stand; what a source without ground rests on, or a target that takes from
// its taker, must lead elsewhere. So one of few sources must take from another, and each way is tried. A set that was
// tried is not tried again in another order.
func (h *fewestLinks) among(set map[int32]int32, n int) (links [][2]int32, done bool) {
	key := listKey(set)
	if h.seen[key] {
		return nil, true
	}
	h.seen[key] = true
	st := h.look(set)
	switch {
	case st.collapsed():
		return listOf(set), true
	case h.work > maxWork:
		return nil, false
	case n == 0 || st.count-1 > n:
		return nil, true
	}
	for _, v := range h.suspects(st) {
		if _, taken := set[v]; taken {
			continue
		}
		for _, u := range h.plausible.targets[v] {
			set[v] = u
			links, done = h.among(set, n-1)
			delete(set, v)
			if links != nil || !done {
				return links, done
			}
		}
	}
	return nil, true
}

// suspects returns the sources one of which must take from another.
func (h *fewestLinks) suspects(st state) []int32 {
	if st.troubled != digraph.NoNode {
		return h.above(st.links, st.troubled)
	}
	return slices.Concat(st.lines...)
}

func listOf(set map[int32]int32) [][2]int32 {
	out := make([][2]int32, 0, len(set))
	for v, u := range set {
		out = append(out, [2]int32{v, u})
	}
	slices.SortFunc(out, func(a, b [2]int32) int { return cmp.Compare(a[0], b[0]) })
	return out
}

func listKey(set map[int32]int32) string {
	var key []byte
	for _, l := range listOf(set) {
		for _, x := range l {
			key = append(key, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
		}
	}
	return string(key)
}

// cheapest tries every source as the one that everything goes through (of a large side some of them) and returns the
// smallest set of links that was found, nil if none was. certain is false if that does not show that there is no such
// set.
func (h *fewestLinks) cheapest() (best [][2]int32, certain bool) {
	roots, certain := h.rested, true
	if len(roots) > maxPlausible {
		roots, _ = h.s.Suspects(h.s.Evenly())
		roots, certain = roots[:min(len(roots), maxRoots)], false
	}
	d := newCheapestLinks(h)
	for _, root := range roots {
		set := d.to(root)
		if set == nil || best != nil && len(set) >= len(best) {
			continue
		}
		if !h.look(set).collapsed() {
			certain = false
			continue
		}
		best = listOf(h.thin(set))
	}
	return best, certain
}

// thin drops links that are not needed.
func (h *fewestLinks) thin(set map[int32]int32) map[int32]int32 {
	for _, l := range listOf(set) {
		delete(set, l[0])
		if !h.look(set).collapsed() {
			set[l[0]] = l[1]
		}
	}
	return set
}
