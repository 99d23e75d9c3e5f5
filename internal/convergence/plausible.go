package convergence

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/convergence/basis"
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
	Because  []Plausibility // at least one, in the order of the constants
}

const (
	// passageWords is how many words in a row two passages must have in common.
	passageWords = 5
	// maxPlausible is the most sources between which links are looked for, and maxTargets the most targets of one source.
	maxPlausible = 400
	maxTargets   = 100
)

// plausible holds the links that could be, by the source that would take.
type plausible struct {
	targets  map[int32][]int32 // ascending
	because  map[[2]int32][]Plausibility
	complete bool // no source and no link was left out for being too many
}

// plausibleLinks finds the links that could be between sources that the side rests on: those of one day, passage, outlet or
// owner. None leads to a source of a later date, none begins at one that says it syndicates or translates another, is
// found to copy one, or already takes everything from the target: such a link would change nothing.
func (s *sideAnalysis) plausibleLinks(rested []int32) *plausible {
	p := &plausible{targets: map[int32][]int32{}, because: map[[2]int32][]Plausibility{}, complete: len(rested) <= maxPlausible}
	rested = rested[:min(len(rested), maxPlausible)]
	for _, by := range []struct {
		because Plausibility
		keys    func(v int32) []string
	}{{SameDay, s.a.dayOf}, {SamePassage, s.passagesOf}, {SameOutlet, s.a.outletOf}, {SameOwner, s.a.ownersOf}} {
		shared := map[string][]int32{}
		for _, v := range rested {
			for _, key := range by.keys(v) {
				shared[key] = append(shared[key], v)
			}
		}
		for _, together := range shared {
			s.pairs(p, together, by.because)
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
func (s *sideAnalysis) pairs(p *plausible, together []int32, because Plausibility) {
	for _, v := range together {
		if !s.a.couldTake(v) {
			continue
		}
		for _, u := range together {
			if u == v || s.a.later(u, v) || s.a.tree().Holds(u, v) {
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
func (a *analysis) couldTake(v int32) bool {
	if a.g.IsCopy(v) {
		return false
	}
	for e := a.g.UpStart[v]; e < a.g.UpStart[v+1]; e++ {
		for _, l := range a.g.Via[a.g.ViaFrom[e]:a.g.ViaFrom[e+1]] {
			if a.ix.Links[l].Kind.Whole() {
				return false
			}
		}
	}
	return true
}

// later reports whether u is known to be later than v: a link to it would be inconsistent in time.
func (a *analysis) later(u, v int32) bool {
	return a.ix.Date[a.g.Nodes[u]].EntirelyAfter(a.ix.Date[a.g.Nodes[v]])
}

func (a *analysis) dayOf(v int32) []string {
	if d := a.g.Source(v).PublishedAt.Day(); len(d) == len("2024-10-05") && d.Known() {
		return []string{string(d)}
	}
	return nil
}

func (a *analysis) outletOf(v int32) []string {
	if p, ok := a.ix.PartyAt[evidence.ID(a.g.Source(v).Outlet)]; ok {
		return []string{string(a.ix.Parties[p].NodeID())}
	}
	return nil
}

func (a *analysis) ownersOf(v int32) []string {
	p, ok := a.ix.PartyAt[evidence.ID(a.g.Source(v).Outlet)]
	if !ok {
		return nil
	}
	var out []string
	for _, owner := range a.ix.Ownership.Ultimate(p) {
		out = append(out, string(a.ix.Parties[owner].NodeID()))
	}
	return out
}

// passagesOf returns every run of five words in what is quoted of a source's statements, sorted, each once.
func (s *sideAnalysis) passagesOf(v int32) []string {
	i, ok := slices.BinarySearchFunc(s.positions, v, func(p basis.Position, v int32) int { return cmp.Compare(p.Node, v) })
	if !ok {
		return nil
	}
	var out []string
	for _, at := range s.positions[i].Statements {
		for _, q := range s.a.ix.Statements[at].Provenance.Quotes {
			out = append(out, runsOf(q.Exact)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// runsOf returns every run of five words of a text, in small letters and without anything but letters and digits.
func runsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []string
	for n := passageWords; n <= len(words); n++ {
		out = append(out, strings.Join(words[n-passageWords:n], " "))
	}
	return out
}
