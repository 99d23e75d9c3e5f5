package neo4jstore

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// fields reads a record back from properties.
type fields struct {
	*answer
	values map[string]any
}

func get[T any](f fields, name string) (value T) {
	if v, ok := f.values[name]; ok && v != nil {
		return as[T](f.answer, name, v)
	}
	return value
}

func text[T ~string](f fields, name string) T { return T(get[string](f, name)) }

func (f fields) time(name string) time.Time { return moment(get[int64](f, name)) }

// moment reads a time as it is stored: nanoseconds since 1970.
func moment(nanoseconds int64) time.Time { return time.Unix(0, nanoseconds).UTC() }

// nanoseconds returns a time that was asked for as times are stored. What 64 bits cannot hold (before 1677-09-21 and
// after 2262-04-11) is the first or the last time that they can: nothing is recorded out there, so that comparisons
// stay true.
func nanoseconds(t time.Time) int64 {
	switch first, last := moment(math.MinInt64), moment(math.MaxInt64); {
	case t.Before(first):
		return math.MinInt64
	case t.After(last):
		return math.MaxInt64
	}
	return t.UnixNano()
}

// quotes reads quotes as they are stored, "" for none.
func (a *answer) quotes(name, written string) []evidence.Quote {
	var quotes []evidence.Quote
	if written != "" {
		if err := json.Unmarshal([]byte(written), &quotes); err != nil {
			a.fail(name, written, "a JSON list of quotes")
		}
	}
	return quotes
}

// read fills a record, given as a pointer, with all that is stored of it but for the ends of a link, and its id.
func (f fields) read(record any) { f.readFields(evidence.TableOf(record).Fields, record) }

func (f fields) readFields(list []evidence.Property, record any) {
	for i := range list {
		field := &list[i]
		if v := f.values[field.Stored]; v != nil && field.Role != evidence.End {
			f.set(field, record, v)
		}
	}
}

// set writes one stored value into a record.
func (f fields) set(field *evidence.Property, record, v any) {
	switch field.Shape {
	case evidence.ShapeTexts, evidence.ShapeIDs:
		list := as[[]any](f.answer, field.Stored, v)
		texts := make([]string, len(list))
		for i, text := range list {
			texts[i] = as[string](f.answer, field.Stored, text)
		}
		v = texts
	case evidence.ShapeQuotes:
		v = f.quotes(field.Stored, as[string](f.answer, field.Stored, v))
	case evidence.ShapeWhole:
		v = int(as[int64](f.answer, field.Stored, v))
	case evidence.ShapeInstant:
		v = moment(as[int64](f.answer, field.Stored, v))
	}
	if !field.Set(record, v) {
		f.fail(field.Stored, v, field.Expected)
	}
}

// provenance reads that of a link alone.
func (f fields) provenance() (p evidence.Provenance) {
	f.readFields(evidence.ProvenanceFields(), &p)
	return p
}

// node reads whichever node the id is of; nil if it is of none.
func (f fields) node() evidence.Node {
	if kind := text[evidence.ID](f, "id").Kind(); kind.IsNode() {
		record := evidence.TableFor(kind).New()
		f.read(record)
		node, _ := record.(evidence.Node)
		return node
	}
	f.fail("id", f.values["id"], "the id of a node")
	return nil
}

// appendNode appends the node that is read.
func appendNode[T any](list []T, f fields) []T {
	list = append(list, *new(T))
	f.read(&list[len(list)-1])
	return list
}

func pointer[T any](value T) *T { return &value }

// linkRow is a relationship as queries return it: its type, the ids of its tail and head, and its properties.
type linkRow struct {
	fields
	kind       string
	tail, head evidence.ID
}

// linkRow takes a list of type, tail, head and properties.
func (a *answer) linkRow(column string, v any) linkRow {
	parts := as[[]any](a, column, v)
	if len(parts) != 4 {
		a.fail(column, v, "a list of type, tail, head and properties")
		return linkRow{fields: fields{answer: a}}
	}
	return linkRow{
		fields: fields{a, as[map[string]any](a, column, parts[3])},
		kind:   as[string](a, column, parts[0]),
		tail:   evidence.ID(as[string](a, column, parts[1])),
		head:   evidence.ID(as[string](a, column, parts[2])),
	}
}

// publicID returns the id of the link that a relationship is a record of: the group, or the id without what makes a
// former record's id unique.
func (r linkRow) publicID() evidence.ID {
	if group := get[string](r.fields, "group"); group != "" {
		return evidence.ID(group)
	}
	id, _, _ := strings.Cut(get[string](r.fields, "id"), "@")
	return evidence.ID(id)
}

// appendLink appends the link that is read.
func appendLink[T any](list []T, r linkRow) []T {
	list = append(list, *new(T))
	r.into(&list[len(list)-1])
	return list
}

// link reads whichever link the relationship is a record of; nil if it is of none.
func (r linkRow) link() evidence.Link {
	if kind := r.publicID().Kind(); kind.IsLink() {
		record := evidence.TableFor(kind).New()
		r.into(record)
		link, _ := record.(evidence.Link)
		return link
	}
	r.fail("id", r.values["id"], "the id of a link")
	return nil
}

func linkOf[T any](r linkRow) *T {
	l := new(T)
	r.into(l)
	return l
}

// into reads a link: its properties, and what the relationship joins. A corroboration has the one source that this
// relationship names; the others stand in relationships of the same group.
func (r linkRow) into(record any) {
	r.read(record)
	id := r.publicID()
	switch l := record.(type) {
	case *evidence.Statement:
		l.ID, l.Stance = evidence.StatementID(id), layout.StanceOf(r.kind)
		l.Claim, l.Source = evidence.ClaimID(r.tail), evidence.SourceID(r.head)
	case *evidence.Derivation:
		l.ID, l.Kind = evidence.DerivationID(id), evidence.DerivationKind(r.kind)
		l.From, l.To = evidence.SourceID(r.tail), evidence.SourceID(r.head)
	case *evidence.Corroboration:
		l.ID, l.Claim = evidence.CorroborationID(id), evidence.ClaimID(r.tail)
		l.Sources = []evidence.SourceID{evidence.SourceID(r.head)}
	case *evidence.Ownership:
		l.ID, l.Asset, l.Owner = evidence.OwnershipID(id), r.tail, r.head
	case *evidence.Funding:
		l.ID, l.Recipient, l.Funder = evidence.FundingID(id), r.tail, r.head
	case *evidence.Sameness:
		l.ID, l.A, l.B = evidence.SamenessID(id), min(r.tail, r.head), max(r.tail, r.head)
	case *evidence.Relation:
		l.ID, l.Kind = evidence.RelationID(id), evidence.RelationKind(r.kind)
		l.From, l.To = evidence.ClaimID(r.tail), evidence.ClaimID(r.head)
	case *evidence.Confirmation:
		l.ID, l.Source = evidence.ConfirmationID(id), evidence.SourceID(r.tail)
	case *evidence.Interest:
		l.ID, l.Holder = evidence.InterestID(id), r.tail
		if l.Tag == "" {
			l.Claim = evidence.ClaimID(r.head)
		}
	case *evidence.Leaning:
		l.ID, l.Outlet = evidence.LeaningID(id), evidence.OutletID(r.tail)
	}
}

// denial reads what a sameness has become that was retracted.
func (r linkRow) denial() evidence.Denial {
	by, because := text[string](r.fields, "retractedBy"), text[string](r.fields, "retractedBecause")
	return evidence.DenialOf(*linkOf[evidence.Sameness](r), by, because)
}
