package ownership

import (
	"cmp"
	"slices"
)

// tally finds who controls an asset by a sum, one asset at a time. It adds up all chains at once and knows no limit of
// 100 percent on the way. Where more than all of something is recorded, which alone can exceed that limit, it finds at
// least those who control, and [route.share] says how much each of them really has.
type tally struct {
	g      *Graph
	round  int32
	stamp  []int32   // by party: the last round that met it
	weight []float64 // by party: the sum of the products, 0 to 1 if shares add up to no more than 100
	above  []int32   // the parties at or above the asset
	in     []hop     // links from one circle of ownership to another
	// overfull says of each circle whether more than all of a party in or above it is recorded to be owned.
	overfull []bool
}

func newTally(g *Graph) *tally {
	n := len(g.start) - 1
	return &tally{g: g, stamp: make([]int32, n), weight: make([]float64, n)}
}

// controllers returns who controls an asset by a sum, ascending.
func (t *tally) controllers(asset int32) []int32 {
	t.meet(asset)
	links := int32(0)
	for _, p := range t.above {
		links += t.g.start[p+1] - t.g.start[p]
	}
	if int(links) == len(t.above)-1 { // one chain to each: a product exceeds a limit only if each of its steps does
		return nil
	}
	t.sum(asset)
	var out []int32
	for _, q := range t.above {
		if q == asset || !t.g.rule.exceeds(100*t.weight[q]) {
			continue
		}
		if !t.overfull[t.g.circle[asset]] || t.g.rule.exceeds(t.g.routeOf(asset, q).share()) {
			out = append(out, q)
		}
	}
	slices.Sort(out)
	return out
}

// meet finds what is above an asset, and sorts the links between circles: circles of larger numbers first, which are
// nearer to the asset.
func (t *tally) meet(asset int32) {
	g := t.g
	t.round++
	t.stamp[asset] = t.round
	t.above, t.in = append(t.above[:0], asset), t.in[:0]
	for i := 0; i < len(t.above); i++ {
		p := t.above[i]
		t.weight[p] = 0
		for e := g.start[p]; e < g.start[p+1]; e++ {
			q := g.owner[e]
			if t.stamp[q] != t.round {
				t.stamp[q] = t.round
				t.above = append(t.above, q)
			}
			if g.circle[q] != g.circle[p] {
				t.in = append(t.in, hop{p, q, e})
			}
		}
	}
	slices.SortFunc(t.in, func(a, b hop) int {
		return cmp.Or(cmp.Compare(g.circle[b.to], g.circle[a.to]), cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from))
	})
}

// sum goes from circle to circle over what was met, the asset's own first.
func (t *tally) sum(asset int32) {
	t.spread([]part{{asset, 1}}, t.g.circle[asset])
	for first := 0; first < len(t.in); {
		circle := t.g.circle[t.in[first].to]
		var entries []part
		for ; first < len(t.in) && t.g.circle[t.in[first].to] == circle; first++ {
			in := t.in[first]
			share := t.weight[in.from] * fraction(t.g.link[in.edge])
			if n := len(entries); n > 0 && entries[n-1].party == in.to {
				entries[n-1].share += share
			} else {
				entries = append(entries, part{in.to, share})
			}
		}
		t.spread(entries, circle)
	}
}

// part is what reaches a party from outside its circle.
type part struct {
	party int32
	share float64
}

// spread gives the members of a circle what reaches it.
func (t *tally) spread(entries []part, circle int32) {
	members := t.g.members(circle)
	if len(members) == 1 {
		t.weight[entries[0].party] = entries[0].share
		return
	}
	in := t.g.insideOf(circle)
	for _, s := range entries {
		if in.sum == nil {
			t.weight[s.party] += s.share
			continue
		}
		for i, q := range members {
			t.weight[q] += s.share * in.sum[int(t.g.place[s.party])*len(members)+i]
		}
	}
}
