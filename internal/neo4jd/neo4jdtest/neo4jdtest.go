package neo4jdtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"github.com/credence-graph/credence/internal/neo4jd"
)

const (
	// slots is how many test packages may have an instance at the same time on one machine.
	slots = 4
	// startLimit bounds the wait for a slot and the start that follows; it is within go test's own limit of ten
	// minutes, so that the reason is told.
	startLimit = 8 * time.Minute

	heapMB      = 512
	pageCacheMB = 64
)

// javaOptions leave all compiling to the quick compiler: a test's Neo4j does not live long enough for what the thorough
// one makes of it to be worth its time.
var javaOptions = []string{"-XX:TieredStopAtLevel=1"}

// settings keep the plan of a query while the graph grows and is emptied: by itself Neo4j plans a query again once ten
// seconds have passed and its statistics are others, which takes many times as long as to answer it on a graph of some
// dozen nodes. In a test's graph they are others after each test.
var settings = []string{"dbms.cypher.min_replan_interval=1h"}

// Shared runs the Neo4js of one test package. The zero value is ready; it must not be copied. Its methods may be called
// by tests that run in parallel.
type Shared struct {
	mu     sync.Mutex
	inMain bool
	dir    string
	slot   *flock.Flock
	server *neo4jd.Server
	err    error
	lent   []*Lent // all of them
	idle   []*Lent // those that no test has
}

// Main runs the tests of a package, then stops what was started and removes the folders. TestMain ends with it:
// os.Exit(neo.Main(m)).
func (s *Shared) Main(m *testing.M) int {
	if code, ok := neo4jd.Supervise(os.Args[1:]); ok {
		return code
	}
	s.mu.Lock()
	s.inMain = true
	s.mu.Unlock()
	code := m.Run()
	if err := s.stop(); err != nil {
		fmt.Fprintln(os.Stderr, "neo4jdtest: stopping Neo4j:", err)
		return max(code, 1)
	}
	return code
}

// WithoutVariable is the environment variable that, if it is set, leaves out the tests that need a real Neo4j. It is
// not -short, which makes property tests try fewer inputs.
const WithoutVariable = "WITHOUT_NEO4J"

// Need skips a test that needs a real Neo4j if those are left out, and says so: `make check` counts and names them.
func Need(tb testing.TB) {
	tb.Helper()
	if os.Getenv(WithoutVariable) != "" {
		tb.Skip("it needs a real Neo4j; " + WithoutVariable + " leaves it out")
	}
}

// Start returns the package's Neo4j, started by the first call. A test fails here if it cannot be started.
func (s *Shared) Start(tb testing.TB) *neo4jd.Server {
	tb.Helper()
	Need(tb)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server == nil && s.err == nil {
		s.server, s.err = s.launch("shared")
	}
	if s.err != nil {
		tb.Fatalf("a Neo4j for this package: %v", s.err)
	}
	return s.server
}

// StartNew returns a Neo4j for one test alone, which is stopped when the test ends.
func (s *Shared) StartNew(tb testing.TB) *neo4jd.Server {
	tb.Helper()
	Need(tb)
	s.mu.Lock()
	server, err := s.launch("own")
	s.mu.Unlock()
	if err != nil {
		tb.Fatalf("a Neo4j for this test: %v", err)
	}
	tb.Cleanup(func() {
		if err := discard(server); err != nil {
			tb.Errorf("stopping Neo4j: %v", err)
		}
	})
	return server
}

// launch starts an instance in a new folder.
func (s *Shared) launch(name string) (*neo4jd.Server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	options, err := s.prepare(ctx, name)
	if err != nil {
		return nil, err
	}
	return neo4jd.Launch(ctx, options)
}

// prepare returns the options of an instance in a new folder, in this process's slot.
func (s *Shared) prepare(ctx context.Context, name string) (neo4jd.Options, error) {
	if !s.inMain {
		return neo4jd.Options{}, errors.New("TestMain must end with os.Exit(neo.Main(m)): otherwise nothing stops Neo4j")
	}
	cache, err := CacheDir()
	if err != nil {
		return neo4jd.Options{}, err
	}
	if s.slot == nil {
		if s.slot, err = takeSlot(ctx, cache); err != nil {
			return neo4jd.Options{}, err
		}
	}
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "credence-neo4j-test-"); err != nil {
			return neo4jd.Options{}, err
		}
	}
	data, err := os.MkdirTemp(s.dir, name+"-")
	if err != nil {
		return neo4jd.Options{}, err
	}
	return neo4jd.Options{
		DataDir: data, CacheDir: cache, Progress: os.Stderr, HeapMB: heapMB, PageCacheMB: pageCacheMB,
		JavaOptions: javaOptions, Settings: settings,
	}, nil
}

// stop stops the package's Neo4js, removes the folders and releases the slot.
func (s *Shared) stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	errs := []error{s.stopLent()}
	if s.server != nil {
		errs = append(errs, discard(s.server))
	}
	if s.dir != "" {
		errs = append(errs, os.RemoveAll(s.dir))
	}
	if s.slot != nil {
		errs = append(errs, s.slot.Close())
	}
	return errors.Join(errs...)
}

// discard ends a Neo4j whose graph is no longer needed, without the work of an orderly stop.
func discard(server *neo4jd.Server) error {
	server.Kill()
	return server.Stop()
}

// CacheDir returns the folder that the tests take Neo4j's jars from: CREDENCE_CACHE_DIR, or credence in the user's
// cache folder.
func CacheDir() (string, error) {
	if dir := os.Getenv("CREDENCE_CACHE_DIR"); dir != "" {
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no cache folder; set CREDENCE_CACHE_DIR: %w", err)
	}
	return filepath.Join(dir, "credence"), nil
}

// takeSlot waits until fewer packages than there are slots have an instance, and takes a slot: a file lock, which the
// kernel drops with the process.
func takeSlot(ctx context.Context, cache string) (*flock.Flock, error) {
	dir := filepath.Join(cache, "test-slots")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		for i := range slots {
			lock := flock.New(filepath.Join(dir, fmt.Sprintf("slot-%d.lock", i)))
			free, err := lock.TryLock()
			if err != nil {
				return nil, err
			}
			if free {
				return lock, nil
			}
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("no slot for a Neo4j in %s within %v: %w", dir, startLimit, ctx.Err())
		case <-ticker.C:
		}
	}
}
