package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/server"
)

func TestQuery(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo)})
	for _, contentType := range []string{"application/json", "application/json; charset=utf-8",
		"Application/JSON;charset=UTF-8"} {
		got := r.query(t, `{"query":"{a}"}`, "Content-Type: "+contentType)
		if got.status != http.StatusOK || got.body != `{"query":"{a}"}` {
			t.Errorf("%s: %d %q; want 200 and the body that was sent", contentType, got.status, got.body)
		}
	}
	// Chunked: no Content-Length is sent, the handler gets one.
	got := r.do(t, http.MethodPost, "/graphql", io.MultiReader(strings.NewReader("{"), strings.NewReader("}")),
		jsonType)
	if got.status != http.StatusOK || got.body != "{}" {
		t.Errorf("chunked: %d %q; want 200 {}", got.status, got.body)
	}
	for _, site := range []string{"Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Origin: " + r.url} {
		if got := r.do(t, http.MethodGet, "/graphql?query={a}", nil, site); got.status != http.StatusOK {
			t.Errorf("a GET with %s: %d; want 200", site, got.status)
		}
	}
}

func TestRefused(t *testing.T) {
	called := make(chan struct{}, 100)
	r := start(t, server.Config{MaxBody: 100,
		GraphQL: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called <- struct{}{} })})
	for _, tt := range []struct {
		name, method, path, body string
		headers                  []string
		status                   int
		code                     string
		answered                 map[string]string // headers of the answer
	}{
		{"a GET from another site", http.MethodGet, "/graphql?query={a}", "", []string{"Sec-Fetch-Site: cross-site"},
			403, "FORBIDDEN", nil},
		{"a GET from another origin", http.MethodGet, "/graphql?query={a}", "", []string{"Origin: http://evil.example"},
			403, "FORBIDDEN", nil},
		{"preflight", http.MethodOptions, "/graphql", "",
			[]string{"Origin: http://evil.example", "Access-Control-Request-Method: POST"}, 405, "METHOD_NOT_ALLOWED",
			map[string]string{"Access-Control-Allow-Origin": "", "Access-Control-Allow-Methods": ""}},
		{"PUT", http.MethodPut, "/graphql", "{}", []string{jsonType}, 405, "METHOD_NOT_ALLOWED",
			map[string]string{"Allow": "GET, POST"}},
		{"no type", http.MethodPost, "/graphql", "{}", nil, 415, "UNSUPPORTED_MEDIA_TYPE",
			map[string]string{"Accept": "application/json"}},
		{"form", http.MethodPost, "/graphql", "a=b", []string{"Content-Type: application/x-www-form-urlencoded"}, 415,
			"UNSUPPORTED_MEDIA_TYPE", nil},
		{"plain text", http.MethodPost, "/graphql", "{}", []string{"Content-Type: text/plain"}, 415,
			"UNSUPPORTED_MEDIA_TYPE", nil},
		{"another charset", http.MethodPost, "/graphql", "{}",
			[]string{"Content-Type: application/json; charset=utf-16"}, 415, "UNSUPPORTED_MEDIA_TYPE", nil},
		{"a broken type", http.MethodPost, "/graphql", "{}", []string{"Content-Type: application/json; ="}, 415,
			"UNSUPPORTED_MEDIA_TYPE", nil},
		{"another origin", http.MethodPost, "/graphql", "{}", []string{jsonType, "Origin: http://evil.example"}, 403,
			"FORBIDDEN", nil},
		{"another site", http.MethodPost, "/graphql", "{}", []string{jsonType, "Sec-Fetch-Site: cross-site"}, 403,
			"FORBIDDEN", nil},
		{"large", http.MethodPost, "/graphql", strings.Repeat("x", 101), []string{jsonType}, 413, "BODY_TOO_LARGE",
			nil},
		{"elsewhere", http.MethodPost, "/graphiql", "{}", []string{jsonType}, 404, "NOT_FOUND", nil},
		{"write to a page", http.MethodPost, "/", "{}", []string{jsonType}, 405, "METHOD_NOT_ALLOWED",
			map[string]string{"Allow": "GET, HEAD"}},
		{"write to a probe", http.MethodDelete, "/readyz", "", nil, 405, "METHOD_NOT_ALLOWED",
			map[string]string{"Allow": "GET, HEAD"}},
	} {
		got := r.do(t, tt.method, tt.path, strings.NewReader(tt.body), tt.headers...)
		if code := got.code(t); got.status != tt.status || code != tt.code {
			t.Errorf("%s: %d %s; want %d %s", tt.name, got.status, code, tt.status, tt.code)
		}
		if got.header.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%s: Content-Type %q", tt.name, got.header.Get("Content-Type"))
		}
		for name, want := range tt.answered {
			if got.header.Get(name) != want {
				t.Errorf("%s: %s: %q; want %q", tt.name, name, got.header.Get(name), want)
			}
		}
	}
	if len(called) != 0 {
		t.Errorf("%d refused requests came through", len(called))
	}
	own := r.do(t, http.MethodPut, "/graphql", nil, "Accept: text/html, application/graphql-response+json; q=0.9")
	if got := own.header.Get("Content-Type"); got != "application/graphql-response+json; charset=utf-8" {
		t.Errorf("asked for GraphQL's own media type, got %q", got)
	}
}

func TestBodyLimit(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo)})
	const limit = 1 << 20
	if got := r.query(t, strings.Repeat("x", limit)); got.status != http.StatusOK || len(got.body) != limit {
		t.Errorf("a body at the limit: %d with %d bytes; want 200 with %d", got.status, len(got.body), limit)
	}
	large := strings.Repeat("x", limit+1)
	for name, body := range map[string]io.Reader{"announced": strings.NewReader(large),
		"chunked": io.MultiReader(strings.NewReader(large))} {
		got := r.do(t, http.MethodPost, "/graphql", body, jsonType)
		if code := got.code(t); got.status != http.StatusRequestEntityTooLarge || code != "BODY_TOO_LARGE" {
			t.Errorf("%s: %d %s; want 413 BODY_TOO_LARGE", name, got.status, code)
		}
	}
	// An announced one is refused before any of it is sent.
	conn, reader := r.dial(t)
	send(t, conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "+
		"99999999999\r\n\r\n")
	if status := readStatus(t, reader); status != http.StatusRequestEntityTooLarge {
		t.Errorf("announced and not sent: %d; want 413", status)
	}
}

// dial opens a connection to write raw requests to.
func (r *running) dial(t *testing.T) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", r.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // it may be closed already
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return conn, bufio.NewReader(conn)
}

func send(t *testing.T, conn net.Conn, text string) {
	t.Helper()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
}

func readStatus(t *testing.T, reader *bufio.Reader) int {
	t.Helper()
	answer, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}

func TestSlowBody(t *testing.T) {
	r := start(t, server.Config{RequestTimeout: 50 * time.Millisecond, GraphQL: http.HandlerFunc(echo)})
	conn, reader := r.dial(t)
	send(t, conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "+
		"20\r\n\r\n{\"quer")
	if status := readStatus(t, reader); status != http.StatusRequestTimeout {
		t.Errorf("%d; want 408", status)
	}
	r.log.find(t, "request", map[string]any{"status": 408.0})
	// One that breaks off instead gets no answer, and harms nobody.
	conn, _ = r.dial(t)
	send(t, conn,
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{")
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	r.log.find(t, "request", map[string]any{"status": 400.0})
}

func TestMalformed(t *testing.T) {
	r := start(t, server.Config{GraphQL: http.HandlerFunc(echo)})
	for _, request := range []string{
		"nonsense\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", // no Host
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
	} {
		conn, reader := r.dial(t)
		send(t, conn, request)
		if status := readStatus(t, reader); status != http.StatusBadRequest {
			t.Errorf("%q: %d; want 400", request, status)
		}
	}
	conn, reader := r.dial(t)
	send(t, conn, "GET / HTTP/1.1\r\nHost: localhost\r\nX: "+strings.Repeat("x", 80<<10)+"\r\n\r\n")
	if status := readStatus(t, reader); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("large headers: %d; want 431", status)
	}
	if got := r.query(t, "{}"); got.status != http.StatusOK {
		t.Errorf("afterwards: %d; want 200", got.status)
	}
}

func TestDeadline(t *testing.T) {
	r := start(t, server.Config{RequestTimeout: 30 * time.Millisecond,
		GraphQL: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
		})})
	got := r.query(t, "{}")
	if code := got.code(t); got.status != http.StatusGatewayTimeout || code != "TIMEOUT" {
		t.Errorf("%d %s; want 504 TIMEOUT", got.status, code)
	}
}

// TestDeadlineEndsWithBody: the limit on reading the body must not cancel a request whose body has come, nor the next
// one on the same connection.
func TestDeadlineEndsWithBody(t *testing.T) {
	const limit = 400 * time.Millisecond
	r := start(t, server.Config{RequestTimeout: limit,
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			deadline, _ := r.Context().Deadline()
			<-r.Context().Done()
			early := time.Until(deadline)
			fmt.Fprint(w, early <= 0, r.Context().Err())
		})})
	for range 2 {
		if got := r.query(t, "{}"); got.body != "true context deadline exceeded" {
			t.Errorf("the context ended with %q; want at its deadline and by it", got.body)
		}
	}
}

func TestClientGone(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan error, 1)
	r := start(t, server.Config{GraphQL: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(begun)
		<-r.Context().Done()
		ended <- r.Context().Err()
	})})
	conn, _ := r.dial(t)
	send(t, conn,
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
	wait(t, begun, "the request")
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(context.Canceled.Error(), wait(t, ended, "its cancellation").Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	r.log.find(t, "request", map[string]any{"path": "/graphql", "cut_off": true})
}

func TestConcurrencyLimit(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	r := start(t, server.Config{MaxConcurrent: 2,
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			entered <- struct{}{}
			<-release
			fmt.Fprint(w, "done")
		})})
	statuses := make(chan int, 2)
	for range 2 {
		go func() {
			got, err := r.try(http.MethodPost, "/graphql", strings.NewReader("{}"), jsonType)
			if err != nil {
				t.Error(err)
			}
			statuses <- got.status
		}()
		wait(t, entered, "a request to begin")
	}
	got := r.query(t, "{}")
	if code := got.code(t); got.status != http.StatusTooManyRequests || code != "TOO_MANY_REQUESTS" ||
		got.header.Get("Retry-After") != "1" {
		t.Errorf("a third request: %d %s, Retry-After %q; want 429 TOO_MANY_REQUESTS, 1", got.status, code,
			got.header.Get("Retry-After"))
	}
	if live := r.do(t, http.MethodGet, "/livez", nil); live.status != http.StatusOK {
		t.Errorf("/livez meanwhile: %d; want 200", live.status)
	}
	close(release)
	for range 2 {
		if status := wait(t, statuses, "an answer"); status != http.StatusOK {
			t.Errorf("a request within the limit: %d; want 200", status)
		}
	}
	go func() { <-entered }()
	if got := r.query(t, "{}"); got.status != http.StatusOK {
		t.Errorf("afterwards: %d; want 200", got.status)
	}
}
