package convergence

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// AttributeGroup is first-hand work behind a side that has one author, outlet, ultimate owner or funder in common. By
// that alone the sources are dependent, however little they take from each other.
type AttributeGroup struct {
	Kind    ReasonKind // AUTHOR, OUTLET, OWNER or FUNDER
	Node    evidence.Node
	Sources []*evidence.Source // first-hand ends of the side, by id; at least two
	// Worth is how many independent sources they are worth alone.
	Worth float64
	// AtMost is what Worth comes to however many such sources are added: one divided by the share of their work
	// that is due to what all of them have in common.
	AtMost float64
}

// AttributeGroups returns the first of [Side.AttributeGroupList]; all for first < 0.
func (s *Side) AttributeGroups(first int) []AttributeGroup {
	return s.AttributeGroupList().First(first)
}

// AttributeGroupList returns the authors, outlets, owners and funders that stand behind at least two of the side's
// first-hand ends: those behind most of them first, ties by kind and id, which are the key. Each that is computed costs
// a solution.
func (s *Side) AttributeGroupList() List[AttributeGroup] {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	key := func(kind ReasonKind, node evidence.Node) string { return string(kind) + " " + string(node.NodeID()) }
	return computed(a, s.analysis.attributeGroups(),
		func(g marked) string { return key(a.cause(g.cause)) },
		func(g *AttributeGroup) string { return key(g.Kind, g.Node) },
		func(g marked) AttributeGroup {
			kind, node := a.cause(g.cause)
			out := AttributeGroup{Kind: kind, Node: node, Sources: a.SourcesOf(g.origins)}
			out.Worth, out.AtMost = s.analysis.WorthTogether(g.origins)
			return out
		})
}

// marked is a cause with the origins whose first-hand work is due to it, ascending.
type marked struct {
	cause   int32
	origins []int32
}

// attributeGroups lists them in the order in which they are shown.
func (s *SideAnalysis) attributeGroups() []marked {
	a := s.a
	if !a.Sign.HasMarks() {
		return nil
	}
	n := int32(len(a.G.Nodes))
	byMark := make([][]int32, len(a.Sign.Marks))
	for _, o := range s.ReachedOrigins() {
		for k := a.Sign.Start[o]; k < a.Sign.Start[o+1]; k++ {
			if c := a.Sign.Cause[k]; c >= n {
				byMark[c-n] = append(byMark[c-n], o)
			}
		}
	}
	var out []marked
	for m, origins := range byMark {
		if len(origins) > 1 {
			out = append(out, marked{n + int32(m), origins})
		}
	}
	slices.SortFunc(out, func(x, y marked) int {
		kindX, nodeX := a.cause(x.cause)
		kindY, nodeY := a.cause(y.cause)
		return cmp.Or(
			cmp.Compare(len(y.origins), len(x.origins)), cmp.Compare(kindX, kindY), cmp.Compare(nodeX.NodeID(), nodeY.NodeID()))
	})
	return out
}

// sharedNotes tells which first-hand work has one author, outlet, owner or funder; those that stand behind the same
// work are told in one sentence.
func (s *SideAnalysis) sharedNotes() []Note {
	all := s.attributeGroups()
	var out []Note
	for i, g := range all {
		same := func(other marked) bool { return slices.Equal(other.origins, g.origins) }
		if len(out) == maxSaid {
			break
		}
		if slices.ContainsFunc(all[:i], same) {
			continue
		}
		var verbs []string
		var nodes []evidence.Node
		for _, other := range all[i:] {
			if same(other) {
				kind, node := s.a.cause(other.cause)
				verbs, nodes = append(verbs, tally.NodeLabel(node)+" "+standsBehind(kind)), append(nodes, node)
			}
		}
		effective, atMost := s.WorthTogether(g.origins)
		text := fmt.Sprintf(
			"%s %s: alone they are worth %s, and however many more there were, at most %.2f.", wording.Join(verbs, "and"),
			s.a.List(g.origins), tally.Independent(effective), atMost)
		nodes = append(nodes, s.a.NodesOf(g.origins[:min(tally.MaxListed, len(g.origins))])...)
		out = append(out, Note{Code: NoteShared, Text: text, Nodes: nodes})
	}
	return out
}

// standsBehind is the verb for what a cause of some kind is to the work that is due to it.
func standsBehind(kind ReasonKind) string {
	switch kind {
	case ReasonAuthor:
		return "wrote"
	case ReasonOutlet:
		return "published"
	case ReasonOwner:
		return "owns the outlets of"
	}
	return "funds the outlets of"
}
