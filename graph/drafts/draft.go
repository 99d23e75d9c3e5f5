// Package drafts makes writes of what clients state: the records, where in the input each is, and what is wrong with
// it.
package drafts

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

const (
	// MaxRecords is how many records a client may send at once.
	MaxRecords = 1000
	// maxUserErrors is how many errors of one input are reported.
	maxUserErrors = 100
)

// Stated is what an input says of one record, by the names of the fields: one that is left out is not there.
type Stated = map[string]any

// Draft is a write that is made of a client's input: the records, where in the input each is, and what is wrong with
// it.
type Draft struct {
	Batch    evidence.Batch
	defaults model.ProvenanceInput
	IDs      []evidence.ID            // of the records, each once, in the order of the input
	Places   map[evidence.ID][]string // where in the arguments each record is
	Bare     bool                     // the input names records by ids alone: what is wrong with one is wrong at its id
	Errors   []*model.UserError
}

// New begins a write with who makes it, from what.
func New(by model.ProvenanceInput) *Draft {
	d := &Draft{defaults: by, Places: map[evidence.ID][]string{}}
	d.Batch = evidence.Batch{Collector: by.Collector, Method: by.Method, RecordedFrom: by.RecordedFrom,
		Reason: model.OrZero(by.Justification)}
	d.Need(by.Collector, "who records it", "provenance", "collector")
	d.Need(by.RecordedFrom, "the document or person it was taken from", "provenance", "recordedFrom")
	stated := evidence.Provenance{Method: by.Method, Confidence: by.Confidence, Quotes: QuotesOf(by.Quotes)}
	d.Check(stated.Validate(), "provenance")
	return d
}

// NewAct begins a write that does something to records that are there.
func NewAct(by model.ActorInput) *Draft {
	d := &Draft{Places: map[evidence.ID][]string{}}
	d.Batch = evidence.Batch{Collector: by.Collector, Method: evidence.Declared, Reason: by.Reason}
	d.Need(by.Collector, "who does it", "by", "collector")
	d.Need(by.Reason, "why it is done", "by", "reason")
	return d
}

// Need refuses an empty text.
func (d *Draft) Need(text, what string, path ...string) {
	if strings.TrimSpace(text) == "" {
		d.Check(evidence.Invalidf("", "missing; expected %s", what), path...)
	}
}

// Check notes an error of the domain at a place of the input.
func (d *Draft) Check(err error, path ...string) {
	var e *evidence.Error
	if !errors.As(err, &e) || len(d.Errors) == maxUserErrors {
		return
	}
	field := append([]string{}, path...)
	switch e.Field {
	case "":
	case "quote": // the domain names one of them
		field = append(field, "quotes")
	default:
		field = append(field, e.Field)
	}
	d.Errors = append(d.Errors, &model.UserError{
		Field: field, Code: model.UserErrorCode(strings.ToUpper(string(e.Code))), Message: e.Message,
	})
}

// OnlyAt returns the context of a write that keeps to the version that the argument ifVersion of its field names.
func (d *Draft) OnlyAt(ctx context.Context) context.Context {
	given, _ := graphql.GetFieldContext(ctx).Args[evidence.IfVersion].(*string)
	if given == nil {
		return ctx
	}
	only, err := evidence.ParseVersion(evidence.IfVersion, *given)
	d.Check(err)
	return evidence.OnlyAt(ctx, only)
}

// Refused turns an error of the graph about one of the records, or about its version, into one for the person who can
// correct it, and reports whether it is one.
func (d *Draft) Refused(err error) bool {
	var e *evidence.Error
	if errors.As(err, &e) && e.Field == evidence.IfVersion {
		d.Check(e)
		return true
	}
	var of *evidence.RecordError
	if !errors.As(err, &of) {
		return false
	}
	if d.Bare {
		err = unnamed(err)
	}
	d.Check(err, d.Places[of.Record]...)
	return true
}

// Item is one record of a draft that is being read, and the names of the fields that it states.
type Item struct {
	*Draft
	Path   []string
	Fields []string
}

// Each reads the records of an input.
func Each[In any](ctx context.Context, d *Draft, input []In, read func(*Item, In)) *Draft {
	if len(input) > MaxRecords && !request.IsInProcess(ctx) {
		d.Check(evidence.Invalidf("", "%d records are given; expected at most %d, in several requests", len(input),
			MaxRecords), "input")
		return d
	}
	for i, in := range input {
		read(&Item{Draft: d, Path: []string{"input", strconv.Itoa(i)}, Fields: []string{}}, in)
	}
	return d
}

// At returns the place of a field of the record.
func (t *Item) At(field ...string) []string {
	return append(t.Path[:len(t.Path):len(t.Path)], field...)
}

// Add puts the record into the batch.
func Add[T evidence.Record](t *Item, to *[]evidence.Put[T], record T) {
	whole := evidence.Merge(nil, evidence.Put[T]{Value: record})
	id := evidence.IDOf(&whole)
	if t.Places[id] == nil {
		t.IDs = append(t.IDs, id)
	}
	t.Places[id] = t.At()
	*to = append(*to, evidence.Put[T]{Value: record, Fields: t.Fields})
}

// Read takes the fields of a record that an input states, as the record's table names them; those that are named are
// read by somebody else. null clears a field.
func (t *Item) Read(record any, in Stated, except ...string) {
	fields := evidence.TableOf(record).Fields
	for i := range fields {
		f := &fields[i]
		value, is := in[f.Name]
		if !is || f.Role == evidence.Key || slices.Contains(except, f.Name) {
			continue
		}
		if f.Role == evidence.Stated {
			t.Fields = append(t.Fields, f.Name)
		}
		switch v := value.(type) {
		case *evidence.ID:
			if value = nil; v != nil {
				value = t.oneID(f, *v, f.Name)
			}
		case evidence.ID:
			value = t.oneID(f, v, f.Name)
		case []evidence.ID:
			value = t.manyIDs(f, v)
		case []*model.QuoteInput:
			value = QuotesOf(v)
		}
		if !f.Set(record, value) {
			t.Check(evidence.Invalidf("", "%T is not what the field takes", value), t.At(f.Name)...)
		}
	}
}

// Named reads the id of a node, and reports whether the input has one.
func (t *Item) Named(record any, in Stated) bool {
	var id evidence.ID
	switch v := in["id"].(type) {
	case evidence.ID:
		id = v
	case *evidence.ID:
		if v == nil {
			return false
		}
		id = *v
	default:
		return false
	}
	f := evidence.TableOf(record).Field("id")
	return f.Set(record, t.oneID(f, id, "id"))
}

// oneID reads an id of the kind that a field takes, global or bare; of no certain kind it is global.
func (t *Item) oneID(f *evidence.Property, id evidence.ID, at ...string) string {
	if f.Of == "" {
		return string(t.Global(id, at...))
	}
	return Key[string](t, f.Of, id, at...)
}

func (t *Item) manyIDs(f *evidence.Property, ids []evidence.ID) []string {
	return Keys[string](t, f.Of, ids, f.Name)
}

// Key reads an id of a kind, global or bare.
func Key[T ~string](t *Item, kind evidence.Kind, id evidence.ID, field ...string) T {
	parsed, err := evidence.ParseKey[T](kind, string(id))
	t.Check(unnamed(err), t.At(field...)...)
	return parsed
}

// unnamed takes the field out of an error: the place in the input says it better.
func unnamed(err error) error {
	var e *evidence.Error
	if !errors.As(err, &e) {
		return err
	}
	return &evidence.Error{Code: e.Code, Message: e.Message, Err: e.Err}
}

// Keys reads ids of a kind.
func Keys[T ~string](t *Item, kind evidence.Kind, ids []evidence.ID, field string) []T {
	parsed := make([]T, len(ids))
	for i, id := range ids {
		parsed[i] = Key[T](t, kind, id, field, strconv.Itoa(i))
	}
	return parsed
}

// Global reads a global id of any kind.
func (t *Item) Global(id evidence.ID, field ...string) evidence.ID {
	parsed, err := evidence.ParseID(string(id))
	t.Check(unnamed(err), t.At(field...)...)
	return parsed
}

// Said returns the provenance that the request states for all links.
func (t *Item) Said() (p evidence.Provenance) {
	var whole evidence.Confirmation
	t.Read(&whole, t.Provenance(nil))
	return whole.Provenance
}

// Provenance adds to what a link states what the request states for all, unless the link states it itself.
func (t *Item) Provenance(in Stated) Stated {
	whole := maps.Clone(in)
	if whole == nil {
		whole = Stated{}
	}
	fallback := func(name string, value any, is bool) {
		if _, own := whole[name]; is && !own {
			whole[name] = value
		}
	}
	fallback("justification", t.defaults.Justification, t.defaults.Justification != nil)
	fallback("confidence", t.defaults.Confidence, t.defaults.Confidence != nil)
	fallback("quotes", t.defaults.Quotes, t.defaults.Quotes != nil)
	return whole
}

// QuotesOf reads quotes; "line 6" and "lines 4-7" as a locator are read as lines.
func QuotesOf(input []*model.QuoteInput) []evidence.Quote {
	quotes := make([]evidence.Quote, len(input))
	for i, in := range input {
		q := evidence.Quote{Exact: model.OrZero(in.Exact), Prefix: model.OrZero(in.Prefix), Suffix: model.OrZero(in.Suffix)}
		if in.Locator != nil {
			q = q.WithLocator(*in.Locator)
		}
		if in.StartLine != nil || in.EndLine != nil {
			q.StartLine, q.EndLine = model.OrZero(in.StartLine), model.OrZero(in.StartLine)
		}
		if in.EndLine != nil {
			q.EndLine = *in.EndLine
		}
		quotes[i] = q
	}
	return quotes
}
