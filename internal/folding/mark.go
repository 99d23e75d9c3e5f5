package folding

import (
	"slices"
	"strings"
	"unicode"
)

// TextPart is a part of a text that was searched; matched, it is one of the words that were looked for.
type TextPart struct {
	Text    string `json:"text"`
	Matched bool   `json:"matched"`
}

// Mark cuts a text at the words of a search that are in it, as [Fold] compares them; of the last word of the search
// the beginning is enough. A matched part is one whole word. Joined, the parts are the text, so that whoever shows
// them marks and escapes them in their own way. An empty text has no parts.
func Mark(text, search string) []TextPart {
	wanted := SearchWords(search)
	var parts []TextPart
	plain := 0 // where what is not matched yet begins
	for at := 0; at < len(text); {
		length := strings.IndexFunc(text[at:], betweenWords)
		if length < 0 {
			length = len(text) - at
		}
		if length > 0 && isWanted(Fold(text[at:at+length]), wanted) {
			if plain < at {
				parts = append(parts, TextPart{Text: text[plain:at]})
			}
			parts = append(parts, TextPart{text[at : at+length], true})
			plain = at + length
		}
		at += length
		if next := strings.IndexFunc(text[at:], func(r rune) bool { return !betweenWords(r) }); next >= 0 {
			at += next
		} else {
			at = len(text)
		}
	}
	if plain < len(text) {
		parts = append(parts, TextPart{Text: text[plain:]})
	}
	return parts
}

func isWanted(word string, wanted []string) bool {
	n := len(wanted)
	return slices.Contains(wanted, word) || n > 0 && strings.HasPrefix(word, wanted[n-1])
}

// betweenWords reports whether a character belongs to no word. What only says how others are shown belongs to the word
// it is in; an apostrophe lies between words, also the one that is a letter in Unicode.
func betweenWords(r rune) bool {
	switch r {
	case '\u02bc', '\u200b':
		return true
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Cf, r)
}

// DistinctMatches counts the different words that are matched.
func DistinctMatches(parts []TextPart) int {
	met := map[string]bool{}
	for _, p := range parts {
		if p.Matched {
			met[Fold(p.Text)] = true
		}
	}
	return len(met)
}
