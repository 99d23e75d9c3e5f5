package report

import (
	"fmt"

	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// suggestedOwnersView is what the text shows of a SuggestedOwnerConnection.
type suggestedOwnersView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Outlet  ThingView
			Owners  []ThingView
			Score   float64
			Reasons []string
		}
	}
}

// WriteSuggestedOwners prints each outlet with who may own it, and why.
func WriteSuggestedOwners(p *terminal.Page, v suggestedOwnersView) {
	if v.TotalCount == 0 {
		p.Line("No owner is suggested: no outlet of unknown owner has a name like those of three or more outlets of " +
			"one owner.")
		return
	}
	for i, e := range v.Edges {
		if i > 0 {
			p.Gap()
		}
		owners := make([]string, len(e.Node.Owners))
		for k, o := range e.Node.Owners {
			owners[k] = o.Label
		}
		n := e.Node
		WriteReasons(p, fmt.Sprintf("%s may be owned by %s (score %.2f)", n.Outlet.Label, wording.Join(owners, "and"),
			n.Score), n.Reasons)
	}
	p.Gap()
	p.More("", v.TotalCount-len(v.Edges))
	p.Line("%s", coowned.Caveat)
}
