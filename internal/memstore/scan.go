package memstore

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

var _ evidence.Scanner = (*Store)(nil)

// Scan implements evidence.Scanner: what stands is gathered, and then given out.
func (s *Store) Scan(
	ctx context.Context, kinds []evidence.Kind, each func(record any) error) (evidence.Version, error) {
	kinds, err := evidence.ScannedKinds(kinds)
	if err != nil {
		return evidence.Version{}, err
	}
	v, unlock, err := s.read(ctx, evidence.Moment{})
	if err != nil {
		return evidence.Version{}, err
	}
	version, records := s.version(), []any{}
	for _, kind := range kinds {
		var list []any
		for id, value := range v.all {
			if id.Kind() == kind {
				list = append(list, pointer(value))
			}
		}
		byID(list)
		records = slices.Concat(records, list)
	}
	unlock()
	for _, r := range records {
		if err := ctx.Err(); err != nil {
			return evidence.Version{}, &evidence.Error{Code: evidence.CodeTimeout,
				Message: "the request ended before the answer was ready", Err: err}
		}
		if err := each(r); err != nil {
			return evidence.Version{}, err
		}
	}
	return version, nil
}

var _ evidence.Denials = (*Store)(nil)

// Denials implements evidence.Denials: the latest record of each sameness is looked at.
func (s *Store) Denials(ctx context.Context) ([]evidence.Denial, evidence.Version, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rejected := slices.SortedFunc(
		maps.Values(s.denials(evidence.Moment{})),
		func(a, b evidence.Denial) int { return cmp.Compare(a.LinkID(), b.LinkID()) })
	return rejected, s.version(), s.ended(ctx)
}

// denials returns what was denied at a moment's KnownAt, by the id of the sameness.
func (s *Store) denials(at evidence.Moment) map[evidence.ID]evidence.Denial {
	denials := map[evidence.ID]evidence.Denial{}
	for _, r := range s.records {
		if same, is := r.value.(evidence.Sameness); is && at.Knows(r.recorded, nil) {
			delete(denials, r.id)
			if !at.Knows(r.recorded, r.retracted) {
				denials[r.id] = evidence.DenialOf(same, r.ended.by, r.ended.why)
			}
		}
	}
	return denials
}
