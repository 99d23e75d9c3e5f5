package prose

import (
	"strings"
	"unicode"
)

// Languages reports, from the commonest words of three languages, whether a text is German or French.
func Languages(text string) (german, french bool) {
	counts := map[string]int{}
	for _, t := range Tokens(text, Between(0, FloorRune(text, min(len(text), 20000)))) {
		counts[t.Lower]++
	}
	of := func(words ...string) (n int) {
		for _, w := range words {
			n += counts[w]
		}
		return n
	}
	e, g, f := of("the", "of", "and", "is"), of("der", "die", "und", "das", "ist"), of("le", "la", "les", "et", "est",
		"des")
	return g > e && g >= f, f > e && f > g
}

// WithoutOwner takes the ending of an owner off: "the ministry's" is "the ministry".
func WithoutOwner(words string) string {
	return strings.TrimSuffix(strings.TrimSuffix(words, "'s"), "’s")
}

// HasOwner reports whether a word ends as an owner does: "ministry's".
func HasOwner(t Token) bool { return strings.HasSuffix(t.Lower, "'s") }

// HasDigit reports whether a word begins with a digit.
func HasDigit(t Token) bool { return unicode.IsDigit(rune(t.Lower[0])) }
