package neo4jstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/faults"
)

// rowsPerStatement bounds what one statement is sent: larger lists cost memory on the server and save no time.
const rowsPerStatement = 10_000

// transaction is a write under way. It holds the graph's write lock from [transaction.lock] on.
type transaction struct {
	store *Store
	ctx   context.Context //nolint:containedctx // it lives for one call, as the driver's own transaction does
	tx    neo4j.ManagedTransaction
	epoch string
	at    time.Time // dates what is recorded, to the nanosecond
	// expected is when the graph was last written at the only version at which the write may be done; nil = at any.
	expected *time.Time
	wrote    bool
	// before is the bookmark just before the commit, "" where it could not be asked for.
	before string
}

// commit is a write that has been committed: the versions of the graph just before and after it, and when its records
// were made.
type commit struct {
	before, after evidence.Version
	at            time.Time
}

// done writes the commit into what is told of the write.
func (c commit) done(a *evidence.Applied) { a.Before, a.Version, a.At = c.before, c.after, c.at }

// write runs work in one managed transaction that holds the graph's write lock: writers do not interleave, so they
// neither deadlock nor overwrite what the other has just read. See unlocked.
func (s *Store) write(ctx context.Context, work func(*transaction) error) (commit, error) {
	return s.unlocked(ctx, time.Time{}, s.config.WriteTimeout, func(t *transaction) error {
		if err := t.lockFirst(); err != nil {
			return err
		}
		return work(t)
	})
}

// unlocked runs work in one managed transaction, which the driver repeats on errors that pass. Work must therefore
// start from nothing each time. It has to have locked the graph when it ends. At dates what it records, if that is
// later than all that was recorded before; the zero time is when it gets the lock.
func (s *Store) unlocked(
	ctx context.Context, at time.Time, longest time.Duration, work func(*transaction) error,
) (commit, error) {
	ctx, l := faults.Within(ctx, faults.Limit{Within: longest, Setting: faults.WriteSetting})
	bounded, cancel := context.WithTimeout(ctx, l.Within+retryWrites+deadlineGrace)
	defer cancel()
	expected, err := s.expected(bounded)
	if err != nil {
		return commit{}, faults.Translate(ctx, err, faults.OutcomeKnown)
	}
	bookmarks, err := s.bookmarks(ctx)
	if err != nil {
		return commit{}, err
	}
	session := s.driver.NewSession(
		bounded, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite, DatabaseName: s.config.Database,
			Bookmarks: bookmarks})
	committing := false
	var t *transaction
	_, err = session.ExecuteWrite(bounded, func(tx neo4j.ManagedTransaction) (any, error) {
		committing = false
		t = &transaction{store: s, ctx: bounded, tx: tx, at: at, expected: expected}
		if err := work(t); err != nil {
			return nil, err
		}
		if err := t.date(); err != nil {
			return nil, err
		}
		t.before = s.bookmarkNow(bounded)
		committing = true
		return nil, nil
	}, neo4j.WithTxTimeout(l.Within))
	bookmark := joinBookmarks(session.LastBookmarks())
	if closing := session.Close(bounded); closing != nil && err == nil {
		s.config.Logger.DebugContext(ctx, "closing a session after a commit", "error", closing)
	}
	if err != nil {
		return commit{}, faults.Translate(ctx, faults.Overdue(bounded, err), faults.Outcome(committing && t.wrote))
	}
	s.see(bookmark)
	done := commit{after: evidence.Version{Epoch: t.epoch, Bookmark: bookmark}, at: t.at}
	if t.before != "" {
		done.before = evidence.Version{Epoch: t.epoch, Bookmark: t.before}
	}
	return done, nil
}

func (s *Store) now() time.Time { return s.config.Now().UTC().Round(0) }

// bookmarkNow returns the bookmark of all that has been committed, "" where it cannot be had: what is to be committed
// does not depend on it.
func (s *Store) bookmarkNow(ctx context.Context) string {
	probe, err := s.read(ctx, "probe", nil)
	if err != nil {
		s.config.Logger.DebugContext(ctx, "asking for the bookmark before a commit", "error", err)
		return ""
	}
	return probe.bookmark
}

// expected returns when the graph was last written at the only version at which the context allows a write, nil if it
// allows any, and [evidence.Moved] if the graph is at another one. Of what is read nobody knows whether it still holds
// when the write gets its turn. So the transaction compares the time with that of the graph once it has the lock: each
// write is strictly later than the one before, and none can be committed by then until this one ends.
func (s *Store) expected(ctx context.Context) (*time.Time, error) {
	only := evidence.Only(ctx)
	if only == (evidence.Version{}) {
		return nil, nil
	}
	a, err := s.read(evidence.AtLeast(ctx, only), "probe", nil)
	if errors.Is(err, evidence.ErrInvalid) { // of no version of this graph
		a, err = s.read(ctx, "probe", nil)
	}
	if err != nil {
		return nil, err
	}
	if err := evidence.Moved(ctx, evidence.Version{Epoch: a.epoch(), Bookmark: a.bookmark}); err != nil {
		return nil, err
	}
	at := moment(int64(a.integer("writtenAt")))
	return &at, a.err
}

// lock takes the graph's write lock, which the transaction holds to its end, and returns when the graph was last
// written.
func (t *transaction) lock() (last time.Time, err error) {
	a, err := t.run("lock", nil)
	if err != nil {
		return last, err
	}
	if err := a.check(); err != nil {
		return last, err
	}
	t.epoch = a.epoch()
	last = moment(int64(a.integer("writtenAt")))
	if a.err == nil && t.expected != nil && !t.expected.Equal(last) {
		now := evidence.Version{Epoch: t.epoch, Bookmark: t.store.bookmarkNow(t.ctx)}
		return last, evidence.Moved(t.ctx, now)
	}
	return last, a.err
}

// lockFirst locks the graph before anything is written, and then dates the write. Each write is strictly later than
// the one before it, whatever the clocks of several writers say: of two of one instant, one record would last no time,
// and nobody could tell the graph between them.
func (t *transaction) lockFirst() error {
	last, err := t.lock()
	if t.at.IsZero() {
		t.at = t.store.now()
	}
	if !t.at.After(last) {
		t.at = last.Add(1)
	}
	return err
}

// date notes the time of a write that changed something.
func (t *transaction) date() error {
	if !t.wrote {
		return nil
	}
	_, err := t.run("written", map[string]any{"at": t.at.UnixNano()})
	return err
}

// run sends one statement and takes its records.
func (t *transaction) run(query string, params map[string]any) (*answer, error) {
	result, err := t.tx.Run(t.ctx, t.store.queries[query], inOne(params))
	if err != nil {
		return nil, err
	}
	records, err := result.Collect(t.ctx)
	if err != nil {
		return nil, err
	}
	return &answer{query: query, records: records}, nil
}

// change sends rows to a statement that writes, in pieces; without rows nothing is sent.
func change[T any](t *transaction, query, parameter string, rows []T) error {
	for piece := range slices.Chunk(rows, rowsPerStatement) {
		if _, err := t.run(query, map[string]any{parameter: piece, "at": t.at.UnixNano()}); err != nil {
			return err
		}
		t.wrote = true
	}
	return nil
}

// deny retracts the samenesses that a batch denies, the instant after it has recorded them. Each says by itself why.
func (t *transaction) deny(b *evidence.Batch, applied *evidence.Applied) error {
	denials := b.Denials()
	if len(denials) == 0 {
		return nil
	}
	w := wanted{}
	for id := range denials {
		w.id(id)
	}
	found, err := w.find(t.run)
	if err != nil {
		return err
	}
	recorded, retracted := t.at, []evidence.ID(nil)
	for id, r := range found { // a person in one may have been erased
		if !r.standing { // it is denied already
			continue
		}
		t.wrote, t.at = true, recorded.Add(1)
		applied.Retracted[id.Kind()]++
		retracted = append(retracted, id)
		params := map[string]any{"elements": r.elements, "at": t.at.UnixNano(), "collector": b.Collector,
			"reason": denials[id]}
		if _, err := t.run("retract", params); err != nil {
			return err
		}
	}
	return t.note(retracted)
}

// join sends rows to a statement that makes a relationship of each, in pieces, and checks that it did: it makes none
// where an end is not there.
func (t *transaction) join(query string, rows [][]any) error {
	for piece := range slices.Chunk(rows, rowsPerStatement) {
		a, err := t.run(query, map[string]any{"rows": piece})
		if err != nil {
			return err
		}
		t.wrote = true
		if made := a.integer("made"); a.err != nil || made != len(piece) {
			return cmp.Or(a.err, error(errNotNew))
		}
	}
	return nil
}

// Retract implements evidence.Writer.
func (s *Store) Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	applied := newApplied()
	committed, err := s.write(ctx, func(t *transaction) error {
		clear(applied.Retracted)
		found, err := t.latest(ids)
		if err != nil {
			return err
		}
		var elements []string
		var retracted []evidence.ID
		for _, id := range ids {
			if r := found[id]; r.standing {
				r.standing = false // an id may be given twice
				applied.Retracted[id.Kind()]++
				elements = append(elements, r.elements...)
				retracted = append(retracted, id)
			}
		}
		if len(elements) == 0 {
			return nil
		}
		t.wrote = true
		if _, err = t.run(
			"retract", map[string]any{"elements": elements, "at": t.at.UnixNano(), "collector": collector,
				"reason": reason}); err != nil {
			return err
		}
		return t.note(retracted)
	})
	if err != nil {
		return evidence.Applied{}, operation("retracting links", err)
	}
	committed.done(&applied)
	return applied, nil
}

// latest returns the latest record of each link, standing or not.
func (t *transaction) latest(ids []evidence.ID) (map[evidence.ID]*stored, error) {
	w := wanted{}
	for _, id := range ids {
		if id.Kind().IsLink() {
			w.id(id)
		}
	}
	found, err := w.find(t.run)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if found[id] == nil {
			return nil, evidence.NoLink(id)
		}
	}
	return found, nil
}

// Unretract implements evidence.Writer.
func (s *Store) Unretract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	var applied evidence.Applied
	committed, err := s.write(ctx, func(t *transaction) error {
		found, err := t.latest(ids)
		if err != nil {
			return err
		}
		b, standing := evidence.Batch{Collector: collector, Method: evidence.Declared}, map[evidence.Kind]int{}
		for id, r := range found {
			if r.standing {
				standing[id.Kind()]++
				continue
			}
			evidence.ProvenanceOf(r.record).Justification = reason
			b.AddLink(r.object().Link)
		}
		if applied, err = t.apply(b); err != nil {
			return err
		}
		for kind, n := range standing {
			applied.Unchanged[kind] += n
		}
		return nil
	})
	if err != nil {
		return evidence.Applied{}, operation("recording links again", err)
	}
	committed.done(&applied)
	return applied, nil
}

func newApplied() evidence.Applied {
	return evidence.Applied{
		Created: map[evidence.Kind]int{}, Changed: map[evidence.Kind]int{},
		Unchanged: map[evidence.Kind]int{}, Retracted: map[evidence.Kind]int{},
	}
}

// operation says what was being done, before errors that do not say it themselves.
func operation(doing string, err error) error {
	if errors.Is(err, evidence.ErrInvalid) || errors.Is(err, evidence.ErrNotFound) ||
		errors.Is(err, evidence.ErrConflict) {
		return err
	}
	return fmt.Errorf("%s: %w", doing, err)
}
