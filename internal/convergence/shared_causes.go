package convergence

import (
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// CommonOrigin is an origin that at least two grounded sources of a side rest on.
type CommonOrigin struct {
	Origin     *evidence.Source
	Supporters []*evidence.Source // of the side, by id; at least two, the origin itself where it takes the side
	// Merges reports whether some of them have one and the same basis, so that they count once.
	Merges bool
	// Excess is how many sources the origin takes the place of: the sum of the supporters' shares in it less the
	// largest. Ten sources that rest on nothing else are nine too many.
	Excess float64
}

// CommonOrigins returns the origins that stand behind at least two of the side's grounded sources, by id.
func (s *Side) CommonOrigins() []CommonOrigin {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	of := map[int32]*CommonOrigin{}
	most := map[int32]float64{}
	var origins []int32
	for i, row := range s.analysis.RowOf {
		members := s.analysis.Groups[i]
		cols, vals := a.G.Basis.Row(row)
		for k, v := range cols {
			if of[v] == nil {
				of[v] = &CommonOrigin{Origin: a.G.Source(v)}
				origins = append(origins, v)
			}
			o := of[v]
			o.Supporters = append(o.Supporters, a.SourcesOf(members)...)
			o.Merges = o.Merges || len(members) > 1
			o.Excess += float64(len(members)) * vals[k]
			most[v] = max(most[v], vals[k])
		}
	}
	slices.Sort(origins)
	var out []CommonOrigin
	for _, v := range origins {
		if o := of[v]; len(o.Supporters) > 1 {
			o.Excess -= most[v]
			slices.SortFunc(o.Supporters, basis.CompareSources)
			out = append(out, *o)
		}
	}
	return out
}

// CommonOwner is an ultimate owner of at least two outlets that publish sources of a side.
type CommonOwner struct {
	Owner   evidence.Node
	Outlets []OwnedOutlet // by id; at least two
}

// OwnedOutlet is an outlet with the chain of ownership from it to an ultimate owner.
type OwnedOutlet struct {
	Outlet  evidence.Node
	Sources []*evidence.Source // of the side, published by it, by id
	// Share is the effective share in percent, the sum over all chains; nil where a chain does not state all of its
	// shares.
	Share *float64
	Steps []*evidence.Ownership // by which the owner controls it, from the outlet up: a shortest chain, or all that add up
}

// CommonOwners returns the ultimate owners that at least two outlets of the side's sources have in common, by id, under
// the rule of package ownership, as for the figures.
func (s *Side) CommonOwners() []CommonOwner {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	ix := a.Ix
	published := map[int32][]*evidence.Source{} // by outlet
	outletsOf := map[int32][]int32{}            // by owner
	for _, p := range s.analysis.Positions {
		source := a.G.Source(p.Node)
		outlet, ok := ix.PartyAt[evidence.ID(source.Outlet)]
		if !ok {
			continue
		}
		if published[outlet] == nil {
			for _, owner := range ix.OwnersOf[outlet] {
				outletsOf[owner] = append(outletsOf[owner], outlet)
			}
		}
		published[outlet] = append(published[outlet], source)
	}
	var out []CommonOwner
	for _, owner := range tally.SortedKeys(outletsOf) {
		outlets := basis.SortedNodes(outletsOf[owner])
		if len(outlets) < 2 {
			continue
		}
		c := CommonOwner{Owner: ix.Parties[owner]}
		for _, outlet := range outlets {
			owned := OwnedOutlet{Outlet: ix.Parties[outlet], Sources: published[outlet],
				Steps: ix.Ownership.Links(outlet, owner)}
			if share, stated := ix.Ownership.Share(outlet, owner); stated {
				owned.Share = &share
			}
			c.Outlets = append(c.Outlets, owned)
		}
		out = append(out, c)
	}
	return out
}

// MissingOrigin is a source that names no origin, with what naming it could change.
type MissingOrigin struct {
	Source       *evidence.Source
	Supporters   []*evidence.Source // of the side, that rest on it, by id; itself where it takes the side
	Demonstrated float64            // of the side now
	AtMost       float64            // what it becomes, at most, if the source turns out to have an origin of its own
}

// MissingOrigins returns the sources that the side rests on and that name no origin, by id; see
// [Convergence.NextQuestions], which asks for them. One that names what cannot be, its target being later, is not among
// them. What it could add is reckoned for at most as many supporters as the policy's budget allows.
func (s *Side) MissingOrigins() []MissingOrigin {
	a, side := s.analysis.a, s.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	resting := map[int32][]int32{} // by unnamed source: supporters
	for i, row := range side.RowOf {
		if side.Named[i] {
			continue
		}
		for _, v := range a.UnnamedIn(row) {
			if a.G.NamesNothing(v) { // what names a later source is an anachronism
				resting[v] = append(resting[v], side.Groups[i]...)
			}
		}
	}
	if len(resting) == 0 {
		return nil
	}
	var out []MissingOrigin
	worth := side.CouldAdd(side.OncePerGroup(side.UnnamedSupporters()))
	for _, v := range tally.SortedKeys(resting) {
		m := MissingOrigin{Source: a.G.Source(v), Supporters: a.SourcesOf(basis.SortedNodes(resting[v])),
			Demonstrated: side.Tally.Demonstrated}
		m.AtMost = m.Demonstrated
		for _, w := range resting[v] {
			m.AtMost = max(m.AtMost, worth[side.GroupAt(w)])
		}
		out = append(out, m)
	}
	return out
}

// OwnContradiction is a source of a side that takes from a source of the other side.
type OwnContradiction struct {
	Source, Against *evidence.Source
}

// Contradictions returns the sources of the side that take, by any number of steps, from one of the other side, by id,
// each with the nearest such source.
func (s *Side) Contradictions() []OwnContradiction {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	other := a.sides[0].analysis.Positions
	if s.analysis.Supports {
		other = a.sides[1].analysis.Positions
	}
	if len(other) == 0 {
		return nil
	}
	against := make(map[int32]bool, len(other))
	nodes := make([]int32, len(other))
	for i, p := range other {
		nodes[i], against[p.Node] = p.Node, true
	}
	reached := a.DownstreamOf(nodes)
	var out []OwnContradiction
	for _, p := range s.analysis.Positions {
		if !reached[p.Node] {
			continue
		}
		way := a.WalkUp(p.Node, tally.Anywhere, func(v int32) bool { return against[v] })
		out = append(out, OwnContradiction{Source: a.G.Source(p.Node), Against: a.G.Source(way[len(way)-1])})
	}
	return out
}

// SharedPassage is a source of a side that uses the same words as an earlier one and says nothing of where it has them
// from.
type SharedPassage struct {
	Taker, Taken *evidence.Source
	Words        string // five in a row, in small letters
	// Said are the statements with the words: the taker's and the other's.
	Said [2]*evidence.Statement
}

// SharedPassages returns the sources of the side that declare no link at all and that quote five words in a row which
// an earlier source of the side quotes too, by id, each with the first of these. Words of the claim itself do not
// count, nor does a passage that was recorded of both from one place, as of a text that tells of both: it is one
// passage. Nor do sources count one of which is recorded as a copy of the other. Undated sources come first, those of
// one day by id.
func (s *Side) SharedPassages() []SharedPassage {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	own := tally.RunsOf(a.Ix.ClaimText(a.G.Claim))
	first := map[string]int32{} // by passage: the earliest source with it
	passages := make([][]string, len(s.analysis.Positions))
	for i, p := range s.analysis.Positions {
		passages[i] = s.analysis.PassagesOf(p.Node)
		for _, words := range passages[i] {
			if v, some := first[words]; !some || a.before(p.Node, v) {
				first[words] = p.Node
			}
		}
	}
	var out []SharedPassage
	for i, p := range s.analysis.Positions {
		if taken, words := s.analysis.takenBy(p.Node, passages[i], first, own); taken != digraph.NoNode {
			found := SharedPassage{Taker: a.G.Source(p.Node), Taken: a.G.Source(taken), Words: words}
			found.Said[0], _ = s.analysis.saying(p.Node, words)
			found.Said[1], _ = s.analysis.saying(taken, words)
			out = append(out, found)
		}
	}
	return out
}

// takenBy returns the earliest source that quotes one of a source's passages, NoNode if there is none or the source
// says what it takes from.
func (s *SideAnalysis) takenBy(
	v int32, passages []string, first map[string]int32, own []string) (taken int32, words string) {
	taken = digraph.NoNode
	if s.a.declares(v) {
		return digraph.NoNode, ""
	}
	for _, p := range passages {
		u := first[p]
		if u != v && (taken == digraph.NoNode || s.a.before(u, taken)) && !slices.Contains(own, p) && !s.a.copies(v, u) &&
			!s.onePlace(v, u, p) {
			taken, words = u, p
		}
	}
	return taken, words
}

// onePlace reports whether words that two sources are quoted with were recorded from one place.
func (s *SideAnalysis) onePlace(v, u int32, words string) bool {
	one, quote := s.saying(v, words)
	other, same := s.saying(u, words)
	return quote.Place() != "" && quote.Place() == same.Place() &&
		one.Provenance.RecordedFrom == other.Provenance.RecordedFrom
}

// saying returns the first statement of a source of the side that has words in what it quotes, with the quote.
func (s *SideAnalysis) saying(v int32, words string) (*evidence.Statement, evidence.Quote) {
	i, _ := slices.BinarySearchFunc(s.Positions, v, func(p basis.Position, v int32) int { return int(p.Node - v) })
	for _, at := range s.Positions[i].Statements {
		for _, q := range s.a.Ix.Statements[at].Provenance.Quotes {
			if slices.Contains(tally.RunsOf(q.Exact), words) {
				return s.a.Ix.Statements[at], q
			}
		}
	}
	return nil, evidence.Quote{} // not so: the passages are made of these quotes
}

// before reports whether v comes before u: by the first instant of its date, undated ones first, then by id.
func (a *Analysis) before(v, u int32) bool {
	dateV, dateU := a.Ix.Date[a.G.Nodes[v]].First(), a.Ix.Date[a.G.Nodes[u]].First()
	return dateV < dateU || dateV == dateU && v < u
}

// declares reports whether a source says by any link in scope what it takes from, whether or not the link counts.
func (a *Analysis) declares(v int32) bool {
	class := a.G.Nodes[v]
	for l := a.Ix.LinkStart[class]; l < a.Ix.LinkStart[class+1]; l++ {
		if a.Ix.Links[l].Kind != evidence.Copies && a.Ix.LinkState[l] != basis.LinkRejected && a.Ix.Applies(l, a.G.Claim) {
			return true
		}
	}
	return false
}

// copies reports whether one of two sources is recorded as a copy of the other, whatever became of the record.
func (a *Analysis) copies(v, u int32) bool {
	has := func(v, u int32) bool {
		class := a.G.Nodes[v]
		for l := a.Ix.LinkStart[class]; l < a.Ix.LinkStart[class+1]; l++ {
			if a.Ix.Links[l].Kind == evidence.Copies && a.Ix.LinkTo[l] == a.G.Nodes[u] {
				return true
			}
		}
		return false
	}
	return has(v, u) || has(u, v)
}
