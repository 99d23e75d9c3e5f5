package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/wording"
)

// session is a command's access to the graph.
type session struct {
	*app
	style   style
	store   *neo4jstore.Store
	reader  evidence.Reader
	writer  evidence.Writer
	history evidence.History
	service *inquiry.Service
	policy  basis.Policy
	local   *neo4jd.Instance // nil where neo4j.uri is set
}

// withSession makes a command's body of a function that works on the graph.
func (a *app) withSession(f func(ctx context.Context, s *session, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		return a.with(cmd.Context(), func(ctx context.Context, s *session) error { return f(ctx, s, args) })
	}
}

// with opens the graph, brings a local one up to date, calls f and closes the graph again, whatever f returned. A Neo4j
// of the user's own is never changed here: that is what "credence migrate" is for.
func (a *app) with(ctx context.Context, f func(context.Context, *session) error) error {
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	err = s.prepare(ctx)
	if err == nil {
		err = f(ctx, s)
	}
	return errors.Join(err, s.close())
}

// open connects to the configured Neo4j, or starts the local one.
func (a *app) open(ctx context.Context) (*session, error) {
	if a.cfg.Neo4j.URI != "" {
		return a.connect(ctx, a.cfg.Neo4j.URI, a.cfg.Neo4j.Username, a.cfg.Neo4j.Password.Reveal())
	}
	local, err := neo4jd.Acquire(ctx, a.neo4jOptions())
	if err != nil {
		return nil, err
	}
	s, err := a.connect(ctx, local.URI(), local.Username(), local.Password())
	if err != nil {
		return nil, errors.Join(err, local.Release())
	}
	s.local = local
	return s, nil
}

// connect returns a session on the graph of one Neo4j.
func (a *app) connect(ctx context.Context, uri, username, password string) (*session, error) {
	store, err := neo4jstore.Open(ctx, neo4jstore.Config{
		URI: uri, Username: username, Password: password, Database: a.cfg.Neo4j.Database, Pool: a.cfg.Neo4j.Pool,
		StartTimeout: a.cfg.Neo4j.StartTimeout, ReadTimeout: a.cfg.Neo4j.ReadTimeout, ScanTimeout: a.cfg.Neo4j.ScanTimeout,
		WriteTimeout: a.cfg.Neo4j.WriteTimeout, MigrateTimeout: a.cfg.Neo4j.MigrateTimeout, MaxSources: a.cfg.Neo4j.MaxSources,
		Logger: a.quietLogger(),
	})
	if err != nil {
		return nil, err
	}
	return &session{
		app: a, style: styleFor(a.streams.Out, a.cfg.Output.Color), policy: policyOf(a.cfg.Policy),
		store: store, reader: store, writer: store, history: store, service: inquiry.New(store),
	}, nil
}

// prepare sees that the graph has the layout that this version needs. Most of the time it has, which one read tells.
func (s *session) prepare(ctx context.Context) error {
	pending, err := s.store.Pending(ctx)
	switch {
	case err != nil || len(pending) == 0:
		return err
	case s.local != nil:
		_, err = s.store.Migrate(ctx)
		return err
	}
	return evidence.Invalidf("neo4j.uri", "the graph at %s is not prepared for this version (%s missing); run: credence migrate",
		s.cfg.Neo4j.URI, fmt.Sprint(len(pending), wording.Choose(len(pending), " migration is", " migrations are")))
}

// closeTimeout bounds the closing of connections; they close at once unless the server hangs.
const closeTimeout = 5 * time.Second

// close gives everything back. It works after ctx of the command has ended, too.
func (s *session) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	var errs []error
	if s.store != nil {
		errs = append(errs, s.store.Close(ctx))
	}
	if s.local != nil {
		errs = append(errs, s.local.Release())
	}
	return errors.Join(errs...)
}

// neo4jOptions says where the local Neo4j lives. What it has to tell goes to standard error.
func (a *app) neo4jOptions() neo4jd.Options {
	return neo4jd.Options{DataDir: a.cfg.Data.Dir, CacheDir: a.cfg.Cache.Dir, Progress: a.streams.Err,
		StartTimeout: a.cfg.Neo4j.StartTimeout}
}

// configuredName is the name of a policy that single settings make.
const configuredName = "configured"

// policyOf returns the policy that the settings ask for.
func policyOf(c config.Policy) basis.Policy {
	p := basis.Policy{
		Undated: evidence.Undated(strings.ToUpper(c.Undated)), MinConfidence: c.MinConfidence, SuggestedCopies: c.SuggestedCopies,
		KappaMin: c.KappaMin, FirsthandDefault: c.FirsthandDefault, Beta: basis.Beta(c.Beta), Prior: c.Prior,
		Accuracies: basis.Accuracies(c.Accuracies), Budget: basis.Budget(c.Budget),
	}
	p.Name = basis.DefaultPolicy().Name
	switch {
	case c.Name != "":
		p.Name = c.Name
	case p != basis.DefaultPolicy():
		p.Name = configuredName
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

func (s *session) printJSON(value any) error { return printJSON(s.streams.Out, value) }
