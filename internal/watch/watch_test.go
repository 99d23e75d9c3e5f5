package watch_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/watch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func put[T evidence.Record](values ...T) []evidence.Put[T] {
	puts := make([]evidence.Put[T], len(values))
	for i, v := range values {
		puts[i] = evidence.Put[T]{Value: v}
	}
	return puts
}

// world is a graph that can be away, with a feed of it, and counts the claims whose evidence is read.
type world struct {
	evidence.Reader
	store *memstore.Store
	feed  *live.Feed
	mine  evidence.Writer // own writes
	watch *watch.Watcher

	mu     sync.Mutex
	away   error
	once   error // of the next reading
	claims int

	// refused holds a token once the evidence of claims was refused, met once it was read.
	refused, met chan struct{}
}

// newWorld has the claims a and b, each said by one document of its own.
func newWorld(t *testing.T) *world {
	t.Helper()
	store := memstore.New(time.Now, 10_000)
	w := &world{Reader: store, store: store, refused: make(chan struct{}, 1), met: make(chan struct{}, 1)}
	w.feed = live.New(w, time.Now)
	w.mine = w.feed.Writer(store)
	w.watch = watch.New(w.feed, w)
	t.Cleanup(w.watch.Close)
	record(t, w.mine, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a", Text: "A."},
		evidence.Claim{ID: "claim:b", Text: "B."})})
	record(t, w.mine, says("source:a1", "claim:a"))
	record(t, w.mine, says("source:b1", "claim:b"))
	return w
}

func (w *world) Subgraphs(
	ctx context.Context, ids []evidence.ClaimID, at evidence.Moment, also ...evidence.ID,
) (*evidence.Subgraphs, error) {
	w.mu.Lock()
	away := w.away
	if w.once != nil {
		away, w.once = w.once, nil
	}
	w.mu.Unlock()
	if away != nil {
		if len(ids) > 0 {
			select {
			case w.refused <- struct{}{}:
			default:
			}
		}
		return nil, away
	}
	sub, err := w.Reader.Subgraphs(ctx, ids, at, also...)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.claims += len(ids) // counted once they have been read
	if len(ids) > 0 {
		select {
		case w.met <- struct{}{}:
		default:
		}
	}
	return sub, err
}

// failOnce refuses the next reading, and forgets what was read before.
func (w *world) failOnce(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.once = err
	select {
	case <-w.met:
	default:
	}
}

func (w *world) setAway(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.away = err
}

func (w *world) read() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.claims
	w.claims = 0
	return n
}

// says records a document that says a claim.
func says(s evidence.SourceID, c evidence.ClaimID) evidence.Batch {
	return evidence.Batch{Sources: put(evidence.Source{ID: s, Kind: evidence.Document, Identity: evidence.Named}),
		Statements: put(statement(s, c))}
}

func statement(s evidence.SourceID, c evidence.ClaimID) evidence.Statement {
	return evidence.Statement{Source: s, Claim: c, Stance: evidence.Supports, Strength: 1}.Normalize()
}

func record(t *testing.T, w evidence.Writer, b evidence.Batch) evidence.Applied {
	t.Helper()
	done, err := w.Apply(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// subscriber takes events one by one.
type subscriber struct {
	t      *testing.T
	events chan watch.Event
	ended  chan error
	stop   context.CancelFunc
}

func subscribe(t *testing.T, w *world, q watch.Query) *subscriber {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := &subscriber{t: t, events: make(chan watch.Event), ended: make(chan error, 1), stop: cancel}
	q.Policy = basis.DefaultPolicy()
	go func() {
		s.ended <- w.watch.Claims(ctx, q, func(e watch.Event) error {
			select {
			case s.events <- e:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		close(s.ended)
	}()
	t.Cleanup(func() {
		cancel()
		for range s.ended { //nolint:revive // until it has ended
		}
	})
	return s
}

func (s *subscriber) next() watch.Event {
	s.t.Helper()
	select {
	case e := <-s.events:
		return e
	case err := <-s.ended:
		s.t.Fatalf("the subscription ended: %v", err)
	case <-time.After(20 * time.Second):
		s.t.Fatal("no event came within 20 s")
	}
	return watch.Event{}
}

// expect takes events and compares what they tell: "claim before -> after" by the number of sources, "-" = no answer.
func (s *subscriber) expect(want ...string) watch.Event {
	s.t.Helper()
	var last watch.Event
	for _, w := range want {
		last = s.next()
		if got := told(last); got != w {
			s.t.Fatalf("told of %q; expected %q", got, w)
		}
	}
	return last
}

func told(e watch.Event) string {
	count := func(c *convergence.Convergence) string {
		if c == nil {
			return "-"
		}
		return fmt.Sprint(c.Supporting.SourceCount)
	}
	return fmt.Sprintf("%s %s -> %s", e.Diff.After.Claim.ID, count(e.Diff.Before), count(e.Diff.After))
}

func both() scores.Where {
	return scores.Where{Filter: evidence.Filter{IDs: []evidence.ID{"claim:a", "claim:b", "claim:c"}}}
}

func TestStatesThenChanges(t *testing.T) {
	w := newWorld(t)
	s := subscribe(t, w, watch.Query{Where: both()})
	s.expect("claim:a - -> 1", "claim:b - -> 1")

	record(t, w.mine, says("source:b2", "claim:b"))
	if e := s.expect("claim:b 1 -> 2"); len(e.Diff.Changes(-1)) == 0 {
		t.Error("the change says nothing")
	}
	if _, err := w.mine.Retract(t.Context(), []evidence.ID{evidence.ID(statement("source:a1", "claim:a").ID)}, "me",
		"wrong"); err != nil {
		t.Fatal(err)
	}
	s.expect("claim:a 1 -> 0")

	record(t, w.store, says("source:a2", "claim:a")) // somebody else
	if _, err := w.feed.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.expect("claim:a 0 -> 1")

	// What changes nothing of them is not told: the next event is that of the new claim.
	record(t, w.mine, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:other", Text: "Other."})})
	record(t, w.mine, evidence.Batch{Sources: put(evidence.Source{ID: "source:new"})})
	record(t, w.mine, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "C."})})
	s.expect("claim:c - -> 0")
}

func TestWhenTellsOfTheMomentAtWhichItComesTrue(t *testing.T) {
	w := newWorld(t)
	record(t, w.mine, says("source:b2", "claim:b"))
	two := scores.Bounds{{Figure: convergence.FigureDemonstratedLineCount, Relation: scores.AtLeast, Value: 2}}
	s := subscribe(t, w, watch.Query{Where: both(), When: two})
	s.expect("claim:b - -> 2") // it has them already

	record(t, w.mine, says("source:b3", "claim:b")) // still true
	record(t, w.mine, says("source:a2", "claim:a"))
	s.expect("claim:a 1 -> 2")
	if _, err := w.mine.Retract(t.Context(), []evidence.ID{evidence.ID(statement("source:a2", "claim:a").ID)}, "me",
		"wrong"); err != nil {
		t.Fatal(err)
	}
	// Once the event of a claim that comes in later is here, the retraction has been seen.
	b := says("source:c1", "claim:c")
	b.Claims = put(evidence.Claim{ID: "claim:c", Text: "C."})
	b.Statements = append(b.Statements, put(statement("source:b1", "claim:c"))...)
	record(t, w.mine, b)
	s.expect("claim:c - -> 2")
	record(t, w.mine, says("source:a3", "claim:a"))
	s.expect("claim:a 1 -> 2")
}

func TestAfterALostConnection(t *testing.T) {
	w := newWorld(t)
	s := subscribe(t, w, watch.Query{Where: both()})
	first := s.expect("claim:a - -> 1")
	second := s.expect("claim:b - -> 1")
	s.stop()

	// Nothing has changed: what was sent is not sent again.
	rest := subscribe(t, w, watch.Query{Where: both(), After: first.Cursor})
	rest.expect("claim:b - -> 1")
	rest.stop()
	all := subscribe(t, w, watch.Query{Where: both(), After: second.Cursor})
	record(t, w.mine, says("source:b2", "claim:b"))
	// The write may come before the subscription has begun: then the graph is another one, and the states are sent.
	e := all.next()
	if got := told(e); got != "claim:b 1 -> 2" && got != "claim:a - -> 1" {
		t.Errorf("told of %q", got)
	}
	all.stop()

	// The graph has changed: the present states.
	again := subscribe(t, w, watch.Query{Where: both(), After: second.Cursor})
	last := again.expect("claim:a - -> 1", "claim:b - -> 2")
	again.stop()
	idle := subscribe(t, w, watch.Query{Where: both(), After: last.Cursor})
	select {
	case e := <-idle.events:
		t.Errorf("told of %q although nothing has changed", told(e))
	case <-w.settled(t, idle):
	}
}

// settled closes its channel when a subscriber that began later has got its states.
func (w *world) settled(t *testing.T, _ *subscriber) <-chan struct{} {
	done := make(chan struct{})
	later := subscribe(t, w, watch.Query{Where: both()})
	go func() {
		defer close(done)
		for range 2 {
			<-later.events
		}
	}()
	return done
}

func TestASlowSubscriberHoldsUpNobodyAndGetsOneChange(t *testing.T) {
	w := newWorld(t)
	slow, quick := subscribe(t, w, watch.Query{Where: both()}), subscribe(t, w, watch.Query{Where: both()})
	quick.expect("claim:a - -> 1", "claim:b - -> 1")
	slow.expect("claim:a - -> 1") // and takes no more for now
	for n := 2; n <= 5; n++ {
		record(t, w.mine, says(evidence.SourceID(fmt.Sprint("source:a", n)), "claim:a"))
		quick.expect(fmt.Sprintf("claim:a %d -> %d", n-1, n))
	}
	slow.expect("claim:b - -> 1", "claim:a 1 -> 5")
}

func TestManySubscribersShareOneReading(t *testing.T) {
	w := newWorld(t)
	subscribers := make([]*subscriber, 100)
	for i := range subscribers {
		subscribers[i] = subscribe(t, w, watch.Query{Where: both()})
		subscribers[i].expect("claim:a - -> 1", "claim:b - -> 1")
	}
	w.read()
	record(t, w.mine, says("source:a2", "claim:a"))
	for _, s := range subscribers {
		s.expect("claim:a 1 -> 2")
	}
	if n := w.read(); n != 1 {
		t.Errorf("the evidence of %d claims was read for a hundred subscribers; expected 1", n)
	}
}

func TestTheGraphIsAwayForAWhile(t *testing.T) {
	w := newWorld(t)
	s := subscribe(t, w, watch.Query{Where: both()})
	s.expect("claim:a - -> 1", "claim:b - -> 1")
	w.setAway(&evidence.Error{Code: evidence.CodeUnavailable, Message: "away"})
	record(t, w.mine, says("source:a2", "claim:a"))
	select {
	case e := <-s.events:
		t.Errorf("told of %q while the graph was away", told(e))
	case err := <-s.ended:
		t.Fatalf("the subscription ended: %v", err)
	case <-w.refused:
	}
	w.setAway(nil)
	s.expect("claim:a 1 -> 2")
}

// TestTheGraphIsAwayAtFirst: a subscription whose first reading fails has still to begin when the graph is back.
func TestTheGraphIsAwayAtFirst(t *testing.T) {
	away := &evidence.Error{Code: evidence.CodeUnavailable, Message: "away"}
	t.Run("claims", func(t *testing.T) {
		w := newWorld(t)
		mark, err := w.feed.Look(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		w.failOnce(away)
		// has got both claims
		s := subscribe(t, w, watch.Query{Where: both(), After: evidence.Cursor{mark.Version.String(), ""}})
		w.wasRead(t)
		record(t, w.mine, says("source:a2", "claim:a"))
		s.expect("claim:a 1 -> 2")
	})
	t.Run("findings", func(t *testing.T) {
		w := newWorld(t)
		record(t, w.mine, cites("source:a2", "source:a1", "claim:a"))
		w.failOnce(away)
		where := audit.Filter{Codes: []audit.Code{audit.Bottleneck, audit.CircularReporting}}
		next, _ := findings(t, w, watch.FindingQuery{Where: where})
		w.wasRead(t)
		record(t, w.mine, ring(1, "claim:b"))
		expectFinding(t, next, circle) // not the bottleneck, which there was already
	})
}

// wasRead waits until the evidence of claims has been read.
func (w *world) wasRead(t *testing.T) {
	t.Helper()
	select {
	case <-w.met:
	case <-time.After(20 * time.Second):
		t.Fatal("nobody has read the graph within 20 s")
	}
}

func TestWhatCannotBeWatched(t *testing.T) {
	w := newWorld(t)
	many := evidence.Batch{}
	for n := range watch.MaxClaims {
		many.Claims = append(many.Claims, put(evidence.Claim{ID: evidence.ClaimID(fmt.Sprint("claim:m", n)),
			Text: "M."})...)
	}
	record(t, w.store, many)
	figures := scores.Bounds{{Figure: convergence.FigureLineCount, Relation: scores.AtLeast, Value: 1}}
	for name, c := range map[string]struct {
		where scores.Where
		after evidence.Cursor
		want  evidence.Code
	}{
		"more than 500 claims":   {scores.Where{}, nil, evidence.CodeTooComplex},
		"conditions on figures":  {scores.Where{Not: &scores.Where{Supporting: figures}}, nil, evidence.CodeInvalid},
		"a cursor of other list": {both(), evidence.Cursor{"x"}, evidence.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			err := w.watch.Claims(t.Context(),
				watch.Query{Where: c.where, After: c.after,
					Policy: basis.DefaultPolicy()}, func(watch.Event) error { return nil })
			if got := evidence.CodeOf(err); got != c.want {
				t.Errorf("got %v; expected %s", err, c.want)
			}
		})
	}
	s := subscribe(t, w, watch.Query{Where: scores.Where{Not: &scores.Where{Filter: evidence.Filter{Text: "M."}}}})
	if diff := cmp.Diff("claim:b - -> 1", told(s.expect("claim:a - -> 1", "claim:b - -> 1"))); diff != "" {
		t.Error(diff)
	}
}
