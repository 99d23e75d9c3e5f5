package truth

import (
	"cmp"
	"slices"
)

// grouping is a union-find over sources that keeps rejected pairs apart. A group is named by its smallest source.
type grouping struct {
	root []int32
	foes [][]int32 // by root: the sources with which some member is a rejected pair
}

func newGrouping(n int, rejected []pairKey) *grouping {
	g := &grouping{root: singles(n), foes: make([][]int32, n)}
	for _, p := range rejected {
		g.foes[p.a] = append(g.foes[p.a], p.b)
		g.foes[p.b] = append(g.foes[p.b], p.a)
	}
	return g
}

func (g *grouping) find(s int32) int32 {
	for g.root[s] != s {
		g.root[s] = g.root[g.root[s]]
		s = g.root[s]
	}
	return s
}

// join makes one group of two, unless that would hold a rejected pair.
func (g *grouping) join(p pairKey) bool {
	x, y := g.find(p.a), g.find(p.b)
	if x == y {
		return true
	}
	few, other := x, y
	if len(g.foes[y]) < len(g.foes[x]) {
		few, other = y, x
	}
	for _, foe := range g.foes[few] {
		if g.find(foe) == other {
			return false
		}
	}
	low, high := min(x, y), max(x, y)
	g.root[high] = low
	g.foes[low] = append(g.foes[low], g.foes[high]...)
	g.foes[high] = nil
	return true
}

// group collapses the confirmed pairs, then the found ones, the most certain first. kept are those that a rejected pair
// stands in the way of.
func (r *statRun) group(found []statPair, accuracy []float64) (groups []int32, kept []SourcePair) {
	g := newGrouping(len(r.ix.sources), r.known.rejected)
	llr := make([]float64, len(found))
	order := make([]int, len(found))
	for i := range found {
		order[i] = i
		llr[i] = r.o.llr(&found[i], accuracy[found[i].a], accuracy[found[i].b])
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(llr[j], llr[i]), found[i].key().compare(found[j].key()))
	})
	join := func(p pairKey) {
		if !g.join(p) {
			kept = append(kept, SourcePair{r.ix.sources[p.a], r.ix.sources[p.b]})
		}
	}
	for _, p := range r.known.confirmed {
		join(p)
	}
	for _, i := range order {
		if p := found[i].key(); !r.known.isConfirmed(p) {
			join(p)
		}
	}
	groups = make([]int32, len(r.ix.sources))
	for s := range groups {
		groups[s] = g.find(int32(s))
	}
	return groups, kept
}
