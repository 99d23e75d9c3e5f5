package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// A source that others of a side rest on, or that takes the side itself, names no origin. MEDIUM if nothing of the
// side is demonstrated, else LOW. It weighs what naming the origin could add to the demonstrated number.
var missingOriginRule = rule{
	code:     MissingOrigin,
	meaning:  "a source that others rest on names no origin",
	severity: "MEDIUM if nothing of the side is demonstrated, else LOW",
	remedy:   "Ask it what it rests on, and record the answer. Until then its independence is presumed, not shown.",
	sentence: func(r *record) string {
		return fmt.Sprintf("%s; %s %s. Naming an independent origin would add up to %.2f to the demonstrated number.",
			r.lead, r.who(), r.restsOn(), float64(r.change)/1e6)
	},
}

func (w *witness) missingOrigins(side *convergence.Side, on sides) {
	for _, m := range side.MissingOrigins() {
		o := observation{
			code: MissingOrigin, about: string(m.Source.ID), severity: Low, sides: on,
			change:   m.AtMost - m.Demonstrated,
			subjects: []evidence.Node{m.Source}, others: nodesOf(m.Supporters), sources: len(m.Supporters),
			lead:  func() string { return w.Label(m.Source) + " names no origin" },
			steps: func() []evidence.Link { return append(w.said(side, m.Source), w.ways(m.Supporters, m.Source)...) },
		}
		if side.Demonstrated == 0 {
			o.severity = Medium
		}
		w.note(o)
	}
}
