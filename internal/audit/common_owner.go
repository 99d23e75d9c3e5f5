package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// At least two outlets that publish sources of one side have one ultimate owner at the moment, by the rule of package
// ownership: steps of more than 50 percent or with no share stated, or shares that add up to more. HIGH if all
// sources of the side are of that owner's outlets, else MEDIUM. It weighs the owner's share of first-hand work for
// each source beyond the first.
var commonOwnerRule = rule{
	code: CommonOwner,
	meaning: "two or more outlets of one side's sources have one ultimate owner at the moment: by steps over 50 " +
		"percent or not stated, " +
		"or by effective shares (products along chains, added up) over 50 percent, so that two shells with half " +
		"each hide no owner",
	severity: "HIGH if all sources of the side are of that owner's outlets, else MEDIUM",
	remedy:   "Name the owner whenever you cite the outlets. Look for a source that it does not own.",
	sentence: func(r *record) string {
		return fmt.Sprintf("%s, which publish %s.", r.lead+r.furtherOutlets(), r.who())
	},
}

func (w *witness) commonOwners(side *convergence.Side, on sides) {
	for _, owner := range side.CommonOwners() {
		o := observation{code: CommonOwner, about: string(owner.Owner.NodeID()), severity: Medium, sides: on,
			subjects: []evidence.Node{owner.Owner}}
		for _, outlet := range owner.Outlets {
			o.others = append(o.others, outlet.Outlet)
			o.others = append(o.others, nodesOf(outlet.Sources)...)
			o.sources += len(outlet.Sources)
		}
		if o.sources == side.SourceCount {
			o.severity = High
		}
		o.change = w.Policy.SharedCauseShares.Owner * float64(o.sources-1)
		o.lead = func() string { return owned(owner) }
		o.steps = func() []evidence.Link {
			var out []evidence.Link
			for _, outlet := range owner.Outlets {
				for _, step := range outlet.Steps {
					out = append(out, step)
				}
			}
			return out
		}
		w.note(o)
	}
}

// owned is the beginning of a sentence about an owner: "Holding owns Daily (54%) and Post (share not stated)".
func owned(owner convergence.CommonOwner) string {
	names := make([]string, len(owner.Outlets))
	for i, outlet := range owner.Outlets {
		share := "share not stated"
		if outlet.Share != nil {
			share = percent(*outlet.Share / 100)
		}
		names[i] = nameOf(outlet.Outlet) + " (" + share + ")"
	}
	return nameOf(owner.Owner) + " owns " + wording.JoinMost(names, mostNamed, "and")
}

// furtherOutlets says how many outlets of an owner are concerned where other claims show more than the first.
func (r *record) furtherOutlets() string {
	outlets := 0
	for id := range r.others {
		if id.Kind() == evidence.KindOutlet {
			outlets++
		}
	}
	if r.inAll < 2 {
		return ""
	}
	return fmt.Sprintf(", %s in all", wording.Count(outlets, "outlet"))
}
