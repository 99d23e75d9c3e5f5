package basis

import "github.com/credence-graph/credence/internal/convergence/effective"

// profiles are the provenance profiles of method, section 2, in a form that is linear in the first-hand signatures: a
// row says which part of a source's basis is whose first-hand work. Causes follow from it (see signatures), and so does
// what is unnamed. Sources with the same row share its number.
type profiles struct {
	Basis    *effective.Rows // columns are sources
	RowOf    []int32         // by source: its row of basis; -1 = ungrounded
	Circles  []*Circle
	circleOf []int32 // by component: number in circles, -1 = no circle; nil if there is no circle
	Approx   bool    // a circle's basis was not found to the tolerance
	Traced   []bool  // by source: it is grounded, and no part of its basis is unnamed or an open question
}

// Grounded reports whether v rests on anything: first-hand work of its own or of a source upstream.
func (g *Graph) Grounded(v int32) bool { return g.RowOf[v] >= 0 }

// computeProfiles makes the profile of every source, upstream first.
func (g *Graph) computeProfiles() {
	n := int32(len(g.Nodes))
	g.Basis = effective.NewRows(int(n), int(n)+len(g.Up))
	g.RowOf = make([]int32, n)
	for v := range g.RowOf {
		g.RowOf[v] = -1
	}
	x := effective.NewMixer(n)
	for c := int32(0); c < int32(g.Comps.Count()); c++ {
		members := g.Comps.Members(c)
		if len(members) > 1 || g.takesFromItself(members[0]) {
			g.circle(c, members, x)
		} else {
			g.ordinary(members[0], x)
		}
		if g.Model != nil {
			for _, v := range members {
				g.copyModel(v, x)
			}
		}
	}
	g.findTraced()
}

func (g *Graph) takesFromItself(v int32) bool {
	for _, u := range g.Up[g.UpStart[v]:g.UpStart[v+1]] {
		if u == v {
			return true
		}
	}
	return false
}

// ordinary makes the profile of a source that is in no circle: its own share, and the rest from its grounded upstream
// sources by weight. Without any of these, what it has of its own is all it has.
func (g *Graph) ordinary(v int32, x *effective.Mixer) {
	from, to := g.UpStart[v], g.UpStart[v+1]
	total := 0.0
	for e := from; e < to; e++ {
		if g.Grounded(g.Up[e]) {
			total += g.Share[e]
		}
	}
	row, alike := int32(-1), true
	for e := from; e < to; e++ {
		if !g.Grounded(g.Up[e]) {
			g.Share[e] = 0
			continue
		}
		g.Share[e] /= total
		if r := g.RowOf[g.Up[e]]; row < 0 {
			row = r
		} else {
			alike = alike && r == row
		}
	}
	own := g.Phi[v]
	switch {
	case row < 0 && own == 0:
	case row < 0 || own == 1:
		g.RowOf[v] = g.Basis.Unit(v)
	case own == 0 && alike:
		g.RowOf[v] = row
	default:
		x.One(v, own)
		for e := from; e < to; e++ {
			if g.Share[e] > 0 {
				cols, vals := g.Basis.Row(g.RowOf[g.Up[e]])
				x.Add(cols, vals, (1-own)*g.Share[e])
			}
		}
		g.RowOf[v] = x.Flush(g.Basis)
	}
}

// copyModel mixes the profile of the source that v copies into its own. A copy of what is ungrounded is ungrounded, and
// so is a copy with nothing of its own.
func (g *Graph) copyModel(v int32, x *effective.Mixer) {
	t := g.Model[v]
	if t < 0 || g.RowOf[v] < 0 {
		return
	}
	if g.RowOf[t] < 0 || g.Kappa[v] == 1 {
		g.RowOf[v] = g.RowOf[t]
		return
	}
	own, ownVals := g.Basis.Row(g.RowOf[v])
	theirs, theirVals := g.Basis.Row(g.RowOf[t])
	x.Add(theirs, theirVals, g.Kappa[v])
	x.Add(own, ownVals, 1-g.Kappa[v])
	g.RowOf[v] = x.Flush(g.Basis)
}
