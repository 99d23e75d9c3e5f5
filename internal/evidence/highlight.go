package evidence

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

// Searched returns the texts of a node by which [Reader] finds it, those that say most of it first; none is empty.
func Searched(n Node) []string {
	var texts []string
	switch n := n.(type) {
	case *Claim:
		texts = []string{n.Text, n.Name, n.Item, n.Value}
	case *Source:
		texts = []string{n.Title, n.URL}
	case *Outlet:
		texts = append([]string{n.Name}, n.Domains...)
	case *Organization:
		texts = []string{n.Name}
	case *Person:
		texts = []string{n.Name}
	case *ClaimReview:
		texts = []string{n.AlternateName}
	}
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}

// Highlight returns the text of a node that has most of the words of a search, the first of several, in parts as
// [Mark] makes them. It is nil for a node without a text.
func Highlight(n Node, search string) []TextPart {
	var best []TextPart
	most := -1
	for _, text := range Searched(n) {
		parts := Mark(text, search)
		if words := distinctMatches(parts); words > most {
			best, most = parts, words
		}
	}
	return best
}

func distinctMatches(parts []TextPart) int {
	met := map[string]bool{}
	for _, p := range parts {
		if p.Matched {
			met[Fold(p.Text)] = true
		}
	}
	return len(met)
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
