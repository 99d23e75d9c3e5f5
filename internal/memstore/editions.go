package memstore

import (
	"context"
	"maps"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Editions implements evidence.Editions.
func (s *Store) Editions(ctx context.Context, of []string) (map[string]evidence.Edition, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[string]evidence.Edition{}
	for _, name := range of {
		if e, known := s.editions[name]; known {
			found[name] = e
		}
	}
	return found, s.ended(ctx)
}

// EditionsAfter implements evidence.Editions.
func (s *Store) EditionsAfter(ctx context.Context, after string, most int) ([]evidence.Edition, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []evidence.Edition
	for _, name := range slices.Sorted(maps.Keys(s.editions)) {
		if name > after && len(list) < most {
			list = append(list, s.editions[name])
		}
	}
	return list, s.ended(ctx)
}

// supersede ends what later versions of their records do not state any more.
func (w *batch) supersede() {
	w.gone = map[evidence.ID]evidence.Succession{}
	for id, by := range w.Superseded(w.editions) {
		r := w.standing(id)
		if r == nil {
			continue
		}
		if link, _ := pointer(r.value).(evidence.Link); w.Supersede(link, by) {
			w.gone[id] = by
		}
	}
}

// retract retracts what is gone, at the time of the write.
func (w *batch) retract(done *evidence.Applied) {
	for id, by := range w.gone {
		r := w.standing(id)
		r.retract(done.At)
		r.ended = act{w.Collector, by.Later.Why()}
		done.Retracted[id.Kind()]++
	}
}

// keepEditions keeps the editions of a batch, and returns how many differ from those that were kept.
func (s *Store) keepEditions(list []evidence.Edition) int {
	fresh := 0
	for _, e := range list {
		if e.Until = ""; !e.Same(s.editions[e.Of]) {
			s.editions[e.Of], fresh = e, fresh+1
		}
	}
	return fresh
}
