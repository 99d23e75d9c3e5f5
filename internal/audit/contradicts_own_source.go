package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// A source takes one side and takes from a source of the other. HIGH. The finding is of the source that turns the
// content round; those that take it from there are counted with it. It weighs 1 for each of them.
var contradictsOwnSourceRule = rule{
	code: ContradictsOwnSource,
	meaning: "a source of one side takes from a source of the other; " +
		"those that take it from there are counted with it",
	severity: "HIGH",
	remedy: "Read both: the later one has misread its source, refutes it, or is recorded on the wrong side. " +
		"Correct the record, or cite the origin.",
	sentence: func(r *record) string {
		if others := r.sources - r.inAll; others > 0 && r.inAll == 1 {
			return fmt.Sprintf("%s; %s more of its side %s this from it.", r.lead, wording.Digits(others),
				wording.Choose(others, "takes", "take"))
		}
		if r.inAll > 1 {
			return fmt.Sprintf("%s; this holds for %s in all.", r.lead, r.what())
		}
		return r.lead + "."
	},
}

// contradictions notes the sources of a side that take from one of the other. A source that takes it from another of
// its side is counted with that one, which is where the two sides meet.
func (w *witness) contradictions(side *convergence.Side, on sides) {
	type pair struct{ source, against *evidence.Source }
	list := side.Contradictions()
	against := make(map[evidence.SourceID]*evidence.Source, len(list))
	for _, k := range list {
		against[k.Source.ID] = k.Against
	}
	resting := map[pair][]*evidence.Source{}
	var pairs []pair
	for _, k := range list {
		turn := k.Source
		for _, step := range w.Way(k.Source.ID, k.Against.ID) {
			if d, is := step.(*evidence.Derivation); is && against[w.Shown(d.From).ID] != nil {
				turn = w.Shown(d.From)
			}
		}
		p := pair{turn, against[turn.ID]}
		if resting[p] == nil {
			pairs = append(pairs, p)
		}
		resting[p] = append(resting[p], k.Source)
	}
	for _, k := range pairs {
		from := resting[k]
		w.note(observation{
			code: ContradictsOwnSource, about: string(k.source.ID) +
				" " + string(k.against.ID), severity: High, change: float64(len(from)),
			sides: on, sources: len(from), subjects: []evidence.Node{k.source, k.against}, others: nodesOf(from),
			lead: func() string {
				verbs := [2]string{"supports", "refutes"}
				if on == refuting {
					verbs = [2]string{"refutes", "supports"}
				}
				return fmt.Sprintf("%s %s %s and takes from %s, which %s it", w.Label(k.source), verbs[0],
					called(w.Claim), w.Label(k.against), verbs[1])
			},
			steps: func() []evidence.Link {
				out := append(w.said(side, k.source), w.Way(k.source.ID, k.against.ID)...)
				other := w.Refuting
				if on == refuting {
					other = w.Supporting
				}
				return append(append(out, w.said(other, k.against)...), w.ways(from, k.source)...)
			},
		})
	}
}
