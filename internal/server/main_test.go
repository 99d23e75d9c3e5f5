package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/credence-graph/credence/internal/server"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds every wait of these tests; nothing that works comes near it.
const patience = 20 * time.Second

// running is a server on a free port of loopback.
type running struct {
	url, address string
	client       *http.Client
	log          *logBuffer
	stop         context.CancelFunc // as SIGTERM does
	ended        chan error         // what Serve returned
}

// start serves c until the test ends.
func start(t *testing.T, c server.Config, prepare ...func(*server.Server)) *running {
	t.Helper()
	r := &running{log: &logBuffer{}, ended: make(chan error, 1)}
	c.Logger = slog.New(server.LogHandler(slog.NewJSONHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	s, err := server.New(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range prepare {
		p(s)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	r.address, r.client = listener.Addr().String(), &http.Client{Transport: transport, Timeout: patience}
	r.url = "http://" + r.address
	ctx, stop := context.WithCancel(t.Context())
	r.stop = stop
	served := make(chan struct{})
	go func() {
		defer close(served)
		r.ended <- s.Serve(ctx, listener)
	}()
	t.Cleanup(func() {
		stop()
		transport.CloseIdleConnections()
		wait(t, served, "the end of Serve")
	})
	return r
}

// wait fails the test where c brings nothing in time.
func wait[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("waited %s for %s", patience, what)
	}
	panic("not reached")
}

type response struct {
	status int
	header http.Header
	body   string
}

// code returns extensions.code of the only error in the body.
func (r response) code(t *testing.T) string {
	t.Helper()
	var body struct {
		Data   any
		Errors []struct {
			Message    string
			Extensions struct{ Code, RequestID string }
		}
	}
	if err := json.Unmarshal([]byte(r.body), &body); err != nil || len(body.Errors) != 1 ||
		body.Errors[0].Message == "" || body.Data != nil {
		t.Fatalf("body %q (%v); want one GraphQL error and no data", r.body, err)
	}
	if id := body.Errors[0].Extensions.RequestID; id == "" || id != r.header.Get("X-Request-Id") {
		t.Errorf("request id %q in the error, %q in the header", id, r.header.Get("X-Request-Id"))
	}
	return body.Errors[0].Extensions.Code
}

// do sends a request; headers are "Name: value".
func (r *running) do(t *testing.T, method, path string, body io.Reader, headers ...string) response {
	t.Helper()
	got, err := r.try(method, path, body, headers...)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

func (r *running) try(method, path string, body io.Reader, headers ...string) (response, error) {
	request, err := http.NewRequest(method, r.url+path, body)
	if err != nil {
		return response{}, err
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
		if name == "Host" {
			request.Host = value
		}
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return response{}, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	return response{answer.StatusCode, answer.Header, string(content)}, err
}

const jsonType = "Content-Type: application/json"

func (r *running) query(t *testing.T, body string, headers ...string) response {
	t.Helper()
	return r.do(t, http.MethodPost, "/graphql", strings.NewReader(body), append([]string{jsonType}, headers...)...)
}

// echo answers with the body that it gets.
func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || int64(len(body)) != r.ContentLength {
		http.Error(w, "the body is not whole", http.StatusTeapot)
		return
	}
	_, _ = w.Write(body)
}

// logBuffer collects a JSON log.
type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// find polls until the log has a record with this message and these values, and returns it.
func (b *logBuffer) find(t *testing.T, message string, values map[string]any) map[string]any {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		decoder := json.NewDecoder(strings.NewReader(b.String()))
	records:
		for {
			var record map[string]any
			if decoder.Decode(&record) != nil {
				break
			}
			if record["msg"] != message {
				continue
			}
			for name, value := range values {
				if record[name] != value {
					continue records
				}
			}
			return record
		}
	}
	t.Fatalf("no %q with %v in the log:\n%s", message, values, b.String())
	return nil
}
