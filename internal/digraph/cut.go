package digraph

// NearCut returns the smallest set of nodes without which no line is left, the one nearest to the nodes that may begin
// one: those that can be entered from there in the residual network of the lines, but not left. Only the passage
// through a node is limited, so no other arc can be part of a cut.
func (f *Flow) NearCut(begin []int32) []int32 {
	w := newWalk(len(f.next))
	for _, v := range begin {
		w.reach(2 * v)
	}
	for {
		x, more := w.next()
		if !more {
			break
		}
		v := x / 2
		switch {
		case x%2 == 0 && f.Prev[v] == NoNode:
			w.reach(2*v + 1)
		case x%2 == 0 && f.Prev[v] >= 0:
			w.reach(2*f.Prev[v] + 1)
		case x%2 == 1:
			if f.Prev[v] != NoNode {
				w.reach(2 * v)
			}
			for _, u := range f.g.Links(v) {
				if f.g.holds(u) {
					w.reach(2 * u)
				}
			}
		}
	}
	return w.split(0)
}

// FarCut returns the smallest set of nodes without which no line is left, the one nearest to the ends: those from whose
// far side an end can be reached in the residual network, but not from their near side. The walk goes against the arcs.
func (f *Flow) FarCut(isEnd func(int32) bool) []int32 {
	n := int32(len(f.next))
	downStart, down := f.g.fromEnds(isEnd)
	w := newWalk(int(n))
	for _, end := range down[downStart[n]:downStart[n+1]] {
		w.reach(2*end + 1)
	}
	for {
		x, more := w.next()
		if !more {
			break
		}
		v := x / 2
		if x%2 == 1 {
			if f.Prev[v] == NoNode {
				w.reach(2 * v)
			}
			if f.next[v] >= 0 {
				w.reach(2 * f.next[v])
			}
			continue
		}
		if f.Prev[v] != NoNode {
			w.reach(2*v + 1)
		}
		for _, taker := range down[downStart[v]:downStart[v+1]] {
			w.reach(2*taker + 1)
		}
	}
	return w.split(1)
}

// walk visits the states of a residual network, each once: 2v is node v entered, 2v+1 is v left.
type walk struct {
	seen  []bool
	stack []int32
}

func newWalk(nodes int) *walk { return &walk{seen: make([]bool, 2*nodes)} }

func (w *walk) reach(x int32) {
	if !w.seen[x] {
		w.seen[x] = true
		w.stack = append(w.stack, x)
	}
}

func (w *walk) next() (x int32, more bool) {
	last := len(w.stack) - 1
	if last < 0 {
		return 0, false
	}
	x, w.stack = w.stack[last], w.stack[:last]
	return x, true
}

// split returns the nodes of which only the one state was met: 0 = entered, 1 = left.
func (w *walk) split(state int) []int32 {
	var out []int32
	for v := range len(w.seen) / 2 {
		if w.seen[2*v+state] && !w.seen[2*v+1-state] {
			out = append(out, int32(v))
		}
	}
	return out
}
