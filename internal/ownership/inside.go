package ownership

// MaxSteps is how many steps are followed inside one circle of ownership before it is left out of the sums.
const MaxSteps = 1 << 18

// inside are the sums over the simple chains inside a circle of ownership: from member i to member j the products of
// the shares add up to sum[i*members+j], and a member to itself is 1. sum is nil for a circle that would take too many
// steps.
type inside struct{ sum []float64 }

// insideOf returns the sums of a circle. They depend on that circle alone, so an answer is the same whatever else was
// read.
func (g *Graph) insideOf(circle int32) *inside {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside[circle] == nil {
		g.inside[circle] = g.follow(circle)
	}
	return g.inside[circle]
}

func (g *Graph) follow(circle int32) *inside {
	members := g.members(circle)
	m := len(members)
	if m*(m-1) > MaxSteps { // each of them leads to each other one by at least one step
		return &inside{}
	}
	sum := make([]float64, m*m)
	w := &walk{g: g, circle: circle, met: make([]bool, m), left: MaxSteps}
	for i, p := range members {
		sum[i*m+i] = 1
		w.visit = func(q int32, product float64) bool {
			sum[i*m+int(g.place[q])] += product
			return true
		}
		if !w.from(p, 1) {
			return &inside{}
		}
	}
	return &inside{sum}
}

// walk follows the simple chains inside a circle of ownership.
type walk struct {
	g      *Graph
	circle int32
	met    []bool  // by place in the circle: it is on the chain
	path   []int32 // the links of the chain
	left   int     // how many steps may still be taken
	// visit is called with each party at the end of a chain and the product of the chain's shares, and reports whether
	// the chain goes on from there.
	visit func(party int32, product float64) bool
}

// from follows the chains from a party, and reports false once there are too many.
func (w *walk) from(p int32, product float64) bool {
	g := w.g
	w.met[g.place[p]] = true
	for e := g.start[p]; e < g.start[p+1]; e++ {
		q := g.owner[e]
		if g.circle[q] != w.circle || w.met[g.place[q]] {
			continue
		}
		if w.left--; w.left < 0 {
			return false
		}
		w.path = append(w.path, e)
		further := product * fraction(g.link[e])
		if w.visit(q, further) && !w.from(q, further) {
			return false
		}
		w.path = w.path[:len(w.path)-1]
	}
	w.met[g.place[p]] = false
	return true
}
