package graphtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/graph/graphtest"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/ownership/ownershiptest"
)

var neo neo4jdtest.Shared

func TestMain(m *testing.M) { os.Exit(neo.Main(m)) }

// open returns a store in a Neo4j whose records are dated by now.
func open(t *testing.T, server *neo4jd.Server, now func() time.Time) *neo4jstore.Store {
	t.Helper()
	store, err := neo4jstore.Open(t.Context(), neo4jstore.Config{
		URI: server.URI(), Username: server.Username(), Password: server.Password(), ReadTimeout: time.Minute, Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	if _, err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

func serving(store *neo4jstore.Store) *transport.Server {
	return graph.New(graph.Config{Reader: store, Writer: store, History: store})
}

// TestWriting sends the script of writes to an empty graph in a real Neo4j: the answers are those of the oracle.
func TestWriting(t *testing.T) {
	clock := &graphtest.Clock{}
	server := serving(open(t, neo.StartNew(t), clock.Now))
	graphtest.Golden(t, "../testdata/writing", graphtest.InTurn(server, clock), false)
}

// TestToken writes through one server and reads through another, with the token that the write gave, and sends texts
// that are no tokens.
func TestToken(t *testing.T) {
	first, second := serving(open(t, neo.Start(t), time.Now)), serving(open(t, neo.Start(t), time.Now))
	written := ask(t, first, "", `{"query":"mutation { upsertClaims(input: [{id: \"token\", text: \"So.\"}], `+
		`provenance: {collector: \"a\", recordedFrom: \"b\"}) { token version } }"}`)
	var answer struct {
		Data struct {
			UpsertClaims struct{ Token, Version string }
		}
	}
	if err := json.Unmarshal([]byte(written), &answer); err != nil || answer.Data.UpsertClaims.Token == "" {
		t.Fatalf("%s: no token", written)
	}
	token := answer.Data.UpsertClaims.Token
	const claim = `{"query":"{ claim(id: \"token\") { text } version }"`
	want := `"claim":{"text":"So."}`
	for name, got := range map[string]string{
		"the header":     ask(t, second, token, claim+`}`),
		"the extensions": ask(t, second, "", claim+`,"extensions":{"after":"`+token+`"}}`),
	} {
		if !strings.Contains(got, want) || !strings.Contains(got, answer.Data.UpsertClaims.Version) {
			t.Errorf("with the token in %s: %s; want %s at version %s", name, got, want,
				answer.Data.UpsertClaims.Version)
		}
	}
	for name, got := range map[string]string{
		"nonsense":        ask(t, second, "nonsense", claim+`}`),
		"a number":        ask(t, second, "", claim+`,"extensions":{"after":1}}`),
		"another graph's": ask(t, second, "YW5vdGhlci9GQjp4", claim+`}`),
		"another one to write": ask(t, second, "YW5vdGhlci9GQjp4", `{"query":"mutation { retract(ids: [], `+
			`by: {collector: \"a\", reason: \"b\"}) { token } }"}`),
	} {
		if !strings.Contains(got, `"code":"INVALID"`) || !strings.Contains(got, "after: ") ||
			strings.Contains(got, "Neo.") {
			t.Errorf("with %s as token: %s; want INVALID, and why", name, got)
		}
	}
}

// ask sends a request over HTTP, with a token in the header unless it is empty, and returns the answer.
func ask(t *testing.T, s *transport.Server, token, body string) string {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Credence-After", token)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Body.String()
}

// TestOwnershipCases holds all ownership graphs that are worked out by hand in one real Neo4j: each gives the owners
// that it gives alone.
func TestOwnershipCases(t *testing.T) {
	store := open(t, neo.Start(t), time.Now)
	prefix := func(i int) string { return fmt.Sprintf("case%02d-", i) }
	for i, c := range ownershiptest.Cases() {
		if _, err := store.Apply(t.Context(), c.Batch(prefix(i))); err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
	}
	server := serving(store)
	for i, c := range ownershiptest.Cases() {
		t.Run(c.Name, func(t *testing.T) { graphtest.Owners(t, server, c, prefix(i)) })
	}
}
