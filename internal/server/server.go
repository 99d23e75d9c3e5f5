package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// Limits that nobody needs to set.
const (
	readHeaderTimeout = 5 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeader         = 64 << 10
	// writeGrace is what an answer has, after the request's deadline, to be written.
	writeGrace = 5 * time.Second
	// firstWords is what a stop waits for the first request of a connection that was opened just before it.
	firstWords = 250 * time.Millisecond
	// lastWords is what requests have to end once they have been cancelled by a stop.
	lastWords = time.Second
)

// Config says what to serve, and within which limits. Zero is the default that is named with each field.
type Config struct {
	// Address is where [Server.ListenAndServe] listens, host:port on loopback. Default 127.0.0.1:8484.
	Address string
	// RequestTimeout bounds one request, the sending of its body included: it is the deadline of the context that
	// GraphQL gets. Default 15 s.
	RequestTimeout time.Duration
	// MaxBody is how many bytes the body of a request may have. Default 1 MiB.
	MaxBody int64
	// MaxConcurrent is how many GraphQL requests may run at once; one more is answered with 429. Default: no limit.
	MaxConcurrent int
	// Streams reports whether the GraphQL handler answers a request with a stream of events. It may read the body, which
	// is put back. Such a request has no deadline and gives up its place among MaxConcurrent; a GET is a WebSocket.
	// Default: none does.
	Streams func(*http.Request) bool
	// MaxStreams is how many of these may run at once; one more is answered with 429. Default 1000.
	MaxStreams int
	// DrainDelay is how long the server, told to stop, goes on serving with /readyz at 503. Default: not at all.
	DrainDelay time.Duration
	// ShutdownTimeout is what requests in flight have to finish after that. Default 10 s.
	ShutdownTimeout time.Duration
	// ReadyTimeout is how long /readyz waits for Ready. Default 1 s.
	ReadyTimeout time.Duration
	// ReadyCache is how long an outcome of Ready is taken to hold. Default 1 s.
	ReadyCache time.Duration
	// Logger gets one line a request, and the faults. Default: nothing is logged.
	Logger *slog.Logger
	// Ready reports whether requests can be answered: nil when they can. It may be called at any time, never twice at
	// once. Of its error only the code is shown to clients. Default: always ready.
	Ready func(context.Context) error
	// GraphQL answers POST and GET /graphql. It gets requests whose body has been read and is within MaxBody; that of a
	// POST is said to be JSON.
	GraphQL http.Handler
	// Pages answer GET and HEAD, each at its pattern of [http.ServeMux], within RequestTimeout and MaxConcurrent. If
	// Index is set, "/{$}" is that one's. Default: there are no pages.
	Pages map[string]http.HandlerFunc
	// Index answers GET and HEAD on every path that is not the server's own. Default: a page at / that says where the
	// API is, and 404 elsewhere.
	Index http.Handler
}

// Server serves one GraphQL handler. It serves once: after it has stopped, make another.
type Server struct {
	config   Config
	handler  http.Handler
	log      *slog.Logger
	ready    *readiness
	slots    chan struct{}   // nil = no limit
	streams  chan struct{}   // holds one of each stream that runs
	ending   context.Context //nolint:containedctx // of all streams: it ends when the server begins to stop
	end      context.CancelFunc
	conns    *connections
	stopping atomic.Bool
	running  atomic.Int64
	after    func(time.Duration) <-chan time.Time
}

// New makes a server. The error says which setting cannot be.
func New(c Config) (*Server, error) {
	if c.GraphQL == nil {
		return nil, errors.New("server: no GraphQL handler; expected one")
	}
	if c.RequestTimeout < 0 || c.ShutdownTimeout < 0 || c.DrainDelay < 0 || c.ReadyTimeout < 0 || c.ReadyCache < 0 ||
		c.MaxBody < 0 || c.MaxConcurrent < 0 || c.MaxStreams < 0 {
		return nil, errors.New("server: a limit is negative; expected 0 for the default, or more")
	}
	c.Address = or(c.Address, "127.0.0.1:8484")
	c.RequestTimeout = or(c.RequestTimeout, 15*time.Second)
	c.ShutdownTimeout = or(c.ShutdownTimeout, 10*time.Second)
	c.ReadyTimeout = or(c.ReadyTimeout, time.Second)
	c.ReadyCache = or(c.ReadyCache, time.Second)
	c.MaxBody = or(c.MaxBody, 1<<20)
	c.MaxStreams = or(c.MaxStreams, 1000)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Streams == nil {
		c.Streams = func(*http.Request) bool { return false }
	}
	if c.Ready == nil {
		c.Ready = func(context.Context) error { return nil }
	}
	s := &Server{config: c, log: c.Logger, conns: newConnections(), after: time.After}
	s.streams = make(chan struct{}, c.MaxStreams)
	s.ending, s.end = context.WithCancel(context.Background())
	s.ready = &readiness{check: c.Ready, timeout: c.ReadyTimeout, keep: c.ReadyCache, log: c.Logger}
	if c.MaxConcurrent > 0 {
		s.slots = make(chan struct{}, c.MaxConcurrent)
	}
	var err error
	s.handler, err = s.routes()
	return s, err
}

func or[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}

// Handler returns what the server answers with, for tests without a network.
func (s *Server) Handler() http.Handler { return s.handler }

// ListenAndServe listens on the configured address and serves as [Server.Serve] does. An address that is not on
// loopback is refused before anything listens on it.
func (s *Server) ListenAndServe(ctx context.Context) error {
	if err := checkLoopback(ctx, s.config.Address); err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", s.config.Address)
	if err != nil {
		return fmt.Errorf("server.address: %w", err)
	}
	return s.Serve(ctx, listener)
}

// Serve serves on the listener, which must be on loopback and is closed at the end, until ctx ends. Then /readyz
// turns 503, after DrainDelay no connection is accepted any more, and the requests in flight finish: nil is returned
// when they all have. Those that have not within ShutdownTimeout are cancelled, and the error says how many they
// were.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	if err := checkListener(listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	// Requests outlive the end of ctx; cancelling is for those that overstay.
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	server := s.httpServer(base)
	var failure error
	failed := make(chan struct{})
	go func() {
		defer close(failed)
		failure = server.Serve(listener)
	}()
	s.log.Info("listening", "address", listener.Addr().String())
	select {
	case <-failed:
		cancel()
		return errors.Join(fmt.Errorf("serve on %s: %w", listener.Addr(), failure), server.Close())
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	s.end() // whoever follows a stream finds another server, or this one when it is back
	s.log.Info("stopping", "in_flight", s.running.Load())
	select {
	case <-s.after(s.config.DrainDelay):
	case <-failed:
	}
	closed := listener.Close()
	<-failed // from here on every connection that was accepted is known
	if errors.Is(closed, net.ErrClosed) {
		closed = nil // it failed while it drained
	}
	return errors.Join(closed, s.stop(base, cancel, server))
}

func (s *Server) httpServer(base context.Context) *http.Server {
	return &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: readHeaderTimeout,
		// ReadTimeout bounds the body; it is lifted once the body is read, because its end would cancel the request.
		ReadTimeout: s.config.RequestTimeout,
		// WriteTimeout begins again with each request. A handler that streams lifts it, and the deadline of its
		// context is not for it either, through http.ResponseController.
		WriteTimeout:                 s.config.RequestTimeout + writeGrace,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               maxHeader,
		ConnState:                    s.conns.note,
		BaseContext:                  func(net.Listener) context.Context { return base },
		ErrorLog:                     slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		DisableGeneralOptionsHandler: true,
	}
}
