package scores_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
	"github.com/credence-graph/credence/internal/neo4jstore"
	"github.com/credence-graph/credence/internal/scores"
)

var neo neo4jdtest.Shared

func TestMain(m *testing.M) { os.Exit(neo.Main(m)) }

// TestScoringCommitsNothing computes the table from a real Neo4j, again and again, and expects the bookmark to stay: it
// changes with every commit of any client.
func TestScoringCommitsNothing(t *testing.T) {
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
	version := apply(t, store, board()).Version
	table, feed := kept(t, store)
	for range 3 {
		rows(t, table)
		scores.New(scores.Config{Service: inquiry.New(store), Policy: basis.DefaultPolicy()})
	}
	expect(t, "from Neo4j", rows(t, table), "A. 2 2 2", "B. 3 1 1", "C. 0 0 0")
	if now, err := store.Status(t.Context()); err != nil || now.Version != version {
		t.Errorf("scoring led from version %s to %s (%v)", version, now.Version, err)
	}

	done := apply(t, feed.Writer(store), board()) // nothing new
	if done.Version != version {
		t.Errorf("a batch that changes nothing led from version %s to %s", version, done.Version)
	}
	other := apply(t, store, more())
	r := rows(t, table)
	// each call waits a while
	for deadline := time.Now().Add(time.Minute); r.Version != other.Version && time.Now().Before(deadline); {
		r = rows(t, table)
	}
	expect(t, "after a foreign commit", r, "A. 2 2 2", "B. 3 1 1", "C. 1 1 1")
	if r.Version != other.Version {
		t.Errorf("the rows are of version %s; expected %s", r.Version, other.Version)
	}
}
