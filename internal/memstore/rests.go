package memstore

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// rests tells whether a claim rests on one of the nodes: all that its evidence holds is collected, upstream and upwards.
func (s *Store) rests(claim evidence.ID, on []evidence.ID, at evidence.Moment) bool {
	known := s.fill(&view{at: evidence.Moment{KnownAt: at.KnownAt}, ended: true})
	now := s.view(evidence.Moment{})
	in := map[evidence.ID]bool{claim: known.nodes[claim] != nil}
	known.grow(in, claimStep)
	scope := map[evidence.ID]bool{}
	for id, here := range in {
		scope[id] = here
	}
	known.grow(in, func(l any) []evidence.ID { return evidenceStep(l, scope) })
	for _, id := range sorted(in) {
		if source, ok := now.nodes[id].(evidence.Source); ok {
			for _, named := range names(source) {
				in[named] = true
			}
		}
	}
	known.grow(in, func(l any) []evidence.ID {
		switch l := l.(type) {
		case evidence.Ownership:
			return []evidence.ID{l.Asset, l.Owner}
		case evidence.Funding:
			return []evidence.ID{l.Recipient, l.Funder}
		case evidence.Sameness:
			return []evidence.ID{l.A, l.B}
		}
		return nil
	})
	return slices.ContainsFunc(on, func(id evidence.ID) bool { return in[id] })
}
