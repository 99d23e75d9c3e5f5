package neo4jstore

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
)

var _ evidence.Checkpoints = (*Store)(nil)

// Checkpoint implements evidence.Checkpoints.
func (s *Store) Checkpoint(ctx context.Context, work string) (evidence.Checkpoint, error) {
	mark := evidence.Checkpoint{Work: work}
	a, err := s.ask(ctx, "checkpoint", map[string]any{"work": work})
	if err != nil {
		return mark, fmt.Errorf("reading how far a work is: %w", err)
	}
	if len(a.records) > 0 {
		row := fields{a, a.records[0].AsMap()}
		mark.Batches, mark.Trace = int(get[int64](row, "batches")), get[string](row, "trace")
	}
	return mark, a.err
}

// mark keeps or takes away the mark of a batch. Where the batch has changed nothing the one before stays: to look
// through such a batch again costs little, and a version that nothing but a mark has made would cost everybody.
func (t *transaction) mark(m *evidence.Checkpoint) error {
	switch {
	case m == nil:
	case m.Batches == 0:
		a, err := t.run("checkpoint_end", map[string]any{"work": m.Work})
		if err != nil {
			return err
		}
		t.wrote = t.wrote || a.integer("gone") > 0
		return a.err
	case t.wrote:
		_, err := t.run("checkpoint_set", map[string]any{"work": m.Work, "batches": m.Batches, "trace": m.Trace})
		return err
	}
	return nil
}
