package grammar

import (
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// field is one field that a line of a type may carry.
type field[T any] struct {
	name   string
	former string // what earlier versions wrote it as; "" = the same
	// what it states in an evidence.Put; "" = it is part of the identity, or of what another field states
	states   string
	expected string // what it takes, for messages
	required bool
	set      func(*T, value, string) error
}

// need makes a field that no line of the type can do without.
func need[T any](f field[T]) field[T] {
	f.required = true
	return f
}

// identity makes a field that is part of what identifies the record.
func identity[T any](f field[T]) field[T] {
	f.states = ""
	return f
}

// words is a field of text; null and "" clear it.
func words[T any, S ~string](name, expected string, at func(*T) *S) field[T] {
	return field[T]{name: name, states: name, expected: expected, set: func(t *T, v value, expected string) error {
		text, err := v.text(expected)
		*at(t) = S(text)
		return err
	}}
}

// list is a field of several texts.
func list[T any](name, expected string, at func(*T) *[]string) field[T] {
	return field[T]{name: name, states: name, expected: expected, set: func(t *T, v value, expected string) error {
		texts, err := v.texts(expected)
		*at(t) = texts
		return err
	}}
}

// shape is what lines of one type look like: T is what they are read into.
type shape[T any] struct {
	fields     []field[T]
	byName     map[string]int
	provenance func(*T) *evidence.Provenance // nil for nodes
	build      func(T, []string) Record
	finish     func(*T) *Fault // puts together what several fields say; nil = there is nothing of the kind
}

func newShape[T any](
	build func(T, []string) Record, provenance func(*T) *evidence.Provenance, fields ...field[T],
) *shape[T] {
	s := &shape[T]{fields: fields, build: build, provenance: provenance, byName: make(map[string]int, len(fields))}
	for i, f := range s.fields {
		s.byName[f.name] = i
		if f.former != "" {
			s.byName[f.former] = i
		}
	}
	return s
}

// decode reads the members of a line. It names the first member at fault.
func (s *shape[T]) decode(members []member) (Record, *Fault) {
	d := draft[T]{stated: make([]string, 0, len(members))}
	for i, m := range members {
		if repeated(members[:i], m.name) {
			return nil, Faultf(string(m.name), "stands twice on the line; expected each field once")
		}
		if string(m.name) == "type" || (s.provenance != nil && d.said.take(m)) {
			continue
		}
		if f := s.take(&d, m); f != nil {
			return nil, f
		}
	}
	for i, f := range s.fields {
		if f.required && d.seen&(1<<i) == 0 {
			return nil, Faultf(f.name, "missing; expected %s", f.expected)
		}
	}
	if d.said.stated() {
		quotes, f := d.said.quotes()
		if f != nil {
			return nil, f
		}
		s.provenance(&d.value).Quotes = quotes
		d.stated = append(d.stated, "quotes")
	}
	if s.finish != nil {
		if f := s.finish(&d.value); f != nil {
			return nil, f
		}
	}
	return s.build(d.value, d.stated), nil
}

// draft is a line while it is read.
type draft[T any] struct {
	value  T
	stated []string // the fields for evidence.Put
	said   quoting
	seen   uint64 // the places of the fields that stand on the line
}

func (s *shape[T]) take(d *draft[T], m member) *Fault {
	at, known := s.byName[string(m.name)]
	if !known {
		return unknownField(string(m.name), s.names())
	}
	f := s.fields[at]
	if d.seen&(1<<at) != 0 {
		return Faultf(string(m.name), "is the former name of %s, and both stand on the line; expected one of them", f.name)
	}
	if f.required && m.value.null() {
		return Faultf(f.name, "is null; expected %s", f.expected)
	}
	if err := f.set(&d.value, m.value, f.expected); err != nil {
		return &Fault{Field: f.name, Message: FaultOf(err).Message}
	}
	d.seen |= 1 << at
	if f.states != "" {
		d.stated = append(d.stated, f.states)
	}
	return nil
}

func (s *shape[T]) names() []string {
	names := []string{"type"}
	for _, f := range s.fields {
		names = append(names, f.name)
	}
	if s.provenance != nil {
		names = append(names, "quote", "locator", "quotes")
	}
	return names
}

func (s *shape[T]) lineFields() []LineField {
	var list []LineField
	for _, f := range s.fields {
		list = append(list, LineField{f.name, f.expected, f.required})
	}
	if s.provenance != nil {
		list = append(list, LineField{Name: "quote", Expected: "the words that say so"},
			LineField{Name: "locator", Expected: "where they stand"},
			LineField{Name: "quotes", Expected: expectedQuotes})
	}
	return list
}

func (s *shape[T]) Expected(name string) string {
	if i, ok := s.byName[name]; ok {
		return s.fields[i].expected
	}
	return "a value"
}

func repeated(before []member, name []byte) bool {
	for _, m := range before {
		if string(m.name) == string(name) {
			return true
		}
	}
	return false
}

func unknownField(name string, known []string) *Fault {
	if near := nearest(name, known); near != "" {
		return Faultf(name, "unknown field; did you mean %q?", near)
	}
	return Faultf(name, "unknown field; expected one of %s", strings.Join(known[1:], ", "))
}
