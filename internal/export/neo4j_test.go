package export_test

import (
	"context"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

var neo neo4jdtest.Shared

func TestMain(m *testing.M) { os.Exit(neo.Main(m)) }

// TestRoundTripThroughNeo4j carries a graph of every field and much that is random from memory into a real Neo4j and
// back.
func TestRoundTripThroughNeo4j(t *testing.T) {
	server := neo.Start(t)
	store, err := neo4jstore.Open(t.Context(), neo4jstore.Config{
		URI: server.URI(), Username: server.Username(), Password: server.Password(), ReadTimeout: time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	if _, err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	first, back := memory(), memory()
	apply(t, first, graphs.Full(), traps(), graphs.New(rand.New(rand.NewPCG(1, 2))).Graph())
	apply(t, first, denying("two houses", "outlet:post", "outlet:o"), denying("", "person:zoë", "person:p"))
	if _, err := first.Retract(t.Context(),
		[]evidence.ID{evidence.ID(evidence.SamenessIDOf("claim:claim:c", "claim:same:c"))}, "bob",
		"two after all"); err != nil {
		t.Fatal(err)
	}
	lines := written(t, first)
	imported(t, store, lines)
	if diff := cmp.Diff(lines, written(t, store)); diff != "" {
		t.Errorf("imported into Neo4j and exported (-memory +Neo4j):\n%s", diff)
	}
	before := version(t, store)
	imported(t, store, lines)
	if after := version(t, store); after != before {
		t.Errorf("importing it again leads from %v to %v", before, after)
	}
	imported(t, back, written(t, store))
	if diff := cmp.Diff(lines, written(t, back)); diff != "" {
		t.Errorf("exported from Neo4j and imported (-first +back):\n%s", diff)
	}
}
