package scores_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
	"github.com/credence-graph/credence/internal/live"
	"github.com/credence-graph/credence/internal/memstore"
	"github.com/credence-graph/credence/internal/scores"
)

func put[T evidence.Record](values ...T) []evidence.Put[T] {
	puts := make([]evidence.Put[T], len(values))
	for i, v := range values {
		puts[i] = evidence.Put[T]{Value: v}
	}
	return puts
}

func supports(s evidence.SourceID, c evidence.ClaimID) evidence.Statement {
	return evidence.Statement{Source: s, Claim: c, Stance: evidence.Supports, Strength: 1}.Normalize()
}

func cites(from, to evidence.SourceID) evidence.Derivation {
	return evidence.Derivation{From: from, To: to, Kind: evidence.Cites, Weight: 1}.Normalize()
}

func document(id evidence.SourceID) evidence.Source {
	return evidence.Source{ID: id, Kind: evidence.Document, Identity: evidence.Named}
}

// board has three claims: a is said by two documents of their own, b by three papers that all cite the first of these,
// c by nobody.
func board() evidence.Batch {
	b := evidence.Batch{
		Claims: put(evidence.Claim{ID: "claim:a", Text: "A."}, evidence.Claim{ID: "claim:b", Text: "B."},
			evidence.Claim{ID: "claim:c", Text: "C."}),
		Sources: put(document("source:d1"), document("source:d2"), evidence.Source{ID: "source:p1"},
			evidence.Source{ID: "source:p2"},
			evidence.Source{ID: "source:p3"}),
		Statements: put(supports("source:d1", "claim:a"), supports("source:d2", "claim:a")),
	}
	for n := 1; n <= 3; n++ {
		p := evidence.SourceID(fmt.Sprintf("source:p%d", n))
		b.Statements = append(b.Statements, put(supports(p, "claim:b"))...)
		b.Derivations = append(b.Derivations, put(cites(p, "source:d1"))...)
	}
	return b
}

func apply(t *testing.T, w evidence.Writer, b evidence.Batch) evidence.Applied {
	t.Helper()
	done, err := w.Apply(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// told is what a test says of a row: "claim sources demonstrated effective".
func told(r *scores.Rows) []string {
	var out []string
	for _, row := range r.All() {
		s := row.Score.Supporting
		out = append(out, fmt.Sprintf("%s %d %.0f %.0f", row.Claim.Label(), s.SourceCount, s.Demonstrated, s.Presumed))
	}
	return out
}

func rows(t *testing.T, table *scores.Table, among ...evidence.ClaimID) *scores.Rows {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		r, err := table.Rows(t.Context(), among)
		if err == nil {
			return r
		}
		// else it was waited for already
		if evidence.CodeOf(err) != evidence.CodeUnavailable || time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

func expect(t *testing.T, what string, r *scores.Rows, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, told(r)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// counter counts how many claims' evidence is read.
type counter struct {
	evidence.Reader
	mu     sync.Mutex
	claims int
	err    error
}

func (c *counter) Subgraphs(
	ctx context.Context, ids []evidence.ClaimID, at evidence.Moment, also ...evidence.ID,
) (*evidence.Subgraphs, error) {
	c.mu.Lock()
	c.claims += len(ids)
	err := c.err
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return c.Reader.Subgraphs(ctx, ids, at, also...)
}

func (c *counter) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err = err
}

func (c *counter) read() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.claims
	c.claims = 0
	return n
}

// kept starts a table that is kept current until the test ends, and waits for its first rows.
func kept(t *testing.T, r evidence.Reader) (*scores.Table, *live.Feed) {
	t.Helper()
	return keptBy(t, r, time.Now)
}

// keptBy is kept by a clock.
func keptBy(t *testing.T, r evidence.Reader, now func() time.Time) (*scores.Table, *live.Feed) {
	t.Helper()
	feed := live.New(r, now)
	table := scores.New(scores.Config{Service: inquiry.New(r), Feed: feed,
		Policy: basis.DefaultPolicy()})
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { table.Run(ctx) })
	t.Cleanup(func() { cancel(); done.Wait() })
	return table, feed
}

// TestTableFollowsTheDay: a source that is withdrawn from the second of March on supports the claim until then, though
// nobody writes.
func TestTableFollowsTheDay(t *testing.T) {
	var day atomic.Int64
	clock := func() time.Time { return time.Date(2026, 3, 1+int(day.Load()), 12, 0, 0, 0, time.UTC) }
	store := memstore.New(clock, 1000)
	gone := document("source:d1")
	gone.WithdrawnAt = "2026-03-02"
	apply(t, store, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:a", Text: "A."}),
		Sources:    put(gone, document("source:d2")),
		Statements: put(supports("source:d1", "claim:a"), supports("source:d2", "claim:a"))})
	table, _ := keptBy(t, store, clock)
	expect(t, "on the first", rows(t, table), "A. 2 2 2")
	day.Store(1)
	expect(t, "on the second", rows(t, table), "A. 1 1 1")
}

func TestTableFollowsOwnWritesClaimByClaim(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	apply(t, store, board())
	reader := &counter{Reader: store}
	table, feed := kept(t, reader)
	first := rows(t, table)
	expect(t, "at first", first, "A. 2 2 2", "B. 3 1 1", "C. 0 0 0")
	if n := reader.read(); n != 3 {
		t.Errorf("the evidence of %d claims was read; expected 3", n)
	}
	writer := feed.Writer(store)

	done := apply(t, writer, evidence.Batch{Sources: put(document("source:d3")),
		Statements: put(supports("source:d3", "claim:c"))})
	expect(t, "after a statement", rows(t, table), "A. 2 2 2", "B. 3 1 1", "C. 1 1 1")
	if n := reader.read(); n != 1 {
		t.Errorf("the evidence of %d claims was read; expected that of the one concerned", n)
	}
	if v := rows(t, table).Version; v != done.Version {
		t.Errorf("the rows are of version %s; expected %s", v, done.Version)
	}

	apply(t, writer, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:aa", Text: "AA."}),
		Statements: put(supports("source:d2", "claim:aa"))})
	expect(t, "after a new claim", rows(t, table), "A. 2 2 2", "AA. 1 1 1", "B. 3 1 1", "C. 1 1 1")
	if _, err := writer.Retract(t.Context(), []evidence.ID{evidence.ID(cites("source:p3", "source:d1").ID)}, "me",
		"wrong"); err != nil {
		t.Fatal(err)
	}
	expect(t, "after a retraction", rows(t, table), "A. 2 2 2", "AA. 1 1 1", "B. 3 1 2", "C. 1 1 1")
	expect(t, "those read before", first, "A. 2 2 2", "B. 3 1 1", "C. 0 0 0")
}

func TestTableIsComputedAgainAfterForeignCommits(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	apply(t, store, board())
	reader := &counter{Reader: store}
	table, _ := kept(t, reader)
	rows(t, table)
	reader.read()
	done := apply(t, store, more())
	r := rows(t, table)
	expect(t, "after a foreign commit", r, "A. 2 2 2", "B. 3 1 1", "C. 1 1 1")
	if n := reader.read(); n != 3 || r.Version != done.Version {
		t.Errorf("the evidence of %d claims was read, to version %s; expected all 3, to %s", n, r.Version, done.Version)
	}
	rows(t, table)
	if n := reader.read(); n != 0 {
		t.Errorf("the evidence of %d claims was read although nothing changed", n)
	}
}

func TestTableSaysWhyThereAreNoRows(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	apply(t, store, board())
	reader := &counter{Reader: store}
	away := &evidence.Error{Code: evidence.CodeUnavailable, Message: "the graph is away"}
	reader.fail(away)
	table, _ := kept(t, reader)
	if _, err := table.Rows(t.Context(), nil); !errors.Is(err, away) {
		t.Errorf("the graph is away: got %v", err)
	}
}

func TestTableOnDemand(t *testing.T) {
	store := memstore.New(time.Now, 1000)
	version := apply(t, store, board()).Version
	reader := &counter{Reader: store}
	var mu sync.Mutex
	most := 0
	table := scores.New(scores.Config{Service: inquiry.New(reader), Policy: basis.DefaultPolicy(),
		Progress: func(done, total int) {
			mu.Lock()
			defer mu.Unlock()
			most = max(most, done)
			if total != 2 {
				t.Errorf("progress of %d; expected 2", total)
			}
		}})
	r := rows(t, table, "claim:c", "claim:b")
	expect(t, "two claims", r, "B. 3 1 1", "C. 0 0 0")
	if n := reader.read(); n != 2 || r.Version != version || most != 2 {
		t.Errorf("the evidence of %d claims was read, to version %s, %d told of", n, r.Version, most)
	}
	if row := r.Of("claim:b"); row == nil || row.Shrinkage() != 2 || r.Of("claim:a") != nil {
		t.Errorf("the row of b is %+v, that of a %+v", row, r.Of("claim:a"))
	}
}

// more is a statement that board does not have.
func more() evidence.Batch {
	return evidence.Batch{Statements: put(supports("source:d2", "claim:c"))}
}
