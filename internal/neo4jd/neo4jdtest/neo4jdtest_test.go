package neo4jdtest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"go.uber.org/goleak"

	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/neo4jd/neo4jdtest"
)

var shared neo4jdtest.Shared

func TestMain(m *testing.M) {
	code := shared.Main(m)
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, "after Main:", err)
			code = 1
		}
	}
	os.Exit(code)
}

// reachable is a Neo4j, however it was started.
type reachable interface {
	URI() string
	Username() string
	Password() string
}

// count runs a query that returns one number.
func count(t *testing.T, server reachable, query string) (int64, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(server.URI(), neo4j.BasicAuth(server.Username(), server.Password(), ""),
		func(c *config.Config) { c.MaxTransactionRetryTime = 0 })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(ctx) }()
	result, err := neo4j.ExecuteQuery(ctx, driver, query, nil, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase("neo4j"))
	if err != nil {
		return 0, err
	}
	n, _, err := neo4j.GetRecordValue[int64](result.Records[0], "n")
	return n, err
}

func TestKillAndRestart(t *testing.T) {
	server := shared.StartNew(t)
	before := server.URI()
	if _, err := count(t, server, "CREATE (:Claim {id: 'kept'}) RETURN 1 AS n"); err != nil {
		t.Fatal(err)
	}
	server.Kill()
	if _, err := count(t, server, "RETURN 1 AS n"); err == nil {
		t.Error("a killed Neo4j answers")
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatalf("Restart: %v", err)
	}
	if diff := cmp.Diff(before, server.URI()); diff != "" {
		t.Errorf("address after the restart (-want +got):\n%s", diff)
	}
	got, err := count(t, server, "MATCH (c:Claim) RETURN count(c) AS n")
	if diff := cmp.Diff(int64(1), got); diff != "" || err != nil {
		t.Errorf("claims after the restart (-want +got, %v):\n%s", err, diff)
	}

	if first, second := shared.Start(t), shared.Start(t); first != second {
		t.Error("the tests of a package do not share one instance")
	}
	got, err = count(t, shared.Start(t), "MATCH (c:Claim) RETURN count(c) AS n")
	if diff := cmp.Diff(int64(0), got); diff != "" || err != nil {
		t.Errorf("claims in the shared graph, of a test with a graph of its own (-want +got, %v):\n%s", err, diff)
	}
}

// TestLend holds that a lent Neo4j goes back only when no other process uses it, and is empty when it is lent again.
func TestLend(t *testing.T) {
	neo4jdtest.Need(t)
	lent, err := shared.Borrow()
	if err != nil {
		t.Fatal(err)
	}
	cache, err := neo4jdtest.CacheDir()
	if err != nil {
		t.Fatal(err)
	}
	share, err := neo4jd.Acquire(t.Context(), neo4jd.Options{DataDir: lent.DataDir, CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	server := address{share.URI(), share.Username(), share.Password()}
	if _, err := count(t, server, "CREATE (:Claim {id: 'left'}) RETURN 1 AS n"); err != nil {
		t.Error(err)
	}
	keeps, err := count(t, server, `SHOW SETTINGS YIELD name, value
		WHERE name = 'dbms.cypher.min_replan_interval' AND value = '1h' RETURN count(*) AS n`)
	if diff := cmp.Diff(int64(1), keeps); diff != "" || err != nil {
		t.Errorf("settings that keep plans (-want +got, %v):\n%s", err, diff)
	}
	if err := lent.Return(); err == nil || !strings.Contains(err.Error(), "no process uses but") {
		t.Errorf("given back while it is used twice: %v", err)
	}
	if err := share.Release(); err != nil {
		t.Error(err)
	}
	if err := lent.Return(); err != nil {
		t.Errorf("Return: %v", err)
	}
	if again := shared.Lend(t); again != lent {
		t.Error("what was given back is not lent again")
	}
	if n, err := count(t, server, "MATCH (c:Claim) RETURN count(c) AS n"); n != 0 || err != nil {
		t.Errorf("%d claims in a graph that was just lent (%v), want none", n, err)
	}
}

// address is where a Neo4j is.
type address struct{ uri, username, password string }

func (a address) URI() string      { return a.uri }
func (a address) Username() string { return a.username }
func (a address) Password() string { return a.password }

// failing records how a test fails.
type failing struct {
	testing.TB
	message string
}

func (f *failing) Helper() {}

func (f *failing) Fatalf(format string, args ...any) {
	f.message = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestWithoutMainTheTestFails(t *testing.T) {
	neo4jdtest.Need(t) // else the test in it is skipped
	var stray neo4jdtest.Shared
	tb := &failing{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		stray.Start(tb)
	}()
	<-done
	if !strings.Contains(tb.message, "TestMain") {
		t.Errorf("a Neo4j that nothing stops: the test failed with %q", tb.message)
	}
}

func TestSlotsAreLimited(t *testing.T) {
	dir := t.TempDir()
	var held []interface{ Close() error }
	for range neo4jdtest.Slots {
		slot, err := neo4jdtest.TakeSlot(t.Context(), dir)
		if err != nil {
			t.Fatalf("TakeSlot: %v", err)
		}
		held = append(held, slot)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := neo4jdtest.TakeSlot(ctx, dir); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("one more slot than there are: %v", err)
	}
	if err := held[0].Close(); err != nil {
		t.Fatal(err)
	}
	slot, err := neo4jdtest.TakeSlot(t.Context(), dir)
	if err != nil {
		t.Fatalf("TakeSlot of a slot that was given free: %v", err)
	}
	for _, lock := range append(held[1:], slot) {
		if err := lock.Close(); err != nil {
			t.Error(err)
		}
	}
}
