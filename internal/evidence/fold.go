package evidence

import (
	"strings"
	"unicode"
)

// Fold returns a text as searches compare it: each character in lower case by itself, and the final sigma as any other one.
// So İSTANBUL finds İstanbul and istanbul, and ΟΔΟΣ finds οδος. What Unicode writes with several characters in another case
// stays apart, as STRASSE and straße do, and so do letters with and without accents. A store that compares texts in its own
// language must come to the same.
func Fold(text string) string { return strings.Map(foldRune, text) }

func foldRune(r rune) rune {
	if r == 'ς' {
		return 'σ'
	}
	return unicode.ToLower(r)
}

// SearchWords returns the words of a search or of a text that is searched, folded (see [Fold]), in order and as often as they
// occur: letters, digits and marks make words, and everything else lies between them.
func SearchWords(text string) []string { return strings.FieldsFunc(Fold(text), betweenWords) }
