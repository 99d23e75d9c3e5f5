package convergence

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

// sideAnalysis is what the numbers of one side are made of. What is computed at once stands first; the rest is made when
// it is asked for, under the answer's lock.
type sideCore struct {
	a         *core
	supports  bool
	tally     Tally // as reported: demonstrated under the worst answers to open questions
	recorded  Tally // of this graph alone
	positions []basis.Position
	counts    []bool // by position: it can be traced, in whatever way its basis is divided
	shownOnly bool   // of a graph of the worst answers: nothing is computed but what is demonstrated

	groupOf  []int32 // by position: its group; -1 = ungrounded
	groups   [][]int32
	rowOf    []int32         // by group: its row of the graph's basis
	named    []bool          // by group: a member counts as demonstrated
	profile  *effective.Rows // by group: shares by cause
	root     *effective.Rows // by group: amplitudes by cause
	weights  []float64       // by group: v of the solution for E
	weightsD []float64       // by group: v of the solution for D
	alphaD   []float64       // by group: 1 where named, else 0
	alone    []bool          // by group: it shares no cause with another
	flow     *digraph.Flow
	approx   bool

	groundless int // sources that rest on nothing but a circle, or on nothing that is in force

	// What follows is made when it is asked for.
	remains   map[int32]remainder // by source
	marginals []float64           // by group; -1 = not yet computed
	order     []int32             // groups as they are listed
	origins   *effective.Solution // effective origins
	checked   *checked            // over the ends that can be checked

	weighed              bool
	weight, pooledWeight float64
	approxWeight         bool // a weight is not certified to the tolerance
}

// newSide computes the tally of one side in one graph. counts says which sources may count as demonstrated.
func newSide(a *core, positions []basis.Position, supports bool, counts []bool) *sideCore {
	s := &sideCore{a: a, supports: supports, positions: positions, profile: effective.NewRows(0, 0), root: effective.NewRows(0, 0)}
	s.compute(counts)
	return s
}

// compute computes the tally.
func (s *sideCore) compute(counts []bool) {
	a, positions := s.a, s.positions
	side := &s.tally
	s.group()
	side.Sources = len(positions)
	s.counts, s.named = make([]bool, len(positions)), make([]bool, len(s.groups))
	for i, g := range s.groupOf {
		switch {
		case g < 0:
			s.groundless++
		case counts[positions[i].Node]:
			side.Named++
			s.counts[i], s.named[g] = true, true
		}
	}
	if len(s.groups) > 0 {
		s.expand()
		s.score(side)
		s.lines(side)
	}
	if a.g.Model == nil && side.Effective > float64(side.Lines) && side.Effective < float64(side.Lines)+1e-9 {
		side.Effective = float64(side.Lines) // rounding, no more: E <= L holds where no copy counts
		side.Pooled, side.Demonstrated = math.Min(side.Pooled, side.Effective), math.Min(side.Demonstrated, side.Effective)
	}
	s.recorded = s.tally
}

// group puts the supporters with the same basis together. Groups are numbered by their smallest supporter.
func (s *sideCore) group() {
	g := s.a.g
	s.groupOf = make([]int32, len(s.positions))
	rows := make([]int32, 0, len(s.positions))
	listed := make([]int32, g.Basis.Len()) // by row of the basis: its place in rows, from 1
	for i, p := range s.positions {
		s.groupOf[i] = -1
		r := g.RowOf[p.Node]
		if r < 0 {
			continue
		}
		if listed[r] == 0 {
			rows = append(rows, r)
			listed[r] = int32(len(rows))
		}
		s.groupOf[i] = listed[r] - 1
	}
	first := effective.Identical(g.Basis, rows)
	number := make([]int32, len(rows))
	for i := range rows {
		if f := first[i]; f != int32(i) {
			number[i] = number[f]
			continue
		}
		number[i] = int32(len(s.rowOf))
		s.rowOf = append(s.rowOf, rows[i])
	}
	s.fillGroups(number)
}

// fillGroups lists the members of every group, ascending, in one array.
func (s *sideCore) fillGroups(number []int32) {
	start := make([]int32, len(s.rowOf)+1)
	for i, g := range s.groupOf {
		if g >= 0 {
			s.groupOf[i] = number[g]
			start[number[g]+1]++
		}
	}
	members := make([]int32, digraph.Accumulate(start))
	s.groups = make([][]int32, len(s.rowOf))
	for g := range s.groups {
		s.groups[g] = members[start[g]:start[g]:start[g+1]]
	}
	for i, g := range s.groupOf {
		if g >= 0 {
			s.groups[g] = append(s.groups[g], s.positions[i].Node)
		}
	}
}

// expand makes the profiles of the groups.
func (s *sideCore) expand() {
	a := s.a
	entries := 4 * len(s.rowOf) // room for the marks
	for _, r := range s.rowOf {
		cols, _ := a.g.Basis.Row(r)
		entries += len(cols)
	}
	s.profile = effective.NewRows(len(s.rowOf), entries)
	for _, r := range s.rowOf {
		if a.sign.HasMarks() {
			a.sign.Expand(a.g, r, false, a.causes(), s.profile)
			continue
		}
		cols, vals := a.g.Basis.Row(r)
		s.profile.Col, s.profile.Val = append(s.profile.Col, cols...), append(s.profile.Val, vals...)
		s.profile.End()
	}
	s.root = &effective.Rows{Start: s.profile.Start, Col: s.profile.Col, Val: slices.Clone(s.profile.Val)}
	s.root.Roots()
}

// score solves for the effective, the demonstrated and the pooled number.
func (s *sideCore) score(side *Tally) {
	n := len(s.rowOf)
	s.weights, s.weightsD, s.alphaD = make([]float64, n), make([]float64, n), make([]float64, n)
	if s.shownOnly {
		s.scoreShown(side)
		return
	}
	e := s.a.solver.Solve(s.root, nil, nil)
	s.a.solver.Weights(s.weights, nil)
	s.alone = make([]bool, n)
	for _, i := range s.a.solver.Alone {
		s.alone[i] = true
	}
	s.approx = e.Approx || s.a.g.Approx
	side.Effective, side.Pooled, side.Demonstrated = e.Value, e.Value, e.Value
	copy(s.weightsD, s.weights)
	for i, named := range s.named {
		if named {
			s.alphaD[i] = 1
		}
	}
	if s.someUnnamed() {
		pooled, place := s.pooledRoots()
		p := s.a.solver.Solve(pooled, nil, s.guess(place, int(pooled.Len())))
		s.approx = s.approx || p.Approx
		side.Pooled = math.Min(p.Value, e.Value)
	}
	if slices.Contains(s.named, false) {
		d := s.a.solver.Solve(s.root, s.alphaD, s.weights)
		s.a.solver.Weights(s.weightsD, s.alphaD)
		s.approx = s.approx || d.Approx
		side.Demonstrated = math.Min(d.Value, side.Pooled)
	} else {
		side.Demonstrated = side.Pooled
	}
}

// scoreShown solves for the demonstrated number alone.
func (s *sideCore) scoreShown(side *Tally) {
	for i, named := range s.named {
		if named {
			s.alphaD[i] = 1
		}
	}
	if !slices.Contains(s.named, true) {
		return
	}
	d := s.a.solver.Solve(s.root, s.alphaD, nil)
	s.a.solver.Weights(s.weightsD, s.alphaD)
	copy(s.weights, s.weightsD)
	s.approx = d.Approx || s.a.g.Approx
	side.Demonstrated, side.Pooled, side.Effective = d.Value, d.Value, d.Value
}

// someUnnamed reports whether a part of what the side rests on is unnamed, so that pooling may change something.
func (s *sideCore) someUnnamed() bool {
	return slices.ContainsFunc(s.rowOf, func(r int32) bool { return !s.a.namedRow(r) })
}

// pooledRoots returns the amplitudes of the different profiles of the pooled view, and for each group its row there.
func (s *sideCore) pooledRoots() (rows *effective.Rows, place []int32) {
	a := s.a
	m := a.solver.Blank()
	place = make([]int32, len(s.rowOf))
	unnamed, mixed := int32(-1), []int32(nil)
	for i, r := range s.rowOf {
		place[i] = m.Len()
		switch {
		case a.namedRow(r):
			cols, vals := s.profile.Row(int32(i))
			m.Col, m.Val = append(m.Col, cols...), append(m.Val, vals...)
			m.End()
		case !a.onlyUnnamed(r):
			a.sign.Expand(a.g, r, true, a.causes(), m)
			mixed = append(mixed, place[i])
		case unnamed >= 0:
			place[i] = unnamed
		default:
			unnamed = m.Unit(a.sign.Unknown())
		}
	}
	if len(mixed) > 1 { // only these can have become the same
		now := m.Distinct(mixed)
		for i, at := range place {
			place[i] = now[at]
		}
	}
	return m.Roots(), place
}

// guess is a first guess of the weights of rows: of the groups at one row the first one's.
func (s *sideCore) guess(place []int32, rows int) []float64 {
	out := make([]float64, rows)
	for i := len(place) - 1; i >= 0; i-- {
		out[place[i]] = s.weights[i]
	}
	return out
}

// effectiveOrigins is the same for those who have the lock. Made once.
func (s *sideCore) effectiveOrigins() float64 {
	if s.origins == nil {
		o := s.a.solver.Solve(s.originRoots(), nil, nil)
		s.origins = &o
	}
	return s.origins.Value
}

// originRoots returns the amplitudes of the first-hand work of every origin that the side reaches.
func (s *sideCore) originRoots() *effective.Rows {
	m := s.a.solver.Blank()
	for _, o := range s.reachedOrigins() {
		s.originRow(o, m)
	}
	return m.Roots()
}

// originRow appends the profile of an origin's first-hand work. That of one that copies another is a mix of both.
func (s *sideCore) originRow(o int32, m *effective.Rows) {
	a, own := s.a, 1.0
	if a.g.IsCopy(o) && a.g.Grounded(a.g.Model[o]) {
		own -= a.g.Kappa[o]
		origins, masses := a.g.Basis.Row(a.g.RowOf[a.g.Model[o]])
		for i, c := range origins {
			a.sign.Add(a.causes(), c, a.g.Kappa[o]*masses[i])
		}
	}
	a.sign.Add(a.causes(), o, own)
	a.causes().Flush(m)
}

// reachedOrigins returns the origins in the bases of the side, ascending.
func (s *sideCore) reachedOrigins() []int32 {
	reached := make([]bool, len(s.a.g.Nodes))
	for _, r := range s.rowOf {
		cols, _ := s.a.g.Basis.Row(r)
		for _, c := range cols {
			reached[c] = true
		}
	}
	var out []int32
	for v, is := range reached {
		if is {
			out = append(out, int32(v))
		}
	}
	return out
}

// lines finds the vertex-disjoint lines: those of the named supporters first, then all. Of each as many as can have a
// named end get one: a flow that grows keeps its beginnings and its ends, so lines to named ends are looked for first. A
// traced supporter needs no other end unless copies count: what it rests on is named as far as its lines need to go.
func (s *sideCore) lines(side *Tally) {
	s.flow = digraph.NewFlow(s.a.g.Network())
	side.DemonstratedLines = s.growLines(false, s.a.g.Model != nil)
	side.Lines = side.DemonstratedLines
	if side.Named < side.Sources-s.groundless && !s.shownOnly {
		side.Lines = s.growLines(true, true)
	}
}

// growLines adds the lines of the supporters that count as demonstrated, or of all, to unnamed ends only if asked for, and
// returns how many lines there are in all.
func (s *sideCore) growLines(all, toUnnamed bool) int {
	g, f := s.a.g, s.flow
	f.Begin = f.Begin[:0]
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 && (all || s.counts[i]) {
			f.Begin = append(f.Begin, p.Node)
		}
	}
	for v := range f.Ends {
		f.Ends[v] = g.Terminal(int32(v)) && !g.Unnamed[v]
	}
	lines := f.Grow()
	if toUnnamed {
		for v := range f.Ends {
			f.Ends[v] = g.Terminal(int32(v))
		}
		lines = f.Grow()
	}
	return lines
}

// groupAt returns the group of a source, -1 where it is no grounded supporter.
func (s *sideCore) groupAt(v int32) int32 {
	i, ok := slices.BinarySearchFunc(s.positions, v, func(p basis.Position, v int32) int { return int(p.Node - v) })
	if !ok {
		return -1
	}
	return s.groupOf[i]
}

// listed returns the groups in the order in which they are shown.
func (s *sideCore) listed() []int32 {
	if s.order == nil {
		s.order = make([]int32, len(s.groups))
		for i := range s.order {
			s.order[i] = int32(i)
		}
		slices.SortStableFunc(s.order, func(a, b int32) int { return len(s.groups[b]) - len(s.groups[a]) })
	}
	return s.order
}

// marginal returns what the effective number loses without a group. A group that shares nothing is worth exactly 1, one
// that has no weight in the solution nothing.
func (s *sideCore) marginal(group int32) float64 {
	switch {
	case s.alone[group]:
		return 1
	case s.weights[group] == 0:
		return 0
	}
	if s.marginals == nil {
		s.marginals = make([]float64, len(s.groups))
		for i := range s.marginals {
			s.marginals[i] = -1
		}
	}
	if s.marginals[group] < 0 {
		alpha := make([]float64, len(s.groups))
		for i := range alpha {
			alpha[i] = 1
		}
		alpha[group] = 0
		rest := s.a.solver.Solve(s.root, alpha, s.weights)
		s.marginals[group] = math.Max(0, s.tally.Effective-rest.Value)
	}
	return s.marginals[group]
}

// together returns what the first-hand work of origins is worth alone, and the most that work which shares the same with
// it could come to: with a share w common to all, the combined amplitude is nowhere less than sqrt(w), so E <= 1/w.
func (s *sideCore) together(origins []int32) (effective, atMost float64) {
	m := s.a.solver.Blank()
	for _, o := range origins {
		s.originRow(o, m)
	}
	common := map[int32]float64{}
	for i := range m.Len() {
		cols, vals := m.Row(i)
		next := make(map[int32]float64, len(common))
		for k, c := range cols {
			if least, is := common[c]; is || i == 0 {
				next[c] = vals[k]
				if is {
					next[c] = math.Min(least, vals[k])
				}
			}
		}
		common = next
	}
	share := 0.0
	for _, c := range sortedKeys(common) {
		share += common[c]
	}
	atMost = 1 / share
	return math.Min(atMost, s.a.solver.Solve(m.Roots(), nil, nil).Value), atMost
}

// bottlenecks returns the sources that all of the side's grounded sources hang on, nearest to the claim first.
func (s *sideCore) bottlenecks() []int32 {
	if len(s.groups) == 0 {
		return nil
	}
	tree := s.a.tree()
	var out []int32
	for v := s.groups[0][0]; v >= 0 && v != tree.Root; v = tree.Above[v] {
		all := true
		for _, members := range s.groups {
			for _, m := range members {
				if all = all && tree.Holds(v, m); !all {
					break
				}
			}
		}
		if all {
			out = append(out, v)
		}
	}
	return out
}

// falls returns the supporters that hang on v, ascending.
func (s *sideCore) falls(v int32) []int32 {
	var out []int32
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 && s.a.tree().Holds(v, p.Node) {
			out = append(out, p.Node)
		}
	}
	return out
}

// gatekeepers are the cut nearest to the claim.
func (s *sideCore) gatekeepers() []int32 {
	if s.tally.Lines == 0 {
		return nil
	}
	var begin []int32
	for i, p := range s.positions {
		if s.groupOf[i] >= 0 {
			begin = append(begin, p.Node)
		}
	}
	return s.flow.NearCut(begin)
}

// rootCauses are the cut nearest to the first-hand ends.
func (s *sideCore) rootCauses() []int32 {
	if s.tally.Lines == 0 {
		return nil
	}
	return s.flow.FarCut(s.a.g.Terminal)
}

// circles returns the circles that the side leads into, by their smallest id.
func (s *sideCore) circles(first int) []*basis.Circle {
	g := s.a.g
	if len(g.Circles) == 0 || first == 0 {
		return nil
	}
	reached := g.UpstreamOf(s.positions)
	var out []*basis.Circle
	for _, k := range g.Circles {
		if reached[k.Members[0]] {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b *basis.Circle) int { return cmp.Compare(a.Sorted()[0], b.Sorted()[0]) })
	return out[:upTo(first, len(out))]
}

// dependents returns the supporters with a path into a circle, its own members included, ascending.
func (s *sideCore) dependents(k *basis.Circle) []int32 {
	reached := s.a.downstreamOf(k.Members)
	var out []int32
	for _, p := range s.positions {
		if reached[p.Node] {
			out = append(out, p.Node)
		}
	}
	return out
}
