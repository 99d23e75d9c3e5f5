package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/server"
	"github.com/credence-graph/credence/internal/watch"
)

func serveCommand(a *run.App) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "serves the GraphQL API on loopback until it is interrupted",
		Example: `  credence serve
  credence serve --server-address 127.0.0.1:9000`,
		Long: `Serves GraphQL at /graphql (POST, and GET for queries), the probes /livez and /readyz, and pages for people: a
list of the claims at / and a page for each. It listens on loopback only: there is no authentication yet, and any other
address is refused.
With a Neo4j of your own it starts even if that is down, answers UNAVAILABLE until it is there, and recovers by
itself.`,
		Args: run.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			s, err := a.Open(ctx)
			if err != nil {
				return err
			}
			if s.Local != nil {
				err = s.Prepare(ctx)
			}
			if err == nil {
				err = Run(ctx, s)
			}
			return errors.Join(err, s.Close())
		},
	}
}

// Run answers GraphQL requests until ctx ends, which is not an error.
func Run(ctx context.Context, s *run.Session) error {
	c := s.Config.Server
	logger := s.Logger()
	feed := live.New(s.Reader, time.Now)
	table := scores.New(scores.Config{Service: s.Service, Feed: feed, Policy: s.Policy, Logger: logger})
	watcher := watch.New(feed, s.Reader)
	defer watcher.Close()
	answering := s.Graph(slog.New(server.LogHandler(logger.Handler())), feed.Writer(s.Writer), table, watcher)
	defer answering.Wait()
	srv, err := server.New(server.Config{
		Address: c.Address, RequestTimeout: c.RequestTimeout, MaxBody: c.MaxBody, MaxConcurrent: c.MaxConcurrent,
		DrainDelay: c.DrainDelay, ShutdownTimeout: c.ShutdownTimeout, Logger: logger,
		Ready: s.Ready, Streams: answering.Streams, MaxStreams: c.MaxStreams,
		GraphQL: answering, Pages: s.Pages(),
	})
	if err != nil {
		return err
	}
	var listener net.ListenConfig
	l, err := listener.Listen(ctx, "tcp", c.Address)
	if err != nil {
		return run.BadInput(evidence.Invalidf("server.address",
			"%v; choose another with --server-address 127.0.0.1:PORT", err))
	}
	fmt.Fprintf(s.Streams.Err, "Serving GraphQL at http://%s/graphql until you press Ctrl-C. Try:\n%s", l.Addr(),
		tryIt(l.Addr().String()))
	defer keepMeanwhile(ctx, s, logger)()
	defer run.Meanwhile(ctx, func(ctx context.Context) { feed.Run(ctx, c.Probe) })()
	defer run.Meanwhile(ctx, func(ctx context.Context) {
		ask.Warm(ctx, s)
		table.Run(ctx)
	})()
	return srv.Serve(ctx, l)
}

// tryIt returns a command line that shows the API at work.
func tryIt(address string) string {
	return `  curl -s http://` + address + `/graphql -H 'Content-Type: application/json' \
    -d '{"query":"{ claims(first: 3) { edges { node { text convergence { supporting { sourceCount demonstrated pooled presumed } } } } } }"}'
`
}

// keepMeanwhile brings a local Neo4j back whose supervisor was killed, while something else is done.
func keepMeanwhile(ctx context.Context, s *run.Session, logger *slog.Logger) (stop func()) {
	if s.Local == nil {
		return func() {}
	}
	return run.Meanwhile(ctx, func(ctx context.Context) {
		s.Local.Keep(ctx, func(err error) { logger.Error("the local Neo4j is gone", "error", err) })
	})
}
