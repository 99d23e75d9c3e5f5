package convergence

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// budget returns as many of a list as the policy lets questions of one kind be considered.
func budget[T any](s *sideAnalysis, list []T) []T {
	return list[:min(len(list), s.a.ix.Policy.Budget.Asked)]
}

// restingOn returns how many supporters take, by any number of steps, from a source, itself included.
func (s *sideAnalysis) restingOn(sources ...int32) int {
	reached, n := s.a.downstreamOf(sources), 0
	for _, p := range s.positions {
		if reached[p.Node] {
			n++
		}
	}
	return n
}

// stays ends a question with what its answers lead to.
func (q *Question) stays(better, worse string) string {
	if Rounded(q.AtMost) == Rounded(q.AtLeast) {
		return fmt.Sprintf(" Either way, %.2f is demonstrated while the other questions are open.", q.AtMost)
	}
	if Rounded(q.AtLeast) == Rounded(q.Demonstrated) {
		return fmt.Sprintf(" %s, %.2f is demonstrated; %s, it stays at %.2f.", better, q.AtMost, worse, q.AtLeast)
	}
	return fmt.Sprintf(" %s, %.2f is demonstrated; %s, %.2f.", better, q.AtMost, worse, q.AtLeast)
}

// askCopies asks whether suggested copies are copies.
func (s *sideAnalysis) askCopies() []weighed {
	var out []weighed
	a := s.a
	for _, l := range budget(s, a.g.Suggested()) {
		v, ok := a.g.Copier(l)
		if !ok || a.g.Withdrawn[v] || s.restingOn(v) == 0 {
			continue
		}
		d := a.ix.Links[l]
		other := a.ix.Sources[a.ix.SourceAt[d.To]]
		if a.ix.SourceAt[d.To] == a.g.Nodes[v] {
			other = a.ix.Sources[a.ix.SourceAt[d.From]]
		}
		q := Question{
			Kind: AskCopy, Source: a.g.Source(v), Other: other, Links: []evidence.Link{d}, Demonstrated: s.tally.Demonstrated,
			AtMost: s.answered(settle(d, evidence.Rejected)), AtLeast: s.answered(settle(d, evidence.Confirmed)),
		}
		q.order()
		q.Text = fmt.Sprintf("Is %s a copy of %s?", a.name(v), a.shortName(other)) + q.stays("If not", "if so")
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
func (s *sideAnalysis) askSameness() []weighed {
	var out []weighed
	a := s.a
	for _, pair := range budget(s, a.worst.joins) {
		v, w := pair[0], pair[1]
		n := s.restingOn(v, w)
		if n == 0 {
			continue
		}
		q := Question{
			Kind: AskSameness, Source: a.g.Source(v), Other: a.g.Source(w), Demonstrated: s.tally.Demonstrated,
			AtMost:  s.answered(notOne(a.g.Source(v), a.g.Source(w))),
			AtLeast: s.answered(one(a.g.Source(v), a.g.Source(w))),
		}
		q.order()
		q.Text = fmt.Sprintf("Is %s%s the same as %s%s?", a.name(v), a.takenBy(v), a.name(w), a.takenBy(w)) + q.stays("If not", "if they are one")
		out = append(out, weighed{q, n})
	}
	return out
}

// takenBy says in which source another one appears: " in A", or nothing if no source takes from it.
func (a *analysis) takenBy(v int32) string {
	for w := range int32(len(a.g.Nodes)) {
		if slices.Contains(a.g.Up[a.g.UpStart[w]:a.g.UpStart[w+1]], v) {
			return " in " + a.name(w)
		}
	}
	return ""
}

// askDates asks how a source can take from a later one.
func (s *sideAnalysis) askDates() []weighed {
	var out []weighed
	a := s.a
	for _, l := range budget(s, a.g.Skipped[basis.LinkTimeInconsistent]) {
		d := a.ix.Links[l]
		v, ok := a.g.Find(d.From)
		if !ok || a.g.Withdrawn[v] || s.restingOn(v) == 0 {
			continue
		}
		other := a.ix.Sources[a.ix.LinkTo[l]]
		q := Question{
			Kind: AskDate, Source: a.g.Source(v), Other: other, Links: []evidence.Link{d}, Demonstrated: s.tally.Demonstrated,
			AtMost: max(s.answered(undate(d)), s.answered(drop(d))), AtLeast: s.tally.Demonstrated,
		}
		q.order()
		q.Text = fmt.Sprintf("How can %s take from %s, which is later?", a.name(v), a.shortName(other)) +
			q.stays("With a date or the link corrected", "as recorded")
		out = append(out, weighed{q, s.restingOn(v)})
	}
	return out
}

// askBases asks whether bases are divided as recorded, if nobody has confirmed it.
func (s *sideAnalysis) askBases() []weighed {
	var out []weighed
	a := s.a
	var nodes []int32
	for v := range a.g.Nodes {
		if a.g.DividedAt(int32(v)) && s.restingOn(int32(v)) > 0 {
			nodes = append(nodes, int32(v))
		}
	}
	for _, v := range budget(s, nodes) {
		q := Question{
			Kind: AskBasis, Source: a.g.Source(v), Demonstrated: s.tally.Demonstrated,
			AtMost: s.answered(confirm(a.ix, a.g.Nodes[v])), AtLeast: s.tally.Demonstrated,
		}
		q.order()
		for _, l := range a.g.Via[a.g.ViaFrom[a.g.UpStart[v]]:a.g.ViaFrom[a.g.UpStart[v+1]]] {
			q.Links = append(q.Links, a.ix.Links[l])
		}
		q.Text = fmt.Sprintf("Does %s rest on %s, as recorded?", a.name(v), a.divisionOf(v)) +
			q.stays("Once a curator confirms it", "until then")
		out = append(out, weighed{q, s.restingOn(v)})
	}
	return out
}

// divisionOf says how the basis of a source is divided: "its own work (99%) and AP (1%)".
func (a *analysis) divisionOf(v int32) string {
	g := a.g
	var parts []string
	if own := g.Phi[v]; own > 0 {
		parts = append(parts, fmt.Sprintf("its own work (%s)", percent(own)))
	}
	first, last := g.UpStart[v], g.UpStart[v+1]
	for e := first; e < min(last, first+maxListed); e++ {
		parts = append(parts, fmt.Sprintf("%s (%s)", a.name(g.Up[e]), percent((1-g.Phi[v])*g.Share[e])))
	}
	if more := last - first - maxListed; more > 0 {
		parts = append(parts, wording.Digits(int(more))+" more")
	}
	text := wording.Join(parts, "and")
	if g.LeavesOut(g.Nodes[v]) {
		text += " alone"
	}
	return text
}
