package transport

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// requests gives every operation, and every event of a subscription, a request of its own, and puts the versions of the
// graph that were read beside every answer.
type requests struct {
	store request.Store
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.OperationInterceptor
	graphql.ResponseInterceptor
} = requests{}

// ExtensionName names the extension.
func (requests) ExtensionName() string { return "Requests" }

// Validate accepts every schema.
func (requests) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses a consistency token that cannot be read.
func (requests) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if _, err := tokenOf(op); err != nil {
		return gqlerror.Wrap(err)
	}
	return nil
}

// InterceptOperation gives the operation its loaders, and the version of the graph that it asks for at least.
func (r requests) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if least, err := tokenOf(graphql.GetOperationContext(ctx)); err == nil && least != (evidence.Version{}) {
		ctx = evidence.AtLeast(ctx, least)
	}
	return next(r.store.With(asStream(ctx)))
}

// InterceptResponse adds the versions of the graph that parts of the answer were read from; more than one where a write
// came in between.
func (r requests) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	ctx = r.event(ctx)
	response := next(ctx)
	if q := request.Of(ctx); q != nil {
		if versions := q.Versions(); len(versions) > 0 {
			extend(response, "versions", versions)
		}
	}
	return response
}

// event returns the context in which one event is answered. It reads the graph again, and lies within the field of the
// subscription.
func (r requests) event(ctx context.Context) context.Context {
	running := streamOf(ctx)
	if running == nil {
		return ctx
	}
	ctx = r.store.With(ctx)
	if running.field != nil {
		field := *running.field
		ctx = graphql.WithFieldContext(ctx, &field)
	}
	return ctx
}
