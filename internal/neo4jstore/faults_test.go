package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// within is the promise of how soon a read fails when there is no Neo4j.
const within = 3 * time.Second

func TestOpen_noServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	silent := listener.Addr().String() // accepts and never says a word
	defer func() { _ = listener.Close() }()
	for name, address := range map[string]string{"nobody listens": "127.0.0.1:1",
		"somebody listens and is silent": silent} {
		s, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: "bolt://" + address})
		if err != nil {
			t.Fatalf("%s: Open: %v", name, err)
		}
		started := time.Now()
		_, err = s.Subgraphs(t.Context(), nil, evidence.Moment{})
		if took := time.Since(started); took > within {
			t.Errorf("%s: the read took %v, want at most %v", name, took, within)
		}
		if evidence.CodeOf(err) != evidence.CodeUnavailable {
			t.Errorf("%s: %v, want unavailable", name, err)
		}
		if err := s.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestOpen_settings(t *testing.T) {
	for _, uri := range []string{"", "localhost", "http://localhost:7474", "bolt://", "bolt://user:secret@localhost",
		"bolt://%zz"} {
		_, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: uri})
		var e *evidence.Error
		if !errors.As(err, &e) || e.Code != evidence.CodeInvalid || e.Field != "neo4j.uri" {
			t.Errorf("%q: %v, want invalid at neo4j.uri", uri, err)
		}
	}
	for _, scheme := range []string{"bolt", "neo4j", "bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"} {
		s, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: scheme + "://127.0.0.1:1"})
		if err != nil {
			t.Errorf("%s: %v", scheme, err)
			continue
		}
		if err := s.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestCredentials(t *testing.T) {
	open(t)
	c := settings(neo.Start(t))
	c.Password = "wrong" + c.Password
	s, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(t.Context()) }()
	err = s.Ping(t.Context())
	var e *evidence.Error
	if !errors.As(err, &e) || e.Code != evidence.CodeUnavailable || !strings.Contains(e.Message, "neo4j.password") {
		t.Errorf("%v, want unavailable and the settings to look at", err)
	}
	if e != nil && strings.Contains(e.Message, "Neo.") {
		t.Errorf("the message holds words of the driver: %q", e.Message)
	}
}

// TestApply_concurrent has many writers record the same and each something of its own: nothing is lost or doubled.
func TestApply_concurrent(t *testing.T) {
	s := open(t)
	const writers, rounds = 8, 5
	apply(t, s, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "text"})})
	var created atomic.Int64
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for r := range rounds {
				shared, own := sourceID(r), evidence.SourceID(fmt.Sprintf("source:w%d-%d", w, r))
				done, err := s.Apply(t.Context(), evidence.Batch{
					Sources: put(evidence.Source{ID: shared}, evidence.Source{ID: own}),
					Statements: put(evidence.Statement{Source: shared, Claim: "claim:c", Stance: evidence.Supports},
						evidence.Statement{Source: own, Claim: "claim:c", Stance: evidence.Supports}),
					Derivations: put(evidence.Derivation{From: own, To: shared, Kind: evidence.Cites}),
				})
				if err != nil {
					t.Error(err)
					return
				}
				created.Add(int64(done.Created[evidence.KindStatement]))
			}
		})
	}
	wait.Wait()
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[evidence.Kind]int{evidence.KindStatement: rounds * (writers + 1),
		evidence.KindDerivation: rounds * writers}
	got := map[evidence.Kind]int{evidence.KindStatement: status.Links[evidence.KindStatement],
		evidence.KindDerivation: status.Links[evidence.KindDerivation]}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if created.Load() != int64(want[evidence.KindStatement]) || status.Nodes[evidence.KindSource] != rounds*(writers+1) {
		t.Errorf(
			"%d statements created and %d sources there, want %d of each", created.Load(), status.Nodes[evidence.KindSource],
			rounds*(writers+1))
	}
}

// TestSubgraphs_versions reads while others write: every answer is what one version held.
func TestSubgraphs_versions(t *testing.T) {
	s := open(t)
	apply(t, s, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "text"})})
	counts := map[string]int{}
	var mu sync.Mutex
	var writer sync.WaitGroup
	writer.Go(func() {
		for i := range 30 {
			id := sourceID(i)
			done, err := s.Apply(t.Context(), evidence.Batch{Sources: put(evidence.Source{ID: id}),
				Statements: put(evidence.Statement{Source: id, Claim: "claim:c", Stance: evidence.Supports})})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			counts[done.Version.String()] = i + 1
			mu.Unlock()
		}
	})
	read := map[string]int{}
	for len(read) < 5 {
		sub, err := s.Subgraphs(t.Context(), []evidence.ClaimID{"claim:c"}, evidence.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		if read[sub.Version.String()] = len(sub.Sources); len(sub.Sources) == 30 {
			break
		}
	}
	writer.Wait()
	for version, n := range read {
		if want, ok := counts[version]; ok && n != want {
			t.Errorf("version %s was read with %d sources, want %d", version, n, want)
		}
	}
}

func TestTooManySources(t *testing.T) {
	c := settings(neo.Start(t))
	c.MaxSources = 9
	s := openWith(t, c)
	apply(t, s, board(0, 3))
	apply(t, s, boardLinks(0, 3))
	_, err := s.Subgraphs(t.Context(), []evidence.ClaimID{claimID(0), claimID(1)}, evidence.Moment{})
	if evidence.CodeOf(err) != evidence.CodeTooComplex {
		t.Errorf("%v, want too complex", err)
	}
}

// TestCancel gives a read up while Neo4j works on it: it returns at once, and the store goes on.
func TestCancel(t *testing.T) {
	s := open(t)
	apply(t, s, board(0, 400))
	apply(t, s, boardLinks(0, 400))
	var all []evidence.ClaimID
	for i := range 400 {
		all = append(all, claimID(i))
	}
	if _, err := s.Subgraphs(t.Context(), all, evidence.Moment{}); err != nil {
		t.Fatal(err)
	}
	given := 0
	for range 5 {
		ctx, cancel := context.WithCancel(t.Context())
		failed := make(chan error, 1)
		go func() {
			_, err := s.Subgraphs(ctx, all, evidence.Moment{})
			failed <- err
		}()
		poll(t, "the read to be under way", func() bool {
			return cypher(
				t, settings(
					neo.Start(
						t)), "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'derivationGroup' AND NOT currentQuery STARTS WITH 'SHOW' RETURN count(*) AS n",
				nil).Records[0].Values[0].(int64) > 0 || len(failed) > 0
		})
		cancel()
		started := time.Now()
		err := <-failed
		if took := time.Since(started); took > time.Second {
			t.Errorf("it returned %v after it was given up, want at once", took)
		}
		if err == nil {
			continue // it had ended before
		}
		if given++; evidence.CodeOf(err) != evidence.CodeTimeout {
			t.Errorf("%v, want timeout", err)
		}
	}
	if given == 0 {
		t.Error("none of the reads was still under way when it was given up")
	}
	if _, err := s.Subgraphs(t.Context(), all[:1], evidence.Moment{}); err != nil {
		t.Errorf("after that: %v", err)
	}
}

// poll waits until a condition holds.
func poll(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !holds(); {
		if time.Now().After(deadline) {
			t.Fatalf("gave up waiting for %s", what)
		}
	}
}

// TestTimeLimit lets the server's own time limit end a read. Neo4j looks every two seconds for what is over its limit,
// so the store reads until that falls into one of the reads.
func TestTimeLimit(t *testing.T) {
	s := open(t)
	apply(t, s, board(0, 400))
	c := settings(neo.Start(t))
	c.ReadTimeout = time.Millisecond
	hasty, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = hasty.Close(t.Context()) }()
	poll(t, "a read to be ended", func() bool {
		_, err := hasty.List(
			t.Context(), evidence.ListQuery{Kind: evidence.KindSource, Order: evidence.NewestFirst,
				Page: evidence.Page{First: 1000}})
		if err != nil && evidence.CodeOf(err) != evidence.CodeTimeout {
			t.Fatalf("%v, want timeout", err)
		}
		return err != nil
	})
}

// TestKilled ends Neo4j under the store and brings it back.
func TestKilled(t *testing.T) {
	server := neo.StartNew(t)
	s := openWith(t, settings(server))
	apply(t, s, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "text"})})
	var wait sync.WaitGroup
	for range 8 { // connections to lie in the pool
		wait.Go(func() {
			if _, err := s.Status(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	server.Kill()
	for range 3 {
		started := time.Now()
		_, err := s.Subgraphs(t.Context(), []evidence.ClaimID{"claim:c"}, evidence.Moment{})
		if took := time.Since(started); took > within || evidence.CodeOf(err) != evidence.CodeUnavailable {
			t.Errorf("%v after %v, want unavailable within %v", err, took, within)
		}
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	sub, err := s.Subgraphs(t.Context(), []evidence.ClaimID{"claim:c"}, evidence.Moment{})
	if err != nil || len(sub.Claims) != 1 {
		t.Errorf("once it was back: %v, %v; want the claim", sub, err)
	}
	apply(t, s, evidence.Batch{Claims: put(evidence.Claim{ID: "claim:d", Text: "text"})})
}

// TestLostReply drops the connection after the server has been sent COMMIT and before its answer arrives.
func TestLostReply(t *testing.T) {
	open(t)
	c := settings(neo.Start(t))
	proxy := newLossy(t, strings.TrimPrefix(c.URI, "bolt://"))
	c.URI = "bolt://" + proxy.address
	s, err := neo4jstore.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(t.Context()) }()
	b := evidence.Batch{Claims: put(evidence.Claim{ID: "claim:c", Text: "text"})}
	proxy.lossy.Store(true)
	_, err = s.Apply(t.Context(), b)
	if evidence.CodeOf(err) != evidence.CodeUnknownOutcome {
		t.Errorf("%v, want unknown outcome", err)
	}
	proxy.lossy.Store(false)
	done := apply(t, s, b)
	if n := done.Created[evidence.KindClaim] + done.Unchanged[evidence.KindClaim]; n != 1 {
		t.Errorf("sent again: %+v, want the claim recorded once", done)
	}
	if status, err := s.Status(t.Context()); err != nil || status.Nodes[evidence.KindClaim] != 1 {
		t.Errorf("%v (%v), want one claim", status.Nodes, err)
	}
}

// lossyProxy passes Bolt on until, while it is lossy, it sees a COMMIT go by: then it cuts the connection as soon as
// the server answers.
type lossyProxy struct {
	address string
	lossy   atomic.Bool
}

func newLossy(t *testing.T, target string) *lossyProxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &lossyProxy{address: listener.Addr().String()}
	var wait sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		wait.Wait()
	})
	wait.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", target)
			if err != nil {
				_ = client.Close()
				continue
			}
			var committing atomic.Bool
			closeBoth := func() { _ = client.Close(); _ = server.Close() }
			// a chunk of two bytes: COMMIT, a structure without fields
			commit := string([]byte{0x00, 0x02, 0xB0, 0x12, 0x00, 0x00})
			wait.Go(func() {
				defer closeBoth()
				copyUntil(server, client, func(data []byte) bool {
					if p.lossy.Load() && strings.Contains(string(data), commit) {
						committing.Store(true)
					}
					return false
				})
			})
			wait.Go(func() {
				defer closeBoth()
				copyUntil(client, server, func([]byte) bool { return committing.Load() })
			})
		}
	})
	return p
}

// copyUntil copies what comes until stop says so, without what it has just seen.
func copyUntil(to io.Writer, from io.Reader, stop func(data []byte) bool) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		if err != nil || stop(buffer[:n]) {
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}
