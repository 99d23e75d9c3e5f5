package convergence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// NextQuestions returns what to ask next: the supporters that leave part of what they rest on unnamed, those whose origin
// could add most to the demonstrated number first, of these those whose answer is that of most supporters, ties by id.
// Supporters with the same basis are asked about once, by the one among them that the others rest on, else by the smallest
// id; so copies of one crowd out no other. Of more such supporters than the policy's budget those with the largest unnamed
// part are considered. first < 0 means all of these.
func (c *Convergence) NextQuestions(first int) []Question {
	a := c.analysis
	a.mu.Lock()
	defer a.mu.Unlock()
	s := c.Supporting.analysis
	asked := s.mostUnnamed(s.oncePerGroup(s.unnamedSupporters()))
	worth := s.couldAdd(asked)
	slices.SortStableFunc(asked, func(x, y int32) int {
		gx, gy := s.groupAt(x), s.groupAt(y)
		return cmp.Or(cmp.Compare(display(worth[gy]), display(worth[gx])), cmp.Compare(len(s.groups[gy]), len(s.groups[gx])))
	})
	asked = asked[:upTo(first, len(asked))]
	out := make([]Question, len(asked))
	for i, v := range asked {
		q := Question{Source: a.g.source(v), Demonstrated: s.tally.Demonstrated, AtMost: worth[s.groupAt(v)]}
		q.Text = s.ask(v, q.AtMost)
		out[i] = q
	}
	return out
}

// unnamedSupporters returns the supporters with an unnamed part, by id.
func (s *sideAnalysis) unnamedSupporters() []int32 {
	var out []int32
	for i, p := range s.positions {
		if g := s.groupOf[i]; g >= 0 && !s.named[g] {
			out = append(out, p.node)
		}
	}
	return out
}

// mostUnnamed keeps as many supporters as the policy's budget allows, those with the largest unnamed part, by id.
func (s *sideAnalysis) mostUnnamed(supporters []int32) []int32 {
	budget := s.a.ix.policy.Budget.Asked
	if len(supporters) <= budget {
		return supporters
	}
	mass := make(map[int32]float64, len(supporters))
	for _, v := range supporters {
		mass[v] = s.a.unnamedMass(s.rowOf[s.groupAt(v)])
	}
	slices.SortStableFunc(supporters, func(x, y int32) int { return cmp.Compare(display(mass[y]), display(mass[x])) })
	supporters = supporters[:budget]
	slices.Sort(supporters)
	return supporters
}

// oncePerGroup keeps one supporter of each group, by id: the one that is the unnamed end itself where it is among them.
func (s *sideAnalysis) oncePerGroup(supporters []int32) []int32 {
	of := map[int32]int32{} // by group
	for _, v := range supporters {
		g := s.groupAt(v)
		if kept, some := of[g]; !some || s.a.g.unnamed[v] && !s.a.g.unnamed[kept] {
			of[g] = v
		}
	}
	return slices.DeleteFunc(supporters, func(v int32) bool { return of[s.groupAt(v)] != v })
}

// couldAdd returns, by group, what the demonstrated number becomes if the unnamed part of one member turns out to be an
// origin of its own.
func (s *sideAnalysis) couldAdd(asked []int32) []float64 {
	out := make([]float64, len(s.groups))
	m := newSparse(0, 0)
	for i, named := range s.named {
		if named {
			cols, vals := s.root.row(int32(i))
			m.col, m.val = append(m.col, cols...), append(m.val, vals...)
			m.end()
		}
	}
	rows, entries := len(m.start), len(m.col)
	for _, v := range asked {
		group := s.groupAt(v)
		switch {
		case out[group] > 0:
		case s.a.onlyUnnamed(s.rowOf[group]):
			out[group] = s.tally.Demonstrated + 1
		default:
			s.a.sign.expand(s.a.g, s.rowOf[group], true, s.a.causes(), m)
			for i := entries; i < len(m.val); i++ {
				m.val[i] = math.Sqrt(m.val[i])
			}
			out[group] = math.Max(s.tally.Demonstrated, s.a.solver.solve(m, nil, nil).value)
			m.start, m.col, m.val = m.start[:rows], m.col[:entries], m.val[:entries]
		}
	}
	return out
}

// ask words the question, with what the answer could change.
func (s *sideAnalysis) ask(v int32, atMost float64) string {
	a := s.a
	text := fmt.Sprintf("What does %s rest on?", a.name(v))
	if !a.g.unnamed[v] {
		behind := a.unnamedIn(a.g.rowOf[v])
		text = fmt.Sprintf("What stands behind %s, which %s rests on?", a.list(behind), a.name(v))
	}
	others := slices.DeleteFunc(slices.Clone(s.groups[s.groupAt(v)]), func(w int32) bool { return w == v })
	if len(others) > 0 {
		text += fmt.Sprintf(" %s %s on the same.", a.list(others), wording.Choose(len(others), "rests", "rest"))
	}
	text += fmt.Sprintf(" An origin of its own makes it %.2f demonstrated", atMost)
	if known := s.leadingNamed(); known != noNode {
		text += fmt.Sprintf("; %s leaves it at %.2f", a.name(known), s.tally.Demonstrated)
	}
	return text + "."
}

// leadingNamed returns the named supporter with the largest part in the demonstrated number, ties by id.
func (s *sideAnalysis) leadingNamed() int32 {
	best, most := noNode, 0.0
	for i, w := range s.weightsD {
		if s.named[i] && w > most+1e-9 {
			best, most = s.groups[i][0], w
		}
	}
	return best
}

// Corroborations returns the corroborations that are declared of the claim, or of a claim that is the same, by id.
func (c *Convergence) Corroborations() []*evidence.Corroboration {
	return c.analysis.g.declarations()
}

// Verdict says what the graph knows of the independence of the sources that a corroboration names, over all pairs of
// them: SAME if every pair is the same, DEPENDENT if any shares something, else UNKNOWN if any is unknown, else
// NOTHING_SHARED. With one source, or where fewer than two of them are in the evidence as of the moment asked, it is
// UNKNOWN with no pairs. The error has code [evidence.CodeInvalid] for a corroboration of another claim.
func (c *Convergence) Verdict(d *evidence.Corroboration) (IndependenceVerdict, []Independence, error) {
	a := c.analysis
	if a.ix.scopeOf(d.Claim) != a.g.claim {
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
		v, ok := a.g.find(id)
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
