package memstore

import (
	"context"

	"github.com/credence-graph/credence/internal/evidence"
)

var _ evidence.Explorer = (*Store)(nil)

// Takers implements evidence.Explorer: what takes from a source of the outlets is added until nothing more is.
func (s *Store) Takers(ctx context.Context, of []evidence.OutletID, at evidence.Moment, limit int) ([]evidence.OutletID, error) {
	_, unlock, err := s.read(ctx, at)
	if err != nil {
		return nil, err
	}
	defer unlock()
	known, now := s.fill(&view{at: evidence.Moment{KnownAt: at.KnownAt}, ended: true}), s.view(evidence.Moment{})
	same := func(l any) []evidence.ID {
		if l, ok := l.(evidence.Sameness); ok {
			return []evidence.ID{l.A, l.B}
		}
		return nil
	}
	in := map[evidence.ID]bool{}
	for _, id := range of {
		in[evidence.ID(id)] = known.nodes[evidence.ID(id)] != nil
	}
	known.grow(in, same)
	for id, node := range now.nodes {
		if source, ok := node.(evidence.Source); ok && in[evidence.ID(source.Outlet)] {
			in[id] = true
		}
	}
	known.grow(in, same)
	takes := func(l any) []evidence.ID {
		if l, ok := l.(evidence.Derivation); ok {
			return []evidence.ID{evidence.ID(l.To), evidence.ID(l.From)}
		}
		return nil
	}
	down := map[evidence.ID]bool{}
	for _, l := range known.links {
		if ends := takes(l); len(ends) > 0 && in[ends[0]] {
			down[ends[1]] = true
		}
	}
	known.grow(down, func(l any) []evidence.ID { return append(takes(l), same(l)...) })
	outlets := map[evidence.ID]bool{}
	for id := range down {
		if source, ok := now.nodes[id].(evidence.Source); ok && source.Outlet != "" {
			outlets[evidence.ID(source.Outlet)] = true
		}
	}
	if len(outlets) > limit {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: "more outlets take from it than were asked for"}
	}
	var list []evidence.OutletID
	for _, id := range sorted(outlets) {
		list = append(list, evidence.OutletID(id))
	}
	return list, nil
}
