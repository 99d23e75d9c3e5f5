package graph

import (
	"context"
	"log/slog"

	"github.com/credence-graph/credence/graph/generated"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/watch"
)

// Config says what to answer from, and within which limits.
type Config struct {
	// Reader is the graph; mandatory.
	Reader evidence.Reader
	// Explorer finds paths through the graph. Default: Reader, if it is one; without one, what needs it is refused
	// as unavailable.
	Explorer evidence.Explorer
	// Writer changes the graph. Default: every mutation is refused.
	Writer evidence.Writer
	// History lists what was changed. Default: that cannot be asked.
	History evidence.History
	// Words are those of sources. Default: Reader, if it keeps them; without, no source has a text.
	Words evidence.Words
	// Detection is what copy detection reads the graph by. Default: Reader, if it can be read as a whole;
	// without, copies are not looked for, and nothing is estimated: neither what is true nor how often sources are
	// right.
	Detection DetectionStore
	// Merging is what the search for duplicates reads the graph by. Default: Reader, if it can be read as a
	// whole and tells what was denied; without, they are not looked for.
	Merging dedupe.ServiceStore
	// Policy is what counts if a request says nothing. The zero value is [convergence.DefaultPolicy].
	Policy basis.Policy
	// Policies are those that a request may name. The method's is always known as "default".
	Policies []basis.Policy
	// Scores holds what lists filter, sort and count claims by. Default: it is computed for each list that asks for it.
	Scores *scores.Table
	// Watcher reports changes to subscribers. Default: subscriptions are refused.
	Watcher *watch.Watcher
	// Limits hold for requests over HTTP. The zero value is [transport.DefaultLimits].
	Limits transport.Limits
	// Logger gets the causes of failures, which clients do not see. Default: nothing is logged.
	Logger *slog.Logger
	// RequestID returns the id of the request that a context belongs to, "" if it has none, to show it beside an
	// internal fault. Default: none.
	RequestID func(context.Context) string
	// Introspection lets clients ask for the schema, and suggests names if they misspell one.
	Introspection bool
}

// New makes a server.
func New(c Config) *transport.Server {
	c = c.withDefaults()
	c.Reader = request.SeeOwnWrites{Reader: c.Reader}
	subscriptions := transport.NewSubscriptions(c.Limits.Subscriptions)
	r := newResolver(c, subscriptions)
	return transport.New(transport.Config{
		Schema: generated.NewExecutableSchema(generated.Config{Resolvers: r}), Store: request.NewStore(c.Reader,
			c.Words),
		Subscriptions: subscriptions, Limits: c.Limits, Logger: c.Logger, RequestID: c.RequestID,
		Introspection: c.Introspection,
	})
}

func (c Config) withDefaults() Config {
	if c.Policy == (basis.Policy{}) {
		c.Policy = basis.DefaultPolicy()
	}
	if c.Limits == (transport.Limits{}) {
		c.Limits = transport.DefaultLimits()
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
		c.Merging, _ = c.Reader.(dedupe.ServiceStore)
	}
	if c.Words == nil {
		c.Words, _ = c.Reader.(evidence.Words)
	}
	if c.Scores == nil {
		c.Scores = scores.New(scores.Config{Service: inquiry.New(c.Reader), Policy: c.Policy})
	}
	return c
}

func newResolver(c Config, subscriptions *transport.Subscriptions) *resolver {
	r := &resolver{
		reader: c.Reader, writer: c.Writer, history: c.History, explorer: c.Explorer, policy: c.Policy,
		policies: c.Policies, scores: c.Scores, watcher: c.Watcher, subscriptions: subscriptions,
		detection: c.Detection, limits: c.Limits,
	}
	if c.Detection != nil {
		r.truths = detect.NewTruths(c.Detection, r.letters(), c.Policy)
		r.reliability = reliability.NewService(c.Reader, c.Detection, c.Policy)
		r.coowned = coowned.NewService(c.Detection,
			ownership.Rule{Above: ownership.Control, Confident: c.Policy.Confident})
	}
	if c.Merging != nil {
		r.merging = dedupe.NewService(c.Merging)
	}
	return r
}
