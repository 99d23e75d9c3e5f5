package neo4jdtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/neo4jd"
)

// emptyTimeout bounds the emptying of a graph.
const emptyTimeout = 3 * time.Minute

// Lent is a running Neo4j with an empty graph, lent to one test at a time. Programs with DataDir as their data folder
// use it as well, and leave it running.
type Lent struct {
	// DataDir is the data folder.
	DataDir string

	options neo4jd.Options
	share   *neo4jd.Instance // it keeps Neo4j running, and dies with this process
	from    *Shared
}

// Lend returns a running Neo4j with an empty graph. It goes back when the test ends, and later tests get it again.
func (s *Shared) Lend(tb testing.TB) *Lent {
	tb.Helper()
	Need(tb)
	lent, err := s.Borrow()
	if err != nil {
		tb.Fatalf("a Neo4j for this test: %v", err)
	}
	tb.Cleanup(func() {
		if err := lent.Return(); err != nil {
			tb.Errorf("giving Neo4j back: %v", err)
		}
	})
	return lent
}

// Borrow is Lend for those that have no testing.TB; they call Return themselves.
func (s *Shared) Borrow() (*Lent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.idle); n > 0 {
		lent := s.idle[n-1]
		s.idle = s.idle[:n-1]
		return lent, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	options, err := s.prepare(ctx, "lent")
	if err != nil {
		return nil, err
	}
	share, err := neo4jd.Acquire(ctx, options)
	if err != nil {
		return nil, err
	}
	lent := &Lent{DataDir: options.DataDir, options: options, share: share, from: s}
	s.lent = append(s.lent, lent)
	return lent, nil
}

// Return empties the graph and gives the Neo4j back. It fails if some process still uses it: a test ends what it
// starts.
func (l *Lent) Return() error {
	status, err := neo4jd.Inspect(l.options)
	if err != nil {
		return err
	}
	if !status.Running || !slices.Equal(status.Users, []int{os.Getpid()}) {
		return fmt.Errorf("expected a running Neo4j that no process uses but this one, %d; running: %t, processes: %v",
			os.Getpid(), status.Running, status.Users)
	}
	if err := l.Empty(); err != nil {
		return err
	}
	l.from.mu.Lock()
	defer l.from.mu.Unlock()
	l.from.idle = append(l.from.idle, l)
	return nil
}

// Empty removes everything from the graph but what migrations make, so that the next test begins as with a new one.
func (l *Lent) Empty() error {
	ctx, cancel := context.WithTimeout(context.Background(), emptyTimeout)
	defer cancel()
	return Empty(ctx, l.share.URI(), l.share.Username(), l.share.Password())
}

// emptying are the statements of Empty: the graph keeps its layout and gets a new epoch, so that no version or token of
// before is one of it.
var emptying = []string{
	`MATCH (n) WHERE NOT n:Graph AND NOT n:Migration AND NOT n:MigrationLock
	CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS`,
	`MATCH (g:Graph) SET g.writtenAt = 0, g.epoch = randomUUID()`,
}

// Empty removes everything from the graph at an address but what migrations make.
func Empty(ctx context.Context, uri, username, password string) (err error) {
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.BasicAuth(username, password, ""))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, driver.Close(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	for _, statement := range emptying {
		result, err := session.Run(ctx, statement, nil)
		if err != nil {
			return err
		}
		if _, err := result.Consume(ctx); err != nil {
			return err
		}
	}
	return nil
}

// stopLent stops what was lent.
func (s *Shared) stopLent() error {
	var errs []error
	for _, lent := range s.lent {
		errs = append(errs, lent.share.ReleaseAndWait(context.Background()))
	}
	return errors.Join(errs...)
}
