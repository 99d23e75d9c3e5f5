package neo4jstore_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"go.uber.org/goleak"

	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

var neo neo4jdtest.Shared

func TestMain(m *testing.M) { os.Exit(neo.Main(m)) }

// settings are those of a store in the server. Other tests use the machine meanwhile, so reads have more time than
// usual.
func settings(server *neo4jd.Server) neo4jstore.Config {
	return neo4jstore.Config{URI: server.URI(), Username: server.Username(), Password: server.Password(),
		ReadTimeout: time.Minute}
}

// open returns a store in the package's server, migrated and empty. It looks for goroutines left behind once it is
// closed.
func open(t testing.TB) *neo4jstore.Store { return openWith(t, settings(neo.Start(t))) }

func openWith(t testing.TB, c neo4jstore.Config) *neo4jstore.Store {
	t.Helper()
	before := goleak.IgnoreCurrent()
	s, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
		goleak.VerifyNone(
			t, before, goleak.IgnoreAnyFunction("github.com/credence-graph/credence/internal/neo4jd.startChild.func1"))
	})
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	wipe(t, c)
	return s
}

// wipe empties the graph, but for what migrations made.
func wipe(t testing.TB, c neo4jstore.Config) {
	t.Helper()
	if err := neo4jdtest.Empty(t.Context(), c.URI, c.Username, c.Password); err != nil {
		t.Fatal(err)
	}
}

// cypher runs a statement of the tests' own.
func cypher(t testing.TB, c neo4jstore.Config, text string, params map[string]any) *neo4j.EagerResult {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.Username, c.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(ctx) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, text, params)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	records, err := result.Collect(ctx)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return &neo4j.EagerResult{Records: records, Summary: summary}
}
