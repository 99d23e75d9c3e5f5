package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	driverconfig "github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/faults"
	"github.com/credence-graph/credence/internal/neo4jstore/query"
)

// Times of the driver. A read fails within 3 s when Neo4j is gone: a connection that cannot be made gives up after
// connectTimeout, one that is accepted and never answers after acquireTimeout, and retryBudget is how long a read goes
// on replacing connections that died while they lay in the pool.
const (
	connectTimeout = 2 * time.Second
	acquireTimeout = 2400 * time.Millisecond
	retryBudget    = 500 * time.Millisecond
	retryWrites    = 10 * time.Second
	livenessCheck  = 30 * time.Second
	// deadlineGrace is how much longer than the server's time limit the driver waits before it drops the connection.
	deadlineGrace = 2 * time.Second
	maxRereads    = 20
	// trusted is how long a bookmark serves after it was seen. Neo4j takes longer than that to stop and start with another
	// store in its home, which would make every read wait for a transaction that this store may never reach.
	trusted = 5 * time.Second
)

// sighting is a bookmark and when it was seen.
type sighting struct {
	bookmark string
	at       time.Time
}

// Store is a graph in Neo4j. It implements evidence.Reader and evidence.Writer and is safe for concurrent use. Make it
// with [Open] and end it with Close.
type Store struct {
	config  Config
	driver  neo4j.DriverWithContext
	queries map[string]string
	seen    atomic.Pointer[sighting] // the bookmark seen last
	epoch   atomic.Pointer[string]   // of the graph, as seen last where a version was asked for
	allNew  atomic.Bool              // the last batch had nothing that the graph had
	met     sync.Map                 // the names of queries that Neo4j has answered
	// guessFrom is how many records a batch has at least that is taken for new after a new one; 0 = every batch is,
	// for tests.
	guessFrom int
}

var (
	_ evidence.Reader   = (*Store)(nil)
	_ evidence.Explorer = (*Store)(nil)
	_ evidence.Writer   = (*Store)(nil)
	_ evidence.History  = (*Store)(nil)
	_ evidence.Scanner  = (*Store)(nil)
)

// Open prepares a store and returns at once: no connection is made until one is needed, so a server that is down shows
// at the first call, and a store opened before its server works as soon as that is up. The error has code
// [evidence.CodeInvalid] and names the setting.
func Open(_ context.Context, c Config) (*Store, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	queries, err := query.Load()
	if err != nil {
		return nil, err
	}
	auth := neo4j.NoAuth()
	if c.Username != "" || c.Password != "" {
		auth = neo4j.BasicAuth(c.Username, c.Password, "")
	}
	c = c.withDefaults()
	driver, err := neo4j.NewDriverWithContext(c.URI, auth, func(d *driverconfig.Config) {
		d.MaxTransactionRetryTime = retryWrites
		d.ConnectionAcquisitionTimeout = acquireTimeout
		d.SocketConnectTimeout = connectTimeout
		d.ConnectionLivenessCheckTimeout = livenessCheck
		d.MaxConnectionPoolSize = c.Pool
		d.TelemetryDisabled = true
		d.NotificationsMinSeverity = notifications.DisabledLevel
		d.FetchSize = neo4j.FetchAll
	})
	if err != nil {
		return nil, &evidence.Error{Code: evidence.CodeInvalid, Field: "neo4j.uri",
			Message: "cannot be used by the Neo4j driver", Err: err}
	}
	return &Store{config: c, driver: driver, queries: queries, guessFrom: guessRecords}, nil
}

// Close ends the store's connections.
func (s *Store) Close(ctx context.Context) error {
	if err := s.driver.Close(ctx); err != nil {
		return fmt.Errorf("closing the connections to Neo4j: %w", err)
	}
	return nil
}

// Ping reports whether Neo4j answers and accepts the credentials, whether or not the graph in it has been prepared (see
// Pending). Errors are those of a read.
func (s *Store) Ping(ctx context.Context) error {
	if _, err := s.ask(ctx, "probe", nil); err != nil {
		return fmt.Errorf("asking Neo4j at %s: %w", s.config.URI, err)
	}
	return nil
}

// read runs one query that changes nothing, as an auto-commit transaction: one round trip. The time limit is the
// server's; the driver's deadline lies behind it and only ends what the server no longer answers.
func (s *Store) read(ctx context.Context, query string, params map[string]any) (*answer, error) {
	return s.readAfter(ctx, "", query, params)
}

// readAfter is read once all that had been committed at a bookmark can be seen; "" waits for nothing.
func (s *Store) readAfter(ctx context.Context, bookmark, query string, params map[string]any) (*answer, error) {
	a, err := s.askAfter(ctx, bookmark, query, params)
	if err != nil {
		return nil, err
	}
	return a, a.check()
}

func (s *Store) ask(ctx context.Context, query string, params map[string]any) (*answer, error) {
	return s.askAfter(ctx, "", query, params)
}

func (s *Store) askAfter(ctx context.Context, bookmark, query string, params map[string]any) (*answer, error) {
	started := time.Now()
	ctx, l := faults.Within(ctx, s.readLimit(ctx, query))
	for try := 0; ; try++ {
		a, err := s.readOnce(ctx, l, bookmark, query, params)
		if err == nil {
			s.met.Store(query, true)
			return a, nil
		}
		var lost *neo4j.ConnectivityError
		if !errors.As(err, &lost) || try >= s.config.Pool || time.Since(started) > retryBudget || ctx.Err() != nil {
			return nil, faults.Translate(ctx, err, faults.OutcomeKnown)
		}
	}
}

func (s *Store) readOnce(
	ctx context.Context, l faults.Limit, after, query string, params map[string]any,
) (_ *answer, err error) {
	bounded, cancel := context.WithTimeout(ctx, l.Within+deadlineGrace)
	defer cancel()
	defer func() { err = faults.Overdue(bounded, err) }()
	bookmarks, err := s.bookmarks(ctx)
	if err != nil {
		return nil, err
	}
	if after != "" {
		bookmarks = append(bookmarks, after)
	}
	session := s.driver.NewSession(
		bounded, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: s.config.Database, Bookmarks: bookmarks})
	defer func() { err = errors.Join(err, session.Close(bounded)) }()
	result, err := session.Run(bounded, s.queries[query], inOne(params), neo4j.WithTxTimeout(l.Within))
	if err != nil {
		return nil, err
	}
	records, err := result.Collect(bounded)
	if err != nil {
		return nil, err
	}
	return &answer{query: query, records: records, bookmark: joinBookmarks(session.LastBookmarks())}, nil
}

// bookmarks returns what a session is to wait for: the version that the context asks for at least. The server cannot
// tell a bookmark of another graph in all cases, so the epochs are compared.
func (s *Store) bookmarks(ctx context.Context) (neo4j.Bookmarks, error) {
	least := evidence.Least(ctx)
	if least == (evidence.Version{}) {
		return nil, nil
	}
	if known := s.epoch.Load(); known == nil || *known != least.Epoch {
		probe, err := s.read(evidence.AtLeast(ctx, evidence.Version{}), "probe", nil)
		if err != nil {
			return nil, err
		}
		epoch := probe.epoch()
		s.epoch.Store(&epoch)
		if epoch != least.Epoch {
			return nil, evidence.ForeignToken(nil)
		}
	}
	return neo4j.Bookmarks{least.Bookmark}, nil
}

// inOne puts parameters into one, $q. Neo4j plans a query again for every combination of parameter types and of sizes
// of lists and texts that it has not met, which takes longer than to run it; into a map it does not look.
func inOne(params map[string]any) map[string]any { return map[string]any{"q": params} }

// pinned reads an answer that belongs to one version as a whole. A read comes with the bookmark of all that was
// committed by its end, and it may see any of that, or nothing of it: Neo4j counts a transaction as committed before
// it can be seen. So an answer is good if its bookmark was known before the read began, and if the read was made to
// wait until all that this bookmark stands for could be seen. The bookmark that the store saw last serves as the one
// before and saves the probe; when it has passed, the read that found out serves as the probe of the next.
func (s *Store) pinned(
	ctx context.Context, query string, params map[string]any,
) (*answer, evidence.Version, error) {
	before := s.lastSeen()
	if before == "" {
		probe, err := s.read(ctx, "probe", nil)
		if err != nil {
			return nil, evidence.Version{}, err
		}
		before = probe.bookmark
	}
	for range maxRereads {
		a, err := s.readAfter(ctx, before, query, params)
		if err != nil {
			return nil, evidence.Version{}, err
		}
		s.see(a.bookmark)
		if a.bookmark == before {
			return a, evidence.Version{Epoch: a.epoch(), Bookmark: a.bookmark}, a.err
		}
		before = a.bookmark
	}
	return nil, evidence.Version{}, changing()
}

// see remembers a bookmark that has just come.
func (s *Store) see(bookmark string) { s.seen.Store(&sighting{bookmark, time.Now()}) }

// lastSeen returns the bookmark seen last, "" if that is too long ago.
func (s *Store) lastSeen() string {
	if last := s.seen.Load(); last != nil && time.Since(last.at) < trusted {
		return last.bookmark
	}
	return ""
}

// changing is the error of a read that no attempt could bring to belong to one version.
func changing() error {
	return &evidence.Error{
		Code: evidence.CodeUnavailable,
		Message: fmt.Sprintf(
			"the graph changed during each of %d attempts to read it; try again when less is being written", maxRereads),
	}
}

func joinBookmarks(bookmarks neo4j.Bookmarks) string {
	joined := ""
	for _, b := range bookmarks {
		joined += b
	}
	return joined
}
