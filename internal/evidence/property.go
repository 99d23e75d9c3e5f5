package evidence

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Property is one field of a kind of record. The tables beside the records are made of them, and stores, imports,
// exports, histories and the GraphQL inputs draw on the tables: a property is described once.
type Property struct {
	// Name is what people call it: in files, patches, inputs and histories.
	Name string
	// Former is what files called it before version 0.1.0; it is still read. "" = it always had its name.
	Former string
	// Stored is what the graph and tables call it.
	Stored string
	Shape  Shape
	Role   Role
	// Of is the kind of node that an id names; "" = several kinds are possible, and the id says which.
	Of Kind
	// Expected says what it takes, for messages: "an address".
	Expected string
	// Words is the name as it stands in a sentence: "date of publication".
	Words string
	// Usual is the value that is meant if none is stated, and that files leave out; nil = no value is.
	Usual any
	// Spare reports whether a record without it says less, and nothing else: what the record is, what it is part of and
	// when it ended are not spare. A file loses no more than such a field if it cannot be read.
	Spare bool
	// Dates reports whether lists of the records are ordered by it.
	Dates bool
	// Required reports whether no line can state the record without it.
	Required bool
	// Always reports whether it stands in files even if it is empty.
	Always bool
	value
}

// Shape is what the values of a field look like.
type Shape uint8

// The shapes, each with the type that [Property.Get] returns.
const (
	ShapeText    Shape = iota // string
	ShapeTexts                // []string
	ShapeID                   // string, a global id
	ShapeIDs                  // []string, global ids
	ShapeDay                  // string, a date
	ShapeTime                 // string, a date that may have a time of day
	ShapeNumber               // float64
	ShapeWhole                // int
	ShapeTruth                // bool
	ShapeShare                // float64, or true if it is declared without a number
	ShapeQuotes               // []Quote
	ShapeInstant              // time.Time
)

// Role is the part that a field has in its record.
type Role uint8

// The roles.
const (
	// Stated: whoever records it states it, or leaves it as it is.
	Stated Role = iota
	// Key is the id of the record itself.
	Key
	// End: a part of the identity of a link that the graph keeps as what the link joins, and as its type.
	End
	// Part: a part of the identity of a link that the graph keeps as a property.
	Part
	// Derived: made of other fields when the record is normalized.
	Derived
	// ByStore: set by the store.
	ByStore
)

// value reads and writes a field of a record, which is a pointer to a struct of this package.
type value interface {
	// Get returns the value, nil if nothing is stated.
	Get(record any) any
	// Set writes a value of the type that Get returns, or of the record's own field or a pointer to such; nil clears the
	// field. It reports whether the value is of such a type.
	Set(record, to any) bool
	copy(to, from any)
	same(a, b any) bool
	intoNFC(record any)
}

// Ref reports whether the field names other nodes.
func (f *Property) Ref() bool { return f.Role != Key && (f.Shape == ShapeID || f.Shape == ShapeIDs) }

// List reports whether it has several values.
func (f *Property) List() bool {
	return f.Shape == ShapeTexts || f.Shape == ShapeIDs || f.Shape == ShapeQuotes
}

// Clock returns the name under which files have the time of day of a field, "" if it has none: publishedTime for
// publishedAt.
func (f *Property) Clock() string {
	if f.Shape != ShapeTime {
		return ""
	}
	return strings.TrimSuffix(f.Name, "At") + "Time"
}

// Text returns the value for a person: a list with commas, a quote with its place; "" = not stated.
func (f *Property) Text(record any) string {
	switch v := f.Get(record).(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, ", ")
	case []Quote:
		texts := make([]string, len(v))
		for i, q := range v {
			if texts[i] = q.Exact; q.Place() != "" {
				texts[i] = strings.TrimSpace(q.Exact + " (" + q.Place() + ")")
			}
		}
		return strings.Join(texts, ", ")
	default:
		return fmt.Sprint(v)
	}
}

// place is the value of a field of Go type V in records of type R.
type place[R, V any] struct {
	at func(*R) *V
	*form[V]
}

// form is how values of one Go type are read and written.
type form[V any] struct {
	get  func(V) any
	set  func(any) (V, bool)
	same func(a, b V) bool
	nfc  func(V) V // nil = there is no text in it
}

//nolint:forcetypeassert // a table is asked only about its own type of record
func (p place[R, V]) of(record any) *V { return p.at(record.(*R)) }

func (p place[R, V]) Get(record any) any { return p.get(*p.of(record)) }

func (p place[R, V]) Set(record, to any) bool {
	var v V
	ok := true
	switch x := to.(type) {
	case nil:
	case V:
		v = x
	case *V:
		if x != nil {
			v = *x
		}
	default:
		v, ok = p.set(to)
	}
	if ok {
		*p.of(record) = v
	}
	return ok
}

func (p place[R, V]) copy(to, from any) { *p.of(to) = *p.of(from) }

func (p place[R, V]) same(a, b any) bool { return p.form.same(*p.of(a), *p.of(b)) }

func (p place[R, V]) intoNFC(record any) {
	if p.nfc != nil {
		v := p.of(record)
		*v = p.nfc(*v)
	}
}

func equal[V comparable](a, b V) bool { return a == b }

func textForm[S ~string](nfc func(S) S) *form[S] {
	return &form[S]{
		get: func(s S) any {
			if s == "" {
				return nil
			}
			return string(s)
		},
		set:  func(v any) (S, bool) { s, ok := v.(string); return S(s), ok },
		same: equal[S], nfc: nfc,
	}
}

func listForm[S ~string](nfc func([]S) []S) *form[[]S] {
	return &form[[]S]{
		get: func(list []S) any {
			if len(list) == 0 {
				return nil
			}
			return asStrings(list)
		},
		set: func(v any) ([]S, bool) {
			texts, ok := v.([]string)
			if len(texts) == 0 {
				return nil, ok
			}
			list := make([]S, len(texts))
			for i, text := range texts {
				list[i] = S(text)
			}
			return list, ok
		},
		same: slices.Equal[[]S], nfc: nfc,
	}
}

// maybeForm is of what is known or not: a pointer.
func maybeForm[V comparable]() *form[*V] {
	return &form[*V]{
		get: func(p *V) any {
			if p == nil {
				return nil
			}
			return *p
		},
		set:  func(v any) (*V, bool) { x, ok := v.(V); return &x, ok },
		same: func(a, b *V) bool { return a == b || a != nil && b != nil && *a == *b },
	}
}

// field makes a field that people and the graph call by one name.
func field[R, V any](name string, shape Shape, at func(*R) *V, f *form[V]) Property {
	return Property{Name: name, Stored: name, Shape: shape, Words: inWords(name), value: place[R, V]{at, f}}
}

func text[R any, S ~string](name string, at func(*R) *S) Property {
	f := field(name, ShapeText, at, textForm(func(s S) S { return S(NFC(string(s))) }))
	f.Expected = "a text"
	return f
}

func texts[R any](name string, at func(*R) *[]string) Property {
	return field(name, ShapeTexts, at, listForm(textsInNFC))
}

// key is the id of a node itself.
func key[R any, S ~string](kind Kind, at func(*R) *S) Property {
	f := field("id", ShapeID, at, textForm[S](nil)).of(kind).as(Key)
	f.Required = kind.IsNode()
	return f
}

func id[R any, S ~string](name string, kind Kind, at func(*R) *S) Property {
	return field(name, ShapeID, at, textForm[S](nil)).of(kind)
}

func ids[R any, S ~string](name string, kind Kind, at func(*R) *[]S) Property {
	f := field(name, ShapeIDs, at, listForm[S](nil)).of(kind)
	f.Expected = "a list of ids of " + string(kind) + "s"
	return f
}

func day[R any](name string, at func(*R) *Date) Property {
	return field(name, ShapeDay, at, textForm[Date](nil)).takes("a date, YYYY-MM-DD, YYYY-MM or YYYY")
}

func moment[R any](name string, at func(*R) *Date) Property {
	return field(name, ShapeTime, at, textForm[Date](nil)).takes(expectedDate)
}

func number[R any](name string, at func(*R) **float64) Property {
	return field(name, ShapeNumber, at, maybeForm[float64]()).takes("a number")
}

// factor is a number above 0 that is 1 if it is not stated.
func factor[R any](name string, at func(*R) *float64) Property {
	f := field(name, ShapeNumber, at, &form[float64]{
		get: func(x float64) any {
			if x == 0 {
				return nil
			}
			return x
		},
		set:  func(v any) (float64, bool) { x, ok := v.(float64); return x, ok },
		same: equal[float64],
	})
	f.Usual = 1.0
	return f
}

func truth[R any](name string, at func(*R) **bool) Property {
	return field(name, ShapeTruth, at, maybeForm[bool]()).takes("true or false")
}

func quotes[R any](name string, at func(*R) *[]Quote) Property {
	return field(name, ShapeQuotes, at, &form[[]Quote]{
		get: func(list []Quote) any {
			if len(list) == 0 {
				return nil
			}
			return list
		},
		set:  func(v any) ([]Quote, bool) { list, ok := v.([]Quote); return list, ok },
		same: slices.Equal[[]Quote], nfc: quotesInNFC,
	})
}

func share[R any](name string, at func(*R) **Firsthand) Property {
	return field(name, ShapeShare, at, &form[*Firsthand]{
		get: func(f *Firsthand) any {
			switch {
			case f == nil:
				return nil
			case f.Unquantified:
				return true
			}
			return f.Share
		},
		set: func(v any) (*Firsthand, bool) {
			switch x := v.(type) {
			case float64:
				return &Firsthand{Share: x}, true
			case bool:
				return &Firsthand{Unquantified: x}, true
			}
			return nil, false
		},
		same: func(a, b *Firsthand) bool { return a == b || a != nil && b != nil && *a == *b },
	}).takes("a number from 0 to 1, true or false")
}

func recordedAt[R any](at func(*R) *time.Time) Property {
	return field("recordedAt", ShapeInstant, at, &form[time.Time]{
		get: func(t time.Time) any {
			if t.IsZero() {
				return nil
			}
			return t
		},
		set:  func(v any) (time.Time, bool) { t, ok := v.(time.Time); return t, ok },
		same: time.Time.Equal,
	}).as(ByStore)
}

// ended is a time that most records do not have.
func ended[R any](name string, at func(*R) **time.Time) Property {
	return field(name, ShapeInstant, at, maybeForm[time.Time]()).as(ByStore)
}

func (f Property) takes(expected string) Property { f.Expected = expected; return f }

func (f Property) inWords(words string) Property { f.Words = words; return f }

func (f Property) storedAs(property string) Property { f.Stored = property; return f }

func (f Property) formerly(name string) Property { f.Former = name; return f }

func (f Property) orElse(usual string) Property { f.Usual = usual; return f }

func (f Property) as(role Role) Property {
	f.Role = role
	f.Required = role == End
	return f
}

// optional lets a record do without an end.
func (f Property) optional() Property { f.Required = false; return f }

func (f Property) spare() Property { f.Spare = true; return f }

func (f Property) dates() Property { f.Dates = true; return f }

func (f Property) always() Property { f.Always = true; return f }

func (f Property) of(kind Kind) Property {
	f.Of, f.Expected = kind, "a node's id"
	if kind != "" {
		f.Expected = "the id of " + kind.One()
	}
	return f
}

// within is a value of a part of a record.
type within[R, P any] struct {
	at func(*R) *P
	value
}

//nolint:forcetypeassert // a table is asked only about its own type of record
func (w within[R, P]) part(record any) any { return w.at(record.(*R)) }

func (w within[R, P]) Get(record any) any      { return w.value.Get(w.part(record)) }
func (w within[R, P]) Set(record, to any) bool { return w.value.Set(w.part(record), to) }
func (w within[R, P]) copy(to, from any)       { w.value.copy(w.part(to), w.part(from)) }
func (w within[R, P]) same(a, b any) bool      { return w.value.same(w.part(a), w.part(b)) }
func (w within[R, P]) intoNFC(record any)      { w.value.intoNFC(w.part(record)) }

// Inside returns the fields of a part of a record as fields of the whole.
func Inside[R, P any](at func(*R) *P, fields []Property) []Property {
	all := slices.Clone(fields)
	for i := range all {
		all[i].value = within[R, P]{at, all[i].value}
	}
	return all
}
