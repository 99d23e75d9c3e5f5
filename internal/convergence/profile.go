package convergence

import "github.com/credence-graph/credence/internal/convergence/effective"

// profiles are the provenance profiles of method, section 2, in a form that is linear in the first-hand signatures: a
// row says which part of a source's basis is whose first-hand work. Causes follow from it (see signatures), and so does
// what is unnamed. Sources with the same row share its number.
type profiles struct {
	basis    *effective.Rows // columns are sources
	rowOf    []int32         // by source: its row of basis; -1 = ungrounded
	circles  []*circle
	circleOf []int32 // by component: number in circles, -1 = no circle; nil where there is none
	approx   bool    // a circle's basis was not found to the tolerance
	traced   []bool  // by source: it is grounded, and no part of its basis is unnamed or an open question
}

func (g *graph) grounded(v int32) bool { return g.rowOf[v] >= 0 }

// computeProfiles makes the profile of every source, upstream first.
func (g *graph) computeProfiles() {
	n := int32(len(g.nodes))
	g.basis = effective.NewRows(int(n), int(n)+len(g.up))
	g.rowOf = make([]int32, n)
	for v := range g.rowOf {
		g.rowOf[v] = -1
	}
	x := effective.NewMixer(n)
	for c := int32(0); c < int32(g.comps.Count()); c++ {
		members := g.comps.Members(c)
		if len(members) > 1 || g.takesFromItself(members[0]) {
			g.circle(c, members, x)
		} else {
			g.ordinary(members[0], x)
		}
		if g.model != nil {
			for _, v := range members {
				g.copyModel(v, x)
			}
		}
	}
	g.findTraced()
}

func (g *graph) takesFromItself(v int32) bool {
	for _, u := range g.up[g.upStart[v]:g.upStart[v+1]] {
		if u == v {
			return true
		}
	}
	return false
}

// ordinary makes the profile of a source that is in no circle: its own share, and the rest from its grounded upstream
// sources by weight. Without any of these, what it has of its own is all it has.
func (g *graph) ordinary(v int32, x *effective.Mixer) {
	from, to := g.upStart[v], g.upStart[v+1]
	total := 0.0
	for e := from; e < to; e++ {
		if g.grounded(g.up[e]) {
			total += g.share[e]
		}
	}
	row, alike := int32(-1), true
	for e := from; e < to; e++ {
		if !g.grounded(g.up[e]) {
			g.share[e] = 0
			continue
		}
		g.share[e] /= total
		if r := g.rowOf[g.up[e]]; row < 0 {
			row = r
		} else {
			alike = alike && r == row
		}
	}
	own := g.phi[v]
	switch {
	case row < 0 && own == 0:
	case row < 0 || own == 1:
		g.rowOf[v] = g.basis.Unit(v)
	case own == 0 && alike:
		g.rowOf[v] = row
	default:
		x.One(v, own)
		for e := from; e < to; e++ {
			if g.share[e] > 0 {
				cols, vals := g.basis.Row(g.rowOf[g.up[e]])
				x.Add(cols, vals, (1-own)*g.share[e])
			}
		}
		g.rowOf[v] = x.Flush(g.basis)
	}
}

// copyModel mixes the profile of the source that v copies into its own. A copy of what is ungrounded is ungrounded, and
// so is a copy with nothing of its own.
func (g *graph) copyModel(v int32, x *effective.Mixer) {
	t := g.model[v]
	if t < 0 || g.rowOf[v] < 0 {
		return
	}
	if g.rowOf[t] < 0 || g.kappa[v] == 1 {
		g.rowOf[v] = g.rowOf[t]
		return
	}
	own, ownVals := g.basis.Row(g.rowOf[v])
	theirs, theirVals := g.basis.Row(g.rowOf[t])
	x.Add(theirs, theirVals, g.kappa[v])
	x.Add(own, ownVals, 1-g.kappa[v])
	g.rowOf[v] = x.Flush(g.basis)
}
