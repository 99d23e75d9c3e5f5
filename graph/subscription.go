package graph

import (
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/compare"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/watch"
)

// What cursors of events are of.
const (
	convergenceEvents = "Subscription.convergenceChanged"
	findingEvents     = "Subscription.findingRaised"
)

func (r subscriptionResolver) ConvergenceChanged(ctx context.Context, where model.ClaimFilter, when *model.TallyFilter, _ *model.PolicyInput, after *string) (<-chan *model.ConvergenceEvent, error) {
	query, err := r.watchQuery(ctx, &where, when, after)
	if err != nil {
		return nil, err
	}
	return streamed(ctx, r.resolver, func(send func(*model.ConvergenceEvent) error) error {
		err := r.watcher.Claims(ctx, query, func(e watch.Event) error {
			return send(&model.ConvergenceEvent{Cursor: encodeCursor(convergenceEvents, e.Cursor), Diff: e.Diff})
		})
		return unlessEnded(ctx, func() error { return send(&model.ConvergenceEvent{Err: err}) })
	})
}

func (r subscriptionResolver) FindingRaised(ctx context.Context, where *model.FindingFilter, _ *model.PolicyInput, after *string) (<-chan *model.FindingEvent, error) {
	query, err := r.findingQuery(ctx, where, after)
	if err != nil {
		return nil, err
	}
	return streamed(ctx, r.resolver, func(send func(*model.FindingEvent) error) error {
		err := r.watcher.Findings(ctx, query, func(e watch.FindingEvent) error {
			return send(&model.FindingEvent{Cursor: encodeCursor(findingEvents, e.Cursor), Finding: e.Finding})
		})
		return unlessEnded(ctx, func() error { return send(&model.FindingEvent{Err: err}) })
	})
}

// streamed runs a subscription and returns what it sends.
func streamed[E any](ctx context.Context, r *resolver, run func(send func(E) error) error) (<-chan E, error) {
	leave, err := r.enter()
	if err != nil {
		return nil, err
	}
	streamOf(ctx).field = graphql.GetFieldContext(ctx)
	events := make(chan E)
	r.streams.Go(func() {
		defer leave()
		defer close(events)
		_ = run(sender(ctx, events)) // it fails where nobody listens any more
	})
	return events, nil
}

// unlessEnded calls tell, unless ctx has ended: then nobody listens.
func unlessEnded(ctx context.Context, tell func() error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return tell()
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

// watched refuses subscriptions where there is nothing that tells of changes.
func (r *resolver) watched() error {
	if r.watcher == nil {
		return evidence.Invalidf("", "nothing is told of changes here; subscribe to a server that credence serve runs")
	}
	return nil
}

func (r *resolver) watchQuery(ctx context.Context, where *model.ClaimFilter, when *model.TallyFilter, after *string) (q watch.Query, err error) {
	if err = r.watched(); err != nil {
		return q, err
	}
	if q.Where, err = claimsWhere(where); err != nil {
		return q, err
	}
	if q.Policy, err = r.policyOf(ctx); err != nil {
		return q, err
	}
	if q.After, err = decodeCursor(convergenceEvents, "after", after); err != nil {
		return q, err
	}
	q.When = boundsOf(when)
	return q, q.Validate()
}

func (r *resolver) findingQuery(ctx context.Context, where *model.FindingFilter, after *string) (q watch.FindingQuery, err error) {
	if err = r.watched(); err != nil {
		return q, err
	}
	if q.Where, err = findingFilter(where); err != nil {
		return q, err
	}
	if q.Policy, err = r.policyOf(ctx); err != nil {
		return q, err
	}
	q.MaxClaims = auditOptions(ctx).MaxClaims
	q.After, err = decodeCursor(findingEvents, "after", after)
	return q, err
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

func (convergenceEventResolver) Diff(_ context.Context, obj *model.ConvergenceEvent) (*compare.Diff, error) {
	return obj.Diff, obj.Err
}

func (findingEventResolver) Cursor(_ context.Context, obj *model.FindingEvent) (string, error) {
	return obj.Cursor, obj.Err
}

func (findingEventResolver) Finding(_ context.Context, obj *model.FindingEvent) (*audit.Finding, error) {
	return obj.Finding, obj.Err
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
	ctx = withRequest(ctx, s.reader, s.words, s.service)
	if running.field != nil {
		field := *running.field
		ctx = graphql.WithFieldContext(ctx, &field)
	}
	return ctx
}

// Wait returns when no subscription reads the graph any more. Their contexts must have ended, and no other may begin.
func (s *Server) Wait() { s.streams.Wait() }

// Subscribe answers a subscription of this very program: it calls emit with the data of each event until ctx ends, which
// is no error, or emit returns an error, which it returns; then nothing of it reads the graph any more. Errors have codes as
// those of [Server.Execute]. One subscription runs at a time.
func (s *Server) Subscribe(ctx context.Context, query string, variables map[string]any, emit func(json.RawMessage) error) error {
	plain, err := asJSON(variables)
	if err != nil {
		return gqlerror.List{{Message: "the variables are not JSON", Extensions: map[string]any{"code": "INVALID"}}}
	}
	ctx, cancel := context.WithCancel(graphql.StartOperationTrace(inProcess(ctx)))
	defer s.Wait()
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
