package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Sources for or against a claim lead into a circle of sources that take from each other. HIGH if nothing enters the
// circle from outside, so that it is worth nothing; MEDIUM if something does. It weighs the sources left with
// nothing; if something enters, the shares in it beyond the largest.
var circularReportingRule = rule{
	code:     CircularReporting,
	meaning:  "sources take from each other in a circle",
	severity: "HIGH if nothing enters it from outside, else MEDIUM",
	remedy: "Find out which of them had it first and from whom, and record that. Until then do not cite them for " +
		"one another.",
	sentence: func(r *record) string {
		text := fmt.Sprintf("%s: %s %s%s.", r.lead, r.who(), r.restsOn(), r.left())
		if excess := float64(r.change)/1e6 - float64(r.fallen); excess > 0 {
			text += fmt.Sprintf(" What enters it counts once, so the count is %s too high.", number(excess))
		}
		return text
	},
}

// circles notes the circles that a side leads into, and returns those that something enters: what their sources have in
// common they have by the circle.
func (w *witness) circles(side *convergence.Side, on sides) (out []explained) {
	for _, k := range side.Circles(-1) {
		o := observation{
			code: CircularReporting, about: idsOf(k.Members) + fmt.Sprint(k.Grounded), severity: High, sides: on,
			subjects: nodesOf(k.Members), others: nodesOf(k.Dependents), sources: len(k.Dependents),
			lead: func() string { return w.circular(k) },
			steps: func() []evidence.Link {
				return append(w.CircleLinks(k.Members[0].ID), w.ways(k.Dependents, k.Members...)...)
			},
		}
		if k.Grounded {
			o.severity = Medium
			out = append(out, explained{of: setOf(k.Dependents), at: len(w.seen)})
		} else {
			o.fallen = fallen(side, k.Dependents)
			o.change = float64(o.fallen)
		}
		w.note(o)
	}
	return out
}

// circular is the beginning of a sentence about a circle.
func (w *witness) circular(k convergence.CircularGroup) string {
	text := w.names(k.Members) + wording.Choose(len(k.Members), " takes from itself",
		" take from each other in a circle")
	if k.Grounded {
		return text + ", which is entered at " + w.names(k.EntryPoints)
	}
	return text + ", and nothing enters it from outside"
}

// fallen counts the sources of a side that rest on nothing in force.
func fallen(side *convergence.Side, among []*evidence.Source) int {
	listed := make(map[evidence.SourceID]bool, len(among))
	for _, s := range among {
		listed[s.ID] = true
	}
	n := 0
	for _, s := range side.Sources() {
		if listed[s.Source.ID] && !s.Grounded {
			n++
		}
	}
	return n
}
