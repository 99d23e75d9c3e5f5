package evidence

import (
	"slices"

	"github.com/credence-graph/credence/internal/folding"
)

// Searched returns the texts of a node by which [Reader] finds it, those that say most of it first; none is empty.
func Searched(n Node) []string {
	var texts []string
	switch n := n.(type) {
	case *Claim:
		texts = []string{n.Text, n.Name, n.Item, n.Value}
	case *Source:
		texts = []string{n.Title, n.URL}
	case *Outlet:
		texts = append([]string{n.Name}, n.Domains...)
	case *Organization:
		texts = []string{n.Name}
	case *Person:
		texts = []string{n.Name}
	case *ClaimReview:
		texts = []string{n.AlternateName}
	}
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}

// Highlight returns the text of a node that has most of the words of a search, the first of several, in parts as
// [folding.Mark] makes them. It is nil for a node without a text.
func Highlight(n Node, search string) []folding.TextPart {
	var best []folding.TextPart
	most := -1
	for _, text := range Searched(n) {
		parts := folding.Mark(text, search)
		if words := folding.DistinctMatches(parts); words > most {
			best, most = parts, words
		}
	}
	return best
}
