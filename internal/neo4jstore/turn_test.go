package neo4jstore_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore"
)

// turnLimit is how long what is done while a batch waits may take: if it waits for the batch, it does so for ever.
const turnLimit = 30 * time.Second

// waiting is a batch that a store has made ready, and that waits for its turn.
type waiting struct {
	ready, turn, done chan struct{}
	asked             int // how often the store asked for the turn: once if what it had made ready is what was recorded
	applied           evidence.Applied
	err               error
}

func makeReady(t *testing.T, s *neo4jstore.Store, b evidence.Batch) *waiting {
	t.Helper()
	w := &waiting{ready: make(chan struct{}), turn: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		w.applied, w.err = s.ApplyAfter(t.Context(), b, func(ctx context.Context) error {
			if w.asked++; w.asked == 1 {
				close(w.ready)
			}
			select {
			case <-w.turn:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	select {
	case <-w.ready:
	case <-w.done:
		t.Fatal("recorded before its turn: ", w.err)
	}
	return w
}

// record lets it be the batch's turn.
func (w *waiting) record(t *testing.T) {
	t.Helper()
	close(w.turn)
	select {
	case <-w.done:
	case <-time.After(turnLimit):
		t.Fatal("it is its turn, and it waits")
	}
}

func supports(sources ...int) (b evidence.Batch) {
	b.Collector, b.Method = "test", evidence.Imported
	for _, n := range sources {
		b.Statements = append(
			b.Statements, put(evidence.Statement{Source: sourceID(n), Claim: claimID(0), Stance: evidence.Supports})...)
	}
	return b
}

func derived(from, to, step int) (puts []evidence.Put[evidence.Derivation]) {
	for n := from; n < to; n++ {
		puts = append(
			puts, put(evidence.Derivation{From: sourceID(n), To: sourceID((n + step) % 200), Kind: evidence.Cites})...)
	}
	return puts
}

func numbers(from, to int) (n []int) {
	for i := from; i < to; i++ {
		n = append(n, i)
	}
	return n
}

// newBoard returns a store that takes all batches for new, with forty claims and two hundred sources.
func newBoard(t *testing.T) *neo4jstore.Store {
	s := open(t)
	s.TakeForNew()
	apply(t, s, board(0, 40))
	return s
}

// TestApplyInTurn_sharedEnds: a batch that is ready and one that is recorded before it have links to the same claim,
// which Neo4j stores otherwise from fifty on, and from and to the same sources. If one waited for the other, neither
// would ever end.
func TestApplyInTurn_sharedEnds(t *testing.T) {
	s := newBoard(t)
	for _, round := range []struct{ before, ready []int }{
		{numbers(0, 20), numbers(20, 40)}, // few stay few
		{numbers(40, 60), numbers(60, 80)},
		{numbers(80, 120), numbers(120, 200)}, // many
	} {
		b := supports(round.ready...)
		b.Derivations = derived(round.ready[0], round.ready[len(round.ready)-1]+1, 1)
		before := supports(round.before...)
		before.Derivations = derived(round.ready[0], round.ready[len(round.ready)-1]+1, 7)
		first, second := makeReady(t, s, before), makeReady(t, s, b)
		first.record(t)
		second.record(t)
		n := len(round.ready)
		if first.err != nil || first.asked != 1 {
			t.Errorf("the first asked for its turn %d times: %v", first.asked, first.err)
		}
		if second.err != nil || second.asked != 1 || second.applied.Created[evidence.KindStatement] != n ||
			second.applied.Created[evidence.KindDerivation] != n {
			t.Errorf(
				"the second recorded %v and asked for its turn %d times: %v", second.applied.Created, second.asked, second.err)
		}
	}
	status, err := s.Status(t.Context())
	if err != nil || status.Links[evidence.KindStatement] != 200 || status.Links[evidence.KindDerivation] != 240 {
		t.Errorf("the graph has %v: %v", status.Links, err)
	}
}

// TestApplyInTurn_refused: nothing is recorded of a batch whose predecessor was not, and the error is what the turn
// said.
func TestApplyInTurn_refused(t *testing.T) {
	for name, quick := range map[string]bool{"made ready": true, "carefully": false} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			if quick {
				s.TakeForNew()
			}
			// Neo4j commits the names of properties that it meets for the first time, whatever becomes of the write.
			if _, err := s.Apply(t.Context(), board(1, 2)); err != nil {
				t.Fatal(err)
			}
			before, err := s.Status(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			no := errors.New("not so")
			if _, err := s.ApplyAfter(t.Context(), board(0, 1), func(context.Context) error { return no }); !errors.Is(err, no) {
				t.Error("the error is ", err)
			}
			after, err := s.Status(t.Context())
			if err != nil || after.Version != before.Version ||
				after.Nodes[evidence.KindClaim] != before.Nodes[evidence.KindClaim] {
				t.Errorf("the graph has %v at %v, was at %v: %v", after.Nodes, after.Version, before.Version, err)
			}
		})
	}
}

// TestApplyInTurn_meanwhile: what somebody else records while a batch is ready is respected as if it had stood before.
func TestApplyInTurn_meanwhile(t *testing.T) {
	must := func(a evidence.Applied, err error) evidence.Applied {
		t.Helper()
		if err != nil {
			t.Error("meanwhile: ", err)
		}
		return a
	}
	t.Run("the other side", func(t *testing.T) {
		s := newBoard(t)
		w := makeReady(t, s, supports(0, 1))
		refutes := supports(1)
		refutes.Statements[0].Value.Stance = evidence.Refutes
		must(s.Apply(t.Context(), refutes))
		w.record(t)
		status, err := s.Status(t.Context())
		if evidence.CodeOf(w.err) != evidence.CodeConflict || err != nil || status.Links[evidence.KindStatement] != 1 {
			t.Errorf("%v, and the graph has %v: %v", w.err, status.Links, err)
		}
	})
	t.Run("a person erased", func(t *testing.T) {
		s := newBoard(t)
		apply(t, s, evidence.Batch{Persons: put(evidence.Person{ID: "person:a", Name: "A"})})
		w := makeReady(
			t, s, evidence.Batch{Sources: put(
				evidence.Source{ID: "source:new", Kind: evidence.Article, Title: "New", Authors: []evidence.PersonID{"person:a"}})})
		must(s.Erase(t.Context(), "person:a", "test", "asked to"))
		w.record(t)
		objects, err := s.Objects(t.Context(), []evidence.ID{"source:new"}, evidence.Moment{})
		if w.err != nil || err != nil {
			t.Fatal(w.err, err)
		}
		source, ok := objects[0].Node.(*evidence.Source)
		if !ok || len(source.Authors) > 0 {
			t.Errorf("it is %v", objects[0].Node)
		}
	})
	t.Run("later, by the clock of another", func(t *testing.T) {
		s := newBoard(t)
		c := settings(neo.Start(t))
		c.Now = func() time.Time { return time.Now().Add(time.Hour) }
		ahead, err := neo4jstore.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = ahead.Close(context.WithoutCancel(t.Context())) }()
		w := makeReady(t, s, supports(0))
		other := must(ahead.Apply(t.Context(), supports(1)))
		w.record(t)
		if w.err != nil || w.applied.At.Before(other.At) {
			t.Errorf("recorded at %v after %v: %v", w.applied.At, other.At, w.err)
		}
	})
	t.Run("the same texts", func(t *testing.T) {
		s := newBoard(t)
		said := func(id evidence.SourceID) (b evidence.Batch) {
			b.Sources = put(
				evidence.Source{ID: id, Kind: evidence.Article, Title: "New",
					Fingerprint: b.AddWords("What they all have from one agency.")})
			return b
		}
		first, second := makeReady(t, s, said("source:a")), makeReady(t, s, said("source:b"))
		first.record(t)
		second.record(t)
		if first.err != nil || second.err != nil || first.asked != 1 || second.asked != 1 {
			t.Errorf("asked for their turns %d and %d times: %v, %v", first.asked, second.asked, first.err, second.err)
		}
	})
	t.Run("the same topic", func(t *testing.T) {
		s := newBoard(t)
		gains := func(n int) evidence.Batch {
			return evidence.Batch{Interests: put(evidence.Interest{Holder: evidence.ID(sourceID(n)), Tag: "board",
				Direction: evidence.For})}
		}
		first, second := makeReady(t, s, gains(1)), makeReady(t, s, gains(2))
		first.record(t)
		second.record(t)
		status, err := s.Status(t.Context())
		if first.err != nil || second.err != nil || err != nil || status.Links[evidence.KindInterest] != 2 {
			t.Errorf("the graph has %v: %v, %v, %v", status.Links, first.err, second.err, err)
		}
	})
	// Every batch after one that was not new would be refused for its time if that took a later one.
	t.Run("what is not new in the batch before", func(t *testing.T) {
		s := newBoard(t)
		apply(t, s, supports(0))
		first, second := makeReady(t, s, supports(0, 1)), makeReady(t, s, supports(2))
		first.record(t)
		second.record(t)
		if first.err != nil || first.applied.Created[evidence.KindStatement] != 1 ||
			first.applied.Unchanged[evidence.KindStatement] != 1 {
			t.Errorf("the first: created %v, unchanged %v: %v", first.applied.Created, first.applied.Unchanged, first.err)
		}
		if second.err != nil || second.asked != 1 {
			t.Errorf("the second asked for its turn %d times: %v", second.asked, second.err)
		}
	})
}

// TestApplyInTurn_otherWriter: several that record the same at once each come to an end, and between them record it
// once.
func TestApplyInTurn_otherWriter(t *testing.T) {
	s := newBoard(t)
	b := supports(numbers(0, 200)...)
	b.Derivations = derived(0, 200, 1)
	var writers sync.WaitGroup
	results := make([]evidence.Applied, 3)
	for i := range results {
		writers.Go(func() {
			var err error
			if results[i], err = s.Apply(t.Context(), b); err != nil {
				t.Error(err)
			}
		})
	}
	writers.Wait()
	made := 0
	for _, r := range results {
		made += r.Created[evidence.KindStatement] + r.Created[evidence.KindDerivation]
	}
	if made != 400 {
		t.Error("recorded again: ", made)
	}
}

// TestApplyInTurn_Retry: which errors of what was made ready before its turn are followed by the careful way.
func TestApplyInTurn_Retry(t *testing.T) {
	of := func(code string) error { return &neo4j.Neo4jError{Code: code, Msg: "as it says"} }
	deadlock := of("Neo.TransientError.Transaction.DeadlockDetected")
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"deadlock": {deadlock, true},
		"deadlock, tried for long": {&neo4j.TransactionExecutionLimit{Cause: "timeout",
			Errors: []error{errors.New("before"), deadlock}}, true},
		"memory": {of("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), true},
		"away, tried for long": {&neo4j.TransactionExecutionLimit{Cause: "timeout",
			Errors: []error{errors.New("refused")}}, false},
		"time limit": {of("Neo.ClientError.Transaction.TransactionTimedOut"), false},
	} {
		if got := neo4jstore.Retries(t.Context(), c.err); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
