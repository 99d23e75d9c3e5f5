package convergence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/effective"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// NextQuestions returns what to ask next of the supporting side: every open question that the demonstrated number depends
// on, that whose better answer adds most first; of equals the one whose answer is that of most supporters, then by kind and
// id. Supporters with the same unnamed basis are asked about once, by the one among them that the others rest on, else by
// the smallest id; so copies of one crowd out no other. Of more questions of a kind than the policy's budget those are
// considered that come first, of unnamed supporters those with the largest unnamed part. first < 0 means all of these.
func (c *Convergence) NextQuestions(first int) []Question {
	a := c.analysis
	a.mu.Lock()
	defer a.mu.Unlock()
	all := a.sides[0].analysis.questions()
	all = all[:upTo(first, len(all))]
	out := make([]Question, len(all))
	for i, q := range all {
		out[i] = q.Question
	}
	return out
}

// OpenQuestions returns the open questions of a side, as [Convergence.NextQuestions] does.
func (s *Side) OpenQuestions() []Question {
	a := s.analysis.a
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []Question
	for _, q := range s.analysis.questions() {
		out = append(out, q.Question)
	}
	return out
}

// weighed is a question with the number of supporters whose answer it is.
type weighed struct {
	Question
	supporters int
}

// questions returns the open questions of a side in their order. Made once.
func (s *sideAnalysis) questions() []weighed {
	if s.asked != nil {
		return s.asked
	}
	s.asked = []weighed{}
	for _, ask := range []func() []weighed{s.askOrigins, s.askCopies, s.askSameness, s.askDates, s.askBases} {
		s.asked = append(s.asked, ask()...)
	}
	slices.SortStableFunc(s.asked, func(x, y weighed) int {
		return cmp.Or(cmp.Compare(Rounded(y.AtMost), Rounded(x.AtMost)), cmp.Compare(y.supporters, x.supporters))
	})
	return s.asked
}

// askOrigins asks what the supporters rest on that leave it unnamed.
func (s *sideAnalysis) askOrigins() []weighed {
	asked := s.mostUnnamed(s.oncePerGroup(s.unnamedSupporters()))
	worth := s.couldAdd(asked)
	out := make([]weighed, len(asked))
	for i, v := range asked {
		group := s.groupAt(v)
		q := Question{Kind: AskOrigin, Source: s.a.g.Source(v), AtLeast: s.tally.Demonstrated, AtMost: worth[group]}
		q.Demonstrated, q.Text = s.tally.Demonstrated, s.ask(v, q.AtMost)
		out[i] = weighed{q, len(s.groups[group])}
	}
	return out
}

// unnamedSupporters returns the supporters with a part of which nothing is named, not even what cannot be, by id.
func (s *sideAnalysis) unnamedSupporters() []int32 {
	var out []int32
	for i, p := range s.positions {
		if g := s.groupOf[i]; g >= 0 && slices.ContainsFunc(s.a.unnamedIn(s.rowOf[g]), s.a.g.NamesNothing) {
			out = append(out, p.Node)
		}
	}
	return out
}

// mostUnnamed keeps as many supporters as the policy's budget allows, those with the largest unnamed part, by id.
func (s *sideAnalysis) mostUnnamed(supporters []int32) []int32 {
	budget := s.a.ix.Policy.Budget.Asked
	if len(supporters) <= budget {
		return supporters
	}
	mass := make(map[int32]float64, len(supporters))
	for _, v := range supporters {
		mass[v] = s.a.unnamedMass(s.rowOf[s.groupAt(v)])
	}
	slices.SortStableFunc(supporters, func(x, y int32) int { return cmp.Compare(Rounded(mass[y]), Rounded(mass[x])) })
	supporters = supporters[:budget]
	slices.Sort(supporters)
	return supporters
}

// oncePerGroup keeps one supporter of each group, by id: the one that is the unnamed end itself where it is among them.
func (s *sideAnalysis) oncePerGroup(supporters []int32) []int32 {
	of := map[int32]int32{} // by group
	for _, v := range supporters {
		g := s.groupAt(v)
		if kept, some := of[g]; !some || s.a.g.Unnamed[v] && !s.a.g.Unnamed[kept] {
			of[g] = v
		}
	}
	return slices.DeleteFunc(supporters, func(v int32) bool { return of[s.groupAt(v)] != v })
}

// couldAdd returns, by group, what the demonstrated number becomes if the unnamed part of one member turns out to be an
// origin of its own: the least in all graphs.
func (s *sideAnalysis) couldAdd(asked []int32) []float64 {
	out := s.ownCouldAdd(asked)
	for _, w := range s.cases() {
		there := make([]int32, len(asked))
		for i, v := range asked {
			there[i] = w.place[v]
		}
		worth := w.side.ownCouldAdd(there)
		for i, v := range asked {
			at := s.groupAt(v)
			if group := w.side.groupAt(there[i]); group >= 0 && worth[group] > 0 {
				out[at] = math.Min(out[at], worth[group])
			} else {
				out[at] = math.Min(out[at], w.side.recorded.Demonstrated)
			}
		}
	}
	return out
}

// ownCouldAdd returns the same in one graph.
func (s *sideAnalysis) ownCouldAdd(asked []int32) []float64 {
	out := make([]float64, len(s.groups))
	m := effective.NewRows(0, 0)
	for i, named := range s.named {
		if named {
			cols, vals := s.root.Row(int32(i))
			m.Col, m.Val = append(m.Col, cols...), append(m.Val, vals...)
			m.End()
		}
	}
	rows, entries := len(m.Start), len(m.Col)
	for _, v := range asked {
		group := s.groupAt(v)
		switch {
		case group < 0 || out[group] > 0:
		case s.a.onlyUnnamed(s.rowOf[group]):
			out[group] = s.recorded.Demonstrated + 1
		default:
			s.a.sign.Expand(s.a.g, s.rowOf[group], true, s.a.causes(), m)
			for i := entries; i < len(m.Val); i++ {
				m.Val[i] = math.Sqrt(m.Val[i])
			}
			out[group] = math.Max(s.recorded.Demonstrated, s.a.solver.Solve(m, nil, nil).Value)
			m.Start, m.Col, m.Val = m.Start[:rows], m.Col[:entries], m.Val[:entries]
		}
	}
	return out
}

// ask words the question, with what the answer could change.
func (s *sideAnalysis) ask(v int32, atMost float64) string {
	a := s.a
	text := fmt.Sprintf("What does %s rest on?", a.name(v))
	if !a.g.Unnamed[v] {
		behind := a.unnamedIn(a.g.RowOf[v])
		text = fmt.Sprintf("What stands behind %s, which %s rests on?", a.list(behind), a.name(v))
	}
	others := slices.DeleteFunc(slices.Clone(s.groups[s.groupAt(v)]), func(w int32) bool { return w == v })
	if len(others) > 0 {
		text += fmt.Sprintf(" %s %s on the same.", a.list(others), wording.Choose(len(others), "rests", "rest"))
	}
	text += fmt.Sprintf(" An origin of its own makes it %.2f demonstrated", atMost)
	if known := s.leadingNamed(); known != digraph.NoNode {
		text += fmt.Sprintf("; %s leaves it at %.2f", a.name(known), s.tally.Demonstrated)
	}
	return text + "."
}

// leadingNamed returns the named supporter with the largest part in the demonstrated number, ties by id.
func (s *sideAnalysis) leadingNamed() int32 {
	best, most := digraph.NoNode, 0.0
	for i, w := range s.weightsD {
		if s.named[i] && w > most+1e-9 {
			best, most = s.groups[i][0], w
		}
	}
	return best
}

// Corroborations returns the corroborations that are declared of the claim, or of a claim that is the same, by id.
func (c *Convergence) Corroborations() []*evidence.Corroboration {
	return c.analysis.g.Declarations()
}

// Verdict says what the graph knows of the independence of the sources that a corroboration names, over all pairs of
// them: SAME if every pair is the same, DEPENDENT if any shares something, else UNKNOWN if any is unknown, else
// NOTHING_SHARED. With one source, or where fewer than two of them are in the evidence as of the moment asked, it is
// UNKNOWN with no pairs. The error has code [evidence.CodeInvalid] for a corroboration of another claim.
func (c *Convergence) Verdict(d *evidence.Corroboration) (IndependenceVerdict, []Independence, error) {
	a := c.analysis
	if a.ix.ScopeOf(d.Claim) != a.g.Claim {
		return "", nil, evidence.Invalidf("claim", "the corroboration is of %q; expected one of %q", d.Claim, c.Claim.ID)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	verdict, pairs := a.verdict(d)
	return verdict, pairs, nil
}

func (a *analysis) verdict(d *evidence.Corroboration) (IndependenceVerdict, []Independence) {
	var nodes []int32
	absent := false
	for _, id := range d.Sources {
		v, ok := a.g.Find(id)
		if !ok {
			absent = true
			continue
		}
		nodes = append(nodes, v)
	}
	var pairs []Independence
	met := make(map[IndependenceVerdict]int)
	for i, v := range nodes {
		for _, w := range nodes[i+1:] {
			p := a.independence(v, w)
			pairs = append(pairs, p)
			met[p.Verdict]++
		}
	}
	switch {
	case len(pairs) == 0:
		return Unknown, nil
	case met[Same] == len(pairs) && !absent:
		return Same, pairs
	case met[Same]+met[Dependent] > 0:
		return Dependent, pairs
	case met[Unknown] > 0 || absent:
		return Unknown, pairs
	}
	return NothingShared, pairs
}
