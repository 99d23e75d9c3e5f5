package scores

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/wording"
)

const (
	// patience is how long a list waits for rows that are being computed before it takes older ones.
	patience = time.Second
	// longestPause is the longest time that lies between two computations of the whole table, or two attempts at it.
	longestPause = 30 * time.Second
	// firstPause is the time before a second attempt.
	firstPause = time.Second
)

// Config says what a table is made from.
type Config struct {
	Service *inquiry.Service
	// Feed tells what changes to the table that Run keeps; nil = it is not kept: what is asked for is computed then.
	Feed   *live.Feed
	Policy basis.Policy
	// Progress is told, while rows are computed on demand, how many of how many are done; nil = nobody wants to know.
	// It is called from several goroutines at once.
	Progress func(done, total int)
	// Logger gets what goes wrong while nobody waits. Default: nothing is logged.
	Logger *slog.Logger
}

// Table keeps the rows of all claims. Make it with [New]; it is safe for concurrent use.
type Table struct {
	config Config

	mu    sync.Mutex
	rows  *Rows         // nil until they have been computed once
	done  int           // rows computed so far, until rows is set
	total int           // of so many
	news  chan struct{} // closed when there are new rows
}

// New returns an empty table.
func New(c Config) *Table {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return &Table{config: c, news: make(chan struct{})}
}

// Policy returns the policy of the rows.
func (t *Table) Policy() basis.Policy { return t.config.Policy }

// Kept reports whether the table is kept by Run, so that its rows are at hand.
func (t *Table) Kept() bool { return t.config.Feed != nil }

// Run computes the table and keeps it current until ctx ends. It is called once, and needs a feed.
func (t *Table) Run(ctx context.Context) {
	watcher := t.config.Feed.Watch()
	defer watcher.Close()
	todo, failures := live.Change{Any: true}, 0
	var next time.Time // no computation of the whole table before it
	for first := true; ; first = false {
		if todo.Any && !wait(ctx, time.Until(next)) {
			return
		}
		started := time.Now()
		err := t.follow(ctx, watcher, todo)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			t.config.Logger.WarnContext(ctx, "the scores of the claims could not be computed; trying again", "error",
				err)
			failures++
			todo, next = live.Change{Any: true}, time.Now().Add(min(longestPause, firstPause<<min(failures-1, 10)))
			continue
		case todo.Any && !first: // the first time takes longer than it will again
			next = time.Now().Add(min(longestPause, time.Since(started))) // no more than half of the time goes to it
		}
		failures = 0
		if todo, err = watcher.Next(ctx); err != nil {
			return
		}
	}
}

// wait waits for a time and reports whether ctx still runs.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err() == nil
}

// follow brings the rows up to a change.
func (t *Table) follow(ctx context.Context, w *live.Watcher, c live.Change) error {
	if !c.Any {
		fresh, err := t.compute(ctx, c.Claims, nil)
		if err == nil {
			t.set(t.current().with(fresh), c.Mark)
		}
		return err
	}
	if _, err := t.config.Feed.Look(ctx); err != nil {
		return err
	}
	mark := w.Skip() // everything up to here is seen by the reads that follow
	ids, err := t.everyClaim(ctx)
	if err != nil {
		return err
	}
	fresh, err := t.compute(ctx, ids, t.note)
	if err == nil {
		t.set((&Rows{}).with(fresh), mark)
	}
	return err
}

func (t *Table) everyClaim(ctx context.Context) ([]evidence.ClaimID, error) {
	ids, _, err := t.config.Service.ClaimIDs(ctx, evidence.Filter{}, evidence.Moment{}, 0)
	return ids, err
}

// compute returns the rows of claims, in no order; each, if it is not nil, is told how many of how many are done.
func (t *Table) compute(ctx context.Context, ids []evidence.ClaimID, each func(done, total int)) ([]*Row, error) {
	var mu sync.Mutex
	rows := make([]*Row, 0, len(ids))
	err := t.config.Service.Sweep(ctx, ids, evidence.Moment{}, t.config.Policy, func(c *convergence.Convergence) error {
		row := &Row{Claim: c.Claim, Score: c.Score()}
		mu.Lock()
		defer mu.Unlock()
		rows = append(rows, row)
		if each != nil {
			each(len(rows), len(ids))
		}
		return nil
	})
	return rows, err
}

func (t *Table) current() *Rows {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.rows
}

func (t *Table) note(done, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done, t.total = done, total
}

func (t *Table) set(r *Rows, m live.Mark) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.Version, r.number = m.Version, m.Number
	t.rows = r
	close(t.news)
	t.news = make(chan struct{})
}

// Rows returns the rows of all claims. If the table has a feed they are those of the graph as it is now, or, where
// computing them takes longer than a second, the older ones: their Version tells. If it is not, the rows of the
// claims in among (nil = of all) are computed at once, however long it takes.
//
// Errors are the reader's; [evidence.CodeUnavailable] also tells that the rows have not been computed for the first
// time.
func (t *Table) Rows(ctx context.Context, among []evidence.ClaimID) (*Rows, error) {
	if t.config.Feed == nil {
		return t.onDemand(ctx, among)
	}
	mark, err := t.config.Feed.Look(ctx)
	if err != nil {
		return nil, err
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		t.mu.Lock()
		rows, news, unready := t.rows, t.news, t.unready()
		t.mu.Unlock()
		if rows != nil && rows.number >= mark.Number {
			return rows, nil
		}
		select {
		case <-news:
			continue
		case <-late.C:
		case <-ctx.Done():
		}
		if rows == nil {
			return nil, unready
		}
		return rows, nil
	}
}

// Select returns the rows of the claims that a filter keeps, by claim id, and the version that they are of. What rows
// do not show is read through s. If the table has no feed, no more rows are computed than those of the claims that
// the filter keeps whatever their figures. Errors are those of [Table.Rows].
func (t *Table) Select(ctx context.Context, s *inquiry.Service, w Where) ([]*Row, evidence.Version, error) {
	var among []evidence.ClaimID
	if !t.Kept() && !w.Empty() {
		var err error
		if among, _, err = s.ClaimIDs(ctx, w.Filter, evidence.Moment{}, 0); err != nil {
			return nil, evidence.Version{}, err
		}
		w.Filter = evidence.Filter{} // it has been applied
	}
	rows, err := t.Rows(ctx, among)
	if err != nil {
		return nil, evidence.Version{}, err
	}
	list, err := w.Select(ctx, s, rows)
	return list, rows.Version, err
}

// unready is the error of rows that nobody has computed yet; the caller has the lock.
func (t *Table) unready() error {
	progress := "none so far"
	if t.total > 0 {
		progress = fmt.Sprintf("%s of %s so far", wording.Digits(t.done), wording.Digits(t.total))
	}
	return &evidence.Error{Code: evidence.CodeUnavailable,
		Message: "the scores of the claims are being computed, " + progress +
			"; try again in a moment, or ask without filters and orders on figures"}
}

func (t *Table) onDemand(ctx context.Context, among []evidence.ClaimID) (*Rows, error) {
	if among == nil {
		var err error
		if among, err = t.everyClaim(ctx); err != nil {
			return nil, err
		}
	}
	before, err := t.config.Service.Version(ctx)
	if err != nil {
		return nil, err
	}
	fresh, err := t.compute(ctx, among, t.config.Progress)
	if err != nil {
		return nil, err
	}
	rows := (&Rows{}).with(fresh)
	rows.Version = before
	return rows, nil
}
