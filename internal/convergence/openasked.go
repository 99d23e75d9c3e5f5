package convergence

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// budget returns as many of a list as the policy lets questions of one kind be considered.
func budget[T any](s *SideAnalysis, list []T) []T {
	return list[:min(len(list), s.a.Ix.Policy.Budget.AskedCount)]
}

// restingOn returns how many supporters take, by any number of steps, from a source, itself included.
func (s *SideAnalysis) restingOn(sources ...int32) int {
	reached, n := s.a.DownstreamOf(sources), 0
	for _, p := range s.Positions {
		if reached[p.Node] {
			n++
		}
	}
	return n
}

// stays ends a question with what its answers lead to.
func (q *Question) stays(better, worse string) string {
	if tally.Rounded(q.AtMost) == tally.Rounded(q.AtLeast) {
		return fmt.Sprintf(" Either way, %.2f is demonstrated while the other questions are open.", q.AtMost)
	}
	if tally.Rounded(q.AtLeast) == tally.Rounded(q.Demonstrated) {
		return fmt.Sprintf(" %s, %.2f is demonstrated; %s, it stays at %.2f.", better, q.AtMost, worse, q.AtLeast)
	}
	return fmt.Sprintf(" %s, %.2f is demonstrated; %s, %.2f.", better, q.AtMost, worse, q.AtLeast)
}

// askCopies asks whether suggested copies are copies.
func (s *SideAnalysis) askCopies() []weighed {
	var out []weighed
	a := s.a
	for _, l := range budget(s, a.G.Suggested()) {
		v, ok := a.G.Copier(l)
		if !ok || a.G.Withdrawn[v] || s.restingOn(v) == 0 {
			continue
		}
		d := a.Ix.Links[l]
		other := a.Ix.Sources[a.Ix.SourceAt[d.To]]
		if a.Ix.SourceAt[d.To] == a.G.Nodes[v] {
			other = a.Ix.Sources[a.Ix.SourceAt[d.From]]
		}
		q := Question{
			Kind: AskCopy, Source: a.G.Source(v), Other: other, Links: []evidence.Link{d}, Demonstrated: s.Tally.Demonstrated,
			AtMost: s.Answered(tally.Settle(d, evidence.Rejected)), AtLeast: s.Answered(tally.Settle(d, evidence.Confirmed)),
		}
		q.order()
		q.Text = fmt.Sprintf("Is %s a copy of %s?", a.Name(v), a.NameOf(other)) + q.stays("If not", "if so")
		out = append(out, weighed{q, s.restingOn(v)})
	}
	return out
}

// order puts the smaller number under the worse answer: which answer is the better one may depend on the rest.
func (q *Question) order() {
	if q.AtLeast > q.AtMost {
		q.AtLeast, q.AtMost = q.AtMost, q.AtLeast
	}
}

// askSameness asks whether sources that may be one are.
func (s *SideAnalysis) askSameness() []weighed {
	var out []weighed
	a := s.a
	for _, pair := range budget(s, a.Worst.Joins) {
		v, w := pair[0], pair[1]
		n := s.restingOn(v, w)
		if n == 0 {
			continue
		}
		q := Question{
			Kind: AskSameness, Source: a.G.Source(v), Other: a.G.Source(w), Demonstrated: s.Tally.Demonstrated,
			AtMost:  s.Answered(tally.AreTwo(a.G.Source(v), a.G.Source(w))),
			AtLeast: s.Answered(tally.AreOne(a.G.Source(v), a.G.Source(w))),
		}
		q.order()
		q.Text = fmt.Sprintf("Is %s%s the same as %s%s?", a.Name(v), a.takenBy(v), a.Name(w), a.takenBy(w)) + q.stays(
			"If not", "if they are one")
		out = append(out, weighed{q, n})
	}
	return out
}

// takenBy says in which source another one appears: " in A", or nothing if no source takes from it.
func (a *Analysis) takenBy(v int32) string {
	for w := range int32(len(a.G.Nodes)) {
		if slices.Contains(a.G.Up[a.G.UpStart[w]:a.G.UpStart[w+1]], v) {
			return " in " + a.Name(w)
		}
	}
	return ""
}

// askDates asks how a source can take from a later one.
func (s *SideAnalysis) askDates() []weighed {
	var out []weighed
	a := s.a
	for _, l := range budget(s, a.G.Skipped[basis.LinkTimeInconsistent]) {
		d := a.Ix.Links[l]
		v, ok := a.G.Find(d.From)
		if !ok || a.G.Withdrawn[v] || s.restingOn(v) == 0 {
			continue
		}
		other := a.Ix.Sources[a.Ix.LinkTo[l]]
		q := Question{
			Kind: AskDate, Source: a.G.Source(v), Other: other, Links: []evidence.Link{d}, Demonstrated: s.Tally.Demonstrated,
			AtMost: max(s.Answered(tally.Undate(d)), s.Answered(tally.Drop(d))), AtLeast: s.Tally.Demonstrated,
		}
		q.order()
		q.Text = fmt.Sprintf("How can %s take from %s, which is later?", a.Name(v), a.NameOf(other)) +
			q.stays("With a date or the link corrected", "as recorded")
		out = append(out, weighed{q, s.restingOn(v)})
	}
	return out
}

// askBases asks whether bases are divided as recorded, if nobody has confirmed it.
func (s *SideAnalysis) askBases() []weighed {
	var out []weighed
	a := s.a
	var nodes []int32
	for v := range a.G.Nodes {
		if a.G.DividedAt(int32(v)) && s.restingOn(int32(v)) > 0 {
			nodes = append(nodes, int32(v))
		}
	}
	for _, v := range budget(s, nodes) {
		q := Question{
			Kind: AskBasis, Source: a.G.Source(v), Demonstrated: s.Tally.Demonstrated,
			AtMost: s.Answered(tally.Confirm(a.Ix, a.G.Nodes[v])), AtLeast: s.Tally.Demonstrated,
		}
		q.order()
		for _, l := range a.G.Via[a.G.ViaFrom[a.G.UpStart[v]]:a.G.ViaFrom[a.G.UpStart[v+1]]] {
			q.Links = append(q.Links, a.Ix.Links[l])
		}
		q.Text = fmt.Sprintf("Does %s rest on %s, as recorded?", a.Name(v), a.divisionOf(v)) +
			q.stays("Once a curator confirms it", "until then")
		out = append(out, weighed{q, s.restingOn(v)})
	}
	return out
}

// divisionOf says how the basis of a source is divided: "its own work (99%) and AP (1%)".
func (a *Analysis) divisionOf(v int32) string {
	g := a.G
	var parts []string
	if own := g.Phi[v]; own > 0 {
		parts = append(parts, fmt.Sprintf("its own work (%s)", tally.Percent(own)))
	}
	first, last := g.UpStart[v], g.UpStart[v+1]
	for e := first; e < min(last, first+tally.MaxListed); e++ {
		parts = append(parts, fmt.Sprintf("%s (%s)", a.Name(g.Up[e]), tally.Percent((1-g.Phi[v])*g.Share[e])))
	}
	if more := last - first - tally.MaxListed; more > 0 {
		parts = append(parts, wording.Digits(int(more))+" more")
	}
	text := wording.Join(parts, "and")
	if g.LeavesOut(g.Nodes[v]) {
		text += " alone"
	}
	return text
}
