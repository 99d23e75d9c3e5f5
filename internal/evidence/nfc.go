package evidence

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// NFC returns a text in Unicode's normalization form C, in which "é" is one character however it was typed. Every text
// that is written into the graph is in it (see [Merge]), and so is what ids are made of (see [HashKey]), so that one
// name is one name. Keys that a person gives stay as they are: they are looked up by their bytes.
func NFC(text string) string { return norm.NFC.String(text) }

// textsInNFC brings the texts that a record states into NFC. Lists are copied before they change: they may be the
// caller's.
func textsInNFC(v reflect.Value) {
	for _, i := range textFields(v.Type()) {
		f := v.Field(i)
		switch value := f.Addr().Interface().(type) {
		case *[]string:
			if slices.ContainsFunc(*value, notNFC) {
				*value = slices.Clone(*value)
				for i := range *value {
					(*value)[i] = NFC((*value)[i])
				}
			}
		case *[]Quote:
			if slices.ContainsFunc(*value, Quote.notNFC) {
				*value = slices.Clone(*value)
				for i := range *value {
					(*value)[i] = (*value)[i].inNFC()
				}
			}
		case *Provenance:
			textsInNFC(f)
		default:
			if f.Kind() == reflect.String {
				f.SetString(NFC(f.String()))
			}
		}
	}
}

// textFieldsOf has what [textFields] found, by type.
var textFieldsOf sync.Map

// textFields returns which fields of a record may hold texts: those that it states, but for ids.
func textFields(t reflect.Type) []int {
	if known, there := textFieldsOf.Load(t); there {
		return known.([]int)
	}
	var list []int
	for i := range t.NumField() {
		f := t.Field(i)
		if tag := f.Tag.Get("field"); tag != "" && tag != "-" && !strings.HasSuffix(f.Type.Name(), "ID") {
			list = append(list, i)
		}
	}
	textFieldsOf.Store(t, list)
	return list
}

func notNFC(text string) bool { return !norm.NFC.IsNormalString(text) }

func (q Quote) notNFC() bool { return q != q.inNFC() }

func (q Quote) inNFC() Quote {
	q.Exact, q.Prefix, q.Suffix, q.Locator = NFC(q.Exact), NFC(q.Prefix), NFC(q.Suffix), NFC(q.Locator)
	return q
}
