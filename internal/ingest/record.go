package ingest

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// record is what one line records: one node, one link, or (of a line of type same) several links.
type record interface {
	// validate refuses what is wrong with the line itself. partial is true where that may be cured (or caused) by what
	// other lines or the graph state of the same node: a field is missing, or is cleared that another one needs.
	validate() (partial bool, err error)
	// mentions appends the nodes that the line names, a node line's own id first.
	mentions([]mention) []mention
	// variant numbers the stance or kind that is part of the identity.
	variant() uint8
	// each calls f with the single records.
	each(f func(record))
	// over returns the record merged over an earlier one of the same identity.
	over(earlier record) record
	// onto validates the record as it will stand when written over what the graph has, nil where it has nothing.
	onto(old evidence.Node) error
	// id returns the global id of what it records.
	id() evidence.ID
	// settle replaces bare ends, where the kind was open, by what they turned out to be.
	settle(func(mention) evidence.ID)
	// endOn ends an ownership or funding on a day, unless it ends before.
	endOn(evidence.Date)
	// keepUnstated states only what there is: nothing is cleared.
	keepUnstated()
	// put appends the record to a batch.
	put(*evidence.Batch)
}

// mention is a node that a line names. Where a bare key may be of two kinds, id and other are the two readings.
type mention struct{ id, other evidence.ID }

// model is what the importer knows of a type of record.
type model[R evidence.Record] struct {
	slot     func(*evidence.Batch) *[]evidence.Put[R]
	id       func(R) evidence.ID
	mentions func(R, []mention) []mention
	variant  func(R) uint8                                     // nil = there is only one
	leans    func(evidence.Put[R]) bool                        // whether its validity depends on earlier values though all is stated; nil = never
	settle   func(*evidence.Put[R], func(mention) evidence.ID) // nil = there is nothing to settle
	standIn  func(R) R                                         // the record with every bare end read in the first way; nil = it has none
}

// entry is a single record.
type entry[R evidence.Record] struct {
	value evidence.Put[R]
	model *model[R]
}

func (e *entry[R]) validate() (bool, error) {
	r := e.value.Value
	if e.model.standIn != nil {
		r = e.model.standIn(r)
	}
	err := validate(r)
	if err == nil {
		return e.model.leans != nil && e.model.leans(e.value), nil
	}
	missing := faultOf(err).field
	if e.model.id(r).Kind().IsNode() && !slices.Contains(e.value.Fields, missing) && slices.Contains(evidence.Fields[R](), missing) {
		return true, err
	}
	return false, err
}

func validate[R evidence.Record](r R) error {
	if v, ok := any(r).(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return nil
}

func (e *entry[R]) mentions(list []mention) []mention { return e.model.mentions(e.value.Value, list) }

func (e *entry[R]) variant() uint8 {
	if e.model.variant == nil {
		return 0
	}
	return e.model.variant(e.value.Value)
}

func (e *entry[R]) each(f func(record)) { f(e) }

func (e *entry[R]) over(earlier record) record {
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

func (e *entry[R]) onto(old evidence.Node) error {
	known, _ := any(old).(*R) // nil where the graph has none
	return validate(evidence.Merge(known, e.value))
}

func (e *entry[R]) id() evidence.ID { return e.model.id(e.value.Value) }

func (e *entry[R]) settle(read func(mention) evidence.ID) {
	if e.model.settle != nil {
		e.model.settle(&e.value, read)
	}
}

func (e *entry[R]) put(b *evidence.Batch) {
	slot := e.model.slot(b)
	*slot = append(*slot, e.value)
}

func (e *entry[R]) endOn(until evidence.Date) {
	at := endOf(any(&e.value.Value))
	if at == nil || at.Known() && !until.Before(*at) {
		return
	}
	*at = until
	if !slices.Contains(e.value.Fields, "validTo") {
		e.value.Fields = append(e.value.Fields, "validTo")
	}
}

// endOf returns when an ownership or funding ends, nil of any other record.
func endOf(record any) *evidence.Date {
	switch r := record.(type) {
	case *evidence.Ownership:
		return &r.ValidTo
	case *evidence.Funding:
		return &r.ValidTo
	}
	return nil
}

func (e *entry[R]) keepUnstated() {
	empty := evidence.Put[R]{Fields: e.value.Fields}
	stated := evidence.Differences(evidence.Merge(nil, empty), evidence.Merge(nil, e.value))
	e.value.Fields = slices.DeleteFunc(slices.Clone(e.value.Fields), func(f string) bool { return !slices.Contains(stated, f) })
}

// builder returns the function that makes an entry of what a line of the type was read into.
func builder[R evidence.Record](m *model[R]) func(R, []string) record {
	return func(r R, stated []string) record {
		return &entry[R]{value: evidence.Put[R]{Value: r, Fields: stated}, model: m}
	}
}

// group is the record of a line that states several links.
type group struct{ members []record }

func (g *group) validate() (bool, error) {
	for _, r := range g.members {
		if _, err := r.validate(); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (g *group) mentions(list []mention) []mention {
	for i, r := range g.members {
		pair := r.mentions(nil)
		if i > 0 {
			pair = pair[1:] // all have the first node in common
		}
		list = append(list, pair...)
	}
	return list
}

func (g *group) variant() uint8 { return 0 }

func (g *group) each(f func(record)) {
	for _, r := range g.members {
		f(r)
	}
}

func (g *group) over(record) record { return g }

func (g *group) onto(evidence.Node) error { return nil }

func (g *group) id() evidence.ID { return "" }

func (g *group) settle(func(mention) evidence.ID) {}

func (g *group) endOn(evidence.Date) {}

func (g *group) keepUnstated() {
	for _, r := range g.members {
		r.keepUnstated()
	}
}

func (g *group) put(b *evidence.Batch) {
	for _, r := range g.members {
		r.put(b)
	}
}
