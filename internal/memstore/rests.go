package memstore

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// concerned reports whether a claim rests on what a filter names, or, with Rivals, one that it shares its probability
// with.
func (s *Store) concerned(claim evidence.ID, where evidence.Filter, at evidence.Moment) bool {
	in := map[evidence.ID]bool{claim: true}
	if where.Rivals {
		known := s.view(evidence.Moment{KnownAt: at.KnownAt})
		known.grow(in, claimStep)
		known.addRivals(in)
	}
	return slices.ContainsFunc(sorted(in), func(id evidence.ID) bool { return s.rests(id, where.RestsOn, at) })
}

// rests reports whether a claim rests on one of the nodes: all that its evidence holds is collected, upstream and
// upwards.
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
	for _, id := range sorted(in) {
		for _, topic := range known.topics(id) {
			in[topic] = true
		}
	}
	return slices.ContainsFunc(on, func(id evidence.ID) bool { return in[id] })
}
