package server_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/server"
)

func noDeadline() time.Time { return time.Time{} }

func TestNew(t *testing.T) {
	if _, err := server.New(server.Config{}); err == nil {
		t.Error("without a GraphQL handler: no error")
	}
	if _, err := server.New(server.Config{GraphQL: http.HandlerFunc(echo), MaxBody: -1}); err == nil {
		t.Error("with a negative limit: no error")
	}
}

func TestLoopbackOnly(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.168.1.4:0", "[fe80::1]:0",
		"[::ffff:10.0.0.1]:0"} {
		s, err := server.New(server.Config{Address: address, GraphQL: http.HandlerFunc(echo)})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.ListenAndServe(t.Context()); !errors.Is(err, server.ErrNotLoopback) ||
			!strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v; want ErrNotLoopback and the address", address, err)
		}
	}
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{GraphQL: http.HandlerFunc(echo)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Serve(t.Context(), listener); !errors.Is(err, server.ErrNotLoopback) {
		t.Errorf("an open listener: %v; want ErrNotLoopback", err)
	}
	if _, err := listener.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("the open listener is left open: %v", err)
	}
}

func TestListenAndServe(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for address, want := range map[string]string{taken.Addr().String(): "address already in use",
		"127.0.0.1": "missing port"} {
		s, err := server.New(server.Config{Address: address, GraphQL: http.HandlerFunc(echo)})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.ListenAndServe(t.Context()); err == nil || !strings.Contains(err.Error(), want) ||
			!strings.Contains(err.Error(), "server.address") {
			t.Errorf("%s: %v; want server.address and %q", address, err, want)
		}
	}
	s, err := server.New(server.Config{Address: "localhost:0", GraphQL: http.HandlerFunc(echo)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := s.ListenAndServe(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("stopped at once: %v", err)
	}
}

func TestListenerFails(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{GraphQL: http.HandlerFunc(echo)})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(t.Context(), listener) }()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := wait(t, ended, "the end of Serve"); !errors.Is(err, net.ErrClosed) {
		t.Errorf("%v; want net.ErrClosed", err)
	}
}

// TestGracefulStop tells the server to stop while a request is in flight: /readyz turns 503 while connections are still
// accepted and answered, then no more are accepted, the request in flight gets its whole answer, and Serve returns nil.
func TestGracefulStop(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	waiting, drained := make(chan time.Duration, 1), make(chan time.Time)
	config := server.Config{DrainDelay: time.Minute, ShutdownTimeout: patience,
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Slow") != "" {
				close(begun)
				<-release
			}
			if err := r.Context().Err(); err != nil {
				t.Errorf("a request in flight was cancelled: %v", err)
			}
			fmt.Fprint(w, "whole")
		})}
	r := start(t, config, func(s *server.Server) {
		server.SetAfter(s, func(d time.Duration) <-chan time.Time {
			waiting <- d
			return drained
		})
	})
	if got := r.do(t, http.MethodGet, "/readyz", nil); got.status != http.StatusOK {
		t.Fatalf("/readyz before: %d", got.status)
	}
	inFlight := make(chan response, 1)
	go func() {
		got, err := r.try(http.MethodPost, "/graphql", strings.NewReader("{}"), jsonType, "Slow: yes")
		if err != nil {
			t.Error(err)
		}
		inFlight <- got
	}()
	wait(t, begun, "the request in flight")
	r.stop()
	if d := wait(t, waiting, "the drain delay"); d != time.Minute {
		t.Errorf("drains for %s; want the configured minute", d)
	}
	ready := r.do(t, http.MethodGet, "/readyz", nil)
	if diff := cmp.Diff(`{"status":"not ready","reason":"stopping"}`+"\n", ready.body); diff != "" ||
		ready.status != http.StatusServiceUnavailable {
		t.Errorf("/readyz while stopping: %d (-want +got):\n%s", ready.status, diff)
	}
	if got := r.do(t, http.MethodGet, "/livez", nil); got.status != http.StatusOK {
		t.Errorf("/livez while stopping: %d; want 200", got.status)
	}
	if got := r.query(t, "{}"); got.status != http.StatusOK || got.body != "whole" {
		t.Errorf("a request while draining: %d %q; want its answer", got.status, got.body)
	}
	close(drained)
	refused := func() bool {
		conn, err := net.Dial("tcp", r.address)
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	}
	poll(t, refused, "that no connection is accepted")
	select {
	case err := <-r.ended:
		t.Fatalf("Serve returned %v with a request in flight", err)
	default:
	}
	close(release)
	if got := wait(t, inFlight, "the answer in flight"); got.status != http.StatusOK || got.body != "whole" {
		t.Errorf("the request in flight: %d %q; want its answer", got.status, got.body)
	}
	if err := wait(t, r.ended, "the end of Serve"); err != nil {
		t.Errorf("Serve returned %v; want nil", err)
	}
}

// poll waits for a condition.
func poll(t *testing.T, condition func() bool, what string) {
	t.Helper()
	for deadline := time.Now().Add(patience); !condition(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited %s for %s", patience, what)
		}
	}
}

func TestStopCancelsWhatOverstays(t *testing.T) {
	begun, cancelled := make(chan struct{}), make(chan struct{})
	r := start(t, server.Config{ShutdownTimeout: 20 * time.Millisecond,
		GraphQL: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			close(begun)
			<-r.Context().Done()
			close(cancelled)
		})})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if got, err := r.try(http.MethodPost, "/graphql", strings.NewReader("{}"), jsonType); err == nil &&
			got.body != "" {
			t.Errorf("answered %q; want nothing", got.body)
		}
	}()
	wait(t, begun, "the request in flight")
	r.stop()
	wait(t, cancelled, "its cancellation")
	err := wait(t, r.ended, "the end of Serve")
	if !errors.Is(err, context.DeadlineExceeded) ||
		!strings.Contains(err.Error(), "1 requests were still running after 20ms") {
		t.Errorf("Serve returned %v; want the deadline, and how many were cut off", err)
	}
	wait(t, ended, "the client")
}

// TestStopUnderLoad: of requests sent without pause while the server stops, on new connections too, each that reaches
// the server is answered in full. The others find nobody listening, or the system resets their connection because
// nobody had taken it yet; an EOF would be one that was taken and dropped.
func TestStopUnderLoad(t *testing.T) {
	served, handled := make(chan struct{}, 1), atomic.Int32{}
	r := start(t, server.Config{DrainDelay: 100 * time.Millisecond,
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			handled.Add(1)
			select {
			case served <- struct{}{}:
			default:
			}
			fmt.Fprint(w, "whole")
		})})
	const clients = 4
	done := make(chan int32, clients)
	for range clients {
		go func() {
			var answered int32
			defer func() { done <- answered }()
			for {
				got, err := r.try(http.MethodPost, "/graphql", strings.NewReader("{}"), jsonType)
				if errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) ||
					errors.Is(err, syscall.EPIPE) {
					return
				}
				if err != nil || got.body != "whole" {
					t.Errorf("dropped: %d %q %v", got.status, got.body, err)
					return
				}
				answered++
			}
		}()
	}
	wait(t, served, "load")
	r.stop()
	var answered int32
	for range clients {
		answered += wait(t, done, "a client")
	}
	if err := wait(t, r.ended, "the end of Serve"); err != nil {
		t.Errorf("Serve returned %v; want nil", err)
	}
	if answered != handled.Load() || answered == 0 {
		t.Errorf("%d requests were answered of %d that came through; want all", answered, handled.Load())
	}
}

// TestStopWithSilentConnection: a connection that never sends a request does not hold up the stop until its time limit.
func TestStopWithSilentConnection(t *testing.T) {
	r := start(t, server.Config{ShutdownTimeout: patience, GraphQL: http.HandlerFunc(echo)})
	r.dial(t)
	r.query(t, "{}") // leaves one that is kept alive
	begun := time.Now()
	r.stop()
	if err := wait(t, r.ended, "the end of Serve"); err != nil {
		t.Errorf("Serve returned %v; want nil", err)
	}
	if took := time.Since(begun); took > 4*time.Second { // net/http by itself would wait for 5 s
		t.Errorf("the stop took %s", took)
	}
}

// ready is a check whose outcome the test sets.
type ready struct {
	err   atomic.Pointer[error]
	calls atomic.Int32
}

func (r *ready) set(err error) { r.err.Store(&err) }

func (r *ready) check(context.Context) error {
	r.calls.Add(1)
	return *r.err.Load()
}

func TestReadinessFlips(t *testing.T) {
	var check ready
	r := start(t, server.Config{Ready: check.check, ReadyCache: time.Nanosecond, GraphQL: http.HandlerFunc(echo)})
	for _, tt := range []struct {
		err    error
		status int
		body   string
	}{
		{nil, 200, `{"status":"ready"}`},
		{fmt.Errorf("wrapped: %w", &evidence.Error{Code: evidence.CodeUnavailable,
			Err: errors.New("bolt://10.0.0.7: refused")}), 503, `{"status":"not ready","reason":"unavailable"}`},
		{nil, 200, `{"status":"ready"}`},
		{context.DeadlineExceeded, 503, `{"status":"not ready","reason":"timeout"}`},
		{errors.New("words of a driver"), 503, `{"status":"not ready","reason":"unavailable"}`},
		{nil, 200, `{"status":"ready"}`},
	} {
		check.set(tt.err)
		got := r.do(t, http.MethodGet, "/readyz", nil)
		if diff := cmp.Diff(tt.body+"\n", got.body); diff != "" || got.status != tt.status {
			t.Errorf("%v: %d, want %d (-want +got):\n%s", tt.err, got.status, tt.status, diff)
		}
		if live := r.do(t, http.MethodGet, "/livez", nil); live.status != http.StatusOK ||
			live.body != "{\"status\":\"live\"}\n" {
			t.Errorf("%v: /livez %d %q; want 200", tt.err, live.status, live.body)
		}
	}
	r.log.find(t, "not ready", map[string]any{"reason": "unavailable", "level": "WARN"})
	r.log.find(t, "ready again", nil)
}

func TestReadinessIsCached(t *testing.T) {
	var check ready
	check.set(nil)
	r := start(t, server.Config{Ready: check.check, ReadyCache: time.Hour, GraphQL: http.HandlerFunc(echo)})
	for range 20 {
		if got := r.do(t, http.MethodGet, "/readyz", nil); got.status != http.StatusOK {
			t.Errorf("%d; want 200", got.status)
		}
	}
	if n := check.calls.Load(); n != 1 {
		t.Errorf("%d checks for 20 probes within the time an outcome holds; want 1", n)
	}
}

// TestReadinessHangs: a check that hangs and does not heed its context costs a probe the time limit once and the
// following ones nothing, and is not started a second time.
func TestReadinessHangs(t *testing.T) {
	release, calls := make(chan struct{}), atomic.Int32{}
	const limit = 100 * time.Millisecond
	r := start(t, server.Config{ReadyTimeout: limit, ReadyCache: time.Nanosecond, GraphQL: http.HandlerFunc(echo),
		Ready: func(context.Context) error {
			calls.Add(1)
			<-release
			return nil
		}})
	begun := time.Now()
	for range 30 {
		got := r.do(t, http.MethodGet, "/readyz", nil)
		if got.status != http.StatusServiceUnavailable || got.body != `{"status":"not ready","reason":"timeout"}`+"\n" {
			t.Errorf("%d %q; want 503 timeout", got.status, got.body)
		}
	}
	if took := time.Since(begun); took < limit || took > 15*limit {
		t.Errorf("30 probes took %s; want the limit of %s about once", took, limit)
	}
	if n := calls.Load(); n != 1 {
		t.Errorf("%d checks at once; want 1", n)
	}
	close(release)
	poll(t, func() bool { return r.do(t, http.MethodGet, "/readyz", nil).status == http.StatusOK }, "readiness")
}

func TestReadinessPanics(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo), Ready: func(context.Context) error { panic("x") }})
	got := r.do(t, http.MethodGet, "/readyz", nil)
	if got.status != http.StatusServiceUnavailable || got.body != `{"status":"not ready","reason":"internal"}`+"\n" {
		t.Errorf("%d %q; want 503 internal", got.status, got.body)
	}
}
