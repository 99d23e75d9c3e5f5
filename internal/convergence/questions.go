package convergence

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// NextQuestions returns what to ask next of the supporting side: every open question that the demonstrated number
// depends on, that whose better answer adds most first; of equals the one whose answer is that of most supporters, then
// by kind and id. Supporters with the same unnamed basis are asked about once, by the one among them that the others
// rest on, else by the smallest id; so copies of one crowd out no other. Of more questions of a kind than the policy's
// budget those are considered that come first, of unnamed supporters those with the largest unnamed part. first < 0
// means all of these.
func (c *Convergence) NextQuestions(first int) []Question {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	all := a.sides[0].analysis.questions()
	all = all[:tally.UpTo(first, len(all))]
	out := make([]Question, len(all))
	for i, q := range all {
		out[i] = q.Question
	}
	return out
}

// OpenQuestions returns the open questions of a side, as [Convergence.NextQuestions] does.
func (s *Side) OpenQuestions() []Question {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
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
func (s *SideAnalysis) questions() []weighed {
	if s.asked != nil {
		return s.asked
	}
	s.asked = []weighed{}
	for _, ask := range []func() []weighed{s.askOrigins, s.askCopies, s.askSameness, s.askDates, s.askBases} {
		s.asked = append(s.asked, ask()...)
	}
	slices.SortStableFunc(s.asked, func(x, y weighed) int {
		return cmp.Or(cmp.Compare(tally.Rounded(y.AtMost), tally.Rounded(x.AtMost)), cmp.Compare(y.supporters, x.supporters))
	})
	return s.asked
}

// askOrigins asks what the supporters rest on that leave it unnamed.
func (s *SideAnalysis) askOrigins() []weighed {
	asked := s.MostUnnamed(s.OncePerGroup(s.UnnamedSupporters()))
	worth := s.CouldAdd(asked)
	out := make([]weighed, len(asked))
	for i, v := range asked {
		group := s.GroupAt(v)
		q := Question{Kind: AskOrigin, Source: s.a.G.Source(v), AtLeast: s.Tally.Demonstrated, AtMost: worth[group]}
		q.Demonstrated, q.Text = s.Tally.Demonstrated, s.ask(v, q.AtMost)
		out[i] = weighed{q, len(s.Groups[group])}
	}
	return out
}

// ask words the question, with what the answer could change.
func (s *SideAnalysis) ask(v int32, atMost float64) string {
	a := s.a
	text := fmt.Sprintf("What does %s rest on?", a.Name(v))
	if !a.G.Unnamed[v] {
		behind := a.UnnamedIn(a.G.RowOf[v])
		text = fmt.Sprintf("What stands behind %s, which %s rests on?", a.List(behind), a.Name(v))
	}
	others := slices.DeleteFunc(slices.Clone(s.Groups[s.GroupAt(v)]), func(w int32) bool { return w == v })
	if len(others) > 0 {
		text += fmt.Sprintf(" %s %s on the same.", a.List(others), wording.Choose(len(others), "rests", "rest"))
	}
	text += fmt.Sprintf(" An origin of its own makes it %.2f demonstrated", atMost)
	if known := s.LeadingNamed(); known != digraph.NoNode {
		text += fmt.Sprintf(
			"; if it goes back to the same origin as %s, it stays at %.2f", a.Name(known), s.Tally.Demonstrated)
	}
	return text + "."
}

// Corroborations returns the corroborations that are declared of the claim, or of a claim that is the same, by id.
func (c *Convergence) Corroborations() []*evidence.Corroboration {
	return c.analysis.G.Declarations()
}

// Verdict says what the graph knows of the independence of the sources that a corroboration names, over all pairs of
// them: SAME if every pair is the same, DEPENDENT if any shares something, else UNKNOWN if any is unknown, else
// NOTHING_SHARED. With one source, or where fewer than two of them are in the evidence as of the moment asked, it is
// UNKNOWN with no pairs. The error has code [evidence.CodeInvalid] for a corroboration of another claim.
func (c *Convergence) Verdict(d *evidence.Corroboration) (IndependenceVerdict, []Independence, error) {
	a := c.analysis
	if a.Ix.ScopeOf(d.Claim) != a.G.Claim {
		return "", nil, evidence.Invalidf("claim", "the corroboration is of %q; expected one of %q", d.Claim, c.Claim.ID)
	}
	a.Mu.Lock()
	defer a.Mu.Unlock()
	verdict, pairs := a.verdict(d)
	return verdict, pairs, nil
}

func (a *Analysis) verdict(d *evidence.Corroboration) (IndependenceVerdict, []Independence) {
	var nodes []int32
	absent := false
	for _, id := range d.Sources {
		v, ok := a.G.Find(id)
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
