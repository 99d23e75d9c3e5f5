package formatstest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
)

// wild are texts that formats stumble over.
var wild = []string{
	"plain", "two words", "a \"quote\"", "back\\slash", "line\nbreak", "tab\there", "</script><b>&amp;", "Київ", "日本 🎈",
	"comma, semicolon; colon: x",
	"@en", "_:b", "<iri>", "2024", "0", "true", "null", "a^^b", "a\u2028b", "\u00e9", "{\"a\":1}", "CR\rLF", "\u007f",
}

func drawText(t *rapid.T, label string) string { return rapid.SampledFrom(wild).Draw(t, label) }

func drawMaybe(t *rapid.T, label string) string {
	return rapid.SampledFrom(append([]string{"", ""}, wild...)).Draw(t, label)
}

func drawDate(t *rapid.T, label string) evidence.Date {
	return rapid.SampledFrom([]evidence.Date{"", "2019", "2020-05", "2021-06-07", "2022-02-28"}).Draw(t, label)
}

func drawNumber(t *rapid.T, label string) *float64 {
	return rapid.SampledFrom([]*float64{
		nil, new(0.0), new(1.0), new(-1.0), new(2.5), new(1e-7), new(12345678.9),
	}).Draw(t, label)
}

var keys = []string{"1", "a b", "é", "x:y", "a/b%20", "claim", "<k>", "UPPER", "a#b?c", "_:b", "日本"}

// drawIDs draws different ids of a kind, ascending.
func drawIDs[T ~string](t *rapid.T, kind evidence.Kind, least, most int) []T {
	drawn := rapid.SliceOfNDistinct(rapid.SampledFrom(keys), least, most, rapid.ID[string]).Draw(t, string(kind))
	slices.Sort(drawn)
	ids := make([]T, len(drawn))
	for i, key := range drawn {
		ids[i] = T(string(kind) + ":" + key)
	}
	return ids
}

func drawOf[T any](t *rapid.T, label string, from []T) (drawn T) {
	if len(from) == 0 {
		return drawn
	}
	return rapid.SampledFrom(from).Draw(t, label)
}

func drawSome[T any](t *rapid.T, label string, from []T) []T {
	var some []T
	for i, x := range from {
		if rapid.IntRange(0, 2).Draw(t, fmt.Sprint(label, i)) == 0 {
			some = append(some, x)
		}
	}
	return some
}

func drawQuotes(t *rapid.T, label string) []evidence.Quote {
	var quotes []evidence.Quote
	for range rapid.IntRange(0, 2).Draw(t, label) {
		quotes = append(quotes, rapid.SampledFrom([]evidence.Quote{
			{Exact: "так \"сказав\"", StartLine: 1, EndLine: 2}, {Exact: "words", Prefix: "before ", Suffix: " after"},
			{Locator: "p. 3"},
			{Exact: "one\nline", StartLine: 4, EndLine: 4}, {Exact: "plain"},
		}).Draw(t, "quote"))
	}
	return quotes
}

func drawProvenance(t *rapid.T) evidence.Provenance {
	return evidence.Provenance{
		RecordedFrom: drawMaybe(t, "recordedFrom"), Justification: drawMaybe(t, "justification"),
		Quotes:     drawQuotes(t, "quotes"),
		Confidence: rapid.SampledFrom([]*int{nil, new(0), new(50), new(100)}).Draw(t, "confidence"), RecordedAt: Day,
	}
}
