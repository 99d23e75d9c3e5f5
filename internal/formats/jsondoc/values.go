package jsondoc

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// Fault says why an item cannot be read as text, "" where it can.
func Fault(raw []byte) string {
	switch {
	case !utf8.Valid(raw):
		return "not UTF-8; expected text in UTF-8"
	case bytes.IndexByte(raw, 0) >= 0:
		return "contains a NUL byte; expected text without it"
	}
	return ""
}

// Value reads a value that is known to be valid JSON; numbers stay as they are written.
func Value(raw []byte) any {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	_ = dec.Decode(&v) // its caller took it from a decoder
	return v
}

// List returns the elements of a list, a single value as a list of one, and none of null.
func List(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// Text returns a value as words: the text, the number as written, the @value of JSON-LD, the first of a list; "" of
// anything else.
func Text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case map[string]any:
		return Text(v["@value"])
	case []any:
		for _, e := range v {
			if text := Text(e); text != "" {
				return text
			}
		}
	}
	return ""
}

// Number returns a number that is written as one or in quotes; nil if there is none.
func Number(v any) *float64 {
	x, err := strconv.ParseFloat(strings.ReplaceAll(Text(v), ",", "."), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// Day returns the day of a date, as [Moment] returns the date.
func Day(v any) string { return string(evidence.Date(Moment(v)).Day()) }

// Moment returns a date as [dates.Read] reads it; what cannot be read is returned unchanged, so that the import reports
// it with its words.
func Moment(v any) string { return formats.FirstDate(Text(v)) }

// Size returns about how many bytes a value takes up in memory.
func Size(v any) int {
	text, err := json.Marshal(v)
	if err != nil {
		return 0
	}
	return 4 * len(text)
}
