package live

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// Mark is a state of the graph in the order in which a [Feed] came to know them.
type Mark struct {
	Number  uint64 // ascending from 1 within one feed; 0 = none known yet
	Version evidence.Version
}

// Change is what happened to the graph since a watcher looked last.
type Change struct {
	Mark // the state after it
	// Any tells that any claim may have changed: somebody else committed, or another day of UTC has begun, on which
	// others may own and fund, and more may have been withdrawn.
	Any bool
	// Claims are those whose evidence or record may have changed, by id; empty if Any is true.
	Claims []evidence.ClaimID
}

// Feed knows the version of the graph and tells its watchers of changes. Make it with [New]. It is safe for concurrent
// use.
type Feed struct {
	reader  evidence.Reader
	service *inquiry.Service
	now     func() time.Time
	turn    chan struct{} // holds a token: own writes and looks at the version take turns

	mu       sync.Mutex
	mark     Mark
	day      string // of UTC, on which the mark was made
	watchers map[*Watcher]bool
}

// New returns a feed of the graph of a reader; now is the clock that says which day it is.
func New(r evidence.Reader, now func() time.Time) *Feed {
	f := &Feed{reader: r, service: inquiry.New(r), now: now, turn: make(chan struct{}, 1),
		watchers: map[*Watcher]bool{}}
	f.turn <- struct{}{}
	return f
}

// Look asks the graph for its version and returns the mark of it; what others committed since the last look, and that
// another day has begun, is told to the watchers before it returns. While a write through the feed is under way it
// waits for that. Errors are the reader's.
func (f *Feed) Look(ctx context.Context) (Mark, error) {
	release, err := f.take(ctx)
	if err != nil {
		return Mark{}, err
	}
	defer release()
	version, err := f.service.Version(ctx)
	if err != nil {
		return Mark{}, err
	}
	return f.saw(version), nil
}

// take waits for the turn; release gives it back.
func (f *Feed) take(ctx context.Context) (release func(), err error) {
	select {
	case <-f.turn:
		return func() { f.turn <- struct{}{} }, nil
	case <-ctx.Done():
		return nil, &evidence.Error{Code: evidence.CodeTimeout,
			Message: "the request ended while another write was under way", Err: ctx.Err()}
	}
}

// saw notes a version that was read.
func (f *Feed) saw(v evidence.Version) Mark {
	f.mu.Lock()
	defer f.mu.Unlock()
	if v != f.mark.Version || f.today() != f.day {
		f.tell(v, true, nil)
	}
	return f.mark
}

// today returns the day of UTC: owners, funders and withdrawals are judged as of when a question is asked.
func (f *Feed) today() string { return f.now().UTC().Format(time.DateOnly) }

// wrote notes an own write. If something else was committed between the state known and the write, or another day has
// begun, any claim may have changed.
func (f *Feed) wrote(a evidence.Applied, claims []evidence.ClaimID, known bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tell(a.Version, !known || a.Before != f.mark.Version || f.today() != f.day, claims)
}

func (f *Feed) tell(v evidence.Version, anyClaim bool, claims []evidence.ClaimID) {
	f.mark, f.day = Mark{f.mark.Number + 1, v}, f.today()
	for w := range f.watchers {
		w.add(f.mark, anyClaim, claims)
	}
}

// Run looks at the version of the graph every so often until ctx ends, so that watchers learn of what others commit.
// While the graph cannot be read nothing is told.
func (f *Feed) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		_, _ = f.Look(ctx) // who asks the graph for something is told that it is away
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Watch returns a watcher of what happens from now on. Close it after use.
func (f *Feed) Watch() *Watcher {
	f.mu.Lock()
	defer f.mu.Unlock()
	w := &Watcher{feed: f, ready: make(chan struct{}, 1)}
	w.change.Mark = f.mark
	f.watchers[w] = true
	return w
}

// Watcher gathers what happened since it was asked last. However slowly it is asked, it holds up nobody and forgets
// nothing: changes that were not asked for become one. It belongs to one goroutine.
type Watcher struct {
	feed    *Feed
	ready   chan struct{} // holds a token while there is something to tell
	change  Change        // guarded by feed.mu
	pending map[evidence.ClaimID]bool
}

// add notes a change; the caller has the feed's lock.
func (w *Watcher) add(m Mark, anyClaim bool, claims []evidence.ClaimID) {
	w.change.Mark, w.change.Any = m, w.change.Any || anyClaim
	if w.change.Any {
		w.pending = nil
	} else {
		if w.pending == nil {
			w.pending = map[evidence.ClaimID]bool{}
		}
		for _, id := range claims {
			w.pending[id] = true
		}
	}
	select {
	case w.ready <- struct{}{}:
	default:
	}
}

// Skip forgets what has not been asked for, and returns the state that the watcher is then told up to: what is read
// from the graph afterwards belongs to that state or a later one.
func (w *Watcher) Skip() Mark {
	w.feed.mu.Lock()
	defer w.feed.mu.Unlock()
	select {
	case <-w.ready:
	default:
	}
	w.change, w.pending = Change{Mark: w.change.Mark}, nil
	return w.change.Mark
}

// Next waits for the next change and returns it. The error is the cause of ctx's end.
func (w *Watcher) Next(ctx context.Context) (Change, error) {
	select {
	case <-w.ready:
	case <-ctx.Done():
		return Change{}, context.Cause(ctx)
	}
	w.feed.mu.Lock()
	defer w.feed.mu.Unlock()
	c := w.change
	for id := range w.pending {
		c.Claims = append(c.Claims, id)
	}
	slices.Sort(c.Claims)
	w.change, w.pending = Change{Mark: c.Mark}, nil
	return c, nil
}

// Close ends the watcher; the feed forgets it.
func (w *Watcher) Close() {
	w.feed.mu.Lock()
	defer w.feed.mu.Unlock()
	delete(w.feed.watchers, w)
}
