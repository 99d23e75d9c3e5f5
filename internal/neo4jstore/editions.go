package neo4jstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

var _ evidence.Editions = (*Store)(nil)

// Editions implements evidence.Editions.
func (s *Store) Editions(ctx context.Context, of []string) (map[string]evidence.Edition, error) {
	ctx = s.LongRead(ctx)
	found, err := editionsOf(of, func(params map[string]any) (*answer, error) { return s.ask(ctx, "editions", params) })
	if err != nil {
		return nil, fmt.Errorf("reading which versions are in force: %w", err)
	}
	return found, nil
}

// EditionsAfter implements evidence.Editions.
func (s *Store) EditionsAfter(ctx context.Context, after string, most int) ([]evidence.Edition, error) {
	a, err := s.ask(s.LongRead(ctx), "editions_after", map[string]any{"last": after, "take": most})
	if err != nil {
		return nil, fmt.Errorf("reading which versions are in force: %w", err)
	}
	return a.editions(), a.err
}

// editionsOf returns the editions of records, asked for in pieces.
func editionsOf(of []string, ask func(params map[string]any) (*answer, error)) (map[string]evidence.Edition, error) {
	found := map[string]evidence.Edition{}
	for piece := range slices.Chunk(of, rowsPerStatement) {
		a, err := ask(map[string]any{"editions": piece})
		if err != nil {
			return nil, err
		}
		for _, e := range a.editions() {
			found[e.Of] = e
		}
		if a.err != nil {
			return nil, a.err
		}
	}
	return found, nil
}

func (a *answer) editions() []evidence.Edition {
	var list []evidence.Edition
	for _, r := range a.records {
		row := fields{a, r.AsMap()}
		list = append(list, evidence.Edition{
			Of: text[string](row, "id"), At: moment(get[int64](row, "at")), States: idList(row, "states"),
		})
	}
	return list
}

func idList(f fields, name string) []evidence.ID {
	var ids []evidence.ID
	for _, v := range get[[]any](f, name) {
		ids = append(ids, evidence.ID(as[string](f.answer, name, v)))
	}
	return ids
}

// editions returns those that the graph has of the records of a batch.
func (t *transaction) editions(b *evidence.Batch) (map[string]evidence.Edition, error) {
	return editionsOf(b.EditionNames(), func(params map[string]any) (*answer, error) { return t.run("editions", params) })
}

// supersede ends what later versions of their records do not state any more: it adds to the batch what ends on a day,
// and returns the links that are to be retracted.
func (t *transaction) supersede(
	b *evidence.Batch, known map[string]evidence.Edition) (gone map[evidence.ID]*stored, err error) {
	by := b.Superseded(known)
	if len(by) == 0 {
		return nil, nil
	}
	w := wanted{}
	for id := range by {
		w.id(id)
	}
	found, err := w.find(t.run)
	if err != nil {
		return nil, err
	}
	gone = map[evidence.ID]*stored{}
	for id, r := range found {
		if r.standing && b.Supersede(r.object().Link, by[id]) {
			r.why = by[id].Later.Why()
			gone[id] = r
		}
	}
	return gone, nil
}

// retractGone retracts the links that supersede returned.
func (t *transaction) retractGone(
	gone map[evidence.ID]*stored, collector string, retracted map[evidence.Kind]int) error {
	elements := map[string][]string{}
	for id, r := range gone {
		elements[r.why] = append(elements[r.why], r.elements...)
		retracted[id.Kind()]++
	}
	for why, some := range elements {
		t.wrote = true
		params := map[string]any{"elements": some, "at": t.at.UnixNano(), "collector": collector, "reason": why}
		if _, err := t.run("retract", params); err != nil {
			return err
		}
	}
	return nil
}

// keepEditions notes the editions of a batch that differ from those that the graph has.
func (t *transaction) keepEditions(list []evidence.Edition, known map[string]evidence.Edition) error {
	var rows [][]any
	for _, e := range list {
		if !e.Same(known[e.Of]) {
			rows = append(rows, []any{e.Of, e.At.UnixNano(), layout.Texts(e.States)})
		}
	}
	return change(t, "keep_editions", "rows", rows)
}
