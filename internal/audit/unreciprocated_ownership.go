package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// An ownership above an outlet is recorded not to be stated by the other side. LOW. It weighs nothing.
var unreciprocatedOwnershipRule = rule{
	code:     UnreciprocatedOwnership,
	meaning:  "an ownership above an outlet is recorded not to be stated by the other side (`reciprocated`)",
	severity: "LOW",
	remedy:   "Look the ownership up in a register, and record what it says.",
	sentence: func(r *record) string {
		if r.inAll > 0 {
			return fmt.Sprintf("%s; it concerns outlets in the evidence for %s.", r.lead, r.what())
		}
		return r.lead + "."
	},
}

func (w *witness) oneSided() {
	noted := map[string]bool{}
	for _, l := range w.OneSided() {
		if !noted[aboutOwnership(l)] {
			w.note(ownershipNote(l))
		}
		noted[aboutOwnership(l)] = true
	}
}

// aboutOwnership is what a one-sided ownership is about: its ends, by whatever record.
func aboutOwnership(l basis.OneSided) string {
	return string(l.Of.NodeID() + " " + l.By.NodeID())
}

// ownershipNote is what is said of an ownership that one side does not state.
func ownershipNote(l basis.OneSided) observation {
	return observation{
		code: UnreciprocatedOwnership, about: aboutOwnership(l), severity: Low, subjects: []evidence.Node{l.Of, l.By},
		lead: func() string {
			share := ""
			if l.SharePercent != nil {
				share = " (" + percent(*l.SharePercent/100) + ")"
			}
			return fmt.Sprintf("%s is recorded as owner of %s%s, but only one of them states it", nameOf(l.By),
				nameOf(l.Of), share)
		},
		steps: func() []evidence.Link { return []evidence.Link{l.Ownership} },
	}
}
