package transport

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/request"
)

// Execute answers a request of this very program. No limit holds: a list of ids has any length, and a
// "first" of 2147483647 asks for everything. The
// data is nil if nothing could be executed; beside errors it holds what could be answered. Every error has a code
// under extensions.code and shows no cause.
func (s *Server) Execute(
	ctx context.Context, query string, variables map[string]any, operation string,
) (json.RawMessage, gqlerror.List) {
	plain, err := asJSON(variables)
	if err != nil {
		return nil, gqlerror.List{{Message: "the variables are not JSON",
			Extensions: map[string]any{"code": "INVALID"}}}
	}
	ctx = graphql.StartOperationTrace(request.InProcess(ctx))
	op, errs := s.local.CreateOperationContext(ctx,
		&graphql.RawParams{Query: query, OperationName: operation, Variables: plain})
	if len(errs) > 0 {
		return nil, s.local.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors
	}
	respond, ctx := s.local.DispatchOperation(ctx, op)
	response := respond(ctx)
	if response == nil { // the context ended before anything was done
		ended := gqlerror.List{gqlerror.Wrap(context.Cause(ctx))}
		return nil, s.local.DispatchError(graphql.WithOperationContext(ctx, op), ended).Errors
	}
	return response.Data, response.Errors
}

// asJSON brings variables into the form in which they come from a client.
func asJSON(variables map[string]any) (map[string]any, error) {
	text, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	var plain map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&plain)
	return plain, err
}

// Subscribe answers a subscription of this very program: it calls emit with the data of each event until ctx ends,
// which is no error, or emit returns an error, which it returns; then nothing of it reads the graph any more. Errors
// have codes as those of [Server.Execute]. One subscription runs at a time.
func (s *Server) Subscribe(
	ctx context.Context, query string, variables map[string]any, emit func(json.RawMessage) error,
) error {
	plain, err := asJSON(variables)
	if err != nil {
		return gqlerror.List{{Message: "the variables are not JSON", Extensions: map[string]any{"code": "INVALID"}}}
	}
	ctx, cancel := context.WithCancel(graphql.StartOperationTrace(request.InProcess(ctx)))
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
