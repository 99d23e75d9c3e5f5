package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/credence-graph/credence/graph/generated"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/merging"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/watch"
)

// Config says what to answer from, and within which limits.
type Config struct {
	// Reader is the graph; mandatory.
	Reader evidence.Reader
	// Explorer finds ways through the graph. Default: Reader, where it is one; without one, what needs it is refused as unavailable.
	Explorer evidence.Explorer
	// Writer changes the graph. Default: every mutation is refused.
	Writer evidence.Writer
	// History tells what was changed. Default: that cannot be asked.
	History evidence.History
	// Words are those of sources. Default: Reader, where it keeps them; without, no source has a text.
	Words evidence.Words
	// Detection is what looks for copies read the graph by. Default: Reader, where it can be read as a whole; without, copies are
	// not looked for, and nothing is estimated: neither what is true nor how often sources are right.
	Detection DetectionStore
	// Merging is what looks for things under two ids read the graph by. Default: Reader, where it can be read as a whole and tells
	// what was denied; without, they are not looked for.
	Merging merging.ServiceStore
	// Policy is what counts where a request says nothing. The zero value is [convergence.DefaultPolicy].
	Policy basis.Policy
	// Policies are those that a request may name. The method's is always known as "default".
	Policies []basis.Policy
	// Scores holds what lists filter, sort and count claims by. Default: it is computed for each list that asks for it.
	Scores *scores.Table
	// Watcher tells subscribers of changes. Default: subscriptions are refused.
	Watcher *watch.Watcher
	// Limits hold for requests over HTTP. The zero value is [DefaultLimits].
	Limits Limits
	// Logger gets the causes of failures, which clients do not see. Default: nothing is logged.
	Logger *slog.Logger
	// RequestID returns the id of the request that a context belongs to, "" where it has none, to show it beside an
	// internal fault. Default: none.
	RequestID func(context.Context) string
	// Introspection lets clients ask for the schema, and suggests names where they misspell one.
	Introspection bool
}

// Server answers GraphQL: over HTTP within limits, and in process without. It is safe for concurrent use.
type Server struct {
	remote *executor.Executor
	local  *executor.Executor
	// longest is how long a message over a WebSocket may be, in bytes.
	longest int64
	streams *sync.WaitGroup
}

// New makes a server.
func New(c Config) *Server {
	if c.Policy == (basis.Policy{}) {
		c.Policy = basis.DefaultPolicy()
	}
	if c.Limits == (Limits{}) {
		c.Limits = DefaultLimits()
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Explorer == nil {
		c.Explorer, _ = c.Reader.(evidence.Explorer)
	}
	if c.Detection == nil {
		c.Detection, _ = c.Reader.(DetectionStore)
	}
	if c.Merging == nil {
		c.Merging, _ = c.Reader.(merging.ServiceStore)
	}
	if c.Words == nil {
		c.Words, _ = c.Reader.(evidence.Words)
	}
	if c.Scores == nil {
		c.Scores = scores.New(scores.Config{Service: inquiry.New(c.Reader), Policy: c.Policy})
	}
	c.Reader = recent{c.Reader}
	streams := &sync.WaitGroup{}
	r := &resolver{
		reader: c.Reader, writer: c.Writer, history: c.History, explorer: c.Explorer, policy: c.Policy, policies: c.Policies, scores: c.Scores,
		watcher: c.Watcher, subscriptions: make(chan struct{}, c.Limits.Subscriptions), streams: streams, detection: c.Detection,
	}
	if c.Detection != nil {
		r.truths = detect.NewTruths(c.Detection, r.letters(), c.Policy)
		r.reliability = reliability.NewService(c.Reader, c.Detection, c.Policy)
		r.coowned = coowned.NewService(c.Detection, ownership.Rule{Above: ownership.Control, Confident: c.Policy.Confident})
	}
	if c.Merging != nil {
		r.merging = merging.NewService(c.Merging)
	}
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: r})
	s := &Server{remote: newExecutor(c, schema), local: newExecutor(c, schema), longest: c.Limits.Message, streams: streams}
	limit(s.remote, c, schema)
	return s
}

func newExecutor(c Config, schema graphql.ExecutableSchema) *executor.Executor {
	around := newSurroundings(c)
	e := executor.New(schema)
	e.SetErrorPresenter(around.presenter.present)
	e.SetRecoverFunc(recovered)
	e.SetQueryCache(&documents{})
	e.Use(around)
	return e
}

// limit bounds what clients may ask for. The limits go in the order in which they need each other: fragments are measured
// before the cost is computed.
func limit(e *executor.Executor, c Config, schema graphql.ExecutableSchema) {
	e.SetParserTokenLimit(c.Limits.Tokens)
	e.SetDisableSuggestion(!c.Introspection)
	if c.Introspection {
		e.Use(extension.Introspection{})
	}
	e.Use(shape{c.Limits})
	e.Use(budget{costed{schema}, c.Limits.Cost})
}

// ServeHTTP answers POST with a JSON body, by the rules of GraphQL over HTTP, and subscriptions over WebSocket and as
// Server-Sent Events; see [Streams]. Body size, deadline and request id are the caller's to set.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	defer func() {
		if value := recover(); value != nil { // a fault outside of every field
			post{}.fail(w, r, s.remote, typeJSON, http.StatusInternalServerError, recovered(r.Context(), value))
		}
	}()
	switch {
	case isWebSocket(r):
		webSocket(s.longest).Do(w, r, only{s.remote, true})
	case wantsEvents(r):
		events{}.Do(w, r, only{s.remote, true})
	default:
		post{}.Do(w, r, only{s.remote, false})
	}
}

// Execute answers a request of this very program. No limit holds: a list of ids has any length, and a
// "first" of 2147483647 asks for everything. The
// data is nil where nothing could be executed; beside errors it holds what could be answered. Every error has a code
// under extensions.code and shows no cause.
func (s *Server) Execute(ctx context.Context, query string, variables map[string]any, operation string) (json.RawMessage, gqlerror.List) {
	plain, err := asJSON(variables)
	if err != nil {
		return nil, gqlerror.List{{Message: "the variables are not JSON", Extensions: map[string]any{"code": "INVALID"}}}
	}
	ctx = graphql.StartOperationTrace(inProcess(ctx))
	op, errs := s.local.CreateOperationContext(ctx, &graphql.RawParams{Query: query, OperationName: operation, Variables: plain})
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
	return plain, decoder.Decode(&plain)
}

// surroundings puts the loaders around every operation, and the version of the graph beside every answer.
type surroundings struct {
	presenter *presenter
	reader    evidence.Reader
	words     evidence.Words
	service   *inquiry.Service
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.OperationInterceptor
	graphql.ResponseInterceptor
} = surroundings{}

func newSurroundings(c Config) surroundings {
	return surroundings{
		presenter: &presenter{logger: c.Logger, requestID: c.RequestID},
		reader:    c.Reader,
		words:     c.Words,
		service:   inquiry.New(listening{c.Reader}),
	}
}

// ExtensionName names the extension.
func (surroundings) ExtensionName() string { return "Surroundings" }

// Validate accepts every schema.
func (surroundings) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses a consistency token that is none.
func (surroundings) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if _, err := tokenOf(op); err != nil {
		return gqlerror.Wrap(err)
	}
	return nil
}

// InterceptOperation gives the operation its loaders, and the version of the graph that it asks for at least.
func (s surroundings) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if least, err := tokenOf(graphql.GetOperationContext(ctx)); err == nil && least != (evidence.Version{}) {
		ctx = evidence.AtLeast(ctx, least)
	}
	return next(withRequest(asStream(ctx), s.reader, s.words, s.service))
}

// InterceptResponse adds the versions of the graph that parts of the answer were read from; more than one where a write
// came in between.
func (s surroundings) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	ctx = s.event(ctx)
	response := next(ctx)
	if q := requestOf(ctx); q != nil && response != nil {
		if versions := q.readVersions(); len(versions) > 0 {
			response.Extensions = map[string]any{"versions": versions}
		}
	}
	return response
}
