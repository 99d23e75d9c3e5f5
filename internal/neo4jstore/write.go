package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
)

// rowsPerStatement bounds what one statement is sent: larger lists cost memory on the server and save no time.
const rowsPerStatement = 10_000

// transaction is a write under way that holds the graph's write lock.
type transaction struct {
	store *Store
	ctx   context.Context //nolint:containedctx // it lives for one call, as the driver's own transaction does
	tx    neo4j.ManagedTransaction
	epoch string
	at    time.Time
	wrote bool
}

// write runs work in one managed transaction, which the driver repeats on errors that pass. Work must therefore start
// from nothing each time. The transaction first takes the graph's write lock: writers do not interleave, so they neither
// deadlock nor overwrite what the other has just read. It returns the version after the commit.
func (s *Store) write(ctx context.Context, work func(*transaction) error) (evidence.Version, time.Time, error) {
	limit := s.config.WriteTimeout
	if deadline, ok := ctx.Deadline(); ok {
		limit = min(limit, max(time.Until(deadline), time.Millisecond))
	}
	bounded, cancel := context.WithTimeout(ctx, limit+retryWrites+deadlineGrace)
	defer cancel()
	s.writing.Add(1)
	defer func() {
		s.written.Add(1)
		s.writing.Add(-1)
	}()
	bookmarks, err := s.bookmarks(ctx)
	if err != nil {
		return evidence.Version{}, time.Time{}, err
	}
	session := s.driver.NewSession(bounded, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite, DatabaseName: s.config.Database, Bookmarks: bookmarks})
	committing := false
	var t *transaction
	_, err = session.ExecuteWrite(bounded, func(tx neo4j.ManagedTransaction) (any, error) {
		committing = false
		t = &transaction{store: s, ctx: bounded, tx: tx}
		if err := t.lock(); err != nil {
			return nil, err
		}
		if err := work(t); err != nil {
			return nil, err
		}
		committing = true
		return nil, t.date()
	}, neo4j.WithTxTimeout(limit))
	version := evidence.Version{Bookmark: joinBookmarks(session.LastBookmarks())}
	if closing := session.Close(bounded); closing != nil && err == nil {
		s.config.Logger.DebugContext(ctx, "closing a session after a commit", "error", closing)
	}
	if err != nil {
		return version, time.Time{}, translate(ctx, overdue(bounded, err), outcome(committing && t.wrote))
	}
	version.Epoch = t.epoch
	s.seen.Store(&version.Bookmark)
	return version, t.at, nil
}

func (t *transaction) lock() error {
	a, err := t.run("lock", nil)
	if err != nil {
		return err
	}
	if err := a.check(); err != nil {
		return err
	}
	t.epoch = a.text("epoch")
	t.at = t.store.config.Now().UTC().Round(0)
	if last := moment(int64(a.integer("writtenAt"))); t.at.Before(last) {
		t.at = last // records follow one another as the writes did, whatever the clocks of several writers say
	}
	return a.err
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

// Retract implements evidence.Writer.
func (s *Store) Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	applied := newApplied()
	var err error
	applied.Version, applied.At, err = s.write(ctx, func(t *transaction) error {
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
		if _, err = t.run("retract", map[string]any{"elements": elements, "at": t.at.UnixNano(), "collector": collector, "reason": reason}); err != nil {
			return err
		}
		return t.note(retracted)
	})
	if err != nil {
		return evidence.Applied{}, operation("retracting links", err)
	}
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
	version, at, err := s.write(ctx, func(t *transaction) error {
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
			provenanceOf(r.record).Justification = reason
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
		return evidence.Applied{}, operation("recording links anew", err)
	}
	applied.Version, applied.At = version, at
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
	if errors.Is(err, evidence.ErrInvalid) || errors.Is(err, evidence.ErrNotFound) || errors.Is(err, evidence.ErrConflict) {
		return err
	}
	return fmt.Errorf("%s: %w", doing, err)
}
