package undisclosed

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
)

// Plausibility says what makes an undisclosed link between two sources plausible.
type Plausibility string

// The reasons.
const (
	SameDay     Plausibility = "SAME_DAY"     // both are dated to the day, and to the same
	SamePassage Plausibility = "SAME_PASSAGE" // the words quoted of both have five in a row in common
	SameOutlet  Plausibility = "SAME_OUTLET"
	SameOwner   Plausibility = "SAME_OWNER" // their outlets have an ultimate owner in common
)

// PlausibleLink is a link that nobody has recorded and that could be: From takes everything from To.
type PlausibleLink struct {
	From, To *evidence.Source
	Reasons  []Plausibility // at least one, in the order of the constants
}

const (
	// maxPlausible is the most sources between which links are looked for, and maxTargets the most targets of one
	// source.
	maxPlausible = 400
	maxTargets   = 100
)

// plausible holds the links that could be, by the source that would take.
type plausible struct {
	s        *tally.Side
	targets  map[int32][]int32 // ascending
	because  map[[2]int32][]Plausibility
	complete bool // no source and no link was left out for being too many
}

// plausibleLinks finds the links that could be between sources that the side rests on: those of one day, passage,
// outlet or owner. None leads to a source of a later date, none begins at one that says it syndicates or translates
// another, is found to copy one, or already takes everything from the target: such a link would change nothing.
func plausibleLinks(s *tally.Side, rested []int32) *plausible {
	p := &plausible{s: s, targets: map[int32][]int32{}, because: map[[2]int32][]Plausibility{},
		complete: len(rested) <= maxPlausible}
	rested = rested[:min(len(rested), maxPlausible)]
	for _, by := range []struct {
		because Plausibility
		keys    func(v int32) []string
	}{{SameDay, p.dayOf}, {SamePassage, s.PassagesOf}, {SameOutlet, p.outletOf}, {SameOwner, p.ownersOf}} {
		shared := map[string][]int32{}
		for _, v := range rested {
			for _, key := range by.keys(v) {
				shared[key] = append(shared[key], v)
			}
		}
		for _, sharers := range shared {
			p.pairs(sharers, by.because)
		}
	}
	for v := range p.targets {
		slices.Sort(p.targets[v])
		if len(p.targets[v]) > maxTargets {
			p.targets[v], p.complete = p.targets[v][:maxTargets], false
		}
	}
	return p
}

// pairs notes the links that could be among sources that share something.
func (p *plausible) pairs(sharers []int32, because Plausibility) {
	for _, v := range sharers {
		if !p.couldTake(v) {
			continue
		}
		for _, u := range sharers {
			if u == v || p.later(u, v) || p.s.A.Tree().Holds(u, v) {
				continue
			}
			pair := [2]int32{v, u}
			if p.because[pair] == nil {
				p.targets[v] = append(p.targets[v], u)
			}
			if !slices.Contains(p.because[pair], because) {
				p.because[pair] = append(p.because[pair], because)
			}
		}
	}
}

// couldTake reports whether a link from v that nobody recorded would change what v rests on.
func (p *plausible) couldTake(v int32) bool {
	if p.s.A.G.IsCopy(v) {
		return false
	}
	for e := p.s.A.G.UpStart[v]; e < p.s.A.G.UpStart[v+1]; e++ {
		for _, l := range p.s.A.G.Via[p.s.A.G.ViaFrom[e]:p.s.A.G.ViaFrom[e+1]] {
			if p.s.A.Ix.Links[l].Kind.Whole() {
				return false
			}
		}
	}
	return true
}

// later reports whether u is known to be later than v: a link to it would be inconsistent in time.
func (p *plausible) later(u, v int32) bool {
	return p.s.A.Ix.Date[p.s.A.G.Nodes[u]].EntirelyAfter(p.s.A.Ix.Date[p.s.A.G.Nodes[v]])
}

func (p *plausible) dayOf(v int32) []string {
	if d := p.s.A.G.Source(v).PublishedAt.Day(); len(d) == len("2024-10-05") && d.Known() {
		return []string{string(d)}
	}
	return nil
}

func (p *plausible) outletOf(v int32) []string {
	if party, ok := p.s.A.Ix.PartyAt[evidence.ID(p.s.A.G.Source(v).Outlet)]; ok {
		return []string{string(p.s.A.Ix.Parties[party].NodeID())}
	}
	return nil
}

func (p *plausible) ownersOf(v int32) []string {
	party, ok := p.s.A.Ix.PartyAt[evidence.ID(p.s.A.G.Source(v).Outlet)]
	if !ok {
		return nil
	}
	var out []string
	for _, owner := range p.s.A.Ix.Ownership.Ultimate(party) {
		out = append(out, string(p.s.A.Ix.Parties[owner].NodeID()))
	}
	return out
}
