package convergence

import (
	"cmp"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// TextCopy is a recorded copy between sources of the evidence.
type TextCopy struct {
	Link *evidence.Derivation
	// Taker and Taken say who copied whom: as a declared way from one to the other says, else from the later to the
	// earlier, else as it is recorded.
	Taker, Taken *evidence.Source
	Counts       bool // false: nobody has confirmed it, and the policy asks for that
	Declared     bool // the taker declares, by any number of links, that it takes from the taken
}

// Copies returns the recorded copies that count, and those that would if somebody confirmed them, by id.
func (c *Convergence) Copies() []TextCopy {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	var out []TextCopy
	for _, p := range a.G.Copies {
		out = append(out, a.copyOf(p.Link, true))
	}
	for _, l := range a.G.Skipped[basis.LinkSuggested] {
		out = append(out, a.copyOf(l, false))
	}
	slices.SortFunc(out, func(x, y TextCopy) int { return cmp.Compare(x.Link.ID, y.Link.ID) })
	return out
}

func (a *Analysis) copyOf(link int32, counts bool) TextCopy {
	ix := a.Ix
	d := ix.Links[link]
	from, to := ix.SourceAt[d.From], ix.LinkTo[link]
	forth, back := a.declaredWay(from, to), a.declaredWay(to, from)
	later := ix.Date[from].Known() && ix.Date[from].First() < ix.Date[to].First()
	if back && !forth || forth == back && later {
		from, to = to, from
	}
	return TextCopy{Link: d, Taker: ix.Sources[from], Taken: ix.Sources[to], Counts: counts, Declared: forth || back}
}

// declaredWay reports whether one source leads to another by declared links that count.
func (a *Analysis) declaredWay(from, to int32) bool {
	v, some := slices.BinarySearch(a.G.Nodes, from)
	u, other := slices.BinarySearch(a.G.Nodes, to)
	if !some || !other {
		return false
	}
	seen := map[int32]bool{}
	queue := []int32{int32(v)}
	for i := 0; i < len(queue); i++ {
		for _, w := range a.G.Up[a.G.UpStart[queue[i]]:a.G.UpStart[queue[i]+1]] {
			if w == int32(u) {
				return true
			}
			if !seen[w] {
				seen[w] = true
				queue = append(queue, w)
			}
		}
	}
	return false
}

// Anachronism is a declared link to a later source.
type Anachronism struct {
	Link     *evidence.Derivation
	From, To *evidence.Source
}

// Anachronisms returns the declared links of the evidence that lead to a later source and therefore do not count, by
// id.
func (c *Convergence) Anachronisms() []Anachronism {
	ix := c.analysis.Ix
	var out []Anachronism
	for _, l := range c.analysis.G.Skipped[basis.LinkTimeInconsistent] {
		out = append(out, Anachronism{ix.Links[l], ix.Sources[ix.SourceAt[ix.Links[l].From]], ix.Sources[ix.LinkTo[l]]})
	}
	slices.SortFunc(out, func(x, y Anachronism) int { return cmp.Compare(x.Link.ID, y.Link.ID) })
	return out
}

// Withdrawal is a source that its publisher withdrew and that sources of a side take from all the same.
type Withdrawal struct {
	Source *evidence.Source
	// Resting are the sources of the side that take from it by any number of steps, by id; at least one.
	Resting []*evidence.Source
	Fallen  int // how many of these have no basis in force
}

// Withdrawals returns the withdrawn sources that sources of the side take from, by id.
func (s *Side) Withdrawals() []Withdrawal {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	var out []Withdrawal
	for v, withdrawn := range a.G.Withdrawn {
		if !withdrawn || a.Ix.Excluded[a.G.Nodes[v]] || a.IsHidden(int32(v)) {
			continue
		}
		w := Withdrawal{Source: a.G.Source(int32(v))}
		reached := a.DownstreamOf([]int32{int32(v)})
		for i, p := range s.analysis.Positions {
			if !reached[p.Node] {
				continue
			}
			w.Resting = append(w.Resting, a.G.Source(p.Node))
			if s.analysis.GroupOf[i] < 0 {
				w.Fallen++
			}
		}
		if len(w.Resting) > 0 {
			out = append(out, w)
		}
	}
	return out
}

// OneSided returns the ownerships above the outlets of the evidence that the other side is recorded not to state, by
// id.
func (c *Convergence) OneSided() []basis.OneSided {
	a := c.analysis
	if len(a.Ix.OneSided) == 0 {
		return nil
	}
	var outlets []int32
	for v := range int32(len(a.G.Nodes)) {
		// who published it may be here for others
		if p, ok := a.Ix.PartyAt[evidence.ID(a.G.Source(v).Outlet)]; ok && !a.IsHidden(v) {
			outlets = append(outlets, p)
		}
	}
	return a.Ix.OneSidedAbove(outlets)
}

// Shown returns the source of the evidence that has an id or is the same as the one that has it; nil if there is none.
func (c *Convergence) Shown(id evidence.SourceID) *evidence.Source {
	if v, ok := c.analysis.G.Find(id); ok {
		return c.analysis.G.Source(v)
	}
	return nil
}

// Party returns the outlet, organization or person that has an id or is the same as the one that has it; nil where what
// was read for the answer has none.
func (c *Convergence) Party(id evidence.ID) evidence.Node {
	if p, ok := c.analysis.Ix.PartyAt[id]; ok {
		return c.analysis.Ix.Parties[p]
	}
	return nil
}

// Way returns the links along a shortest way by which one source takes from another, whether or not they have ground;
// none where there is no way or one of them is no part of the evidence.
func (c *Convergence) Way(from, to evidence.SourceID) []evidence.Link {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	v, some := a.G.Find(from)
	u, other := a.G.Find(to)
	if !some || !other || v == u {
		return nil
	}
	return a.asLinks(a.WalkUp(v, tally.Anywhere, func(w int32) bool { return w == u }))
}

// WayToAny returns the links along a shortest way by which a source takes from one of others, whether or not they have
// ground; none if there is no way or it is one of them.
func (c *Convergence) WayToAny(from evidence.SourceID, to map[evidence.SourceID]bool) []evidence.Link {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	v, ok := a.G.Find(from)
	if !ok {
		return nil
	}
	return a.asLinks(a.WalkUp(v, tally.Anywhere, func(w int32) bool { return to[a.G.Source(w).ID] }))
}

// CircleLinks returns the links by which the members of a circle take from each other: first a shortest round of the
// member that is named, then the others by the ids of who takes and what it takes from; and last those by which
// something enters from outside. The list is empty if the source is in no circle.
func (c *Convergence) CircleLinks(member evidence.SourceID) []evidence.Link {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	v, ok := a.G.Find(member)
	if !ok {
		return nil
	}
	out := a.round(v)
	if out == nil {
		return nil
	}
	var entering []evidence.Link
	for _, u := range a.G.CircleAt(a.G.Comps.Of[v]).Sorted() {
		for _, w := range a.G.Up[a.G.UpStart[u]:a.G.UpStart[u+1]] {
			if a.G.Comps.Of[w] == a.G.Comps.Of[v] {
				out = append(out, a.LinkBetween(u, w))
			} else if a.G.Grounded(w) {
				entering = append(entering, a.LinkBetween(u, w))
			}
		}
	}
	return onceEach(append(out, entering...))
}

// round returns the links along a shortest way by which a source takes from itself; none if it is in no circle.
func (a *Analysis) round(v int32) []evidence.Link {
	var shortest []int32
	for _, u := range a.G.Up[a.G.UpStart[v]:a.G.UpStart[v+1]] {
		if a.G.Comps.Of[u] != a.G.Comps.Of[v] {
			continue
		}
		inside := func(w int32) bool { return a.G.Comps.Of[w] == a.G.Comps.Of[v] }
		if back := a.WalkUp(u, inside, func(w int32) bool { return w == v }); shortest == nil || len(back) < len(shortest) {
			shortest = back
		}
	}
	if shortest == nil {
		return nil
	}
	return a.asLinks(append([]int32{v}, shortest...))
}

// asLinks returns the links that a path follows.
func (a *Analysis) asLinks(path []int32) []evidence.Link {
	var out []evidence.Link
	for _, d := range a.LinksAlong(path) {
		out = append(out, d)
	}
	return out
}
