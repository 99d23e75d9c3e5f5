package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/watch"
)

const watching = `subscription { convergenceChanged(where: {ids: ["c1"]}) { cursor diff { before { supporting { ` +
	`sourceCount } } after { supporting { sourceCount } } } } }`

// liveServer serves a graph with the claim c1, said by one document; what is written through the writer is told.
func liveServer(t *testing.T, limits transport.Limits) (*httptest.Server, evidence.Writer) {
	t.Helper()
	store := memstore.New(time.Now, 10_000)
	apply(t, store, worth("claim:c1", 1))
	feed := live.New(store, time.Now)
	watcher := watch.New(feed, store)
	t.Cleanup(watcher.Close)
	s := httptest.NewServer(graph.New(graph.Config{Reader: store, Limits: limits, Watcher: watcher}))
	t.Cleanup(s.Close)
	return s, feed.Writer(store)
}

// more records so many documents for c1.
func more(t *testing.T, w evidence.Writer, documents int) {
	t.Helper()
	if _, err := w.Apply(t.Context(), worth("claim:c1", documents)); err != nil {
		t.Fatal(err)
	}
}

// message is one of graph-transport-ws.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

type socket struct {
	*testing.T
	conn *websocket.Conn
}

// dial opens a WebSocket and says hello.
func dial(t *testing.T, s *httptest.Server) socket {
	t.Helper()
	conn, answer, err := websocket.Dial(t.Context(), s.URL,
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	if answer.Body != nil {
		defer func() { _ = answer.Body.Close() }()
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	c := socket{t, conn}
	c.send(message{Type: "connection_init"})
	c.expect("connection_ack", "")
	return c
}

func (c socket) send(m message) {
	c.Helper()
	if err := wsjson.Write(c.Context(), c.conn, m); err != nil {
		c.Fatal(err)
	}
}

func (c socket) subscribe(id, query string) {
	c.Helper()
	payload, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		c.Fatal(err)
	}
	c.send(message{ID: id, Type: "subscribe", Payload: payload})
}

// expect reads the next message, signs of life aside, which must be of a type and hold a text.
func (c socket) expect(kind, part string) message {
	c.Helper()
	ctx, cancel := context.WithTimeout(c.Context(), 20*time.Second)
	defer cancel()
	for {
		var m message
		if err := wsjson.Read(ctx, c.conn, &m); err != nil {
			c.Fatalf("waiting for %s: %v", kind, err)
		}
		if m.Type == "ping" || m.Type == "pong" {
			continue
		}
		if m.Type != kind || !strings.Contains(string(m.Payload), part) {
			c.Fatalf("got %s %s; expected %s with %s", m.Type, m.Payload, kind, part)
		}
		return m
	}
}

func TestStream_WebSocket(t *testing.T) {
	s, w := liveServer(t, transport.Limits{})
	c := dial(t, s)
	c.subscribe("a", watching)
	c.expect("next", `"before":null,"after":{"supporting":{"sourceCount":1}}`)
	more(t, w, 2)
	c.expect("next", `"before":{"supporting":{"sourceCount":1}},"after":{"supporting":{"sourceCount":2}}`)
	c.send(message{ID: "a", Type: "complete"})
	c.expect("complete", "") // of the same subscription

	c.subscribe("b", `{ claim(id: "c1") { text } }`)
	if m := c.expect("error", "send queries and mutations by POST"); m.ID != "b" ||
		!strings.Contains(string(m.Payload), `"code":"INVALID"`) {
		t.Errorf("a query over a WebSocket: %s", m.Payload)
	}
	c.expect("complete", "")
	c.subscribe("c", `subscription { convergenceChanged(where: {supporting: {lineCount: {gte: 1}}}) { cursor } }`)
	c.expect("next", "give them as when")
}

// stream opens a stream of events and returns a function that reads the next line that says something.
func stream(t *testing.T, s *httptest.Server, query string) (status int, next func() string) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL, strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = answer.Body.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	lines := bufio.NewScanner(answer.Body)
	return answer.StatusCode, func() string {
		for lines.Scan() {
			if text := lines.Text(); text != "" && text != ":" {
				return text
			}
		}
		return fmt.Sprint("the end: ", lines.Err())
	}
}

func TestStream_ServerSentEvents(t *testing.T) {
	s, w := liveServer(t, transport.Limits{})
	status, next := stream(t, s, watching)
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	expectEvent(t, next, `"before":null,"after":{"supporting":{"sourceCount":1}}`)
	more(t, w, 3)
	expectEvent(t, next, `"before":{"supporting":{"sourceCount":1}},"after":{"supporting":{"sourceCount":3}}`)

	if status, next := stream(t, s, `{ claim(id: "c1") { text } }`); status != http.StatusBadRequest ||
		!strings.Contains(next(), "only subscriptions") {
		t.Errorf("a query as a stream: status %d", status)
	}
	if status, _ := stream(t, s, `subscription {`); status != http.StatusBadRequest {
		t.Errorf("no document: status %d", status)
	}
}

func expectEvent(t *testing.T, next func() string, part string) {
	t.Helper()
	if got := next(); got != "event: next" {
		t.Fatalf("got %s; expected an event", got)
	}
	if got := next(); !strings.HasPrefix(got, "data: {") || !strings.Contains(got, part) {
		t.Fatalf("got %s; expected %s", got, part)
	}
}

// TestStream_EndsWithAnError: what can no longer be followed is told as an error, and the stream ends.
func TestStream_EndsWithAnError(t *testing.T) {
	s, w := liveServer(t, transport.Limits{})
	_, next := stream(t, s, `subscription { convergenceChanged(where: {}) { cursor } }`)
	expectEvent(t, next, `"cursor"`)
	many := evidence.Batch{RecordedFrom: "many.txt"}
	for n := range 500 {
		many.Claims = append(many.Claims, puts(evidence.Claim{ID: evidence.ClaimID(fmt.Sprint("claim:m", n)),
			Text: "M."})...)
	}
	if _, err := w.Apply(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	expectEvent(t, next, `more than 500 claims`)
	if got := next(); got != "event: complete" {
		t.Errorf("got %s; expected the end", got)
	}
}

func TestStream_Limits(t *testing.T) {
	limits := transport.DefaultLimits()
	limits.Subscriptions = 1
	s, _ := liveServer(t, limits)
	_, first := stream(t, s, watching)
	expectEvent(t, first, `"sourceCount":1`)
	_, second := stream(t, s, watching)
	expectEvent(t, second, "too many subscriptions")

	if got := post(t, s.Config.Handler, watching, nil); got.code() != "INVALID" ||
		!strings.Contains(got.Errors[0].Message, "text/event-stream") {
		t.Errorf("a subscription by plain POST: %+v", got.Errors)
	}
	refused := server(t, memstore.New(time.Now, 10))
	if got := post(t, refused, watching, nil); got.code() != "INVALID" {
		t.Errorf("a subscription by plain POST: %+v", got.Errors)
	}
}
