package audit

import (
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// At least two grounded sources of one side rest on one origin; origins behind the same sources are one finding.
// MEDIUM if two of the sources count once (their basis is the same), LOW if they only overlap. It weighs the shares
// in the origins beyond the largest. It is silent about sources that meet in a circle, at a bottleneck or in one
// copied text, because there it follows.
var commonOriginRule = rule{
	code:     CommonOrigin,
	meaning:  "two or more sources of one side rest on one origin; origins behind the same sources are one finding",
	severity: "MEDIUM if two of them count once, LOW if they only overlap",
	remedy:   "Cite the origin itself, and count its users once. Look for sources that do not rest on it.",
	sentence: func(r *record) string {
		return fmt.Sprintf("%s rest on %s. What they take from %s counts once, so the count is %s too high.",
			r.who(), r.lead, wording.Choose(len(r.subjects), "it", "them"), number(float64(r.change)/1e6))
	},
}

// commonOrigins notes what several sources of a side rest on: origins behind the same sources once, and none
// that a circle, a bottleneck or a copy tells of the same sources.
func (w *witness) commonOrigins(side *convergence.Side, on sides, already []explained) {
	for _, list := range sameSupporters(side.CommonOrigins()) {
		supporters := list[0].Supporters
		excess, severity := 0.0, Low
		var origins []*evidence.Source
		for _, c := range list {
			origins = append(origins, c.Origin)
			if excess += c.Excess; c.Merges {
				severity = Medium
			}
		}
		if i := slices.IndexFunc(already, func(e explained) bool { return e.covers(supporters) }); i >= 0 {
			if at := already[i].at; at >= 0 {
				w.seen[at].change += excess
				w.seen[at].others = append(w.seen[at].others, nodesOf(origins)...)
			}
			continue
		}
		w.note(observation{
			code: CommonOrigin, about: idsOf(origins), severity: severity, sides: on, change: excess,
			subjects: nodesOf(origins), others: nodesOf(supporters), sources: len(supporters),
			lead:  func() string { return w.names(origins) },
			steps: func() []evidence.Link { return w.waysToEach(supporters, origins) },
		})
	}
}

// sameSupporters puts origins that stand behind the same sources together, in the order of the first of each.
func sameSupporters(list []convergence.CommonOrigin) [][]convergence.CommonOrigin {
	var out [][]convergence.CommonOrigin
	at := map[string]int{}
	for _, c := range list {
		key := idsOf(c.Supporters)
		i, known := at[key]
		if !known {
			i, at[key] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], c)
	}
	return out
}
