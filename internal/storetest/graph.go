package storetest

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// graph is a store under test, with its clock and what the checks have in common.
type graph struct {
	*testing.T
	store Store
	clock *Clock
}

// Clock stands still between writes, so that the suite knows the time of each.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that starts at a time with nanoseconds: stores keep them.
func NewClock() *Clock { return &Clock{now: time.Date(2024, 10, 5, 12, 0, 0, 123456789, time.UTC)} }

// Read returns the time that it is.
func (c *Clock) Read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance lets some time go by, and returns the time that it is then.
func (c *Clock) Advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// now is the moment that shows what stands.
func now() evidence.Moment { return evidence.Moment{} }

// known is the moment that shows what was recorded by a time.
func known(at time.Time) evidence.Moment { return evidence.Moment{KnownAt: at} }

// valid is the moment that shows what was out in the world by the beginning of a day.
func valid(day evidence.Date) evidence.Moment { return evidence.Moment{ValidAt: day.Time()} }

// apply records a batch one minute after the write before it.
func (g *graph) apply(b evidence.Batch) evidence.Applied {
	g.Helper()
	at := g.clock.Advance(time.Minute)
	if b.Collector == "" {
		b.Collector, b.Method = "suite", evidence.Declared
	}
	applied, err := g.store.Apply(g.Context(), b)
	if err != nil {
		g.Fatalf("recording %d records: %v", b.Len(), err)
	}
	if !applied.At.Equal(at) {
		g.Fatalf("the records are dated %v, the clock shows %v", applied.At, at)
	}
	return applied
}

// draw records a drawing and returns what it calls the nodes and links.
func (g *graph) draw(prefix, text string) *graphs.Drawing {
	g.Helper()
	d := graphs.Draw(g.T, prefix, text)
	g.apply(d.Batch())
	return d
}

func (g *graph) retract(ids ...evidence.ID) evidence.Applied {
	g.Helper()
	g.clock.Advance(time.Minute)
	applied, err := g.store.Retract(g.Context(), ids, "suite", "it was wrong")
	if err != nil {
		g.Fatalf("retracting %q: %v", ids, err)
	}
	return applied
}

func (g *graph) objects(at evidence.Moment, ids ...evidence.ID) []evidence.Object {
	g.Helper()
	found, err := g.store.Objects(g.Context(), ids, at)
	if err != nil {
		g.Fatalf("reading the objects %q: %v", ids, err)
	}
	if len(found) != len(ids) {
		g.Fatalf("%d objects for %d ids", len(found), len(ids))
	}
	return found
}

func (g *graph) status() evidence.Status {
	g.Helper()
	status, err := g.store.Status(g.Context())
	if err != nil {
		g.Fatalf("reading the status: %v", err)
	}
	return status
}

func (g *graph) subgraphs(at evidence.Moment, claims ...evidence.ClaimID) *evidence.Subgraphs {
	g.Helper()
	sub, err := g.store.Subgraphs(g.Context(), claims, at)
	if err != nil {
		g.Fatalf("reading the evidence of %q: %v", claims, err)
	}
	return sub
}

// equal reports the difference between what was expected and what came; no list is the same as an empty one.
func equal(t testing.TB, what string, want, got any, options ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, append(options, cmpopts.EquateEmpty())...); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// refused checks the code of an error.
func refused(t testing.TB, what string, want evidence.Code, err error) {
	t.Helper()
	if got := evidence.CodeOf(err); got != want {
		t.Errorf("%s: code %q (error: %v), expected %q", what, got, err, want)
	}
}

// counts compares what a write did with what was expected of it. Kinds of which there were none do not count.
func counts(t testing.TB, what string, want, got evidence.Applied) {
	t.Helper()
	equal(t, what, want, got, cmpopts.IgnoreFields(evidence.Applied{}, "Before", "Version", "At"),
		cmpopts.IgnoreMapEntries(func(_ evidence.Kind, n int) bool { return n == 0 }))
}

// patch states some fields of a record, named in one text.
func patch[T any](value T, fields string) []evidence.Put[T] {
	return []evidence.Put[T]{{Value: value, Fields: append([]string{}, strings.Fields(fields)...)}}
}

// recorded returns the records of a batch as an empty graph shows them after the batch was written at a time: nodes
// first, in the order of the batch.
func recorded(b evidence.Batch, at time.Time) []evidence.Object {
	var all []evidence.Object
	all = append(all, stamped(&b, at, b.Organizations)...)
	all = append(all, stamped(&b, at, b.Persons)...)
	all = append(all, stamped(&b, at, b.Outlets)...)
	all = append(all, stamped(&b, at, b.Sources)...)
	all = append(all, stamped(&b, at, b.Claims)...)
	all = append(all, stamped(&b, at, b.Reviews)...)
	all = append(all, stamped(&b, at, b.Statements)...)
	all = append(all, stamped(&b, at, b.Derivations)...)
	all = append(all, stamped(&b, at, b.Corroborations)...)
	all = append(all, stamped(&b, at, b.Ownerships)...)
	all = append(all, stamped(&b, at, b.Fundings)...)
	all = append(all, stamped(&b, at, b.Samenesses)...)
	all = append(all, stamped(&b, at, b.Relations)...)
	all = append(all, stamped(&b, at, b.Confirmations)...)
	all = append(all, stamped(&b, at, b.Interests)...)
	return append(all, stamped(&b, at, b.Leanings)...)
}

func stamped[T evidence.Record](b *evidence.Batch, at time.Time, list []evidence.Put[T]) []evidence.Object {
	objects := make([]evidence.Object, len(list))
	for i, p := range list {
		record := evidence.Merge(nil, p)
		if v := reflect.ValueOf(&record).Elem().FieldByName("Provenance"); v.IsValid() {
			provenance, _ := v.Addr().Interface().(*evidence.Provenance)
			provenance.Collector, provenance.Method, provenance.RecordedAt = b.Collector, b.Method, at
			if provenance.RecordedFrom == "" && !p.Names("recordedFrom") {
				provenance.RecordedFrom = b.RecordedFrom
			}
		} else {
			reflect.ValueOf(&record).Elem().FieldByName("RecordedAt").Set(reflect.ValueOf(at))
		}
		objects[i] = objectOf(&record)
	}
	return objects
}

// objectOf returns the object that a pointer to a record is.
func objectOf(record any) evidence.Object {
	node, _ := record.(evidence.Node)
	link, _ := record.(evidence.Link)
	return evidence.Object{Node: node, Link: link}
}

// idOf returns the id of an object, "" of nothing.
func idOf(o evidence.Object) evidence.ID {
	switch {
	case o.Node != nil:
		return o.Node.NodeID()
	case o.Link != nil:
		return o.Link.LinkID()
	}
	return ""
}

func idsOf(list []evidence.Object) []evidence.ID {
	ids := make([]evidence.ID, len(list))
	for i, o := range list {
		ids[i] = idOf(o)
	}
	return ids
}
