package memstore

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Store holds every record ever made. Make it with [New].
type Store struct {
	mu      sync.Mutex
	now     func() time.Time
	limit   int
	commits int
	last    time.Time
	records []record
	words   map[evidence.Fingerprint]string
	marks   map[string]evidence.Checkpoint
	// editions are the versions in force by the names of their records.
	editions map[string]evidence.Edition
}

// record is a node or link (a struct of package evidence, by value) with the time for which it stood.
type record struct {
	id        evidence.ID
	value     any
	recorded  time.Time
	retracted *time.Time
	made      act
	ended     act // of a link that was retracted
}

// act is who did something, and why.
type act struct{ by, why string }

// batch is a write under way: what its records become, in the order in which they came.
type batch struct {
	*Store
	evidence.Batch
	order  []evidence.ID
	staged map[evidence.ID]staged
	// denied is what a batch of denials is merged over: what is denied already; nil = it is no such batch.
	denied map[evidence.ID]evidence.Denial
	// gone are the links that the batch retracts because a later version of their record does not state them.
	gone map[evidence.ID]evidence.Succession
}

type staged struct {
	value any
	same  func(old any) bool
}

// New returns an empty store. The clock dates the records; more sources than limit in one answer are refused.
func New(now func() time.Time, limit int) *Store {
	return &Store{
		now: now, limit: limit, words: map[evidence.Fingerprint]string{}, marks: map[string]evidence.Checkpoint{},
		editions: map[string]evidence.Edition{},
	}
}

// Apply implements evidence.Writer.
func (s *Store) Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayWrite(ctx); err != nil {
		return evidence.Applied{}, err
	}
	done, err := s.apply(b)
	if err == nil {
		s.deny(&b, &done)
	}
	return done, err
}

// deny retracts the samenesses that a batch denies, the instant after it has recorded them.
func (s *Store) deny(b *evidence.Batch, done *evidence.Applied) {
	at := done.At.Add(1)
	for id, why := range b.Denials() {
		if r := s.standing(id); r != nil { // else a person in it was erased
			r.retract(at)
			r.ended = act{b.Collector, why}
			done.Retracted[id.Kind()]++
			done.At, s.last = at, at
		}
	}
	if len(done.Retracted) > 0 && len(done.Created)+len(done.Changed) == 0 {
		s.commits++
	}
	done.Version = s.version()
}

func (s *Store) apply(b evidence.Batch) (evidence.Applied, error) {
	if err := b.CheckWords(); err != nil {
		return evidence.Applied{}, err
	}
	b, left := b.WithoutErased(s.erased())
	b, older := b.WithoutOlder(s.editions)
	w := &batch{Store: s, Batch: b, staged: map[evidence.ID]staged{}}
	w.supersede()
	b = w.Batch
	if b.Denied {
		w.denied = s.denials(evidence.Moment{})
	}
	for _, err := range []error{
		stage(w, b.Organizations), stage(w, b.Persons), stage(w, b.Outlets), stage(w, b.Sources),
		stage(w, b.Claims), stage(w, b.Reviews), stage(w, b.Statements), stage(w, b.Derivations),
		stage(w, b.Corroborations), stage(w, b.Ownerships), stage(w, b.Fundings), stage(w, b.Samenesses),
		stage(w, b.Relations), stage(w, b.Confirmations), stage(w, b.Interests), stage(w, b.Leanings), w.check(),
	} {
		if err != nil {
			return evidence.Applied{}, err
		}
	}
	done, fresh := s.begin(), 0
	for f, text := range b.Words {
		if s.words[f] == "" {
			s.words[f], fresh = text, fresh+1
		}
	}
	for _, out := range []map[evidence.Kind]int{left, older} {
		for kind, n := range out {
			done.Unchanged[kind] += n
		}
	}
	for _, id := range w.order {
		old := s.standing(id)
		denied, before := w.denied[id]
		switch {
		case before && w.staged[id].same(denied.Sameness()):
			done.Unchanged[id.Kind()]++
			continue
		case old == nil:
			done.Created[id.Kind()]++
		case w.staged[id].same(old.value):
			done.Unchanged[id.Kind()]++
			continue
		default:
			done.Changed[id.Kind()]++
			old.retract(done.At)
		}
		s.records = append(s.records, record{
			id: id, value: w.stamp(w.staged[id].value, done.At), recorded: done.At,
			made: act{b.Collector, reasonOf(w.staged[id].value, b.Why())},
		})
	}
	w.retract(&done)
	written := fresh + len(done.Created) + len(done.Changed) + len(done.Retracted) + s.keepEditions(b.Editions)
	return s.commit(done, written+s.mark(b.Checkpoint, written > 0)), nil
}

// mark keeps or takes away a mark, and returns how many it took away.
func (s *Store) mark(m *evidence.Checkpoint, wrote bool) int {
	before := len(s.marks)
	switch {
	case m != nil && m.Batches == 0:
		delete(s.marks, m.Work)
	case m != nil && wrote:
		s.marks[m.Work] = *m
		return 0
	}
	return before - len(s.marks)
}

// Checkpoint implements evidence.Checkpoints.
func (s *Store) Checkpoint(ctx context.Context, work string) (evidence.Checkpoint, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.marks[work]
	m.Work = work
	return m, s.ended(ctx)
}

// reasonOf returns why a record is made: a link says it itself.
func reasonOf(value any, reason string) string {
	if p := reflect.ValueOf(value).FieldByName("Provenance"); p.IsValid() {
		return p.FieldByName("Justification").String()
	}
	return reason
}

// Retract implements evidence.Writer.
func (s *Store) Retract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayWrite(ctx); err != nil {
		return evidence.Applied{}, err
	}
	if _, err := s.latest(ids); err != nil {
		return evidence.Applied{}, err
	}
	done := s.begin()
	for _, id := range ids {
		if r := s.standing(id); r != nil {
			r.retract(done.At)
			r.ended = act{collector, reason}
			done.Retracted[id.Kind()]++
		}
	}
	return s.commit(done, len(done.Retracted)), nil
}

// Unretract implements evidence.Writer.
func (s *Store) Unretract(ctx context.Context, ids []evidence.ID, collector, reason string) (evidence.Applied, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayWrite(ctx); err != nil {
		return evidence.Applied{}, err
	}
	records, err := s.latest(ids)
	if err != nil {
		return evidence.Applied{}, err
	}
	b := evidence.Batch{Collector: collector, Method: evidence.Declared}
	for _, r := range records {
		if r.retracted != nil {
			again := edit(
				r.value, func(v reflect.Value) { v.FieldByName("Provenance").FieldByName("Justification").SetString(reason) })
			b.AddLink(pointer(again).(evidence.Link))
		}
	}
	done, err := s.apply(b)
	if err != nil {
		return evidence.Applied{}, err
	}
	for _, r := range records {
		if r.retracted == nil {
			done.Unchanged[r.id.Kind()]++
		}
	}
	return done, nil
}

// latest returns the latest record of each link, once.
func (s *Store) latest(ids []evidence.ID) ([]record, error) {
	byID, order := map[evidence.ID]record{}, []record{}
	for _, r := range s.records {
		byID[r.id] = r
	}
	for _, id := range ids {
		r, known := byID[id]
		if !id.Kind().IsLink() || !known {
			return nil, evidence.NoLink(id)
		}
		if !slices.ContainsFunc(order, func(o record) bool { return o.id == id }) {
			order = append(order, r)
		}
	}
	return order, nil
}

func (s *Store) begin() evidence.Applied {
	count := func() map[evidence.Kind]int { return map[evidence.Kind]int{} }
	done := evidence.Applied{Created: count(), Changed: count(), Unchanged: count(), Retracted: count(),
		Before: s.version(), At: s.now().UTC().Round(0)}
	if !done.At.After(s.last) {
		done.At = s.last.Add(1) // each write is strictly later than the one before it, whatever the clock does
	}
	return done
}

func (s *Store) commit(done evidence.Applied, written int) evidence.Applied {
	if written > 0 {
		s.commits++
		s.last = done.At
	}
	done.Version = s.version()
	return done
}

func (s *Store) standing(id evidence.ID) *record {
	for i := range s.records {
		if r := &s.records[i]; r.id == id && r.retracted == nil {
			return r
		}
	}
	return nil
}

func (r *record) retract(at time.Time) {
	r.retracted = &at
	r.value = edit(r.value, func(v reflect.Value) {
		if p := v.FieldByName("Provenance"); p.IsValid() {
			p.FieldByName("RetractedAt").Set(reflect.ValueOf(&at))
		}
	})
}

// stamp sets what only the store sets.
func (w *batch) stamp(value any, at time.Time) any {
	return edit(value, func(v reflect.Value) {
		if p := v.FieldByName("Provenance"); p.IsValid() {
			p.FieldByName("Collector").SetString(w.Collector)
			p.FieldByName("Method").SetString(string(w.Method))
			p.FieldByName("RetractedAt").SetZero()
			v = p
		}
		v.FieldByName("RecordedAt").Set(reflect.ValueOf(at))
	})
}

// edit returns a copy of a struct, changed.
func edit(value any, change func(v reflect.Value)) any {
	v := reflect.New(reflect.TypeOf(value)).Elem()
	v.Set(reflect.ValueOf(value))
	change(v)
	return v.Interface()
}

// base returns what a record of the batch is merged over, nil where it is nothing.
func (w *batch) base(id evidence.ID) any {
	if w.Denied && id.Kind() == evidence.KindSameness {
		if d, denied := w.denied[id]; denied {
			return d.Sameness()
		}
		return nil
	}
	if r := w.standing(id); r != nil {
		return r.value
	}
	return nil
}

func stage[T evidence.Record](w *batch, puts []evidence.Put[T]) error {
	for _, p := range puts {
		id := evidence.IDOf(evidence.Merge(nil, evidence.Put[T]{Value: p.Value}))
		before, found := w.staged[id]
		if !found {
			before.value = w.base(id)
		}
		var old *T
		if v, ok := before.value.(T); ok {
			old = &v
		}
		merged := evidence.Merge(old, p)
		if err := any(merged).(interface{ Validate() error }).Validate(); err != nil {
			return &evidence.RecordError{Record: id, Err: err}
		}
		from := reflect.ValueOf(&merged).Elem().FieldByName("Provenance")
		if from.IsValid() && from.FieldByName("RecordedFrom").String() == "" && !p.Names("recordedFrom") {
			from.FieldByName("RecordedFrom").SetString(w.RecordedFrom)
		}
		if !found {
			w.order = append(w.order, id)
		}
		w.staged[id] = staged{merged, func(o any) bool { return !w.Renews(id) && evidence.Equal(o.(T), merged) }}
	}
	return nil
}

// check looks for named nodes that are missing, and for sources on both sides of a claim.
func (w *batch) check() error {
	has := func(id evidence.ID) bool {
		_, here := w.staged[id]
		_, gone := w.gone[id]
		return here || w.standing(id) != nil && !gone
	}
	for _, id := range w.order {
		for _, named := range evidence.References(pointer(w.staged[id].value)) {
			if !has(named.ID) {
				return evidence.NoSuchNode(id, named)
			}
		}
		if st, ok := w.staged[id].value.(evidence.Statement); ok {
			if has(evidence.ID(evidence.StatementIDOf(st.Source, st.Claim, st.Stance.Opposite()))) {
				return evidence.TwoSides(st)
			}
		}
	}
	return nil
}
