package watch

import (
	"context"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/scores"
)

const (
	// MaxClaims is how many claims may be watched together.
	MaxClaims = 500
	// retryAfter is how long after a reading that failed the next is tried.
	retryAfter = time.Second
)

// Watcher tells what changes for claims. Make it with [New]; it is safe for concurrent use.
type Watcher struct {
	feed    *live.Feed
	service *inquiry.Service
	auditor *audit.Service
	answers answers
	end     context.CancelFunc
}

// New returns a watcher of the graph of a reader, which a feed tells of. Close it before the reader is closed.
func New(f *live.Feed, r evidence.Reader) *Watcher {
	s := inquiry.New(r)
	ctx, end := context.WithCancel(context.Background())
	return &Watcher{feed: f, service: s, auditor: audit.NewService(r), answers: answers{service: s, ctx: ctx}, end: end}
}

// Close ends what is being computed for watchers, whose calls must have ended or be about to, and waits for it.
func (w *Watcher) Close() {
	w.end()
	w.answers.running.Wait()
}

// Query says what to watch.
type Query struct {
	// Where says which claims, by what needs no figures.
	Where scores.Where
	// When keeps the events with which the supporting side comes to meet it; nil = every event.
	When   scores.Bounds
	Policy basis.Policy
	After  evidence.Cursor // of the event seen last; nil = none
}

// Validate tells what cannot be watched. The error has code [evidence.CodeInvalid].
func (q Query) Validate() error {
	if q.Where.Figures() {
		return evidence.Invalidf("where",
			"has conditions on figures; give them as when, which tells of the moment at which they come true")
	}
	if q.After != nil && len(q.After) != 2 {
		return evidence.Invalidf("after", "is not a cursor of an event")
	}
	return q.Policy.Validate()
}

// Event is a state or a change of one claim.
type Event struct {
	// Cursor is where to go on. It names the state of the graph, and the claim where more events of that state follow.
	Cursor evidence.Cursor
	// Diff says what changed; of a state Before is nil.
	Diff *compare.Diff
}

// state is what was told of a claim last.
type state struct {
	answer *convergence.Convergence
	meets  bool // what When asks for
}

// run is one query being answered.
type run struct {
	*Watcher
	query  Query
	emit   func(Event) error
	states map[evidence.ClaimID]state
	// sent says up to which claim the present states were sent before, at a state of the graph that still is the
	// present one; every one if it is complete.
	resumed, complete bool
	sent              evidence.ClaimID
}

// Claims calls emit with the present state of each claim of the query, by id, and then with each change, until ctx ends
// or emit returns an error, which it returns. While emit has not returned nothing else is emitted, and what happens
// meanwhile becomes one change of each claim. A graph that cannot be read is tried again. Errors have code
// [evidence.CodeInvalid] for the query and [evidence.CodeTooComplex] if it is of too many claims.
func (w *Watcher) Claims(ctx context.Context, q Query, emit func(Event) error) error {
	if err := q.Validate(); err != nil {
		return err
	}
	r := &run{Watcher: w, query: q, emit: emit, states: map[evidence.ClaimID]state{}}
	return w.each(ctx, r.follow)
}

// each calls follow with everything as the first change and then with each change, and again with everything where the
// graph could not be read, until ctx ends or follow fails for good. first tells that follow has not succeeded yet.
func (w *Watcher) each(
	ctx context.Context, follow func(ctx context.Context, change live.Change, first bool) error,
) error {
	watcher := w.feed.Watch()
	defer watcher.Close()
	change := live.Change{Any: true}
	for first := true; ; {
		err := w.brought(ctx, watcher, &change)
		if err == nil {
			err = follow(ctx, change, first)
		}
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case passing(err) && pause(ctx, retryAfter):
			change = live.Change{Any: true}
			continue
		case err != nil:
			return err
		}
		first = false
		if change, err = watcher.Next(ctx); err != nil {
			return err
		}
	}
}

// brought brings a change of everything up to the present state of the graph: the reads that follow see all up to
// there.
func (w *Watcher) brought(ctx context.Context, watcher *live.Watcher, change *live.Change) error {
	if !change.Any {
		return nil
	}
	if _, err := w.feed.Look(ctx); err != nil {
		return err
	}
	change.Mark = watcher.Skip()
	return nil
}

// passing reports whether an error may be gone at the next attempt.
func passing(err error) bool {
	code := evidence.CodeOf(err)
	return err != nil && (code == evidence.CodeUnavailable || code == evidence.CodeTimeout)
}

// pause waits and reports whether ctx still runs.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// follow tells of a change.
func (r *run) follow(ctx context.Context, change live.Change, first bool) error {
	ids, err := r.watched(ctx, change)
	if err != nil {
		return err
	}
	if first {
		r.resume(change.Version)
	}
	answers, err := r.answers.of(ctx, change.Number, ids, r.query.Policy)
	if err != nil {
		return err
	}
	var events []Event
	for i, id := range ids {
		if d := r.next(id, answers[i]); d != nil {
			events = append(events, Event{evidence.Cursor{change.Version.String(), string(id)}, d})
		}
	}
	r.resumed = false
	for i, e := range events {
		if i == len(events)-1 {
			e.Cursor[1] = "" // nothing of this state is left
		}
		if err := r.emit(e); err != nil {
			return err
		}
	}
	return nil
}

// resume sees what was sent before.
func (r *run) resume(v evidence.Version) {
	after := r.query.After
	if r.resumed = after != nil && after[0] == v.String(); r.resumed {
		r.sent, r.complete = evidence.ClaimID(after[1]), after[1] == ""
	}
}

// watched returns the claims of the query that a change concerns, by id, and forgets those that are no longer of it.
func (r *run) watched(ctx context.Context, change live.Change) ([]evidence.ClaimID, error) {
	where := r.query.Where
	if !change.Any {
		if len(change.Claims) == 0 {
			return nil, nil
		}
		among := evidence.Filter{IDs: make([]evidence.ID, len(change.Claims))}
		for i, id := range change.Claims {
			among.IDs[i] = evidence.ID(id)
		}
		where = scores.Where{Filter: among, All: []scores.Where{where}}
	}
	ids, err := where.Claims(ctx, r.service)
	if err != nil {
		return nil, err
	}
	for id := range r.states {
		_, found := slices.BinarySearch(ids, id)
		if _, concerned := slices.BinarySearch(change.Claims, id); !found && (change.Any || concerned) {
			delete(r.states, id)
		}
	}
	if n := len(ids) + len(r.states); n > MaxClaims && r.distinct(ids) > MaxClaims {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: tooMany}
	}
	return ids, nil
}

const tooMany = "more than 500 claims are to be watched; watch fewer, by tag, item or ids"

// distinct counts the claims that are watched already or come in.
func (r *run) distinct(ids []evidence.ClaimID) int {
	n := len(r.states)
	for _, id := range ids {
		if _, known := r.states[id]; !known {
			n++
		}
	}
	return n
}

// next notes the answer for a claim and returns what there is to tell of it, nil if there is nothing.
func (r *run) next(id evidence.ClaimID, now *convergence.Convergence) *compare.Diff {
	if now == nil {
		return nil // it came in after the reading began, or is gone
	}
	before, known := r.states[id]
	meets := r.query.When.Hold(now.Supporting.Numbers())
	r.states[id] = state{now, meets}
	if !known {
		if seen := r.resumed && (r.complete || id <= r.sent); seen || !meets {
			return nil
		}
		return &compare.Diff{After: now}
	}
	d := compare.Compare(before.answer, now)
	if len(d.Changes(1)) == 0 {
		return nil
	}
	if r.query.When != nil && (before.meets || !meets) {
		return nil
	}
	return d
}
