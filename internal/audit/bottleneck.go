package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// All grounded sources of a side, at least two, go through one source. HIGH from three on, MEDIUM with two. It weighs
// the sources less the effective sources.
var bottleneckRule = rule{
	code:     Bottleneck,
	meaning:  "all grounded sources of a side, two or more, go through one source",
	severity: "HIGH from three on, MEDIUM with two",
	remedy:   "Treat the side as one source. Check that one, and look for evidence that does not go through it.",
	sentence: func(r *record) string {
		return fmt.Sprintf("All evidence that %s %s goes through %s: without it, nothing is left of %s.", r.verb(),
			r.what(), r.lead,
			wording.Count(r.sources, "source"))
	},
}

// bottleneck notes what everything of a side goes through, and returns it: what its sources have in common they have
// there.
func (w *witness) bottleneck(side *convergence.Side, on sides) []explained {
	grounded := side.SourceCount - side.UngroundedCount
	if grounded < 2 || side.LineCount > 1 {
		return nil
	}
	through := side.Bottlenecks()
	if len(through) == 0 {
		return nil
	}
	first := through[0]
	o := observation{
		code: Bottleneck, about: string(first.ID), severity: Medium, change: float64(grounded) - side.Presumed,
		sides:    on,
		subjects: nodesOf(through), sources: grounded, lead: func() string { return w.throughOf(through) },
	}
	if grounded > 2 {
		o.severity = High
	}
	var supporters []*evidence.Source
	for _, s := range side.Sources() {
		if s.Grounded {
			supporters = append(supporters, s.Source)
		}
	}
	o.others = nodesOf(supporters)
	o.steps = func() []evidence.Link {
		return append(w.ways(supporters, first), w.Way(first.ID, through[len(through)-1].ID)...)
	}
	w.note(o)
	return []explained{{of: setOf(supporters), at: -1}}
}

// throughOf names the sources that everything goes through: "Paper, and behind it Memo".
func (w *witness) throughOf(through []*evidence.Source) string {
	text := w.Label(through[0])
	if len(through) > 1 {
		text += ", and behind it " + w.names(through[1:])
	}
	return text
}
