package copying

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/credits"
)

// Group is a set of texts that copies tie together, directly or through others.
type Group struct {
	// Origin is the likely origin: the earliest member (by date, then by length, then by id; undated ones last) of
	// those that copy no other by a directed copy, or of all if every one does.
	Origin  string
	Members []string // all, with the origin, by id
	// Agency is one that more than half of the members credit, or are: then the words are likely its own, also where
	// the corpus has no text of it; the first of the table if there are several. "" for none.
	Agency string
}

// groups returns the connected sets of the copies found.
func (f *finder) groups() []Group {
	ranks := make(map[string]uint32, 2*len(f.result.Copies))
	for _, c := range f.result.Copies {
		ranks[c.From], ranks[c.To] = 0, 0
	}
	for rank, id := range f.ids {
		if _, wanted := ranks[id]; wanted {
			ranks[id] = uint32(rank)
		}
	}
	parent, copies := map[uint32]uint32{}, map[uint32]bool{}
	find := func(x uint32) uint32 {
		for p, ok := parent[x]; ok && p != x; p, ok = parent[x] {
			if grand, ok := parent[p]; ok {
				parent[x] = grand
			}
			x = p
		}
		return x
	}
	for _, c := range f.result.Copies {
		a, b := find(ranks[c.From]), find(ranks[c.To])
		parent[max(a, b)] = min(a, b)
		copies[ranks[c.From]] = copies[ranks[c.From]] || c.Directed
	}
	sets := map[uint32][]uint32{}
	for _, rank := range ranks {
		sets[find(rank)] = append(sets[find(rank)], rank)
	}
	out := make([]Group, 0, len(sets))
	for _, set := range sets {
		out = append(out, f.group(set, copies))
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Compare(a.Origin, b.Origin) })
	return out
}

func (f *finder) group(set []uint32, copies map[uint32]bool) Group {
	slices.SortFunc(set, func(a, b uint32) int {
		if copies[a] != copies[b] {
			if copies[a] {
				return 1
			}
			return -1
		}
		return cmp.Compare(a, b)
	})
	g := Group{Origin: f.ids[set[0]]}
	for _, rank := range set {
		g.Members = append(g.Members, f.ids[rank])
	}
	slices.Sort(g.Members)
	g.Agency = f.agencyOfGroup(set)
	return g
}

func (f *finder) agencyOfGroup(set []uint32) string {
	for i := range credits.AgencyCount() {
		n := 0
		for _, rank := range set {
			if facts := &f.facts[rank]; facts.credits&(1<<i) != 0 || facts.outlet == int16(i) {
				n++
			}
		}
		if 2*n > len(set) {
			return credits.AgencyName(i)
		}
	}
	return ""
}
