package graph

import (
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/watch"
)

// eventList is what cursors of events are of.
const eventList = "Subscription.convergenceChanged"

func (r subscriptionResolver) ConvergenceChanged(ctx context.Context, where model.ClaimFilter, when *model.TallyFilter, _ *model.PolicyInput, after *string) (<-chan *model.ConvergenceEvent, error) {
	query, err := r.watchQuery(ctx, &where, when, after)
	if err != nil {
		return nil, err
	}
	leave, err := r.enter()
	if err != nil {
		return nil, err
	}
	streamOf(ctx).field = graphql.GetFieldContext(ctx)
	events := make(chan *model.ConvergenceEvent)
	go func() {
		defer leave()
		defer close(events)
		send := sender(ctx, events)
		err := r.watcher.Claims(ctx, query, func(e watch.Event) error {
			return send(&model.ConvergenceEvent{Cursor: encodeCursor(eventList, e.Cursor), Diff: e.Diff})
		})
		if ctx.Err() == nil {
			_ = send(&model.ConvergenceEvent{Err: err}) // it fails where nobody listens any more
		}
	}()
	return events, nil
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

func (r *resolver) watchQuery(ctx context.Context, where *model.ClaimFilter, when *model.TallyFilter, after *string) (watch.Query, error) {
	var q watch.Query
	if r.watcher == nil {
		return q, evidence.Invalidf("", "nothing is told of changes here; subscribe to a server that credence serve runs")
	}
	var err error
	if q.Where, err = claimsWhere(where); err != nil {
		return q, err
	}
	if q.Policy, err = r.policyOf(ctx); err != nil {
		return q, err
	}
	if q.After, err = decodeCursor(eventList, "after", after); err != nil {
		return q, err
	}
	q.When = boundsOf(when)
	return q, q.Validate()
}

// enter takes one of the subscriptions that may run at once; leave gives it back.
func (r *resolver) enter() (leave func(), err error) {
	select {
	case r.subscriptions <- struct{}{}:
		return func() { <-r.subscriptions }, nil
	default:
		return nil, &evidence.Error{Code: evidence.CodeUnavailable, Message: "too many subscriptions are running; end some, or try again later"}
	}
}

func (convergenceEventResolver) Cursor(_ context.Context, obj *model.ConvergenceEvent) (string, error) {
	return obj.Cursor, obj.Err
}

func (convergenceEventResolver) Diff(_ context.Context, obj *model.ConvergenceEvent) (*convergence.Diff, error) {
	return obj.Diff, obj.Err
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

// event returns the context in which one event is answered. It reads the graph anew, and lies within the field of the
// subscription.
func (s surroundings) event(ctx context.Context) context.Context {
	running := streamOf(ctx)
	if running == nil {
		return ctx
	}
	ctx = withRequest(ctx, s.reader, s.service)
	if running.field != nil {
		field := *running.field
		ctx = graphql.WithFieldContext(ctx, &field)
	}
	return ctx
}

// Subscribe answers a subscription of this very program: it calls emit with the data of each event until ctx ends, which
// is no error, or emit returns an error, which it returns. Errors have codes as those of [Server.Execute].
func (s *Server) Subscribe(ctx context.Context, query string, variables map[string]any, emit func(json.RawMessage) error) error {
	plain, err := asJSON(variables)
	if err != nil {
		return gqlerror.List{{Message: "the variables are not JSON", Extensions: map[string]any{"code": "INVALID"}}}
	}
	ctx, cancel := context.WithCancel(graphql.StartOperationTrace(inProcess(ctx)))
	defer cancel()
	op, errs := s.local.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: plain})
	if len(errs) > 0 {
		return s.local.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors
	}
	respond, ctx := s.local.DispatchOperation(ctx, op)
	for response := respond(ctx); response != nil; response = respond(ctx) {
		if len(response.Errors) > 0 {
			return response.Errors
		}
		if err := emit(response.Data); err != nil {
			return err
		}
	}
	return nil
}
