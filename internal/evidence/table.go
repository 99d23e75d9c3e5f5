package evidence

import (
	"slices"
	"strings"
	"unicode"
)

// Table has the fields of one kind of record, in the order of its struct.
type Table struct {
	Kind Kind
	// New returns a pointer to an empty record.
	New    func() any
	Fields []Property
	stated []string
}

func newTable[R any](kind Kind, fields ...Property) *Table {
	t := &Table{Kind: kind, New: func() any { return new(R) }, Fields: fields}
	for i := range fields {
		if fields[i].Role == Stated {
			t.stated = append(t.stated, fields[i].Name)
		}
	}
	return t
}

// newLinkTable has the fields of a link, with those of its provenance after them.
func newLinkTable[R any](kind Kind, at func(*R) *Provenance, fields ...Property) *Table {
	return newTable[R](kind, append(fields, Inside(at, provenanceFields)...)...)
}

var tables = []*Table{
	organizationTable, personTable, outletTable, sourceTable, claimTable, reviewTable, statementTable, derivationTable,
	corroborationTable, ownershipTable, fundingTable, samenessTable, relationTable, confirmationTable,
	interestTable, leaningTable,
}

// Tables returns the tables of all kinds of records, in the order in which a batch is written.
func Tables() []*Table { return tables }

// TableFor returns the table of a kind, nil if there is no such kind.
func TableFor(kind Kind) *Table {
	for _, t := range tables {
		if t.Kind == kind {
			return t
		}
	}
	return nil
}

// TableOf returns the table of a record, a pointer to a struct of this package; nil if it is no record.
func TableOf(record any) *Table {
	if r, ok := record.(interface{ table() *Table }); ok {
		return r.table()
	}
	return nil
}

// Field returns the field of a name, nil if there is none.
func (t *Table) Field(name string) *Property {
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Name == name || f.Former == name && name != "" {
			return f
		}
	}
	return nil
}

// FieldWords says in a sentence what a field is: "publishedAt" is "date of publication".
func FieldWords(name string) string {
	for _, t := range tables {
		if f := t.Field(name); f != nil && f.Words != inWords(name) {
			return f.Words
		}
	}
	return inWords(name)
}

// inWords parts a name into its words: "bestRating" is "best rating".
func inWords(name string) string {
	var words strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			words.WriteByte(' ')
		}
		words.WriteRune(unicode.ToLower(r))
	}
	return words.String()
}

// Fields returns the names of the fields that a record of this type can state, in their order.
func Fields[T Record]() []string {
	var zero T
	return slices.Clone(TableOf(&zero).stated)
}

// Equal reports whether two records state the same: fields that only the store sets do not count.
func Equal[T Record](a, b T) bool { return len(TableOf(&a).differences(&a, &b, 1)) == 0 }

// Differences returns the names of the stated fields in which two records differ, in their order; see [Equal].
func Differences[T Record](a, b T) []string {
	t := TableOf(&a)
	return t.differences(&a, &b, len(t.Fields))
}

// differences returns the first names of the stated fields in which two records of the table differ.
func (t *Table) differences(a, b any, most int) []string {
	var names []string
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Role == Stated && !f.same(a, b) {
			if names = append(names, f.Name); len(names) == most {
				return names
			}
		}
	}
	return names
}

// Merge returns the record that stands after p is written over old, normalized, its texts in NFC; old nil = there was
// none. A field is taken from p if p states it, else from old. The fields that make up the identity come from p,
// those that only the store sets come from old (from p if there is no old one).
func Merge[T Record](old *T, p Put[T]) T {
	merged := p.Value
	t := TableOf(&merged)
	if old != nil {
		given := p.Value
		merged = *old
		t.each(func(f *Property) {
			if p.Fields == nil || p.Names(f.Name) {
				f.copy(&merged, &given)
			}
		})
	} else if p.Fields != nil {
		t.each(func(f *Property) {
			if !p.Names(f.Name) {
				f.Set(&merged, nil)
			}
		})
	}
	return normalize(merged)
}

// each calls f with the fields that can be stated.
func (t *Table) each(f func(*Property)) {
	for i := range t.Fields {
		if t.Fields[i].Role == Stated {
			f(&t.Fields[i])
		}
	}
}

func normalize[T Record](r T) T {
	TableOf(&r).each(func(f *Property) { f.intoNFC(&r) })
	n, ok := any(&r).(interface{ Normalize() T })
	if !ok {
		return r
	}
	return n.Normalize()
}
