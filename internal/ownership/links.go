package ownership

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Links returns the ownerships by which an owner controls an asset, from the asset up: a shortest chain of steps, or
// if no chain of steps leads to the owner the links of all chains that the sum of shares is made of. It is nil if
// the owner does not control the asset, and for an asset that controls itself.
func (g *Graph) Links(asset, owner int32) []*evidence.Ownership {
	edges, ok := g.chain(asset, owner, false)
	if !ok {
		edges, _ = g.chain(asset, owner, true)
	}
	var out []*evidence.Ownership
	for _, e := range edges {
		out = append(out, g.link[e])
	}
	return out
}

// at is a party that a search has met.
type at struct {
	party int32
	back  int   // place of the one before; -1 = the first
	step  int32 // place in step
}

// chain returns the links of a shortest chain of steps, of equally short ones that by the smallest ids; with sums it
// may take steps that are sums, in whose place the links of the sum are returned.
func (g *Graph) chain(asset, owner int32, sums bool) (edges []int32, ok bool) {
	queue := []at{{asset, -1, -1}}
	seen := map[int32]bool{asset: true}
	for i := 0; i < len(queue); i++ {
		p := queue[i].party
		if p == owner && i > 0 {
			return g.linksOf(queue, i), true
		}
		for s := g.stepStart[p]; s < g.stepStart[p+1]; s++ {
			if q := g.step[s]; !seen[q] && (sums || g.stepEdge[s] != bySum) {
				seen[q] = true
				queue = append(queue, at{q, i, s})
			}
		}
	}
	return nil, false
}

// linksOf returns the links of the steps that lead to a place of a search, each once.
func (g *Graph) linksOf(queue []at, last int) []int32 {
	var steps []int32
	for i := last; queue[i].back >= 0; i = queue[i].back {
		steps = append(steps, int32(i))
	}
	slices.Reverse(steps)
	var out []int32
	for _, i := range steps {
		s := queue[i].step
		links := []int32{g.stepEdge[s]}
		if links[0] == bySum {
			links = g.routeOf(queue[queue[i].back].party, g.step[s]).links()
		}
		for _, e := range links {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// Behind returns some parties and everybody whose ownership counts for who controls them: those who control them and
// those on the way to them, ascending.
func (g *Graph) Behind(parties []int32) []int32 {
	seen := map[int32]bool{}
	var out []int32
	reach := func(p int32) {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	for _, p := range parties {
		reach(p)
	}
	for i := 0; i < len(out); i++ {
		for s := g.stepStart[out[i]]; s < g.stepStart[out[i]+1]; s++ {
			if g.stepEdge[s] == bySum {
				for _, e := range g.routeOf(out[i], g.step[s]).links() {
					reach(g.owner[e])
				}
			}
			reach(g.step[s])
		}
	}
	slices.Sort(out)
	return out
}

// Share returns the effective share of an owner in an asset, in percent: the sum over all simple chains of the product
// of their shares, an unstated one counting as 100. stated reports whether every chain states all of its shares, and
// all could be followed. The share is 0 if no chain leads from one to the other, and 100 of a party in itself.
func (g *Graph) Share(asset, owner int32) (percent float64, stated bool) {
	if asset == owner {
		return 100, true
	}
	r := g.routeOf(asset, owner)
	return r.share(), r.stated()
}
