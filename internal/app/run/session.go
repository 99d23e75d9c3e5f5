package run

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

// Session is a command's access to the graph.
type Session struct {
	*App
	Style   terminal.Style
	Store   *neo4jstore.Store
	Reader  evidence.Reader
	Writer  evidence.Writer
	History evidence.History
	Service *inquiry.Service
	Policy  basis.Policy
	Local   *neo4jd.Instance // nil where neo4j.uri is set
}

// WithSession makes a command's body of a function that works on the graph.
func (a *App) WithSession(f func(ctx context.Context, s *Session, args []string) error) func(*cobra.Command,
	[]string) error {
	return func(cmd *cobra.Command, args []string) error {
		return a.With(cmd.Context(), func(ctx context.Context, s *Session) error { return f(ctx, s, args) })
	}
}

// With opens the graph, brings a local one up to date, calls f and closes the graph again, whatever f returned. A Neo4j
// of the user's own is never changed here: that is what "credence migrate" is for.
func (a *App) With(ctx context.Context, f func(context.Context, *Session) error) error {
	s, err := a.Open(ctx)
	if err != nil {
		return err
	}
	err = s.Prepare(ctx)
	if err == nil {
		err = f(ctx, s)
	}
	return errors.Join(err, s.Close())
}

// Open connects to the configured Neo4j, or starts the local one.
func (a *App) Open(ctx context.Context) (*Session, error) {
	if a.Config.Neo4j.URI != "" {
		return a.Connect(ctx, a.Config.Neo4j.URI, a.Config.Neo4j.Username, a.Config.Neo4j.Password.Reveal())
	}
	local, err := neo4jd.Acquire(ctx, a.Neo4jOptions())
	if err != nil {
		return nil, err
	}
	s, err := a.Connect(ctx, local.URI(), local.Username(), local.Password())
	if err != nil {
		return nil, errors.Join(err, local.Release())
	}
	s.Local = local
	return s, nil
}

// Prepare sees that the graph has the layout that this version needs. Most of the time it has, which one read says.
func (s *Session) Prepare(ctx context.Context) error {
	pending, err := s.Store.Pending(ctx)
	switch {
	case err != nil || len(pending) == 0:
		return err
	case s.Local != nil:
		_, err = s.Store.Migrate(ctx)
		return err
	}
	return evidence.Invalidf("neo4j.uri", "the graph at %s is not prepared for this version (%s missing); run: "+
		"credence migrate",
		s.Config.Neo4j.URI, fmt.Sprint(len(pending), wording.Choose(len(pending), " migration is", " migrations are")))
}

// closeTimeout bounds the closing of connections; they close at once unless the server hangs.
const closeTimeout = 5 * time.Second

// Close gives everything back. It works after ctx of the command has ended, too.
func (s *Session) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	var errs []error
	if s.Store != nil {
		errs = append(errs, s.Store.Close(ctx))
	}
	if s.Local != nil {
		errs = append(errs, s.Local.Release())
	}
	return errors.Join(errs...)
}

// PrintJSON prints a value as JSON.
func (s *Session) PrintJSON(value any) error { return report.PrintJSON(s.Streams.Out, value) }
