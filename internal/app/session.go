package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// session is a command's access to the graph.
type session struct {
	*app
	style   terminal.Style
	store   *neo4jstore.Store
	reader  evidence.Reader
	writer  evidence.Writer
	history evidence.History
	service *inquiry.Service
	policy  basis.Policy
	local   *neo4jd.Instance // nil where neo4j.uri is set
}

// withSession makes a command's body of a function that works on the graph.
func (a *app) withSession(f func(ctx context.Context, s *session, args []string) error) func(*cobra.Command,
	[]string) error {
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

// prepare sees that the graph has the layout that this version needs. Most of the time it has, which one read says.
func (s *session) prepare(ctx context.Context) error {
	pending, err := s.store.Pending(ctx)
	switch {
	case err != nil || len(pending) == 0:
		return err
	case s.local != nil:
		_, err = s.store.Migrate(ctx)
		return err
	}
	return evidence.Invalidf("neo4j.uri", "the graph at %s is not prepared for this version (%s missing); run: "+
		"credence migrate",
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

func (s *session) printJSON(value any) error { return report.PrintJSON(s.streams.Out, value) }
