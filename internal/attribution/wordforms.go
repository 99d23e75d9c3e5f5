package attribution

import (
	"strings"

	"github.com/credence-graph/credence/internal/attribution/prose"
)

// languages reports, from the commonest words of three languages, whether a text is German or French.
func languages(text string) (german, french bool) {
	counts := map[string]int{}
	for _, t := range prose.Tokens(text, prose.Between(0, prose.FloorRune(text, min(len(text), 20000)))) {
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

// withoutOwner takes the ending of an owner off: "the ministry's" is "the ministry".
func withoutOwner(words string) string {
	return strings.TrimSuffix(strings.TrimSuffix(words, "'s"), "’s")
}
