package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Records behind a side may be one source although nobody has merged or denied them. MEDIUM if two sources of the
// side rest on different ones of them, else LOW. It weighs the records beyond the first.
var possibleDuplicateRule = rule{
	code:     PossibleDuplicate,
	meaning:  "records behind a side may be one source, and no one has merged or denied them",
	severity: "MEDIUM if two sources of the side rest on different ones, else LOW",
	remedy:   "Look at both records, and merge or deny them: credence same.",
	sentence: func(r *record) string {
		return fmt.Sprintf("%s; %s %s.", r.lead, r.who(), wording.Choose(r.sources, "rests on them", "rest on them"))
	},
}

func (w *witness) duplicates(side *convergence.Side, on sides) {
	for _, d := range side.PossibleDuplicates() {
		o := observation{
			code: PossibleDuplicate, about: idsOf(d.Records), severity: Low, change: float64(len(d.Records) - 1),
			sides:    on,
			subjects: nodesOf(d.Records), others: nodesOf(d.Resting), sources: len(d.Resting),
			lead: func() string {
				return w.records(d.Records) + " may be one source, and no one has merged or denied them"
			},
			steps: func() []evidence.Link {
				out := w.waysToEach(d.Resting, d.Records)
				for _, record := range d.Records {
					out = append(out, w.said(side, record)...)
				}
				return out
			},
		}
		if d.Several {
			o.severity = Medium
		}
		w.note(o)
	}
}
