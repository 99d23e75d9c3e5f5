package audit

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
)

// A declared link leads to a source of a later date, and does not count. MEDIUM if it was the only link that says
// what the source rests on, else LOW. It weighs 1 if its source is left with none.
var anachronismRule = rule{
	code:     Anachronism,
	meaning:  "a declared link leads to a later source, and does not count",
	severity: "MEDIUM if its source is left with no other, else LOW",
	remedy:   "Check both dates and the direction of the link, and correct what is wrong.",
	sentence: func(r *record) string {
		text := fmt.Sprintf("%s: the link does not count for %s", r.lead, r.what())
		if r.fallen > 0 {
			text += ", and no other link shows what it rests on"
		}
		return text + "."
	},
}

func (w *witness) anachronisms() {
	list := w.Anachronisms()
	for i, k := range list {
		same := func(other convergence.Anachronism) bool { return other.From == k.From && other.To == k.To }
		if slices.ContainsFunc(list[:i], same) {
			continue // one and the same pair by another link
		}
		o := observation{
			code: Anachronism, about: string(k.From.ID) +
				" " + string(k.To.ID), severity: Low, sources: 1, subjects: []evidence.Node{k.From, k.To},
			lead: func() string {
				return fmt.Sprintf("%s (%s) is recorded to take from %s (%s), which is later", w.Label(k.From),
					k.From.PublishedAt, w.Label(k.To), k.To.PublishedAt)
			},
			steps: func() []evidence.Link {
				var out []evidence.Link
				for _, other := range list[i:] {
					if same(other) {
						out = append(out, other.Link)
					}
				}
				return out
			},
		}
		if len(w.Upstream(k.From.ID)) == 0 {
			o.severity, o.change, o.fallen = Medium, 1, 1
		}
		w.note(o)
	}
}
