package basis

import "math"

// Through writes into t which part of each source's basis passes through v, upstream first.
func (g *Graph) Through(v int32, t []float64) {
	g.ThroughAny(g.Comps.Of[v], func(s int32) bool { return s == v }, t)
}

// ThroughAny is through for several sources at once; the first of them, upstream first, is in the component given.
func (g *Graph) ThroughAny(first int32, is func(int32) bool, t []float64) {
	clear(t)
	for c := first; c < int32(g.Comps.Count()); c++ {
		members := g.Comps.Members(c)
		if k := g.CircleAt(c); k != nil {
			g.throughCircle(k, is, t)
		} else {
			s := members[0]
			t[s] = g.sumUpstream(s, t)
		}
		for _, s := range members {
			if is(s) {
				t[s] = 1
			} else if g.IsCopy(s) {
				t[s] = g.Kappa[s]*t[g.Model[s]] + (1-g.Kappa[s])*t[s]
			}
		}
	}
}

// CircleAt returns the circle that component c is, nil if it is a single source.
func (g *Graph) CircleAt(c int32) *Circle {
	if g.circleOf == nil || g.circleOf[c] < 0 {
		return nil
	}
	return g.Circles[g.circleOf[c]]
}

func (g *Graph) sumUpstream(s int32, t []float64) float64 {
	sum := 0.0
	for e := g.UpStart[s]; e < g.UpStart[s+1]; e++ {
		sum += g.Share[e] * t[g.Up[e]]
	}
	return (1 - g.Phi[s]) * sum
}

// throughCircle does through for a circle: what counts is where mass leaves it.
func (g *Graph) throughCircle(k *Circle, is func(int32) bool, t []float64) {
	if !k.Grounded {
		return
	}
	leaves := make([]float64, len(k.Members)) // by member: the part of what leaves there that passes through one of them
	some := false
	for i, m := range k.Members {
		inside := 0.0
		for e := g.UpStart[m]; e < g.UpStart[m+1]; e++ {
			if g.Comps.Of[g.Up[e]] == k.Component {
				inside += g.Share[e]
			} else {
				leaves[i] += (1 - g.Phi[m]) * g.Share[e] * t[g.Up[e]]
			}
		}
		if is(m) {
			leaves[i] = 1 - (1-g.Phi[m])*inside
		}
		some = some || leaves[i] > 0
	}
	if some {
		g.passRound(k, leaves, t)
	}
}

// passRound writes into t, for the members of a circle, what goes round until it leaves.
func (g *Graph) passRound(k *Circle, leaves, t []float64) {
	n := len(k.Members)
	if k.Solution != nil {
		for i, m := range k.Members {
			sum := 0.0
			for j, b := range leaves {
				sum += k.Solution[i*n+j] * b
			}
			t[m] = sum
		}
		return
	}
	for sweep, change := 0, 1.0; sweep < maxSweeps && change >= missingMass; sweep++ {
		change = 0
		for _, i := range k.order {
			m, sum := k.Members[i], leaves[i]
			for n, e := range g.insideLinks(k, m) {
				sum += (1 - g.Phi[m]) * g.Share[e] * t[k.Members[k.inside[i][n]]]
			}
			change = math.Max(change, math.Abs(sum-t[m]))
			t[m] = sum
		}
	}
}

// PassUp hands what passes through v on to its upstream sources, those of one component left out.
func (g *Graph) PassUp(v int32, mass float64, except int32, out []float64) {
	for e := g.UpStart[v]; e < g.UpStart[v+1]; e++ {
		if u := g.Up[e]; g.Comps.Of[u] != except {
			out[u] += (1 - g.Phi[v]) * g.Share[e] * mass
		}
	}
}
