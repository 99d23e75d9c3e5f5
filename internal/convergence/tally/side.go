package tally

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
)

// Side is what the numbers of one side are made of. What is computed at once stands first; the rest is made
// when it is asked for, under the answer's lock.
type Side struct {
	A         *Claim
	Supports  bool
	Tally     Tally // as reported: demonstrated under the worst answers to open questions
	Recorded  Tally // of this graph alone
	Positions []basis.Position
	Counts    []bool // by position: it can be traced, in whatever way its basis is divided
	shownOnly bool   // of a graph of the worst answers: nothing is computed but what is demonstrated

	GroupOf  []int32 // by position: its group; -1 = ungrounded
	Groups   [][]int32
	RowOf    []int32         // by group: its row of the graph's basis
	Named    []bool          // by group: a member counts as demonstrated
	Profile  *effective.Rows // by group: shares by cause
	Root     *effective.Rows // by group: amplitudes by cause
	weights  []float64       // by group: v of the solution for E
	weightsD []float64       // by group: v of the solution for D
	alphaD   []float64       // by group: 1 where named, else 0
	Alone    []bool          // by group: it shares no cause with another
	Flow     *digraph.Flow
	Approx   bool

	Groundless int // sources that rest on nothing but a circle, or on nothing that is in force

	// What follows is made when it is asked for.
	remains   map[int32]remainder // by source
	marginals []float64           // by group; -1 = not yet computed
	order     []int32             // groups as they are listed
	origins   *effective.Solution // effective origins
	checked   *checked            // over the ends that can be checked

	weighed              bool
	Weight, PooledWeight float64
	ApproxWeight         bool // a weight is not certified to the tolerance
}

// newSide computes the tally of one side in one graph. counts says which sources may count as demonstrated.
func newSide(a *Claim, positions []basis.Position, supports bool, counts []bool) *Side {
	s := &Side{A: a, Supports: supports, Positions: positions, Profile: effective.NewRows(0, 0),
		Root: effective.NewRows(0, 0)}
	s.compute(counts)
	return s
}

// compute computes the tally.
func (s *Side) compute(counts []bool) {
	a, positions := s.A, s.Positions
	side := &s.Tally
	s.group()
	side.SourceCount = len(positions)
	s.Counts, s.Named = make([]bool, len(positions)), make([]bool, len(s.Groups))
	for i, g := range s.GroupOf {
		switch {
		case g < 0:
			s.Groundless++
		case counts[positions[i].Node]:
			side.TracedCount++
			s.Counts[i], s.Named[g] = true, true
		}
	}
	if len(s.Groups) > 0 {
		s.expand()
		s.score(side)
		s.lines(side)
	}
	if a.G.Model == nil && side.Presumed > float64(side.LineCount) && side.Presumed < float64(side.LineCount)+1e-9 {
		side.Presumed = float64(side.LineCount) // rounding, no more: E <= L holds where no copy counts
		side.Pooled, side.Demonstrated = math.Min(side.Pooled, side.Presumed), math.Min(side.Demonstrated, side.Presumed)
	}
	s.Recorded = s.Tally
}

// group puts the supporters with the same basis together. Groups are numbered by their smallest supporter.
func (s *Side) group() {
	g := s.A.G
	s.GroupOf = make([]int32, len(s.Positions))
	rows := make([]int32, 0, len(s.Positions))
	listed := make([]int32, g.Basis.Len()) // by row of the basis: its place in rows, from 1
	for i, p := range s.Positions {
		s.GroupOf[i] = -1
		r := g.RowOf[p.Node]
		if r < 0 {
			continue
		}
		if listed[r] == 0 {
			rows = append(rows, r)
			listed[r] = int32(len(rows))
		}
		s.GroupOf[i] = listed[r] - 1
	}
	first := effective.Identical(g.Basis, rows)
	number := make([]int32, len(rows))
	for i := range rows {
		if f := first[i]; f != int32(i) {
			number[i] = number[f]
			continue
		}
		number[i] = int32(len(s.RowOf))
		s.RowOf = append(s.RowOf, rows[i])
	}
	s.fillGroups(number)
}

// fillGroups lists the members of every group, ascending, in one array.
func (s *Side) fillGroups(number []int32) {
	start := make([]int32, len(s.RowOf)+1)
	for i, g := range s.GroupOf {
		if g >= 0 {
			s.GroupOf[i] = number[g]
			start[number[g]+1]++
		}
	}
	members := make([]int32, digraph.Accumulate(start))
	s.Groups = make([][]int32, len(s.RowOf))
	for g := range s.Groups {
		s.Groups[g] = members[start[g]:start[g]:start[g+1]]
	}
	for i, g := range s.GroupOf {
		if g >= 0 {
			s.Groups[g] = append(s.Groups[g], s.Positions[i].Node)
		}
	}
}

// expand makes the profiles of the groups.
func (s *Side) expand() {
	a := s.A
	entries := 4 * len(s.RowOf) // room for the marks
	for _, r := range s.RowOf {
		cols, _ := a.G.Basis.Row(r)
		entries += len(cols)
	}
	s.Profile = effective.NewRows(len(s.RowOf), entries)
	for _, r := range s.RowOf {
		if a.Sign.HasMarks() {
			a.Sign.Expand(a.G, r, false, a.Causes(), s.Profile)
			continue
		}
		cols, vals := a.G.Basis.Row(r)
		s.Profile.Col, s.Profile.Val = append(s.Profile.Col, cols...), append(s.Profile.Val, vals...)
		s.Profile.End()
	}
	s.Root = &effective.Rows{Start: s.Profile.Start, Col: s.Profile.Col, Val: slices.Clone(s.Profile.Val)}
	s.Root.Roots()
}

// score solves for the effective, the demonstrated and the pooled number.
func (s *Side) score(side *Tally) {
	n := len(s.RowOf)
	s.weights, s.weightsD, s.alphaD = make([]float64, n), make([]float64, n), make([]float64, n)
	if s.shownOnly {
		s.scoreShown(side)
		return
	}
	e := s.A.solver.Solve(s.Root, nil, nil)
	s.A.solver.Weights(s.weights, nil)
	s.Alone = make([]bool, n)
	for _, i := range s.A.solver.Alone {
		s.Alone[i] = true
	}
	s.Approx = e.Approx || s.A.G.Approx
	side.Presumed, side.Pooled, side.Demonstrated = e.Value, e.Value, e.Value
	copy(s.weightsD, s.weights)
	for i, named := range s.Named {
		if named {
			s.alphaD[i] = 1
		}
	}
	if s.someUnnamed() {
		pooled, place := s.pooledRoots()
		p := s.A.solver.Solve(pooled, nil, s.guess(place, int(pooled.Len())))
		s.Approx = s.Approx || p.Approx
		side.Pooled = math.Min(p.Value, e.Value)
	}
	if slices.Contains(s.Named, false) {
		d := s.A.solver.Solve(s.Root, s.alphaD, s.weights)
		s.A.solver.Weights(s.weightsD, s.alphaD)
		s.Approx = s.Approx || d.Approx
		side.Demonstrated = math.Min(d.Value, side.Pooled)
	} else {
		side.Demonstrated = side.Pooled
	}
}

// scoreShown solves for the demonstrated number alone.
func (s *Side) scoreShown(side *Tally) {
	for i, named := range s.Named {
		if named {
			s.alphaD[i] = 1
		}
	}
	if !slices.Contains(s.Named, true) {
		return
	}
	d := s.A.solver.Solve(s.Root, s.alphaD, nil)
	s.A.solver.Weights(s.weightsD, s.alphaD)
	copy(s.weights, s.weightsD)
	s.Approx = d.Approx || s.A.G.Approx
	side.Demonstrated, side.Pooled, side.Presumed = d.Value, d.Value, d.Value
}

// someUnnamed reports whether a part of what the side rests on is unnamed, so that pooling may change something.
func (s *Side) someUnnamed() bool {
	return slices.ContainsFunc(s.RowOf, func(r int32) bool { return !s.A.NamedRow(r) })
}

// pooledRoots returns the amplitudes of the different profiles of the pooled view, and for each group its row there.
func (s *Side) pooledRoots() (rows *effective.Rows, place []int32) {
	a := s.A
	m := a.solver.Blank()
	place = make([]int32, len(s.RowOf))
	unnamed, mixed := int32(-1), []int32(nil)
	for i, r := range s.RowOf {
		place[i] = m.Len()
		switch {
		case a.NamedRow(r):
			cols, vals := s.Profile.Row(int32(i))
			m.Col, m.Val = append(m.Col, cols...), append(m.Val, vals...)
			m.End()
		case !a.onlyUnnamed(r):
			a.Sign.Expand(a.G, r, true, a.Causes(), m)
			mixed = append(mixed, place[i])
		case unnamed >= 0:
			place[i] = unnamed
		default:
			unnamed = m.Unit(a.Sign.Unknown())
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
func (s *Side) guess(place []int32, rows int) []float64 {
	out := make([]float64, rows)
	for i := len(place) - 1; i >= 0; i-- {
		out[place[i]] = s.weights[i]
	}
	return out
}

// PresumedOrigins is the same for those who have the lock. Made once.
func (s *Side) PresumedOrigins() float64 {
	if s.origins == nil {
		o := s.A.solver.Solve(s.originRoots(), nil, nil)
		s.origins = &o
	}
	return s.origins.Value
}

// originRoots returns the amplitudes of the first-hand work of every origin that the side reaches.
func (s *Side) originRoots() *effective.Rows {
	m := s.A.solver.Blank()
	for _, o := range s.ReachedOrigins() {
		s.originRow(o, m)
	}
	return m.Roots()
}

// originRow appends the profile of an origin's first-hand work. That of one that copies another is a mix of both.
func (s *Side) originRow(o int32, m *effective.Rows) {
	a, own := s.A, 1.0
	if a.G.IsCopy(o) && a.G.Grounded(a.G.Model[o]) {
		own -= a.G.Kappa[o]
		origins, masses := a.G.Basis.Row(a.G.RowOf[a.G.Model[o]])
		for i, c := range origins {
			a.Sign.Add(a.Causes(), c, a.G.Kappa[o]*masses[i])
		}
	}
	a.Sign.Add(a.Causes(), o, own)
	a.Causes().Flush(m)
}

// ReachedOrigins returns the origins in the bases of the side, ascending.
func (s *Side) ReachedOrigins() []int32 {
	reached := make([]bool, len(s.A.G.Nodes))
	for _, r := range s.RowOf {
		cols, _ := s.A.G.Basis.Row(r)
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
// named end get one: a flow that grows keeps its beginnings and its ends, so lines to named ends are looked for first.
// A traced supporter needs no other end unless copies count: what it rests on is named as far as its lines need to go.
func (s *Side) lines(side *Tally) {
	s.Flow = digraph.NewFlow(s.A.G.Network())
	side.DemonstratedLineCount = s.growLines(false, s.A.G.Model != nil)
	side.LineCount = side.DemonstratedLineCount
	if side.TracedCount < side.SourceCount-s.Groundless && !s.shownOnly {
		side.LineCount = s.growLines(true, true)
	}
}

// growLines adds the lines of the supporters that count as demonstrated, or of all, to unnamed ends only if asked for,
// and returns how many lines there are in all.
func (s *Side) growLines(all, toUnnamed bool) int {
	g, f := s.A.G, s.Flow
	f.Begin = f.Begin[:0]
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 && (all || s.Counts[i]) {
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

// GroupAt returns the group of a source, -1 where it is no grounded supporter.
func (s *Side) GroupAt(v int32) int32 {
	i, ok := slices.BinarySearchFunc(s.Positions, v, func(p basis.Position, v int32) int { return int(p.Node - v) })
	if !ok {
		return -1
	}
	return s.GroupOf[i]
}

// Listed returns the groups in the order in which they are shown.
func (s *Side) Listed() []int32 {
	if s.order == nil {
		s.order = make([]int32, len(s.Groups))
		for i := range s.order {
			s.order[i] = int32(i)
		}
		slices.SortStableFunc(s.order, func(a, b int32) int { return len(s.Groups[b]) - len(s.Groups[a]) })
	}
	return s.order
}

// Marginal returns what the effective number loses without a group. A group that shares nothing is worth exactly 1, one
// that has no weight in the solution nothing.
func (s *Side) Marginal(group int32) float64 {
	switch {
	case s.Alone[group]:
		return 1
	case s.weights[group] == 0:
		return 0
	}
	if s.marginals == nil {
		s.marginals = make([]float64, len(s.Groups))
		for i := range s.marginals {
			s.marginals[i] = -1
		}
	}
	if s.marginals[group] < 0 {
		alpha := make([]float64, len(s.Groups))
		for i := range alpha {
			alpha[i] = 1
		}
		alpha[group] = 0
		rest := s.A.solver.Solve(s.Root, alpha, s.weights)
		s.marginals[group] = math.Max(0, s.Tally.Presumed-rest.Value)
	}
	return s.marginals[group]
}

// WorthTogether returns what the first-hand work of origins is worth alone, and the most that work which shares the
// same with it could come to: with a share w common to all, the combined amplitude is never less than sqrt(w), so E <=
// 1/w.
func (s *Side) WorthTogether(origins []int32) (effective, atMost float64) {
	m := s.A.solver.Blank()
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
	for _, c := range SortedKeys(common) {
		share += common[c]
	}
	atMost = 1 / share
	return math.Min(atMost, s.A.solver.Solve(m.Roots(), nil, nil).Value), atMost
}

// Circles returns the circles that the side leads into, by their smallest id.
func (s *Side) Circles(first int) []*basis.Circle {
	g := s.A.G
	if len(g.Circles) == 0 || first == 0 {
		return nil
	}
	reached := g.UpstreamOf(s.Positions)
	var out []*basis.Circle
	for _, k := range g.Circles {
		if reached[k.Members[0]] {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b *basis.Circle) int { return cmp.Compare(a.Sorted()[0], b.Sorted()[0]) })
	return out[:UpTo(first, len(out))]
}

// Dependents returns the supporters with a path into a circle, its own members included, ascending.
func (s *Side) Dependents(k *basis.Circle) []int32 {
	reached := s.A.DownstreamOf(k.Members)
	var out []int32
	for _, p := range s.Positions {
		if reached[p.Node] {
			out = append(out, p.Node)
		}
	}
	return out
}
