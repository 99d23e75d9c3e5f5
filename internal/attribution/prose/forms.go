package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Slug makes a key of a name: "Kyiv Post" is kyiv-post.
func Slug(label string) string {
	var b strings.Builder
	dash := false
	for _, c := range strings.ToLower(label) {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			dash = b.Len() > 0
			continue
		}
		if b.Len() > 48 {
			break
		}
		if dash {
			b.WriteByte('-')
		}
		dash = false
		b.WriteRune(c)
	}
	if b.Len() == 0 {
		return "source"
	}
	return b.String()
}

// AsSentence makes a sentence of the words of a clause, of so many bytes at most.
func AsSentence(words string, most int) string {
	words = strings.TrimFunc(ClipTo(words, most), func(r rune) bool {
		return IsSpace(r) ||
			strings.ContainsRune(",;:", r)
	})
	if bare := strings.Trim(words, QuoteMarks); !strings.ContainsAny(bare, QuoteMarks) &&
		(strings.HasPrefix(words,
			bare) == strings.HasSuffix(words, bare)) {
		words = bare // quoted as a whole
	}
	if words == "" {
		return ""
	}
	words = closed(words)
	first, n := utf8.DecodeRuneInString(words)
	words = string(unicode.ToUpper(first)) + words[n:]
	if !strings.ContainsAny(words[len(words)-1:], ".!?") {
		words += "."
	}
	return words
}

// closed adds the quotation mark that the end of some words has lost.
func closed(words string) string {
	if strings.Count(words, `"`)%2 == 1 {
		return words + `"`
	}
	if strings.Count(words, "“") == strings.Count(words, "”")+1 {
		return words + "”"
	}
	return words
}

// ClipTo returns words on one line, with no more bytes than most.
func ClipTo(words string, most int) string {
	words = strings.Join(strings.FieldsFunc(words, IsSpace), " ")
	return words[:FloorRune(words, min(most, len(words)))]
}
