package ownership

import (
	"cmp"
	"slices"
	"sync"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Control is what a share must exceed to control, in percent.
const Control = 50.0

// tolerance is how far above a limit a share must be to exceed it, in percent.
const tolerance = 1e-9

// Rule says which ownerships count.
type Rule struct {
	// Above is what a share must exceed to control, in percent; [Control] unless somebody asks for another limit.
	Above float64
	// Confident reports whether a record is certain enough; nil = every record is.
	Confident func(*evidence.Provenance) bool
	// At is the moment at which an ownership must hold.
	At evidence.Moment
}

// Counts reports whether an ownership counts, apart from its share and its ends.
func (r Rule) Counts(o *evidence.Ownership) bool {
	return r.certain(&o.Provenance) && r.At.Holds(o.ValidFrom, o.ValidTo)
}

func (r Rule) certain(p *evidence.Provenance) bool { return r.Confident == nil || r.Confident(p) }

func (r Rule) exceeds(percent float64) bool { return percent > r.Above+tolerance }

// controls reports whether one ownership is a step of control.
func (r Rule) controls(o *evidence.Ownership) bool {
	return o.SharePercent == nil || r.exceeds(*o.SharePercent)
}

// fraction returns the share by which an ownership multiplies, 0 to 1.
func fraction(o *evidence.Ownership) float64 {
	if o.SharePercent == nil {
		return 1
	}
	return *o.SharePercent / 100
}

// Graph is who owns what among parties that are numbered from 0 in the order of their ids, those that are the same
// under one number. Several goroutines may ask it at once.
type Graph struct {
	rule Rule

	start []int32 // by party: its owners in owner, ascending
	owner []int32
	link  []*evidence.Ownership

	circle       []int32 // by party: its circle of ownership; owners are in circles of smaller numbers, or the same
	circleStart  []int32 // by circle: its part of circleMember
	circleMember []int32 // within a circle ascending
	place        []int32 // by party: its place in its circle

	stepStart []int32 // by party: who controls it directly, by one ownership or by a sum, ascending
	step      []int32
	stepEdge  []int32 // place in owner and link; bySum for control by a sum

	loop []int32 // by party: its circle of control
	end  []int32 // by circle of control: its smallest party if nobody outside controls it, else -1

	mu     sync.Mutex
	inside []*inside // by circle of ownership: its simple chains, nil until somebody asks for them
}

const bySum = -1

// New makes the graph of what is recorded. party returns the number of an id, the same for ids that are the same, and
// false for an id that takes no part. The ownerships stay in use; they must not change.
func New(parties int, party func(evidence.ID) (int32, bool), ownerships []evidence.Ownership, rule Rule) *Graph {
	g := &Graph{rule: rule}
	minority := g.indexLinks(parties, stakes(party, ownerships, rule))
	var circles int32
	g.circle, circles = digraph.Components(g.start, g.owner)
	g.circleStart, g.circleMember = digraph.Members(g.circle, circles)
	g.place = make([]int32, parties)
	for i, p := range g.circleMember {
		g.place[p] = int32(i) - g.circleStart[g.circle[p]]
	}
	g.inside = make([]*inside, circles)
	if !minority {
		g.stepsOfLinks()
		g.indexEnds(g.circle, g.circleStart, g.circleMember)
		return g
	}
	g.stepsWithSums()
	loop, loops := digraph.Components(g.stepStart, g.step)
	start, members := digraph.Members(loop, loops)
	g.indexEnds(loop, start, members)
	return g
}

// stake is an ownership between two parties.
type stake struct {
	asset, owner int32
	link         *evidence.Ownership
}

// stakes returns what counts by its ends, of one owner's in one asset the strongest.
func stakes(party func(evidence.ID) (int32, bool), ownerships []evidence.Ownership, rule Rule) []stake {
	all := make([]stake, 0, len(ownerships))
	for i := range ownerships {
		o := &ownerships[i]
		asset, isAsset := party(o.Asset)
		owner, isOwner := party(o.Owner)
		if isAsset && isOwner && asset != owner && rule.Counts(o) {
			all = append(all, stake{asset, owner, o})
		}
	}
	slices.SortFunc(all, func(a, b stake) int {
		return cmp.Or(cmp.Compare(a.asset, b.asset), cmp.Compare(a.owner, b.owner),
			cmp.Compare(fraction(b.link), fraction(a.link)),
			stated(a.link)-stated(b.link), cmp.Compare(a.link.ID, b.link.ID))
	})
	return slices.CompactFunc(all, func(a, b stake) bool { return a.asset == b.asset && a.owner == b.owner })
}

// stated is 0 for an ownership that states its share, else 1.
func stated(o *evidence.Ownership) int {
	if o.SharePercent == nil {
		return 1
	}
	return 0
}

// indexLinks keeps the stakes, and reports whether one of them is no step of control.
func (g *Graph) indexLinks(parties int, all []stake) (minority bool) {
	g.start = make([]int32, parties+1)
	g.owner, g.link = make([]int32, len(all)), make([]*evidence.Ownership, len(all))
	for i, s := range all {
		g.start[s.asset+1]++
		g.owner[i], g.link[i] = s.owner, s.link
		minority = minority || !g.rule.controls(s.link)
	}
	for p := range parties {
		g.start[p+1] += g.start[p]
	}
	return minority
}

// stepsOfLinks makes every ownership a step of control.
func (g *Graph) stepsOfLinks() {
	g.stepStart, g.step = g.start, g.owner
	g.stepEdge = make([]int32, len(g.owner))
	for e := range g.stepEdge {
		g.stepEdge[e] = int32(e)
	}
}

// stepsWithSums makes steps of the ownerships that control and of the sums that do. A party with one owner needs no
// sum: who controls it by a sum controls that owner by a sum too.
func (g *Graph) stepsWithSums() {
	parties := int32(len(g.start) - 1)
	open := g.above(func(p int32) bool { return !g.onlySteps(p) })
	t := newTally(g)
	t.overfull = g.above(g.isOverfull)
	g.stepStart = make([]int32, 1, parties+1)
	for p := range parties {
		first, last := g.start[p], g.start[p+1]
		var summed []int32
		if last-first > 1 && open[g.circle[p]] {
			summed = t.controllers(p)
		}
		for e := first; e < last; e++ {
			for len(summed) > 0 && summed[0] < g.owner[e] {
				g.step, g.stepEdge, summed = append(g.step, summed[0]), append(g.stepEdge, bySum), summed[1:]
			}
			same := len(summed) > 0 && summed[0] == g.owner[e]
			if same {
				summed = summed[1:]
			}
			switch {
			case g.rule.controls(g.link[e]):
				g.step, g.stepEdge = append(g.step, g.owner[e]), append(g.stepEdge, e)
			case same:
				g.step, g.stepEdge = append(g.step, g.owner[e]), append(g.stepEdge, bySum)
			}
		}
		for _, owner := range summed {
			g.step, g.stepEdge = append(g.step, owner), append(g.stepEdge, bySum)
		}
		g.stepStart = append(g.stepStart, int32(len(g.step)))
	}
}

// above says of each circle of ownership whether some party in or above it is as asked.
func (g *Graph) above(is func(party int32) bool) []bool {
	some := make([]bool, len(g.inside))
	for c := range some {
		for _, p := range g.members(int32(c)) {
			some[c] = some[c] || is(p)
			for e := g.start[p]; e < g.start[p+1] && !some[c]; e++ {
				some[c] = some[g.circle[g.owner[e]]]
			}
		}
	}
	return some
}

// onlySteps reports whether every ownership of a party is a step of control.
func (g *Graph) onlySteps(p int32) bool {
	for e := g.start[p]; e < g.start[p+1]; e++ {
		if !g.rule.controls(g.link[e]) {
			return false
		}
	}
	return true
}

// isOverfull reports whether more than all of a party is recorded to be owned.
func (g *Graph) isOverfull(p int32) bool {
	sum := 0.0
	for e := g.start[p]; e < g.start[p+1]; e++ {
		sum += fraction(g.link[e])
	}
	return sum > 1+tolerance/100
}

func (g *Graph) members(circle int32) []int32 {
	return g.circleMember[g.circleStart[circle]:g.circleStart[circle+1]]
}

// indexEnds finds the circles of control that nobody outside controls.
func (g *Graph) indexEnds(loop, start, members []int32) {
	g.loop = loop
	g.end = make([]int32, len(start)-1)
	for c := range g.end {
		g.end[c] = members[start[c]] // within a circle ascending
	}
	for p := range int32(len(g.start) - 1) {
		for _, q := range g.step[g.stepStart[p]:g.stepStart[p+1]] {
			if loop[q] != loop[p] {
				g.end[loop[p]] = -1
			}
		}
	}
}

// Ultimate returns the ultimate owners of a party, ascending; nil if nobody controls it. A party in a circle of control
// that nobody outside controls may be its own.
func (g *Graph) Ultimate(party int32) []int32 {
	if g.stepStart[party] == g.stepStart[party+1] {
		return nil
	}
	var ends []int32
	seen := []int32{party}
	for i := 0; i < len(seen); i++ {
		p := seen[i]
		if end := g.end[g.loop[p]]; end >= 0 && !slices.Contains(ends, end) {
			ends = append(ends, end)
		}
		for _, q := range g.step[g.stepStart[p]:g.stepStart[p+1]] {
			if !slices.Contains(seen, q) {
				seen = append(seen, q)
			}
		}
	}
	slices.Sort(ends)
	return ends
}
