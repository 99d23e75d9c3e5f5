package lexicon

import (
	"slices"
	"strings"
)

// RoleNoun reports whether a word may be what somebody is.
func RoleNoun(word string) bool {
	return Relatives[strings.TrimPrefix(word, "ex-")] || Titles[word] || Bodies[word] ||
		Witnesses[word] || Singular[word] ||
		HasEnding(word, "er", "or", "ist", "ian", "man", "woman", "ant", "chief", "leader", "friend")
}

// Human reports whether a noun is one for people or for a body of people.
func Human(noun string) bool {
	return RoleNoun(noun) || RoleNoun(strings.TrimSuffix(noun, "s")) || BodyNouns[noun] ||
		strings.HasPrefix(noun, "spokes")
}

// NobodysName reports whether a word shows that those who were told are no outlet.
func NobodysName(word string) bool {
	return Titles[word] || Bodies[word] || BodyWords[word]
}

// HasEnding reports whether a word is longer than one of the endings and ends in it.
func HasEnding(word string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return len(word) > len(end) && strings.HasSuffix(word, end) })
}

// ForceOf returns whose police some are, by the words before and the place after; "" where neither says so.
func ForceOf(before, place string) string {
	if place != "" {
		return strings.ToLower(place)
	}
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(before, "’", "'")))
	for len(words) > 0 &&
		(Articles[words[0]] || Prefaces[words[0]] || Forceless[words[0]] ||
			ClauseWords[words[0]] || Linking[words[0]] || Relations[words[0]] || Verbs[words[0]]) {
		words = words[1:]
	}
	if len(words) == 0 || !Forces[words[len(words)-1]] && strings.ToLower(before) == before {
		return ""
	}
	return strings.TrimSuffix(strings.Join(words, " "), "'s")
}
