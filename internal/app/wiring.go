package app

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/server"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/watch"
)

// ready reports whether the graph answers and has the layout that this version needs.
func (s *session) ready(ctx context.Context) error {
	if err := s.store.Ping(ctx); err != nil {
		return err
	}
	pending, err := s.store.Pending(ctx)
	if err != nil {
		return err
	}
	if len(pending) > 0 {
		return &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "the graph is not prepared for this version; run: credence migrate"}
	}
	return nil
}

// graph returns what answers GraphQL, for requests over HTTP and for the commands alike; watcher nil = there are no
// subscriptions.
func (s *session) graph(logger *slog.Logger, writer evidence.Writer, table *scores.Table,
	watcher *watch.Watcher) *transport.Server {
	limits := s.cfg.GraphQL
	return graph.New(graph.Config{
		Reader: s.reader, Words: s.store, Detection: s.store, Merging: s.store, Writer: writer, History: s.history,
		Scores: table, Watcher: watcher, Policy: s.policy, Policies: policiesOf(s.cfg), Logger: logger,
		Introspection: s.cfg.Server.Introspection,
		RequestID:     server.RequestID,
		Limits: transport.Limits{Cost: limits.Complexity, Depth: limits.Depth, Aliases: limits.Aliases,
			Directives: limits.Directives, Tokens: limits.Tokens, Subscriptions: s.cfg.Server.MaxStreams,
			Message: s.cfg.Server.MaxBody},
	})
}

// pages returns what people see of the graph without any program of their own.
func (s *session) pages() map[string]http.HandlerFunc {
	return dossier.Pages{Reader: s.reader, Service: s.service, Policy: s.policy}.Routes()
}

// connect returns a session on the graph of one Neo4j.
func (a *app) connect(ctx context.Context, uri, username, password string) (*session, error) {
	store, err := neo4jstore.Open(ctx, neo4jstore.Config{
		URI: uri, Username: username, Password: password, Database: a.cfg.Neo4j.Database, Pool: a.cfg.Neo4j.Pool,
		StartTimeout: a.cfg.Neo4j.StartTimeout, ReadTimeout: a.cfg.Neo4j.ReadTimeout,
		ScanTimeout:  a.cfg.Neo4j.ScanTimeout,
		WriteTimeout: a.cfg.Neo4j.WriteTimeout, MigrateTimeout: a.cfg.Neo4j.MigrateTimeout,
		MaxSources: a.cfg.Neo4j.MaxSources,
		Logger:     a.quietLogger(),
	})
	if err != nil {
		return nil, err
	}
	return &session{
		app: a, style: terminal.StyleFor(a.streams.Out, a.cfg.Output.Color), policy: policyOf(a.cfg.Policy),
		store: store, reader: store, writer: store, history: store, service: inquiry.New(store),
	}, nil
}

// neo4jOptions says where the local Neo4j lives. What it has to tell goes to standard error.
func (a *app) neo4jOptions() neo4jd.Options {
	return neo4jd.Options{DataDir: a.cfg.Data.Dir, CacheDir: a.cfg.Cache.Dir, Progress: a.streams.Err,
		StartTimeout: a.cfg.Neo4j.StartTimeout}
}

// policyOf returns the policy that the settings ask for.
func policyOf(c config.Policy) basis.Policy {
	p := basis.Policy{
		Undated: evidence.Undated(strings.ToUpper(c.Undated)), MinConfidence: c.MinConfidence,
		SuggestedCopies: c.SuggestedCopies,
		MinCopiedShare:  c.MinCopiedShare, FirsthandDefault: c.FirsthandDefault, SharedCauseShares: basis.SharedCauseShares(c.SharedCauseShares), Prior: c.Prior,
		Accuracies: basis.Accuracies(c.Accuracies), Budget: basis.Budget(c.Budget),
	}
	p.Name = basis.DefaultPolicy().Name
	switch {
	case c.Name != "":
		p.Name = c.Name
	case p != basis.DefaultPolicy():
		p.Name = report.ConfiguredName
	}
	return p
}

// policiesOf returns the policies that can be asked for by name.
func policiesOf(c *config.Config) []basis.Policy {
	policies := make([]basis.Policy, len(c.Policies))
	for i, p := range c.Policies {
		policies[i] = policyOf(p)
	}
	return policies
}

// names returns what finds the records that a person names, who is asked if several fit.
func (s *session) names() resolve.Names {
	return resolve.Names{Reader: s.reader, Person: terminal.PersonAt(s.streams.In, s.streams.Err, false)}
}
