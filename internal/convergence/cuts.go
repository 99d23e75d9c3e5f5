package convergence

import "github.com/credence-graph/credence/internal/evidence"

// Gatekeepers returns the smallest set of sources without which no line of evidence is left, the one nearest to the
// claim; by id. There are as many as [Tally.Lines] (Menger), and the nearest set is unique.
func (s *Side) Gatekeepers() []*evidence.Source { return s.cut((*sideAnalysis).gatekeepers) }

// RootCauses returns the smallest set of sources without which no line of evidence is left, the one nearest to the
// first-hand ends; by id. There are as many as [Tally.Lines], and the nearest set is unique.
func (s *Side) RootCauses() []*evidence.Source { return s.cut((*sideAnalysis).rootCauses) }

func (s *Side) cut(which func(*sideAnalysis) []int32) []*evidence.Source {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sourcesOf(which(s.analysis))
}

// gatekeepers are the sources that can be entered from the claim in the residual network of the lines, but not left: only
// the passage through a source is limited, so no other arc can be part of a cut.
func (s *sideAnalysis) gatekeepers() []int32 {
	if s.tally.Lines == 0 {
		return nil
	}
	f := s.flow
	w := newWalk(len(f.next))
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 {
			w.reach(2 * p.node)
		}
	}
	for {
		x, more := w.next()
		if !more {
			break
		}
		v := x / 2
		switch {
		case x%2 == 0 && f.prev[v] == noNode:
			w.reach(2*v + 1)
		case x%2 == 0 && f.prev[v] >= 0:
			w.reach(2*f.prev[v] + 1)
		case x%2 == 1:
			if f.prev[v] != noNode {
				w.reach(2 * v)
			}
			for _, u := range f.g.upstream(v) {
				if f.g.grounded(u) {
					w.reach(2 * u)
				}
			}
		}
	}
	return w.split(0)
}

// rootCauses are the sources from whose far side an end can be reached in the residual network, but not from their near
// side. The walk goes against the arcs.
func (s *sideAnalysis) rootCauses() []int32 {
	if s.tally.Lines == 0 {
		return nil
	}
	f, n := s.flow, int32(len(s.flow.next))
	d := &dominators{g: f.g, root: n}
	d.link()
	w := newWalk(int(n))
	for _, end := range d.down[d.downStart[n]:d.downStart[n+1]] {
		w.reach(2*end + 1)
	}
	for {
		x, more := w.next()
		if !more {
			break
		}
		v := x / 2
		if x%2 == 1 {
			if f.prev[v] == noNode {
				w.reach(2 * v)
			}
			if f.next[v] >= 0 {
				w.reach(2 * f.next[v])
			}
			continue
		}
		if f.prev[v] != noNode {
			w.reach(2*v + 1)
		}
		for _, taker := range d.down[d.downStart[v]:d.downStart[v+1]] {
			w.reach(2*taker + 1)
		}
	}
	return w.split(1)
}

// walk visits the states of a residual network, each once: 2v is source v entered, 2v+1 is v left.
type walk struct {
	seen  []bool
	stack []int32
}

func newWalk(sources int) *walk { return &walk{seen: make([]bool, 2*sources)} }

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

// split returns the sources of which only the one state was met: 0 = entered, 1 = left.
func (w *walk) split(state int) []int32 {
	var out []int32
	for v := range len(w.seen) / 2 {
		if w.seen[2*v+state] && !w.seen[2*v+1-state] {
			out = append(out, int32(v))
		}
	}
	return out
}

// PooledLines returns how many lines there are where everything unnamed counts as one separate source: all lines to
// unnamed ends then meet in it, so at most one of them is left beside those to named ends.
func (s *Side) PooledLines() int {
	s.analysis.a.mu.Lock()
	defer s.analysis.a.mu.Unlock()
	g, f := s.analysis.a.g, newFlow(s.analysis.a.g)
	for i, p := range s.analysis.positions {
		if s.analysis.groupOf[i] >= 0 {
			f.begin = append(f.begin, p.node)
		}
	}
	for v := range f.ends {
		f.ends[v] = g.terminal(int32(v)) && !g.unnamed[v]
	}
	if named := f.grow(); named < s.Lines {
		return named + 1
	}
	return s.Lines
}
