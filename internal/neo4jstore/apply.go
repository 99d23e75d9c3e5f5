package neo4jstore

import (
	"context"
	"fmt"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// item is one record of a batch, whatever its type.
type item struct {
	id evidence.ID
	// relationship is the type that a link is stored as, "" of a node; conflicting is the link that must not stand beside
	// it, with its type.
	relationship string
	conflicting  layout.Opposite
	// denied tells that it is a sameness that is recorded as false: it is merged over what denies it already.
	denied bool
	// put returns what stands after the record is written over the old one (a pointer, nil = there was none), validated.
	put func(old any) (any, error)
	// same reports whether a record states what the one that stands (a pointer) states.
	same func(old, merged any) bool
}

// Apply implements evidence.Writer. What stands is read, merged and compared here, and only what differs is written. A
// record that stands in the batch several times counts once.
//
// Where the last batch was new as a whole, a large one is first taken to be, too (see optimistic): an import into a
// graph that has nothing of it is spared the look-ups. What that is refused for, whatever it is, the careful way finds
// out and says.
func (s *Store) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	return s.applyOnce(ctx, b, time.Time{}, func(context.Context) error { return nil })
}

// ApplyAfter implements evidence.Pipelined. What is taken for new is written before it is its turn. Both ways date it
// by when it was handed over, if nothing later has been recorded: if the careful one took the time at which it gets
// the lock, the next batch would be older than it, and be refused for that.
func (s *Store) ApplyAfter(
	ctx context.Context, b evidence.Batch, turn func(context.Context) error) (evidence.Applied, error) {
	return s.applyOnce(ctx, b, s.now(), turn)
}

// applyOnce records a batch in one write, dated at, or by when it gets the lock where that is the zero time.
func (s *Store) applyOnce(
	ctx context.Context, b evidence.Batch, at time.Time, turn func(context.Context) error) (evidence.Applied, error) {
	applied, err := evidence.Applied{}, error(errNotNew)
	if s.guessFrom == 0 || b.Len() >= s.guessFrom && s.allNew.Load() {
		// The limit is twice that of others: the one that it waits for has as long.
		applied, err = s.applyBy(ctx, &b, at, 2*s.config.WriteTimeout, func(t *transaction) (evidence.Applied, error) {
			return t.optimistic(b, turn)
		})
	}
	if refused(err) || retry(err) {
		if err := turn(ctx); err != nil {
			return evidence.Applied{}, err
		}
		applied, err = s.applyBy(ctx, &b, at, s.config.WriteTimeout, func(t *transaction) (evidence.Applied, error) {
			if err := t.lockFirst(); err != nil {
				return evidence.Applied{}, err
			}
			return t.apply(b)
		})
	}
	if err == nil {
		s.allNew.Store(len(applied.Changed)+len(applied.Unchanged) == 0)
	}
	return applied, err
}

// applyBy records a batch as it is told to.
func (s *Store) applyBy(ctx context.Context, b *evidence.Batch, at time.Time, limit time.Duration,
	how func(*transaction) (evidence.Applied, error),
) (evidence.Applied, error) {
	var applied evidence.Applied
	committed, err := s.unlocked(ctx, at, limit, func(t *transaction) (err error) {
		if applied, err = how(t); err != nil {
			return err
		}
		return t.deny(b, &applied)
	})
	if err != nil {
		return evidence.Applied{}, operation(fmt.Sprintf("recording %d records", b.Len()), err)
	}
	committed.done(&applied)
	return applied, nil
}

// apply records a batch within the transaction.
func (t *transaction) apply(b evidence.Batch) (evidence.Applied, error) {
	b, left, err := t.admitted(b)
	if err != nil {
		return evidence.Applied{}, err
	}
	known, err := t.editions(&b)
	if err != nil {
		return evidence.Applied{}, err
	}
	b, older := b.WithoutOlder(known)
	gone, err := t.supersede(&b, known)
	if err != nil {
		return evidence.Applied{}, err
	}
	p, err := t.plan(itemsOf(&b))
	if err != nil {
		return evidence.Applied{}, err
	}
	p.gone = gone
	if err := t.check(p); err != nil {
		return evidence.Applied{}, err
	}
	applied, err := t.writePlan(p, &b, known)
	for _, out := range []map[evidence.Kind]int{left, older} {
		for kind, n := range out {
			applied.Unchanged[kind] += n
		}
	}
	return applied, err
}

// writePlan writes a plan that was checked, and all that comes with it.
func (t *transaction) writePlan(
	p *plan, b *evidence.Batch, known map[string]evidence.Edition) (evidence.Applied, error) {
	if err := t.writeRecords(p, b); err != nil {
		return newApplied(), err
	}
	retracted := newApplied().Retracted
	if err := t.retractGone(p.gone, b.Collector, retracted); err != nil {
		return newApplied(), err
	}
	applied, err := t.complete(p, b, known)
	applied.Retracted = retracted
	return applied, err
}

// admitted returns a batch without what names an erased person, and how much of each kind was left out for that.
func (t *transaction) admitted(b evidence.Batch) (evidence.Batch, map[evidence.Kind]int, error) {
	if err := b.CheckWords(); err != nil {
		return b, nil, err
	}
	erased, err := t.erased(b.NamedPersons())
	if err != nil || len(erased) == 0 {
		return b, nil, err
	}
	b, left := b.WithoutErased(erased)
	return b, left, nil
}

// writeRecords writes what a plan says of the records of a batch.
func (t *transaction) writeRecords(p *plan, b *evidence.Batch) error {
	changes, err := p.changes(b, t.at)
	if err != nil {
		return err
	}
	return changes.write(t)
}

// complete writes what comes with the records of a batch, and returns what has become of them.
func (t *transaction) complete(
	p *plan, b *evidence.Batch, known map[string]evidence.Edition) (evidence.Applied, error) {
	if err := t.keepWords(b.Words); err != nil {
		return newApplied(), err
	}
	if err := t.keepEditions(b.Editions, known); err != nil {
		return newApplied(), err
	}
	return p.count(), t.mark(b.Checkpoint)
}

// itemsOf lists a batch in the order in which it is written.
func itemsOf(b *evidence.Batch) []item {
	items := make([]item, 0, b.Len())
	items = gather(items, b, b.Organizations)
	items = gather(items, b, b.Persons)
	items = gather(items, b, b.Outlets)
	items = gather(items, b, b.Sources)
	items = gather(items, b, b.Claims)
	items = gather(items, b, b.Reviews)
	items = gather(items, b, b.Statements)
	items = gather(items, b, b.Derivations)
	items = gather(items, b, b.Corroborations)
	items = gather(items, b, b.Ownerships)
	items = gather(items, b, b.Fundings)
	items = gather(items, b, b.Samenesses)
	items = gather(items, b, b.Relations)
	items = gather(items, b, b.Confirmations)
	items = gather(items, b, b.Interests)
	return gather(items, b, b.Leanings)
}

func gather[T evidence.Record](items []item, b *evidence.Batch, puts []evidence.Put[T]) []item {
	for _, p := range puts {
		identified := evidence.Merge(nil, evidence.Put[T]{Value: p.Value})
		id := evidence.IDOf(any(&identified))
		items = append(items, item{
			id:           id,
			relationship: layout.RelationshipOf(any(&identified)),
			conflicting:  layout.OppositeOf(any(&identified)),
			denied:       b.Denied && id.Kind() == evidence.KindSameness,
			put: func(old any) (any, error) {
				before, _ := old.(*T)
				merged := evidence.Merge(before, p)
				if err := merged.Validate(); err != nil {
					return nil, &evidence.RecordError{Record: id, Err: err}
				}
				if from := evidence.ProvenanceOf(&merged); from != nil && from.RecordedFrom == "" && !p.Names("recordedFrom") {
					from.RecordedFrom = b.RecordedFrom
				}
				return &merged, nil
			},
			same: func(old, merged any) bool {
				before, ok := old.(*T)
				after, also := merged.(*T)
				return ok && also && !b.Renews(id) && evidence.Equal(*before, *after)
			},
		})
	}
	return items
}
