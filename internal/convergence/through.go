package convergence

import "math"

// through writes into t which part of each source's basis passes through v, upstream first.
func (g *graph) through(v int32, t []float64) {
	g.throughAny(g.comps.Of[v], func(s int32) bool { return s == v }, t)
}

// throughAny is through for several sources at once; the first of them, upstream first, is in the component given.
func (g *graph) throughAny(first int32, is func(int32) bool, t []float64) {
	clear(t)
	for c := first; c < int32(g.comps.Count()); c++ {
		members := g.comps.Members(c)
		if k := g.circleAt(c); k != nil {
			g.throughCircle(k, is, t)
		} else {
			s := members[0]
			t[s] = g.sumUpstream(s, t)
		}
		for _, s := range members {
			if is(s) {
				t[s] = 1
			} else if g.isCopy(s) {
				t[s] = g.kappa[s]*t[g.model[s]] + (1-g.kappa[s])*t[s]
			}
		}
	}
}

func (g *graph) circleAt(c int32) *circle {
	if g.circleOf == nil || g.circleOf[c] < 0 {
		return nil
	}
	return g.circles[g.circleOf[c]]
}

func (g *graph) sumUpstream(s int32, t []float64) float64 {
	sum := 0.0
	for e := g.upStart[s]; e < g.upStart[s+1]; e++ {
		sum += g.share[e] * t[g.up[e]]
	}
	return (1 - g.phi[s]) * sum
}

// throughCircle does through for a circle: what counts is where mass leaves it.
func (g *graph) throughCircle(k *circle, is func(int32) bool, t []float64) {
	if !k.grounded {
		return
	}
	leaves := make([]float64, len(k.members)) // by member: the part of what leaves there that passes through one of them
	some := false
	for i, m := range k.members {
		inside := 0.0
		for e := g.upStart[m]; e < g.upStart[m+1]; e++ {
			if g.comps.Of[g.up[e]] == k.component {
				inside += g.share[e]
			} else {
				leaves[i] += (1 - g.phi[m]) * g.share[e] * t[g.up[e]]
			}
		}
		if is(m) {
			leaves[i] = 1 - (1-g.phi[m])*inside
		}
		some = some || leaves[i] > 0
	}
	if some {
		g.passRound(k, leaves, t)
	}
}

// passRound writes into t, for the members of a circle, what goes round until it leaves.
func (g *graph) passRound(k *circle, leaves, t []float64) {
	n := len(k.members)
	if k.solution != nil {
		for i, m := range k.members {
			sum := 0.0
			for j, b := range leaves {
				sum += k.solution[i*n+j] * b
			}
			t[m] = sum
		}
		return
	}
	for sweep, change := 0, 1.0; sweep < maxSweeps && change >= missingMass; sweep++ {
		change = 0
		for _, i := range k.order {
			m, sum := k.members[i], leaves[i]
			for n, e := range g.insideLinks(k, m) {
				sum += (1 - g.phi[m]) * g.share[e] * t[k.members[k.inside[i][n]]]
			}
			change = math.Max(change, math.Abs(sum-t[m]))
			t[m] = sum
		}
	}
}

// passUp hands what passes through v on to its upstream sources, those of one component left out.
func (g *graph) passUp(v int32, mass float64, except int32, out []float64) {
	for e := g.upStart[v]; e < g.upStart[v+1]; e++ {
		if u := g.up[e]; g.comps.Of[u] != except {
			out[u] += (1 - g.phi[v]) * g.share[e] * mass
		}
	}
}
