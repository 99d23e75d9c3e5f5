package watch_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/watch"
)

// findings subscribes to findings and returns a function that takes the next.
func findings(t *testing.T, w *world, q watch.FindingQuery) (next func() string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	events, ended := make(chan watch.FindingEvent), make(chan error, 1)
	q.Policy = basis.DefaultPolicy()
	go func() {
		ended <- w.watch.Findings(ctx, q, func(e watch.FindingEvent) error {
			select {
			case events <- e:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		close(ended)
	}()
	stop = func() {
		cancel()
		for range ended { //nolint:revive // until it has ended
		}
	}
	t.Cleanup(stop)
	return func() string {
		t.Helper()
		select {
		case e := <-events:
			return fmt.Sprintf("%s %s %q", e.Finding.Severity, e.Finding.Code, e.Cursor[1])
		case err := <-ended:
			t.Fatalf("the subscription ended: %v", err)
		case <-time.After(20 * time.Second):
			t.Fatal("no finding came within 20 s")
		}
		return ""
	}, stop
}

// cites records that a paper says a claim and takes it from another source.
func cites(paper, from evidence.SourceID, c evidence.ClaimID) evidence.Batch {
	return evidence.Batch{Sources: put(evidence.Source{ID: paper}), Statements: put(statement(paper, c)),
		Derivations: put(evidence.Derivation{From: paper, To: from, Kind: evidence.Cites, Weight: 1}.Normalize())}
}

// ring records two papers that take from each other, one of which says a claim.
func ring(n int, c evidence.ClaimID) evidence.Batch {
	a, b := evidence.SourceID(fmt.Sprint("source:ring-a", n)), evidence.SourceID(fmt.Sprint("source:ring-b", n))
	return evidence.Batch{Sources: put(evidence.Source{ID: a}, evidence.Source{ID: b}),
		Statements: put(statement(a, c)),
		Derivations: put(evidence.Derivation{From: a, To: b, Kind: evidence.Cites, Weight: 1}.Normalize(),
			evidence.Derivation{From: b, To: a, Kind: evidence.Cites, Weight: 1}.Normalize())}
}

func expectFinding(t *testing.T, next func() string, want string) {
	t.Helper()
	if got := next(); got != want {
		t.Fatalf("told of %s; expected %s", got, want)
	}
}

const (
	circle       = `HIGH CIRCULAR_REPORTING ""`
	ofTwo, ofAll = `MEDIUM BOTTLENECK ""`, `HIGH BOTTLENECK ""`
)

func TestFindingsAsTheyAreRaised(t *testing.T) {
	w := newWorld(t)
	record(t, w.mine, ring(1, "claim:b"))
	where := audit.Filter{Codes: []audit.Code{audit.Bottleneck, audit.CircularReporting}}
	next, stop := findings(t, w, watch.FindingQuery{Where: where, After: evidence.Cursor{"another state", ""}})
	expectFinding(t, next, circle) // which there was already

	record(t, w.mine, cites("source:a2", "source:a1", "claim:a")) // all that claim a has goes through one source
	expectFinding(t, next, ofTwo)
	record(t, w.mine, cites("source:a3", "source:a1", "claim:a")) // graver
	expectFinding(t, next, ofAll)
	record(t, w.mine, cites("source:a4", "source:a1", "claim:a")) // no graver
	record(t, w.mine, ring(2, "claim:b"))
	expectFinding(t, next, circle)
	stop()

	mark, err := w.feed.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := range 2 {
		after := evidence.Cursor(nil)
		if n == 1 {
			after = evidence.Cursor{mark.Version.String(), ""}
		}
		w.read()
		next, stop := findings(t, w, watch.FindingQuery{Where: where, After: after})
		for w.read() == 0 { // until it has read what there is already
			select {
			case <-t.Context().Done():
			case <-time.After(time.Millisecond):
			}
		}
		mark.Version = record(t, w.mine, ring(10+n, "claim:b")).Version
		expectFinding(t, next, circle)
		stop()
	}
}

// TestFindingsOfClaimsThatBecomeTooMany: the bound is on all claims that are watched, not on those that a write
// concerns.
func TestFindingsOfClaimsThatBecomeTooMany(t *testing.T) {
	w := newWorld(t)
	record(t, w.mine, ring(1, "claim:b"))
	ended, begun := make(chan error, 1), make(chan struct{}, 1)
	go func() {
		ended <- w.watch.Findings(t.Context(), watch.FindingQuery{
			Where: audit.Filter{Codes: []audit.Code{audit.CircularReporting}}, After: evidence.Cursor{"another state",
				""},
			Policy: basis.DefaultPolicy(), MaxClaims: 2,
		}, func(watch.FindingEvent) error { begun <- struct{}{}; return nil })
	}()
	<-begun
	record(t, w.mine, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "C."})})
	if err := <-ended; evidence.CodeOf(err) != evidence.CodeTooComplex {
		t.Errorf("got %v; expected %s", err, evidence.CodeTooComplex)
	}
}

func TestFindingsOfTooManyClaims(t *testing.T) {
	w := newWorld(t)
	err := w.watch.Findings(t.Context(), watch.FindingQuery{Policy: basis.DefaultPolicy(), MaxClaims: 1},
		func(watch.FindingEvent) error { return nil })
	if evidence.CodeOf(err) != evidence.CodeTooComplex {
		t.Errorf("got %v; expected %s", err, evidence.CodeTooComplex)
	}
	err = w.watch.Findings(t.Context(), watch.FindingQuery{Policy: basis.DefaultPolicy(),
		After: evidence.Cursor{"x"}}, func(watch.FindingEvent) error { return nil })
	if evidence.CodeOf(err) != evidence.CodeInvalid {
		t.Errorf("got %v; expected %s", err, evidence.CodeInvalid)
	}
}
