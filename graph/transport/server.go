// Package transport answers GraphQL: over HTTP, as Server-Sent Events and over WebSocket within limits, and in process
// without.
package transport

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"

	"github.com/credence-graph/credence/graph/request"
)

// Config says what to answer from, and within which limits.
type Config struct {
	Schema        graphql.ExecutableSchema
	Store         request.Store
	Subscriptions *Subscriptions
	// Limits hold for requests over HTTP.
	Limits Limits
	// Logger gets the causes of failures, which clients do not see.
	Logger *slog.Logger
	// RequestID returns the id of the request that a context belongs to, "" if it has none, to show it beside an
	// internal fault. nil = requests have no ids.
	RequestID func(context.Context) string
	// Introspection lets clients ask for the schema, and suggests names if they misspell one.
	Introspection bool
}

// Server answers GraphQL: over HTTP within limits, and in process without. It is safe for concurrent use.
type Server struct {
	remote        *executor.Executor
	local         *executor.Executor
	limits        Limits
	subscriptions *Subscriptions
}

// New makes a server.
func New(c Config) *Server {
	s := &Server{
		remote: newExecutor(c), local: newExecutor(c), limits: c.Limits, subscriptions: c.Subscriptions,
	}
	limit(s.remote, c)
	return s
}

// Wait returns when no subscription reads the graph any more. Their contexts must have ended, and no other may begin.
func (s *Server) Wait() { s.subscriptions.running.Wait() }

func newExecutor(c Config) *executor.Executor {
	e := executor.New(c.Schema)
	e.SetErrorPresenter((&presenter{logger: c.Logger, requestID: c.RequestID}).present)
	e.SetRecoverFunc(request.Recovered)
	e.SetQueryCache(&documents{})
	e.Use(requests{c.Store})
	return e
}

// limit bounds what clients may ask for. The limits go in the order in which they need each other: fragments are
// measured before the cost is computed.
func limit(e *executor.Executor, c Config) {
	e.SetParserTokenLimit(c.Limits.Tokens)
	e.SetDisableSuggestion(!c.Introspection)
	if c.Introspection {
		e.Use(extension.Introspection{})
	}
	e.Use(shape{c.Limits})
	e.Use(budget{costed{c.Schema}, c.Limits.Cost})
}

// ServeHTTP answers by the rules of GraphQL over HTTP: POST with a JSON body, and GET for queries. Subscriptions are
// answered over WebSocket and as events in one answer; see [Server.Streams]. Body size, deadline and request id are the
// caller's to set.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	defer func() {
		if value := recover(); value != nil { // a fault outside of every field
			s.fail(w, r, typeJSON, http.StatusInternalServerError, request.Recovered(r.Context(), value))
		}
	}()
	if isWebSocket(r) {
		webSocket(s.limits.Message).Do(w, r, onlySubscriptions{s.remote})
		return
	}
	s.answer(w, r)
}
