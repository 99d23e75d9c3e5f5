package undisclosed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/wording"
)

// CollapseDistance says how many links that nobody disclosed would make everything go through one source.
//
// The links are chosen among the plausible ones (see [PlausibleLink]) between sources that the side rests on:
// supporters, origins and what lies between. Each makes its source take everything from its target, as if it syndicated
// it. They leave one line of evidence, presumed lines included, leave no source without ground, and close no circle:
// sources that would rest on each other are no explanation. No link takes away more than one line, so there are at
// least as many as lines less one. Of several sets with as few links it is one that the search came to first, which
// depends on the ids alone.
type CollapseDistance struct {
	// Distance is the number of links; 0 where there is one line already, nil where no set of plausible links leaves
	// one.
	Distance *int
	Links    []PlausibleLink // that many, by the id of From
	// Approximate is true where fewer links might do, or where some might though none were found: with more than twelve
	// groups, more sources than can be tried, or (one small graph of circles in ten thousand) a search that grew too
	// long.
	Approximate bool
	Text        string // the same in a sentence
}

// maxExactGroups is the number of groups up to which the fewest links are looked for exactly.
const maxExactGroups = 12

// Distance returns the fewest undisclosed links, among plausible ones, that would leave a side one line of evidence.
// The side is in use: the caller holds the lock of its claim.
func Distance(s *tally.Side) CollapseDistance {
	switch s.Tally.LineCount {
	case 0:
		return CollapseDistance{Text: "No line of evidence is left that could collapse."}
	case 1:
		return CollapseDistance{Distance: new(int), Text: "There is only one line of evidence: it has already collapsed."}
	}
	h := newSearch(s)
	links, exact := h.fewest(len(s.Groups) <= maxExactGroups)
	d := CollapseDistance{Approximate: !exact}
	if links == nil {
		d.Text = "No set of plausible links (same day, passage, outlet or owner) would leave one line of evidence."
		if d.Approximate {
			d.Text = "No set of plausible links (same day, passage, outlet or owner) was found that would leave one line of evidence."
		}
		return d
	}
	n := len(links)
	d.Distance = &n
	texts := make([]string, 0, tally.MaxListed+1)
	for i, l := range links {
		because := h.plausible.because[l]
		d.Links = append(d.Links, PlausibleLink{From: s.A.G.Source(l[0]), To: s.A.G.Source(l[1]), Reasons: because})
		if i < tally.MaxListed {
			texts = append(texts, fmt.Sprintf("%s from %s (%s)", s.A.Name(l[0]), s.A.Name(l[1]), plausibilities(because)))
		}
	}
	if more := n - len(texts); more > 0 {
		texts = append(texts, fmt.Sprintf("%d more", more))
	}
	most := ""
	if d.Approximate {
		most = "at most "
	}
	d.Text = fmt.Sprintf("One line of evidence would be left if %s%s took everything, undisclosed: %s.", most,
		wording.Number(n)+wording.Choose(n, " source", " sources"), strings.Join(texts, "; "))
	return d
}

func plausibilities(because []Plausibility) string {
	words := map[Plausibility]string{SameDay: "same day", SamePassage: "same passage", SameOutlet: "same outlet",
		SameOwner: "same owner"}
	texts := make([]string, len(because))
	for i, b := range because {
		texts[i] = words[b]
	}
	return strings.Join(texts, ", ")
}

// rested returns the grounded sources that the side rests on, supporters included, ascending.
func rested(s *tally.Side) []int32 {
	g := s.A.G
	reached := make([]bool, len(g.Nodes))
	var queue []int32
	reach := func(v int32) {
		if !reached[v] && g.Grounded(v) {
			reached[v] = true
			queue = append(queue, v)
		}
	}
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 {
			reach(p.Node)
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, u := range g.Upstream(queue[i]) {
			reach(u)
		}
	}
	slices.Sort(queue)
	return queue
}
