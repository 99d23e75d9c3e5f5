package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// Sources for or against a claim take from one that its publisher has withdrawn. HIGH if one of them is left with
// nothing that is in force, else MEDIUM. It weighs the sources left with nothing. A link of ours that was retracted
// is no part of the evidence any more: nothing rests on it, and the retraction reports what it changed.
var retractedUpstreamRule = rule{
	code: RetractedUpstream,
	meaning: "sources take from one that its publisher has withdrawn. A link that was retracted here is no " +
		"evidence any more, so nothing rests on it",
	severity: "HIGH if one is left with nothing that is in force, else MEDIUM",
	remedy: "Find out why it was withdrawn, and whether its users have corrected what they took. " +
		"Until then cite neither.",
	sentence: func(r *record) string {
		return fmt.Sprintf("%s; %s %s%s.", r.lead, r.who(), r.restsOn(), r.left())
	},
}

func (w *witness) withdrawals(side *convergence.Side, on sides) {
	for _, k := range side.Withdrawals() {
		o := observation{
			code: RetractedUpstream, about: string(k.Source.ID), severity: Medium, change: float64(k.Fallen), sides: on,
			subjects: []evidence.Node{k.Source}, others: nodesOf(k.Resting), sources: len(k.Resting), fallen: k.Fallen,
			lead: func() string {
				return fmt.Sprintf("%s was withdrawn by its publisher (%s)", w.Label(k.Source), k.Source.WithdrawnAt)
			},
			steps: func() []evidence.Link { return w.ways(k.Resting, k.Source) },
		}
		if k.Fallen > 0 {
			o.severity = High
		}
		w.note(o)
	}
}
