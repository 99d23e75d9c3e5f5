package server_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/server"
)

func TestHost(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo)})
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:8484": 200, "localhost.:1": 200, "127.0.0.1": 200, "127.9.9.9:80": 200,
		"[::1]": 200, "[::1]:8484": 200,
		"evil.example": 421, "evil.example:8484": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421,
		"0.0.0.0": 421, "192.168.1.4:8484": 421, "[fe80::1]": 421,
	} {
		for _, path := range []string{"/", "/livez", "/readyz"} {
			if got := r.do(t, http.MethodGet, path, nil, "Host: "+host); got.status != want {
				t.Errorf("GET %s at %s: %d; want %d", path, host, got.status, want)
			}
		}
		if got := r.query(t, "{}", "Host: "+host); got.status != want {
			t.Errorf("a query at %s: %d; want %d", host, got.status, want)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("x") })})
	for name, got := range map[string]response{
		"page": r.do(t, http.MethodGet, "/", nil), "probe": r.do(t, http.MethodGet, "/livez", nil), "nothing": r.do(t,
			http.MethodGet, "/x", nil),
		"wrong host": r.do(t, http.MethodGet, "/", nil, "Host: evil.example"), "panic": r.query(t, "{}"),
	} {
		policy := got.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: Content-Security-Policy %q", name, policy)
		}
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "no-referrer", "Access-Control-Allow-Origin": ""} {
			if got.header.Get(header) != want {
				t.Errorf("%s: %s %q; want %q", name, header, got.header.Get(header), want)
			}
		}
	}
}

func TestRequestID(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter,
		r *http.Request) {
		fmt.Fprint(w, server.RequestID(r.Context()))
	})})
	for _, sane := range []string{"a", "req-1.2_3:4", strings.Repeat("x", 128)} {
		if got := r.query(t, "{}", "X-Request-Id: "+sane); got.body != sane || got.header.Get("X-Request-Id") != sane {
			t.Errorf("id %q: in the context %q, answered %q", sane, got.body, got.header.Get("X-Request-Id"))
		}
	}
	seen := map[string]bool{}
	for _, other := range []string{"", " ", "a b", "-dash", "a\tb", "ä", `a"b`, "<script>", strings.Repeat("x", 129)} {
		got := r.query(t, "{}", "X-Request-Id: "+other)
		if !regexp.MustCompile(`^[A-Z2-7]{26}$`).MatchString(got.body) || got.header.Get("X-Request-Id") != got.body ||
			seen[got.body] {
			t.Errorf("id %q: in the context %q, answered %q; want a new one", other, got.body,
				got.header.Get("X-Request-Id"))
		}
		seen[got.body] = true
	}
	if id := server.RequestID(context.Background()); id != "" {
		t.Errorf("outside of a request: %q", id)
	}
}

func TestLog(t *testing.T) {
	var logger *slog.Logger
	r := start(t, server.Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		logger.WithGroup("g").InfoContext(r.Context(), "inside")
		logger.With("k", "v").InfoContext(r.Context(), "beside")
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, "12345")
	})})
	logger = slog.New(server.LogHandler(slog.NewJSONHandler(r.log, nil)))
	r.do(t, http.MethodPost, "/graphql?token=hunter2", strings.NewReader(`{"query":"hunter2"}`), jsonType,
		"X-Request-Id: one", "Authorization: Bearer hunter2", "Cookie: s=hunter2")
	record := r.log.find(t, "request", map[string]any{"method": "POST", "path": "/graphql", "status": 418.0,
		"bytes": 5.0, "request_id": "one", "level": "INFO"})
	if d, ok := record["duration"].(float64); !ok || d <= 0 {
		t.Errorf("duration %v", record["duration"])
	}
	if diff := cmp.Diff(map[string]any{"request_id": "one"}, r.log.find(t, "inside", nil)["g"]); diff != "" {
		t.Errorf("the id in a handler's own log, grouped (-want +got):\n%s", diff)
	}
	r.log.find(t, "beside", map[string]any{"request_id": "one", "k": "v"})
	r.do(t, http.MethodGet, "/livez", nil)
	r.log.find(t, "request", map[string]any{"path": "/livez", "level": "DEBUG", "status": 200.0})
	if n := strings.Count(r.log.String(), `"msg":"request"`); n != 2 {
		t.Errorf("%d lines for two requests:\n%s", n, r.log)
	}
	if strings.Contains(r.log.String(), "hunter2") {
		t.Errorf("a secret is in the log:\n%s", r.log)
	}
}

func TestPanic(t *testing.T) {
	r := start(t, server.Config{MaxConcurrent: 1,
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			switch string(body) {
			case "late":
				fmt.Fprint(w, `{"data":`)
				flush(t, w)
				panic("secret of the driver")
			case "abort":
				panic(http.ErrAbortHandler)
			}
			panic(errors.New("secret of the driver"))
		})})
	got := r.query(t, "{}", "X-Request-Id: boom")
	if code := got.code(t); got.status != http.StatusInternalServerError || code != "INTERNAL" ||
		strings.Contains(got.body, "secret") {
		t.Errorf("%d %s %q; want 500 INTERNAL without the fault's words", got.status, code, got.body)
	}
	record := r.log.find(t, "panic", map[string]any{"request_id": "boom", "fault": "secret of the driver"})
	if stack, _ := record["stack"].(string); !strings.Contains(stack, "surface_test.go") {
		t.Errorf("the stack does not lead to the fault: %s", stack)
	}
	r.log.find(t, "request", map[string]any{"request_id": "boom", "status": 500.0, "level": "WARN"})
	for _, body := range []string{"late", "abort"} {
		if got, err := r.try(http.MethodPost, "/graphql", strings.NewReader(body), jsonType); err == nil {
			t.Errorf("%s: a whole answer, %d %q; want a connection that breaks off", body, got.status, got.body)
		}
	}
}

// flush does as handlers do that know nothing of http.ResponseController.
func flush(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	flusher, ok := w.(http.Flusher)
	if !ok {
		t.Errorf("%T is no http.Flusher", w)
		return
	}
	flusher.Flush()
}

// TestStreaming: what is flushed arrives before the handler ends.
func TestStreaming(t *testing.T) {
	release := make(chan struct{})
	r := start(t, server.Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if err := http.NewResponseController(w).SetWriteDeadline(noDeadline()); err != nil {
			t.Errorf("the write limit cannot be lifted: %v", err)
		}
		fmt.Fprint(w, "first\n")
		flush(t, w)
		<-release
		fmt.Fprint(w, "second\n")
	})})
	conn, reader := r.dial(t)
	send(t, conn,
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
	answer, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	if line, err := lines.ReadString('\n'); line != "first\n" || err != nil {
		t.Errorf("first: %q, %v", line, err)
	}
	close(release)
	if line, err := lines.ReadString('\n'); line != "second\n" || err != nil {
		t.Errorf("second: %q, %v", line, err)
	}
}

func TestIndex(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo)})
	got := r.do(t, http.MethodGet, "/", nil)
	if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		t.Errorf("%d %s; want 200 and HTML", got.status, got.header.Get("Content-Type"))
	}
	if !strings.Contains(got.body, "curl http://"+r.address+"/graphql") {
		t.Errorf("the page gives no example for %s:\n%s", r.address, got.body)
	}
	for _, outside := range []string{"src=", "https://", "<script", "<style", "style="} {
		if strings.Contains(got.body, outside) {
			t.Errorf("the page has %q, which its own policy forbids", outside)
		}
	}
	if head := r.do(t, http.MethodHead, "/", nil); head.status != http.StatusOK || head.body != "" {
		t.Errorf("HEAD: %d %q; want 200 and nothing", head.status, head.body)
	}
	own := start(t, server.Config{GraphQL: http.HandlerFunc(echo),
		Index: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "own ", r.URL.Path) })})
	if got := own.do(t, http.MethodGet, "/assets/app.js", nil); got.body != "own /assets/app.js" {
		t.Errorf("an index of one's own: %q", got.body)
	}
	if got := own.query(t, "{}"); got.body != "{}" {
		t.Errorf("the API beside it: %q", got.body)
	}
}
