package digraph

// Lines are vertex-disjoint paths to the ends of a graph: a maximum flow in which every node carries at most one unit.
// The flow is kept as what follows each node on its line; the residual network has two states a node, entered (2v) and
// left (2v+1), and every state carries at most one unit in a phase, as in Hopcroft and Karp.
const (
	NoNode   = int32(-1)
	endNode  = int32(-2) // the line ends here
	FromRoot = int32(-3) // the line begins here
)

// Flow is a growing set of vertex-disjoint lines. Nodes that begin a line and ends that end one stay what they are
// while more are added.
type Flow struct {
	g     *Graph
	next  []int32 // by node: the next on its line, endNode, or noNode where it is on no line
	Prev  []int32 // by node: the one before, fromRoot, or noNode
	Begin []int32 // nodes that may begin a line
	Ends  []bool  // by node: may end a line
	value int

	level []int32 // by state; -1 = not to be entered (again)
	arc   []int32 // by state: arcs looked at
	queue []int32
	stack []int32
}

// NewFlow returns a flow of no lines on g. Whoever uses it fills Begin and Ends before asking for more.
func NewFlow(g *Graph) *Flow {
	n := g.Len()
	f := &Flow{
		g: g, next: make([]int32, n), Prev: make([]int32, n), Ends: make([]bool, n),
		level: make([]int32, 2*n), arc: make([]int32, 2*n), queue: make([]int32, 0, 2*n),
	}
	for v := range f.next {
		f.next[v], f.Prev[v] = NoNode, NoNode
	}
	return f
}

// Grow adds lines until there are as many as begin and ends allow (Dinic), and returns how many there are.
func (f *Flow) Grow() int {
	for f.value < len(f.Begin) && f.layer() {
		for _, v := range f.Begin {
			if f.Prev[v] != FromRoot && f.level[2*v] == 0 {
				f.advance(2 * v)
			}
		}
	}
	return f.value
}

// layer numbers the states by their distance from the beginnings, and reports whether an end is in reach.
func (f *Flow) layer() bool {
	for i := range f.level {
		f.level[i], f.arc[i] = -1, 0
	}
	f.queue = f.queue[:0]
	for _, v := range f.Begin {
		if f.Prev[v] != FromRoot {
			f.level[2*v] = 0
			f.queue = append(f.queue, 2*v)
		}
	}
	last := int32(-1) // the level at which an end was found
	for i := 0; i < len(f.queue); i++ {
		x := f.queue[i]
		if last >= 0 && f.level[x] >= last {
			break
		}
		if x%2 == 0 {
			if y := f.targetEntered(x/2, 0); y >= 0 {
				f.discover(y, f.level[x]+1)
			}
		} else if f.spread(x) {
			last = f.level[x] + 1
		}
	}
	return last >= 0
}

// spread gives the states that follow a node which is left their level, and reports whether a line may end there. It
// goes over the arcs that target names, without asking for them one by one.
func (f *Flow) spread(x int32) (ends bool) {
	v, next := x/2, f.level[x]+1
	if f.Prev[v] != NoNode { // on a line: its passage can be undone
		f.discover(2*v, next)
	}
	for _, u := range f.g.Links(v) {
		if f.g.holds(u) && f.next[v] != u && u != v {
			f.discover(2*u, next)
		}
	}
	return f.Ends[v] && f.next[v] != endNode
}

// discover gives a state its level if it has none yet.
func (f *Flow) discover(x, level int32) {
	if f.level[x] < 0 {
		f.level[x] = level
		f.queue = append(f.queue, x)
	}
}

// closedArc stands for an arc that has no room.
const closedArc = int32(-4)

// target returns where arc n of state x leads in the residual network: a state, endNode, closedArc, or noNode after the
// last arc.
func (f *Flow) target(x, n int32) int32 {
	v := x / 2
	if x%2 == 0 {
		return f.targetEntered(v, n)
	}
	up := f.g.Links(v)
	switch {
	case n == 0:
		if f.Ends[v] && f.next[v] != endNode {
			return endNode
		}
		return closedArc
	case n == 1:
		if f.Prev[v] != NoNode { // on a line: its passage can be undone
			return 2 * v
		}
		return closedArc
	case int(n)-2 < len(up):
		u := up[n-2]
		if !f.g.holds(u) || f.next[v] == u || u == v {
			return closedArc
		}
		return 2 * u
	}
	return NoNode
}

// targetEntered is target for a node that has been entered: through it where it is free, else back along its line.
func (f *Flow) targetEntered(v, n int32) int32 {
	switch {
	case n > 0:
		return NoNode
	case f.Prev[v] == NoNode:
		return 2*v + 1
	case f.Prev[v] >= 0:
		return 2*f.Prev[v] + 1
	}
	return closedArc
}

// advance looks for a way from a state to an end through the layers, depth first, and adds it to the flow.
func (f *Flow) advance(from int32) {
	f.stack = append(f.stack[:0], from)
	for len(f.stack) > 0 {
		x := f.stack[len(f.stack)-1]
		y := f.target(x, f.arc[x])
		f.arc[x]++
		switch {
		case y == NoNode:
			f.level[x] = -1
			f.stack = f.stack[:len(f.stack)-1]
		case y == endNode:
			f.augment()
			return
		case y >= 0 && f.level[y] == f.level[x]+1:
			f.stack = append(f.stack, y)
		}
	}
}

// augment applies the way on the stack: forward steps lengthen lines, backward steps undo what they pass. Its states
// are not entered again in this phase.
func (f *Flow) augment() {
	f.value++
	for i, x := range f.stack {
		f.level[x] = -1
		v := x / 2
		if i == 0 {
			f.Prev[v] = FromRoot
			continue
		}
		before := f.stack[i-1]
		switch u := before / 2; {
		case before%2 == 1 && x%2 == 0 && u != v: // u takes from v
			f.next[u] = v
			f.Prev[v] = u
		case before%2 == 1 && x%2 == 0: // the passage through v is undone
			f.next[v], f.Prev[v] = NoNode, NoNode
		}
	}
	f.next[f.stack[len(f.stack)-1]/2] = endNode
}

// Line returns the nodes of the line that begins at v.
func (f *Flow) Line(v int32) []int32 {
	var out []int32
	for ; v >= 0; v = f.next[v] {
		out = append(out, v)
	}
	return out
}
