package grammar

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// Record is what one line records: one node, one link, or (of a line of type same) several links.
type Record interface {
	// Validate refuses what is wrong with the line itself. partial is true where that may be cured (or caused) by what
	// other lines or the graph state of the same node: a field is missing, or is cleared that another one needs.
	Validate() (partial bool, err error)
	// Mentions appends the nodes that the line names, a node line's own id first.
	Mentions([]Mention) []Mention
	// Variant numbers the stance or kind that is part of the identity.
	Variant() uint8
	// Each calls f with the single records.
	Each(f func(Record))
	// Over returns the record merged over an earlier one of the same identity.
	Over(earlier Record) Record
	// Onto validates the record as it will stand when written over what the graph has, nil where it has nothing.
	Onto(old evidence.Node) error
	// ID returns the global id of what it records.
	ID() evidence.ID
	// Settle replaces bare ends, where the kind was open, by what they turned out to be.
	Settle(func(Mention) evidence.ID)
	// Since returns the first day of an ownership, funding or interest, "" if it states none: the day is part of their
	// identity.
	Since() evidence.Date
	// EndOn ends an ownership, funding or interest on a day, unless it ends before.
	EndOn(evidence.Date)
	// KeepUnstated states only what there is: nothing is cleared.
	KeepUnstated()
	// Put appends the record to a batch.
	Put(*evidence.Batch)
}

// Mention is a node that a line names. Where a bare key may be of two kinds, ID and Other are the two readings.
type Mention struct{ ID, Other evidence.ID }

// model is what the importer knows of a type of record.
type model[R evidence.Record] struct {
	slot     func(*evidence.Batch) *[]evidence.Put[R]
	id       func(R) evidence.ID
	mentions func(R, []Mention) []Mention
	variant  func(R) uint8 // nil = there is only one
	// whether its validity depends on earlier values though all is stated; nil = never
	leans  func(evidence.Put[R]) bool
	settle func(*evidence.Put[R], func(Mention) evidence.ID) // nil = there is nothing to settle
	// the record with every bare end read in the first way; nil = it has none
	standIn func(R) R
}

// entry is a single record.
type entry[R evidence.Record] struct {
	value evidence.Put[R]
	model *model[R]
}

func (e *entry[R]) Validate() (bool, error) {
	r := e.value.Value
	if e.model.standIn != nil {
		r = e.model.standIn(r)
	}
	err := Validate(r)
	if err == nil {
		return e.model.leans != nil && e.model.leans(e.value), nil
	}
	missing := FaultOf(err).Field
	if e.model.id(r).Kind().IsNode() && !slices.Contains(e.value.Fields, missing) &&
		slices.Contains(evidence.Fields[R](), missing) {
		return true, err
	}
	return false, err
}

// Validate checks a record by the rules of the domain, if there are any for its kind.
func Validate[R evidence.Record](r R) error {
	if v, ok := any(r).(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return nil
}

func (e *entry[R]) Mentions(list []Mention) []Mention { return e.model.mentions(e.value.Value, list) }

func (e *entry[R]) Variant() uint8 {
	if e.model.variant == nil {
		return 0
	}
	return e.model.variant(e.value.Value)
}

func (e *entry[R]) Each(f func(Record)) { f(e) }

func (e *entry[R]) Over(earlier Record) Record {
	first, ok := earlier.(*entry[R])
	if !ok {
		return e
	}
	fields := slices.Clone(first.value.Fields)
	for _, f := range e.value.Fields {
		if !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	merged := evidence.Merge(&first.value.Value, e.value)
	return &entry[R]{value: evidence.Put[R]{Value: merged, Fields: fields}, model: e.model}
}

func (e *entry[R]) Onto(old evidence.Node) error {
	known, _ := any(old).(*R) // nil where the graph has none
	return Validate(evidence.Merge(known, e.value))
}

func (e *entry[R]) ID() evidence.ID { return e.model.id(e.value.Value) }

func (e *entry[R]) Settle(read func(Mention) evidence.ID) {
	if e.model.settle != nil {
		e.model.settle(&e.value, read)
	}
}

func (e *entry[R]) Put(b *evidence.Batch) {
	slot := e.model.slot(b)
	*slot = append(*slot, e.value)
}

func (e *entry[R]) Since() evidence.Date {
	switch r := any(&e.value.Value).(type) {
	case *evidence.Ownership:
		return r.ValidFrom
	case *evidence.Funding:
		return r.ValidFrom
	case *evidence.Interest:
		return r.ValidFrom
	}
	return ""
}

func (e *entry[R]) EndOn(until evidence.Date) {
	at := endOf(any(&e.value.Value))
	if at == nil || at.Known() && !until.Before(*at) {
		return
	}
	*at = until
	if !slices.Contains(e.value.Fields, "validTo") {
		e.value.Fields = append(e.value.Fields, "validTo")
	}
}

// endOf returns when an ownership, funding or interest ends, nil of any other record.
func endOf(record any) *evidence.Date {
	switch r := record.(type) {
	case *evidence.Ownership:
		return &r.ValidTo
	case *evidence.Funding:
		return &r.ValidTo
	case *evidence.Interest:
		return &r.ValidTo
	}
	return nil
}

func (e *entry[R]) KeepUnstated() {
	empty := evidence.Put[R]{Fields: e.value.Fields}
	stated := evidence.Differences(evidence.Merge(nil, empty), evidence.Merge(nil, e.value))
	e.value.Fields = slices.DeleteFunc(slices.Clone(e.value.Fields),
		func(f string) bool { return !slices.Contains(stated, f) })
}

// builder returns the function that makes an entry of what a line of the type was read into.
func builder[R evidence.Record](m *model[R]) func(R, []string) Record {
	return func(r R, stated []string) Record {
		return &entry[R]{value: evidence.Put[R]{Value: r, Fields: stated}, model: m}
	}
}

// group is the record of a line that states several links.
type group struct{ members []Record }

func (g *group) Validate() (bool, error) {
	for _, r := range g.members {
		if _, err := r.Validate(); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (g *group) Mentions(list []Mention) []Mention {
	for i, r := range g.members {
		pair := r.Mentions(nil)
		if i > 0 {
			pair = pair[1:] // all have the first node in common
		}
		list = append(list, pair...)
	}
	return list
}

func (g *group) Variant() uint8 { return 0 }

func (g *group) Each(f func(Record)) {
	for _, r := range g.members {
		f(r)
	}
}

func (g *group) Over(Record) Record { return g }

func (g *group) Onto(evidence.Node) error { return nil }

func (g *group) ID() evidence.ID { return "" }

func (g *group) Settle(func(Mention) evidence.ID) {}

func (g *group) Since() evidence.Date { return "" }

func (g *group) EndOn(evidence.Date) {}

func (g *group) KeepUnstated() {
	for _, r := range g.members {
		r.KeepUnstated()
	}
}

func (g *group) Put(b *evidence.Batch) {
	for _, r := range g.members {
		r.Put(b)
	}
}
