package run

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

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

// Ready reports whether the graph answers and has the layout that this version needs.
func (s *Session) Ready(ctx context.Context) error {
	if err := s.Store.Ping(ctx); err != nil {
		return err
	}
	pending, err := s.Store.Pending(ctx)
	if err != nil {
		return err
	}
	if len(pending) > 0 {
		return &evidence.Error{Code: evidence.CodeUnavailable,
			Message: "the graph is not prepared for this version; run: credence migrate"}
	}
	return nil
}

// Graph returns what answers GraphQL, for requests over HTTP and for the commands alike; watcher nil = there are no
// subscriptions.
func (s *Session) Graph(logger *slog.Logger, writer evidence.Writer, table *scores.Table,
	watcher *watch.Watcher) *transport.Server {
	limits := s.Config.GraphQL
	return graph.New(graph.Config{
		Reader: s.Reader, Words: s.Store, Detection: s.Store, Merging: s.Store, Writer: writer, History: s.History,
		Scores: table, Watcher: watcher, Policy: s.Policy, Policies: policiesOf(s.Config), Logger: logger,
		Introspection: s.Config.Server.Introspection,
		RequestID:     server.RequestID,
		Limits: transport.Limits{Cost: limits.Complexity, Depth: limits.Depth, Aliases: limits.Aliases,
			Directives: limits.Directives, Tokens: limits.Tokens, Subscriptions: s.Config.Server.MaxStreams,
			Message: s.Config.Server.MaxBody, Time: s.Config.Server.RequestTimeout},
	})
}

// Pages returns what people see of the graph without any program of their own.
func (s *Session) Pages() map[string]http.HandlerFunc {
	return dossier.Pages{Reader: s.Reader, Service: s.Service, Policy: s.Policy}.Routes()
}

// Connect returns a session on the graph of one Neo4j.
func (a *App) Connect(ctx context.Context, uri, username, password string) (*Session, error) {
	store, err := neo4jstore.Open(ctx, neo4jstore.Config{
		URI: uri, Username: username, Password: password, Database: a.Config.Neo4j.Database, Pool: a.Config.Neo4j.Pool,
		StartTimeout: a.Config.Neo4j.StartTimeout, ReadTimeout: a.Config.Neo4j.ReadTimeout,
		ScanTimeout:  a.Config.Neo4j.ScanTimeout,
		WriteTimeout: a.Config.Neo4j.WriteTimeout, MigrateTimeout: a.Config.Neo4j.MigrateTimeout,
		MaxSources: a.Config.Neo4j.MaxSources,
		Logger:     a.QuietLogger(),
	})
	if err != nil {
		return nil, err
	}
	return &Session{
		App: a, Style: terminal.StyleFor(a.Streams.Out, a.Config.Output.Color), Policy: policyOf(a.Config.Policy),
		Store: store, Reader: store, Writer: store, History: store, Service: inquiry.New(store),
	}, nil
}

// Neo4jOptions says where the local Neo4j lives. What it has to tell goes to standard error.
func (a *App) Neo4jOptions() neo4jd.Options {
	return neo4jd.Options{DataDir: a.Config.Data.Dir, CacheDir: a.Config.Cache.Dir, Progress: a.Streams.Err,
		StartTimeout: a.Config.Neo4j.StartTimeout}
}

// UsePolicy puts the policy that --policy names in force, where it is given.
func (a *App) UsePolicy(cmd *cobra.Command, policy string) error {
	if !cmd.Flags().Changed("policy") {
		return nil
	}
	named, err := a.Config.PolicyNamed(policy)
	if err != nil {
		return BadInput(fmt.Errorf("--policy: %w", err))
	}
	a.Config.Policy = named
	return nil
}

// policyOf returns the policy that the settings ask for.
func policyOf(c config.Policy) basis.Policy {
	p := basis.Policy{
		Undated: evidence.Undated(strings.ToUpper(c.Undated)), MinConfidence: c.MinConfidence,
		SuggestedCopies: c.SuggestedCopies,
		MinCopiedShare:  c.MinCopiedShare, FirsthandDefault: c.FirsthandDefault,
		SharedCauseShares: basis.SharedCauseShares(c.SharedCauseShares), Prior: c.Prior,
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

// Names returns what finds the records that a person names, who is asked if several fit.
func (s *Session) Names() resolve.Names {
	return resolve.Names{Reader: s.Reader, Person: terminal.PersonAt(s.Streams.In, s.Streams.Err, false)}
}
