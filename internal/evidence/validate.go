package evidence

import (
	"strings"
	"unicode/utf8"
)

// MaxTextBytes is the longest text that a single field may carry.
const MaxTextBytes = 64 << 10

// checkDate refuses what is not a date.
func checkDate(field string, d Date) error {
	if d == "" || d.Known() {
		return nil
	}
	return Invalidf(field, "%q is not a date; expected %s", string(d), expectedDate)
}

// checkDay refuses what is not a date, or has a time of day where none is kept.
func checkDay(field string, d Date) error {
	if d == "" || d.Known() && !d.Timed() {
		return nil
	}
	return Invalidf(field, "%q is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY", string(d))
}

func checkReliability(r SourceReliability) error {
	if r == "" || r.Valid() {
		return nil
	}
	return Invalidf("reliability", "%q is not an Admiralty letter; expected A, B, C, D, E or F", r)
}

func checkNamed(name string) error {
	if name == "" {
		return Invalidf("name", "missing; expected a name")
	}
	return checkText("name", name)
}

func checkText(field, text string) error { return checkLength(field, text, MaxTextBytes) }

// checkLength refuses text of more than so many bytes, and what cannot be stored and exported as text.
func checkLength(field, text string, most int) error {
	switch {
	case len(text) > most:
		return Invalidf(field, "has %d bytes; expected at most %d", len(text), most)
	case !utf8.ValidString(text):
		return Invalidf(field, "is not UTF-8")
	case strings.ContainsRune(text, 0):
		return Invalidf(field, "contains a NUL byte")
	}
	return nil
}
