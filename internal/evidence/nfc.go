package evidence

import (
	"slices"

	"golang.org/x/text/unicode/norm"
)

// NFC returns a text in Unicode's normalization form C, in which "é" is one character however it was typed. Every text
// that is written into the graph is in it (see [Merge]), and so is what ids are made of (see [HashKey]), so that one
// name is one name. Keys that a person gives stay as they are: they are looked up by their bytes.
func NFC(text string) string { return norm.NFC.String(text) }

// textsInNFC brings texts into NFC. A list is copied before it changes: it may be the caller's.
func textsInNFC(list []string) []string { return listInNFC(list, NFC) }

func quotesInNFC(list []Quote) []Quote { return listInNFC(list, Quote.inNFC) }

func listInNFC[V comparable](list []V, nfc func(V) V) []V {
	for i, v := range list {
		if changed := nfc(v); changed != v {
			list = slices.Clone(list)
			for j := i; j < len(list); j++ {
				list[j] = nfc(list[j])
			}
			return list
		}
	}
	return list
}

func (q Quote) inNFC() Quote {
	q.Exact, q.Prefix, q.Suffix, q.Locator = NFC(q.Exact), NFC(q.Prefix), NFC(q.Suffix), NFC(q.Locator)
	return q
}
