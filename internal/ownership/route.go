package ownership

import (
	"cmp"
	"slices"
)

// hop is a link with its ends.
type hop struct{ from, to, edge int32 }

// route is what lies between an asset and an owner: the links that the sums are made of.
type route struct {
	g            *Graph
	asset, owner int32
	distance     map[int32]int // by party above the asset: how many links it is away
	hops         []hop         // by asset as they are met, of one asset by owner
	dense        bool          // a circle on the way was left out of the sums
}

// routeOf finds what lies between an asset and an owner.
func (g *Graph) routeOf(asset, owner int32) *route {
	r := &route{g: g, asset: asset, owner: owner, distance: map[int32]int{asset: 0}}
	r.climb()
	r.keepLeading()
	return r
}

// climb finds everybody above the asset, without going beyond the owner or back to the asset.
func (r *route) climb() {
	g := r.g
	queue := []int32{r.asset}
	for i := 0; i < len(queue); i++ {
		p := queue[i]
		if p == r.owner {
			continue
		}
		for e := g.start[p]; e < g.start[p+1]; e++ {
			q := g.owner[e]
			if q == r.asset {
				continue
			}
			if g.circle[p] == g.circle[q] && g.insideOf(g.circle[p]).sum == nil {
				r.dense = true
				continue
			}
			r.hops = append(r.hops, hop{p, q, e})
			if _, met := r.distance[q]; !met {
				r.distance[q] = r.distance[p] + 1
				queue = append(queue, q)
			}
		}
	}
}

// keepLeading drops the links that do not lead to the owner.
func (r *route) keepLeading() {
	below := slices.Clone(r.hops)
	slices.SortFunc(below, func(a, b hop) int { return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from)) })
	leads := map[int32]bool{r.owner: true}
	queue := []int32{r.owner}
	for i := 0; i < len(queue); i++ {
		at, _ := slices.BinarySearchFunc(below, queue[i], func(h hop, to int32) int { return cmp.Compare(h.to, to) })
		for ; at < len(below) && below[at].to == queue[i]; at++ {
			if from := below[at].from; !leads[from] {
				leads[from] = true
				queue = append(queue, from)
			}
		}
	}
	r.hops = slices.DeleteFunc(r.hops, func(h hop) bool { return !leads[h.to] })
}

// share returns the owner's effective share in the asset, in percent. It goes from the owner down, circle by circle;
// nobody has more than all of anything on the way.
func (r *route) share() float64 {
	g := r.g
	held := map[int32]float64{r.owner: 1} // by party: what the owner has of it, 0 to 1
	slices.SortStableFunc(r.hops, func(a, b hop) int { return cmp.Compare(g.circle[a.from], g.circle[b.from]) })
	for first := 0; first < len(r.hops); {
		circle := g.circle[r.hops[first].from]
		out := map[int32]float64{r.owner: 1} // by member: what is held of it without a further step inside the circle
		last := first
		for ; last < len(r.hops) && g.circle[r.hops[last].from] == circle; last++ {
			h := r.hops[last]
			if g.circle[h.to] != circle {
				out[h.from] += fraction(g.link[h.edge]) * held[h.to]
			}
		}
		for _, h := range r.hops[first:last] {
			if _, done := held[h.from]; !done {
				held[h.from] = min(1, r.through(h.from, out))
			}
		}
		first = last
	}
	return 100 * held[r.asset]
}

// stated reports whether every chain states all of its shares, and all chains could be followed.
func (r *route) stated() bool {
	return !r.dense && !slices.ContainsFunc(r.links(), func(e int32) bool { return r.g.link[e].SharePercent == nil })
}

// through adds up the chains from a member of a circle to where they leave it, or to the owner.
func (r *route) through(p int32, out map[int32]float64) float64 {
	members := r.g.members(r.g.circle[p])
	in := r.g.insideOf(r.g.circle[p])
	if len(members) == 1 || in.sum == nil {
		return out[p]
	}
	from := int(r.g.place[p]) * len(members)
	if r.g.circle[r.owner] == r.g.circle[p] {
		return in.sum[from+int(r.g.place[r.owner])]
	}
	sum := 0.0
	for i, q := range members {
		sum += in.sum[from+i] * out[q]
	}
	return sum
}

// links returns the links of all simple chains from the asset to the owner, those nearest to the asset first.
func (r *route) links() []int32 {
	kept := r.acrossCircles()
	across := len(kept)
	for _, circle := range r.circles() {
		kept = append(kept, r.insideCircle(circle, kept[:across])...)
	}
	slices.SortFunc(kept, func(x, y hop) int {
		return cmp.Or(cmp.Compare(r.distance[x.from], r.distance[y.from]), cmp.Compare(x.edge, y.edge))
	})
	out := make([]int32, len(kept))
	for i, h := range kept {
		out[i] = h.edge
	}
	return out
}

// acrossCircles returns the links between circles of ownership. All of them are part of a simple chain.
func (r *route) acrossCircles() []hop {
	var out []hop
	for _, h := range r.hops {
		if r.g.circle[h.from] != r.g.circle[h.to] {
			out = append(out, h)
		}
	}
	return out
}

// circles returns the circles of ownership inside which there are links, ascending.
func (r *route) circles() []int32 {
	var out []int32
	for _, h := range r.hops {
		if r.g.circle[h.from] == r.g.circle[h.to] {
			out = append(out, r.g.circle[h.from])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// insideCircle returns the links inside a circle on a simple chain from where chains enter it to where they leave or
// end.
func (r *route) insideCircle(circle int32, across []hop) []hop {
	g := r.g
	entries, leaves := []int32{}, map[int32]bool{r.owner: true}
	if g.circle[r.asset] == circle {
		entries = append(entries, r.asset)
	}
	for _, h := range across {
		if g.circle[h.to] == circle {
			entries = append(entries, h.to)
		}
		if g.circle[h.from] == circle {
			leaves[h.from] = true
		}
	}
	slices.Sort(entries)
	used := map[int32]bool{}
	w := &walk{g: g, circle: circle, met: make([]bool, len(g.members(circle))), left: MaxSteps}
	w.visit = func(q int32, _ float64) bool {
		if leaves[q] {
			for _, e := range w.path {
				used[e] = true
			}
		}
		return q != r.owner
	}
	for _, p := range slices.Compact(entries) {
		w.from(p, 1) // a circle inside which sums are made takes fewer steps than allowed
	}
	return slices.DeleteFunc(slices.Clone(r.hops), func(h hop) bool { return !used[h.edge] })
}
