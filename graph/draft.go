package graph

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
	// maxRecords is how many records a client may send at once.
	maxRecords = 1000
	// maxUserErrors is how many errors of one input are reported.
	maxUserErrors = 100
)

// stated is what an input says of one record, by the names of the fields: one that is left out is not there.
type stated = map[string]any

// draft is a write that is made of a client's input: the records, where in the input each is, and what is wrong with
// it.
type draft struct {
	batch    evidence.Batch
	defaults model.ProvenanceInput
	ids      []evidence.ID
	places   map[evidence.ID][]string
	bare     bool // the input names records by ids alone: what is wrong with one is wrong at its id
	errors   []*model.UserError
}

// newDraft begins a write with who makes it, from what.
func newDraft(by model.ProvenanceInput) *draft {
	d := &draft{defaults: by, places: map[evidence.ID][]string{}}
	d.batch = evidence.Batch{Collector: by.Collector, Method: by.Method, RecordedFrom: by.RecordedFrom,
		Reason: orZero(by.Justification)}
	d.need(by.Collector, "who records it", "provenance", "collector")
	d.need(by.RecordedFrom, "the document or person it was taken from", "provenance", "recordedFrom")
	stated := evidence.Provenance{Method: by.Method, Confidence: by.Confidence, Quotes: quotesOf(by.Quotes)}
	d.check(stated.Validate(), "provenance")
	return d
}

// act begins a write that does something to records that are there.
func act(by model.ActorInput) *draft {
	d := &draft{places: map[evidence.ID][]string{}}
	d.batch = evidence.Batch{Collector: by.Collector, Method: evidence.Declared, Reason: by.Reason}
	d.need(by.Collector, "who does it", "by", "collector")
	d.need(by.Reason, "why it is done", "by", "reason")
	return d
}

// need refuses an empty text.
func (d *draft) need(text, what string, path ...string) {
	if strings.TrimSpace(text) == "" {
		d.check(evidence.Invalidf("", "missing; expected %s", what), path...)
	}
}

// check notes an error of the domain at a place of the input.
func (d *draft) check(err error, path ...string) {
	var e *evidence.Error
	if !errors.As(err, &e) || len(d.errors) == maxUserErrors {
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
	d.errors = append(d.errors, &model.UserError{
		Field: field, Code: model.UserErrorCode(strings.ToUpper(string(e.Code))), Message: e.Message,
	})
}

// onlyAt returns the context of a write that keeps to the version that the argument ifVersion of its field names.
func (d *draft) onlyAt(ctx context.Context) context.Context {
	given, _ := graphql.GetFieldContext(ctx).Args[evidence.IfVersion].(*string)
	if given == nil {
		return ctx
	}
	only, err := evidence.ParseVersion(evidence.IfVersion, *given)
	d.check(err)
	return evidence.OnlyAt(ctx, only)
}

// refused turns an error of the graph about one of the records, or about its version, into one for the person who can
// correct it, and reports whether it is one.
func (d *draft) refused(err error) bool {
	var e *evidence.Error
	if errors.As(err, &e) && e.Field == evidence.IfVersion {
		d.check(e)
		return true
	}
	var of *evidence.RecordError
	if !errors.As(err, &of) {
		return false
	}
	if d.bare {
		err = unnamed(err)
	}
	d.check(err, d.places[of.Record]...)
	return true
}

// item is one record of a draft that is being read, and the names of the fields that it states.
type item struct {
	*draft
	path   []string
	fields []string
}

// each reads the records of an input.
func each[In any](ctx context.Context, d *draft, input []In, read func(*item, In)) *draft {
	if len(input) > maxRecords && !request.IsInProcess(ctx) {
		d.check(evidence.Invalidf("", "%d records are given; expected at most %d, in several requests", len(input),
			maxRecords), "input")
		return d
	}
	for i, in := range input {
		read(&item{draft: d, path: []string{"input", strconv.Itoa(i)}, fields: []string{}}, in)
	}
	return d
}

// at returns the place of a field of the record.
func (t *item) at(field ...string) []string {
	return append(t.path[:len(t.path):len(t.path)], field...)
}

// add puts the record into the batch.
func add[T evidence.Record](t *item, to *[]evidence.Put[T], record T) {
	whole := evidence.Merge(nil, evidence.Put[T]{Value: record})
	id := evidence.IDOf(&whole)
	if t.places[id] == nil {
		t.ids = append(t.ids, id)
	}
	t.places[id] = t.at()
	*to = append(*to, evidence.Put[T]{Value: record, Fields: t.fields})
}

// read takes the fields of a record that an input states, as the record's table names them; those that are named are
// read by somebody else. null clears a field.
func (t *item) read(record any, in stated, except ...string) {
	fields := evidence.TableOf(record).Fields
	for i := range fields {
		f := &fields[i]
		value, is := in[f.Name]
		if !is || f.Role == evidence.Key || slices.Contains(except, f.Name) {
			continue
		}
		if f.Role == evidence.Stated {
			t.fields = append(t.fields, f.Name)
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
			value = quotesOf(v)
		}
		if !f.Set(record, value) {
			t.check(evidence.Invalidf("", "%T is not what the field takes", value), t.at(f.Name)...)
		}
	}
}

// named reads the id of a node, and reports whether the input has one.
func (t *item) named(record any, in stated) bool {
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
func (t *item) oneID(f *evidence.Property, id evidence.ID, at ...string) string {
	if f.Of == "" {
		return string(t.global(id, at...))
	}
	return key[string](t, f.Of, id, at...)
}

func (t *item) manyIDs(f *evidence.Property, ids []evidence.ID) []string {
	return keys[string](t, f.Of, ids, f.Name)
}

// key reads an id of a kind, global or bare.
func key[T ~string](t *item, kind evidence.Kind, id evidence.ID, field ...string) T {
	parsed, err := evidence.ParseKey[T](kind, string(id))
	t.check(unnamed(err), t.at(field...)...)
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

// keys reads ids of a kind.
func keys[T ~string](t *item, kind evidence.Kind, ids []evidence.ID, field string) []T {
	parsed := make([]T, len(ids))
	for i, id := range ids {
		parsed[i] = key[T](t, kind, id, field, strconv.Itoa(i))
	}
	return parsed
}

// global reads a global id of any kind.
func (t *item) global(id evidence.ID, field ...string) evidence.ID {
	parsed, err := evidence.ParseID(string(id))
	t.check(unnamed(err), t.at(field...)...)
	return parsed
}

// said returns the provenance that the request states for all links.
func (t *item) said() (p evidence.Provenance) {
	var whole evidence.Confirmation
	t.read(&whole, t.provenance(nil))
	return whole.Provenance
}

// provenance adds to what a link states what the request states for all, unless the link states it itself.
func (t *item) provenance(in stated) stated {
	whole := maps.Clone(in)
	if whole == nil {
		whole = stated{}
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

func quotesOf(input []*model.QuoteInput) []evidence.Quote {
	quotes := make([]evidence.Quote, len(input))
	for i, in := range input {
		q := evidence.Quote{Exact: orZero(in.Exact), Prefix: orZero(in.Prefix), Suffix: orZero(in.Suffix)}
		if in.Locator != nil {
			q = q.WithLocator(*in.Locator)
		}
		if in.StartLine != nil || in.EndLine != nil {
			q.StartLine, q.EndLine = orZero(in.StartLine), orZero(in.StartLine)
		}
		if in.EndLine != nil {
			q.EndLine = *in.EndLine
		}
		quotes[i] = q
	}
	return quotes
}
