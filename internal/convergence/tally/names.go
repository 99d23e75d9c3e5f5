package tally

import (
	"fmt"
	"math"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// MaxListed is the number of names that a sentence lists before it says "and 97 more".
const MaxListed = 5

// names knows which outlets' names stand for one source only, and which titles several sources share.
type names struct{ items, titles map[string]int } // by outlet's name and by title: sources of this answer

// OutletName returns the name of a source's outlet, "" where it has none. That of a source that the moment hides is not
// told: it is here only where something else brings it.
func OutletName(ix *basis.Index, s *evidence.Source) string {
	if at, ok := ix.SourceAt[s.ID]; s.Outlet == "" || ok && ix.Unpublished[at] {
		return ""
	}
	if p, ok := ix.PartyAt[evidence.ID(s.Outlet)]; ok {
		return NodeLabel(ix.Parties[p])
	}
	return ""
}

// Caption returns a short name of a source without quotation marks, for a drawing: its title, else the name of its
// outlet if no other source of this answer is of that outlet, else its label.
func (a *Claim) Caption(s *evidence.Source) string {
	outlet := OutletName(a.Ix, s)
	if s.Title != "" || outlet == "" || a.known().items[outlet] > 1 {
		return s.Label(outlet)
	}
	return outlet
}

// NameOf returns the short name of a source in sentences: the name of its outlet where a drawing has that, else as
// [Claim.LabelOf].
func (a *Claim) NameOf(s *evidence.Source) string {
	if s.Title == "" && s.Identity != evidence.Unnamed {
		return a.Caption(s)
	}
	return a.LabelOf(s)
}

// LabelOf returns what to call a source in sentences: [evidence.Source.ShortLabel], with the outlet and the date if
// another source of this answer has the same title.
func (a *Claim) LabelOf(s *evidence.Source) string {
	outlet := OutletName(a.Ix, s)
	if s.Title != "" && a.known().titles[s.Title] > 1 {
		return s.FullLabel(outlet)
	}
	return s.ShortLabel(outlet)
}

// known counts the sources of each outlet and title. Made once.
func (a *Claim) known() *names {
	if a.names == nil {
		a.names = &names{items: make(map[string]int), titles: make(map[string]int)}
		for _, class := range a.G.Nodes {
			s := a.Ix.Sources[class]
			a.names.items[OutletName(a.Ix, s)]++
			a.names.titles[s.Title]++
		}
	}
	return a.names
}

// Name is the short name of a source as sentences use it, see [Claim.NameOf].
func (a *Claim) Name(v int32) string { return a.NameOf(a.G.Source(v)) }

// NodeLabel returns the name of an outlet, organization or person.
func NodeLabel(n evidence.Node) string {
	if l, ok := n.(interface{ Label() string }); ok {
		return l.Label()
	}
	return n.NodeID().Key()
}

// List names sources: "A", "A and B", "A, B and 97 more".
func (a *Claim) List(nodes []int32) string { return a.listed(nodes, "and") }

// Either names sources as a choice: "A or B".
func (a *Claim) Either(nodes []int32) string { return a.listed(nodes, "or") }

func (a *Claim) listed(nodes []int32, conjunction string) string {
	shown := nodes[:min(len(nodes), MaxListed)]
	texts := make([]string, len(shown), len(shown)+1)
	for i, v := range shown {
		texts[i] = a.Name(v)
	}
	if more := len(nodes) - len(shown); more > 0 {
		texts = append(texts, wording.Digits(more)+" more")
	}
	return wording.Join(texts, conjunction)
}

// Independent says a number of independent sources: "1.00 independent source", "2.59 independent sources".
func Independent(e float64) string {
	if math.Abs(e-1) < 0.005 {
		return fmt.Sprintf("%.2f independent source", e)
	}
	return fmt.Sprintf("%.2f independent sources", e)
}

// Percent says a share in whole percent; a share that is not nothing is not shown as 0.
func Percent(p float64) string {
	if p > 0 && p < 0.005 {
		return "under 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*p)
}

// NodesOf returns sources as nodes, of a note for example.
func (a *Claim) NodesOf(nodes []int32) []evidence.Node {
	out := make([]evidence.Node, 0, len(nodes))
	for _, v := range nodes {
		out = append(out, a.G.Source(v))
	}
	return out
}
