package server_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/server"
)

const eventsType = "Accept: text/event-stream"

// streams tells requests for events as the tests make them.
func streams(r *http.Request) bool {
	return r.Header.Get("Upgrade") != "" || r.Header.Get("Accept") == "text/event-stream"
}

// follower is a handler that says hello and then nothing until its context ends.
type follower struct {
	deadline chan bool // whether the context of a stream had a deadline
	ended    chan struct{}
}

func (f follower) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, has := r.Context().Deadline()
	f.deadline <- has
	_, _ = io.WriteString(w, "hello\n")
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
	f.ended <- struct{}{}
}

func newFollower() follower {
	return follower{deadline: make(chan bool, 10), ended: make(chan struct{}, 10)}
}

// open opens a stream and returns once it has said hello.
func open(t *testing.T, r *running, headers ...string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+"/graphql", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range append(headers, jsonType, eventsType) {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	answer, err := r.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	if answer.StatusCode == http.StatusOK {
		hello := make([]byte, len("hello\n"))
		if _, err := io.ReadFull(answer.Body, hello); err != nil {
			t.Fatal(err)
		}
	}
	return answer
}

// TestStreamsOutliveTheTimeLimit keeps a stream open for longer than a request may take, and answers others meanwhile
// although one only may run at once.
func TestStreamsOutliveTheTimeLimit(t *testing.T) {
	f := newFollower()
	limit := 100 * time.Millisecond
	r := start(t, server.Config{RequestTimeout: limit, MaxConcurrent: 1, MaxStreams: 1, Streams: streams,
		GraphQL: http.HandlerFunc(
			func(w http.ResponseWriter, r *http.Request) {
				if streams(r) {
					f.ServeHTTP(w, r)
					return
				}
				echo(w, r)
			})})
	answer := open(t, r)
	if <-f.deadline {
		t.Error("the context of a stream has a deadline")
	}
	for begun := time.Now(); time.Since(begun) < 3*limit; { // requests of which each has its time
		if got := r.query(t, "{}"); got.status != http.StatusOK {
			t.Fatalf("a query beside a stream: %d %s", got.status, got.body)
		}
	}
	select {
	case <-f.ended:
		t.Error("the stream ended with the time limit of requests")
	default:
	}
	if second := open(t, r); second.StatusCode != http.StatusTooManyRequests || second.Header.Get("Retry-After") == "" {
		t.Errorf("a second stream: %d; want 429 with Retry-After", second.StatusCode)
	}
	_ = answer.Body.Close()
	<-f.ended // the client is gone
}

// TestStopEndsStreams: a server that stops does not wait for those who follow.
func TestStopEndsStreams(t *testing.T) {
	f := newFollower()
	r := start(t, server.Config{ShutdownTimeout: time.Minute, Streams: streams, GraphQL: f})
	answer := open(t, r)
	r.stop()
	<-f.ended
	if rest, err := io.ReadAll(answer.Body); err != nil || len(rest) > 0 {
		t.Errorf("the stream ended with %q and %v; want its regular end", rest, err)
	}
	if err := <-r.ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

// TestSocketsOfOtherOrigins: browsers let any page open a WebSocket; only those of this server are served.
func TestSocketsOfOtherOrigins(t *testing.T) {
	called := 0
	r := start(t, server.Config{Streams: streams,
		GraphQL: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called++ })})
	for origin, want := range map[string]int{
		"": http.StatusOK, "Origin: " + r.url: http.StatusOK, "Origin: http://evil.example": http.StatusForbidden,
		"Origin: null":               http.StatusForbidden,
		"Origin: http://localhost:1": http.StatusForbidden, "Origin: %zz": http.StatusForbidden,
	} {
		headers := []string{"Upgrade: websocket", "Connection: Upgrade"}
		if origin != "" {
			headers = append(headers, origin)
		}
		if got := r.do(t, http.MethodGet, "/graphql", nil, headers...); got.status != want {
			t.Errorf("%q: %d; want %d", origin, got.status, want)
		}
	}
	if called != 2 {
		t.Errorf("the handler was called %d times; want 2", called)
	}
	for _, header := range []string{"Origin: http://evil.example", "Sec-Fetch-Site: cross-site"} {
		if got := r.query(t, "{}", eventsType, header); got.status != http.StatusForbidden {
			t.Errorf("events for %s: %d; want 403", header, got.status)
		}
	}
	if got := r.do(t, http.MethodPost, "/graphql", strings.NewReader("{}"), eventsType,
		"Content-Type: text/plain"); got.status != http.StatusUnsupportedMediaType {
		t.Errorf("events for a form: %d; want 415", got.status)
	}
}
