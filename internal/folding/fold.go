package folding

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns a text as searches compare it: in lower case, without accents and the other marks that people leave out,
// and in one form of its letters. So ISTANBUL finds İstanbul and Isparta finds ISPARTA, ferme finds fermé in whatever
// form it was typed, strasse finds straße, aero finds Ærø, and a word without vowel signs finds the Arabic or Hebrew
// one with them. Letters that only look alike stay apart, and so do those of which the mark is a part: й, ї, が and the
// signs of Indian scripts. A store that compares texts in its own language must come to the same.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	var b strings.Builder
	base := ' ' // the character that marks stand on
	for _, r := range norm.NFKD.String(text) {
		switch {
		case r == '\u200b': // it parts words
			b.WriteByte(' ')
		case r == tatweel || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		case unicode.IsMark(r):
			if !leftOut(base, r) {
				b.WriteRune(r)
			}
		default:
			r = unicode.ToLower(r)
			base = r
			if plain, known := plainLetters[r]; known {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return norm.NFC.String(b.String())
}

// FoldCase returns a text as names of one thing are compared: in lower case and in one form of Unicode, with its
// accents.
func FoldCase(text string) string { return strings.ToLower(norm.NFC.String(text)) }

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

const tatweel = '\u0640' // makes an Arabic word longer, and says nothing

// plainLetters are letters that Unicode takes for letters of their own, and people for others with something added.
var plainLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ŋ': "n",
	'ı': "i", 'ə': "e", 'ɛ': "e",
	'ɔ': "o", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y", 'ɨ': "i", 'ʉ': "u", 'ς': "σ",
	'\u02bb': "", '\u02be': "", '\u02bf': "", '\u02bc': "'", // Hawaiʻi, Qurʾan, Saʿid; мʼяч is м'яч
	'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ک': "ك", 'ة': "ه",
	'٠': "0", '١': "1", '٢': "2", '٣': "3", '٤': "4", '٥': "5", '٦': "6", '٧': "7", '٨': "8", '٩': "9",
	'۰': "0", '۱': "1", '۲': "2", '۳': "3", '۴': "4", '۵': "5", '۶': "6", '۷': "7", '۸': "8", '۹': "9",
}

// accents are the marks that people leave out: of Latin, Greek and Cyrillic letters, of Hebrew, of Arabic, and of
// Syriac.
var accents = &unicode.RangeTable{R16: []unicode.Range16{
	{0x0300, 0x036f, 1}, {0x0483, 0x0489, 1}, {0x0591, 0x05c7, 1}, {0x0610, 0x061a, 1}, {0x064b, 0x065f, 1},
	{0x0670, 0x0670, 1}, {0x06d6, 0x06ed, 1},
	{0x0711, 0x0711, 1}, {0x0730, 0x074a, 1}, {0x08ca, 0x08ff, 1}, {0x1ab0, 0x1aff, 1}, {0x1dc0, 0x1dff, 1},
	{0x20d0, 0x20ff, 1}, {0xfe20, 0xfe2f, 1},
}}

// leftOut reports whether a mark goes from its letter. Most that a Cyrillic letter has make it another one; ё is
// written е, and stress is marked for learners.
func leftOut(base, mark rune) bool {
	if !unicode.Is(accents, mark) {
		return false
	}
	if unicode.Is(unicode.Cyrillic, base) && mark >= 0x0300 && mark <= 0x036f {
		return mark == 0x0308 && base == 'е' || (mark == 0x0300 || mark == 0x0301) && base != 'г' && base != 'к'
	}
	return true
}

// SearchWords returns the words of a search or of a text that is searched, folded (see [Fold]), in order and as often
// as they occur: letters, digits and marks make words, and everything else lies between them.
func SearchWords(text string) []string { return strings.FieldsFunc(Fold(text), betweenWords) }

// FoldedWords returns the words of texts, each once, as [Fold] writes them, if that is more than to lower their
// letters: by these alone a store finds what it keeps as it was written.
func FoldedWords(texts []string) []string {
	var words []string
	for _, text := range texts {
		if isASCII(text) {
			continue
		}
		for _, word := range strings.FieldsFunc(text, betweenWords) {
			if Fold(word) == strings.ToLower(word) {
				continue
			}
			for _, folded := range SearchWords(word) {
				if !slices.Contains(words, folded) {
					words = append(words, folded)
				}
			}
		}
	}
	return words
}
