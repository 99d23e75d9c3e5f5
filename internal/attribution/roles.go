package attribution

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
)

// roleNoun reports whether a word may be what somebody is.
func roleNoun(word string) bool {
	return lexicon.Relatives[strings.TrimPrefix(word, "ex-")] || lexicon.Titles[word] || lexicon.Bodies[word] ||
		lexicon.Witnesses[word] || lexicon.Singular[word] ||
		hasEnding(word, "er", "or", "ist", "ian", "man", "woman", "ant", "chief", "leader", "friend")
}

// human reports whether a noun is one for people or for a body of people.
func human(noun string) bool {
	return roleNoun(noun) || roleNoun(strings.TrimSuffix(noun, "s")) || lexicon.BodyNouns[noun] || strings.HasPrefix(noun,
		"spokes")
}

// nobodysName reports whether a word shows that those who were told are no outlet.
func nobodysName(word string) bool {
	return lexicon.Titles[word] || lexicon.Bodies[word] || lexicon.BodyWords[word]
}

// hasEnding reports whether a word is longer than one of the endings and ends in it.
func hasEnding(word string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return len(word) > len(end) && strings.HasSuffix(word, end) })
}

// forceOf returns whose police some are, by the words before and the place after; "" where neither says so.
func forceOf(before, place string) string {
	if place != "" {
		return strings.ToLower(place)
	}
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(before, "’", "'")))
	for len(words) > 0 &&
		(lexicon.Articles[words[0]] || lexicon.Prefaces[words[0]] || lexicon.Forceless[words[0]] ||
			lexicon.ClauseWords[words[0]] ||
			lexicon.Linking[words[0]] || lexicon.Relations[words[0]] || lexicon.Verbs[words[0]]) {
		words = words[1:]
	}
	if len(words) == 0 || !lexicon.Forces[words[len(words)-1]] && strings.ToLower(before) == before {
		return ""
	}
	return strings.TrimSuffix(strings.Join(words, " "), "'s")
}
