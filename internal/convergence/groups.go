package convergence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

const (
	// maxReasons is the most reasons that are given for a group, maxShared for a pair.
	maxReasons = 100
	maxShared  = 10
)

// Groups returns the first groups of [Side.GroupList]; all for first < 0.
func (s *Side) Groups(first int) []EvidenceGroup { return s.GroupList().First(first) }

// GroupList returns the groups of grounded sources that count once each: those with most members first, ties by the
// smallest id, which is the key. A group of more than 100 gives reasons for its first hundred. Each group that is
// computed costs a solution for its marginal.
func (s *Side) GroupList() List[EvidenceGroup] {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return computed(a, s.analysis.Listed(),
		func(at int32) string { return a.idOf(s.analysis.Groups[at][0]) },
		func(g *EvidenceGroup) string { return string(g.Members[0].ID) },
		func(at int32) EvidenceGroup {
			return EvidenceGroup{
				Members: a.SourcesOf(s.analysis.Groups[at]), Basis: s.analysis.basis(at),
				Marginal: s.analysis.Marginal(at), Reasons: s.analysis.Reasons(at),
			}
		})
}

// basis returns a group's profile, largest share first, ties by kind and id.
func (s *SideAnalysis) basis(group int32) []Cause {
	cols, vals := s.Profile.Row(group)
	out := make([]Cause, len(cols))
	for i, c := range cols {
		kind, node := s.a.cause(c)
		out[i] = Cause{Kind: kind, Node: node, Share: vals[i]}
	}
	slices.SortStableFunc(out, func(x, y Cause) int {
		return cmp.Or(cmp.Compare(tally.Rounded(y.Share), tally.Rounded(x.Share)), cmp.Compare(x.Kind, y.Kind),
			cmp.Compare(x.Node.NodeID(), y.Node.NodeID()))
	})
	return out
}

// cause returns what a cause is.
func (a *Analysis) cause(c int32) (ReasonKind, evidence.Node) {
	if n := int32(len(a.G.Nodes)); c >= n {
		mark := a.Sign.Marks[c-n]
		return ReasonKind(a.Ix.CauseKind[mark]), a.Ix.Parties[a.Ix.CauseParty[mark]]
	}
	return ReasonOrigin, a.G.Source(c)
}

// Reasons says why the members of a group are one: who takes everything from whom and, of those who take it from no
// other member, what they share.
func (s *SideAnalysis) Reasons(group int32) []Reason {
	members := s.Groups[group]
	if len(members) == 1 {
		return nil
	}
	tree := s.a.Tree()
	var out []Reason
	var heads []int32
	for _, m := range members {
		if len(out) == maxReasons {
			return out
		}
		model := tree.Above[m]
		for model >= 0 && model != tree.Root && s.GroupAt(model) != group {
			model = tree.Above[model]
		}
		if model < 0 || model == tree.Root {
			heads = append(heads, m)
			continue
		}
		out = append(out, s.a.takesAll(m, model))
	}
	if len(heads) > 1 {
		out = append(s.sharing(group, heads), out...)
	}
	return out
}

// takesAll is the reason for which m counts once with a source that it hangs on.
func (a *Analysis) takesAll(m, model int32) Reason {
	path := a.Path(m, model)
	r := Reason{Kind: ReasonOrigin, Cause: a.G.Source(model), Share: 1}
	r.Text = fmt.Sprintf("%s takes everything from %s", a.Name(m), a.Name(model))
	if between := path[1 : len(path)-1]; len(between) > 0 {
		r.Text += ", through " + a.List(between)
	}
	for _, d := range a.LinksAlong(path) {
		r.Steps = append(r.Steps, d)
		if d.Kind == evidence.Copies {
			r.Kind = ReasonCopy
		}
	}
	if a.G.Comps.Of[m] == a.G.Comps.Of[model] {
		r.Kind = ReasonCircle
	}
	return r
}

// sharing is why members that do not take from one another have the same basis: they hang on one source, or they share
// the same origins in the same parts.
func (s *SideAnalysis) sharing(group int32, heads []int32) []Reason {
	a, tree := s.a, s.a.Tree()
	common := heads[0]
	for common >= 0 && common != tree.Root &&
		slices.ContainsFunc(heads, func(h int32) bool { return !tree.Holds(common, h) }) {
		common = tree.Above[common]
	}
	all := wording.Choose(len(heads)-1, "both", "all")
	if common >= 0 && common != tree.Root {
		return []Reason{{
			Kind: ReasonOrigin, Cause: a.G.Source(common), Share: 1,
			Text:  fmt.Sprintf("%s %s take everything from %s", a.List(heads), all, a.Name(common)),
			Steps: onceEach(append(a.Steps(heads[0], common), a.Steps(heads[1], common)...)),
		}}
	}
	var out []Reason
	origins, masses := a.G.Basis.Row(s.RowOf[group])
	for _, at := range largest(masses, tally.MaxListed) {
		o := origins[at]
		out = append(out, Reason{
			Kind: ReasonOrigin, Cause: a.G.Source(o), Share: masses[at],
			Text:  fmt.Sprintf("%s %s rest on %s (%s)", a.List(heads), all, a.Name(o), tally.Percent(masses[at])),
			Steps: onceEach(append(a.Steps(heads[0], o), a.Steps(heads[1], o)...)),
		})
	}
	return out
}

// largest returns the places of the largest values, largest first, at most n, ties by place.
func largest(vals []float64, n int) []int {
	order := make([]int, len(vals))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(tally.Rounded(vals[b]), tally.Rounded(vals[a])) })
	return order[:min(n, len(order))]
}

// Texts joins the texts of reasons for a sentence, the first three of them.
func Texts(reasons []Reason) string {
	const shown = 3
	var out []string
	for _, r := range reasons[:min(shown, len(reasons))] {
		out = append(out, r.Text)
	}
	text := strings.Join(out, "; ")
	if more := len(reasons) - shown; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return text
}
