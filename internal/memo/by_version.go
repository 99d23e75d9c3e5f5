package memo

import (
	"context"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// ByVersion keeps what is worked out from the graph as a whole until the graph changes, or the day ends: owners and
// funders may be others on the next one. It is safe for concurrent use: one works it out, and whoever asks meanwhile
// waits for that. What it returns is everybody's, and is not to be changed. Make it with [NewByVersion].
type ByVersion[T any] struct {
	turn    chan struct{} // holds a token while nobody looks
	some    bool
	value   T
	version evidence.Version
	day     string
	now     func() time.Time
}

// NewByVersion returns a ByVersion that keeps nothing yet.
func NewByVersion[T any]() *ByVersion[T] {
	k := &ByVersion[T]{turn: make(chan struct{}, 1), now: time.Now}
	k.turn <- struct{}{}
	return k
}

// Get returns what was worked out of the version that there is, and the version. Work is called where nothing is kept
// of it, and returns which version it saw. A call whose context ends while another one works is given up with
// [CodeTimeout].
func (k *ByVersion[T]) Get(
	ctx context.Context, status func(context.Context) (evidence.Status, error),
	work func(context.Context) (T, evidence.Version, error),
) (T, evidence.Version, error) {
	var none T
	select {
	case <-k.turn:
		defer func() { k.turn <- struct{}{} }()
	case <-ctx.Done():
		return none, evidence.Version{}, &evidence.Error{Code: evidence.CodeTimeout,
			Message: "the request ended while the graph as a whole was being looked at for another one", Err: ctx.Err()}
	}
	now, err := status(ctx)
	if err != nil {
		return none, evidence.Version{}, err
	}
	if day := k.now().UTC().Format(time.DateOnly); !k.some || k.version != now.Version || k.day != day {
		value, version, err := work(ctx)
		if err != nil {
			return none, evidence.Version{}, err
		}
		k.some, k.value, k.version, k.day = true, value, version, day
	}
	return k.value, k.version, nil
}
