package transport

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/credence-graph/credence/internal/evidence"
)

// Subscriptions counts the subscriptions that run, and bounds how many there may be at once.
type Subscriptions struct {
	slots   chan struct{}   // holds one element for each that runs
	running *sync.WaitGroup // counts them until nothing of them reads the graph any more
}

// NewSubscriptions allows so many subscriptions at once.
func NewSubscriptions(most int) *Subscriptions {
	return &Subscriptions{slots: make(chan struct{}, most), running: &sync.WaitGroup{}}
}

// Stream runs a subscription and returns what it sends. run returns when send fails or the subscription ends.
func Stream[E any](ctx context.Context, s *Subscriptions, run func(send func(E) error) error) (<-chan E, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	streamOf(ctx).field = graphql.GetFieldContext(ctx)
	events := make(chan E)
	s.running.Go(func() {
		defer leave()
		defer close(events)
		_ = run(sender(ctx, events)) // it fails if nobody listens any more
	})
	return events, nil
}

// enter takes one of the subscriptions that may run at once; leave gives it back.
func (s *Subscriptions) enter() (leave func(), err error) {
	select {
	case s.slots <- struct{}{}:
		return func() { <-s.slots }, nil
	default:
		return nil, &evidence.Error{
			Code: evidence.CodeUnavailable, Message: "too many subscriptions are running; end some, or try again later",
		}
	}
}

// sender returns a function that waits until an event is taken; its error is the cause of ctx's end.
func sender[T any](ctx context.Context, events chan<- T) func(T) error {
	return func(e T) error {
		select {
		case events <- e:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// stream is a subscription being answered.
type stream struct {
	// field is the subscription's own, which the arguments that hold for everything within it are taken from.
	field *graphql.FieldContext
}

type streamKey struct{}

// streamOf returns the stream that ctx belongs to, nil outside of one.
func streamOf(ctx context.Context) *stream {
	s, _ := ctx.Value(streamKey{}).(*stream)
	return s
}

// asStream marks the context of an operation that is a subscription.
func asStream(ctx context.Context) context.Context {
	if op := graphql.GetOperationContext(ctx); op.Operation.Operation == ast.Subscription {
		return context.WithValue(ctx, streamKey{}, &stream{})
	}
	return ctx
}
