package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/server"
	"github.com/credence-graph/credence/internal/watch"
)

func (a *app) serveCommand() *cobra.Command {
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
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			s, err := a.open(ctx)
			if err != nil {
				return err
			}
			if s.local != nil {
				err = s.prepare(ctx)
			}
			if err == nil {
				err = s.serve(ctx)
			}
			return errors.Join(err, s.close())
		},
	}
}

// serve answers GraphQL requests until ctx ends, which is not an error.
func (s *session) serve(ctx context.Context) error {
	c := s.cfg.Server
	logger := s.logger()
	feed := live.New(s.reader, time.Now)
	table := scores.New(scores.Config{Service: s.service, Feed: feed, Policy: s.policy, Logger: logger})
	watcher := watch.New(feed, s.reader)
	defer watcher.Close()
	answering := s.graph(slog.New(server.LogHandler(logger.Handler())), feed.Writer(s.writer), table, watcher)
	defer answering.Wait()
	srv, err := server.New(server.Config{
		Address: c.Address, RequestTimeout: c.RequestTimeout, MaxBody: c.MaxBody, MaxConcurrent: c.MaxConcurrent,
		DrainDelay: c.DrainDelay, ShutdownTimeout: c.ShutdownTimeout, Logger: logger,
		Ready: s.ready, Streams: answering.Streams, MaxStreams: c.MaxStreams,
		GraphQL: answering, Pages: s.pages(),
	})
	if err != nil {
		return err
	}
	var listener net.ListenConfig
	l, err := listener.Listen(ctx, "tcp", c.Address)
	if err != nil {
		return inputError{evidence.Invalidf("server.address",
			"%v; choose another with --server-address 127.0.0.1:PORT", err)}
	}
	fmt.Fprintf(s.streams.Err, "Serving GraphQL at http://%s/graphql until you press Ctrl-C. Try:\n%s", l.Addr(),
		tryIt(l.Addr().String()))
	defer s.keepMeanwhile(ctx, logger)()
	defer meanwhile(ctx, func(ctx context.Context) { feed.Run(ctx, c.Probe) })()
	defer meanwhile(ctx, func(ctx context.Context) {
		s.warm(ctx)
		table.Run(ctx)
	})()
	return srv.Serve(ctx, l)
}

// tryIt returns a command line that shows the API at work.
func tryIt(address string) string {
	return `  curl -s http://` + address + `/graphql -H 'Content-Type: application/json' \
    -d '{"query":"{ claims(first: 3) { edges { node { text convergence { supporting { sources demonstrated pooled effective } } } } } }"}'
`
}
