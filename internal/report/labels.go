package report

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/terminal"
)

// FoundText returns the label of a node that a search found. On a terminal the words of the search are marked, and if
// the label has none of them, the text that has them follows.
func FoundText(p *terminal.Page, n evidence.Node, label, search string) string {
	text := markedText(p, folding.Mark(label, search))
	if text != label || !p.Style.Color {
		return text
	}
	best := evidence.Highlight(n, search)
	if slices.ContainsFunc(best, func(part folding.TextPart) bool { return part.Matched }) {
		text += Parenthesized(markedText(p, best))
	}
	return text
}

// markedText joins the parts of a text, the matched ones in bold.
func markedText(p *terminal.Page, parts []folding.TextPart) string {
	var b strings.Builder
	for _, part := range parts {
		if part.Matched {
			b.WriteString(p.Style.Bold(part.Text))
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// Label returns what to call a node whose outlet does not matter: its text, title or name. For a source see
// [evidence.Source.FullLabel].
func Label(n evidence.Node) string {
	switch n := n.(type) {
	case *evidence.Claim:
		return n.Text
	case *evidence.Source:
		return n.Label("")
	case interface{ Label() string }:
		return n.Label()
	}
	return n.NodeID().Key()
}
