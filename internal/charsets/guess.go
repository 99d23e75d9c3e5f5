package charsets

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// usual are the encodings in which texts of a language were written before Unicode.
var usual = func() map[string][]string {
	m := map[string][]string{}
	for languages, names := range map[string][]string{
		"en fr de es pt it nl da no nb nn sv fi is ca eu gl ga af lb id": {"windows-1252"},
		"cs sk pl hu sl hr bs ro sq":                                     {"windows-1250", "iso-8859-2"},
		"ru uk bg be mk sr":                                              cyrillic,
		"el":                                                             {"windows-1253", "iso-8859-7"},
		"tr az":                                                          {"windows-1254"},
		"he iw":                                                          {"windows-1255"},
		"ar fa ur":                                                       {"windows-1256"},
		"lt lv et":                                                       {"windows-1257"},
		"th":                                                             {"windows-874"},
		"ja":                                                             {"shift_jis", "euc-jp"},
		"zh":                                                             {"gb18030", "big5"},
		"ko":                                                             {"euc-kr"},
	} {
		for language := range strings.FieldsSeq(languages) {
			m[language] = names
		}
	}
	return m
}()

// cyrillic are the encodings that can be recognised by the letters that are frequent in them.
var cyrillic = []string{"windows-1251", "koi8-u", "ibm866", "iso-8859-5"}

// guess returns the encoding of a text that is not UTF-8: the declared one if the letters agree, unless another one
// makes Cyrillic words of Cyrillic letters; else the only one in which they are Cyrillic words; else the only usual
// one of its language in which they can be words; nil where it is not certain.
func guess(sample []byte, hints Hints) encoding.Encoding {
	declared, text := encodingOf(hints.Declared), ""
	if declared != nil {
		text = decoded(declared, sample)
	}
	fits := declared != nil && plausible(text)
	if fits && (cyrillicWords(text) ||
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })) {
		return declared
	}
	if e := only(sample, cyrillic, cyrillicWords); e != nil {
		return e
	}
	if fits {
		return declared
	}
	language, _, _ := strings.Cut(strings.ToLower(hints.Language), "-")
	return only(sample, usual[language], plausible)
}

// only returns the one encoding of a list in which a text passes a test; of several, one if they read the same.
func only(sample []byte, names []string, passes func(string) bool) (e encoding.Encoding) {
	text := ""
	for _, name := range names {
		candidate := encodingOf(name)
		read := decoded(candidate, sample)
		switch {
		case !passes(read):
		case e != nil && read != text:
			return nil
		default:
			e, text = candidate, read
		}
	}
	return e
}

// decoded returns a sample as text, without its last characters, which may be cut.
func decoded(e encoding.Encoding, sample []byte) string {
	text, err := e.NewDecoder().Bytes(sample)
	if err != nil {
		return string(utf8.RuneError)
	}
	if len(sample) == window {
		for range 2 {
			_, size := utf8.DecodeLastRune(text)
			text = text[:len(text)-size]
		}
	}
	return string(text)
}

// alphabets are the scripts of which one word has one.
var alphabets = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai,
}

// plausible reports whether the words of a text can be words: no control characters, and hardly any word in two
// alphabets, with a symbol in it, of accented letters alone, or in capitals after a small letter. Text in another
// encoding has these.
func plausible(text string) bool {
	if strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || 0x80 <= r && r < 0xa0 }) {
		return false
	}
	odd, foreign := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return r < utf8.RuneSelf && !unicode.IsLetter(r) || unicode.IsSpace(r)
	}) {
		word = strings.TrimFunc(word, func(r rune) bool { return unicode.IsPunct(r) })
		if ascii([]byte(word)) == len(word) {
			continue
		}
		foreign++
		if oddWord([]rune(word)) {
			odd++
		}
	}
	const share = 10 // one of so many may be a name, or a misprint
	return odd*share <= foreign
}

// oddWord reports whether a word is one that nobody writes: of two alphabets, with a symbol inside, with more than
// three accents in a row, or with a capital with an accent after a small letter.
func oddWord(word []rune) bool {
	alphabet, accents, turned := -1, 0, false
	for i, r := range word {
		of := slices.IndexFunc(alphabets, func(table *unicode.RangeTable) bool { return unicode.Is(table, r) })
		if of >= 0 && alphabet >= 0 && of != alphabet || strangeInside(word, i) {
			return true
		}
		if of >= 0 {
			alphabet = of
		}
		if accents++; of != 0 || r < utf8.RuneSelf {
			accents = 0
		}
		if accents > 3 {
			return true
		}
		turned = turned || turns(word, i)
	}
	return turned && unicode.IsLower(word[0])
}

// strangeInside reports whether character i of a word, between two letters, stands in no word.
func strangeInside(word []rune, i int) bool {
	return strange(word[i]) && i > 0 && i < len(word)-1 && unicode.IsLetter(word[i-1]) && unicode.IsLetter(word[i+1])
}

// turns reports whether character i of a word is a capital with an accent after a small letter.
func turns(word []rune, i int) bool {
	return i > 0 && unicode.IsLower(word[i-1]) && unicode.IsUpper(word[i]) && word[i] >= utf8.RuneSelf
}

// strange reports whether a character stands in no word: a symbol, a fraction, a part of a frame.
func strange(r rune) bool {
	return r >= utf8.RuneSelf && r != 0xad && r != 0xb7 &&
		(unicode.IsSymbol(r) || unicode.Is(unicode.No, r) || r == 0xbf || r == 0xa1 || r == 0xa7)
}

// frequent are letters that make up more than eight of ten in Russian, Ukrainian and Bulgarian text.
const frequent = "оеаинтсрвлкдмпуяізы"

// cyrillicWords reports whether a text is certainly in a Cyrillic script: enough small letters of which most are
// frequent ones.
func cyrillicWords(text string) bool {
	const (
		enough    = 8
		ofHundred = 75
	)
	small, capital, common := 0, 0, 0
	for _, r := range text {
		switch {
		case !unicode.Is(unicode.Cyrillic, r):
		case unicode.IsUpper(r):
			capital++
		default:
			small++
			if strings.ContainsRune(frequent, r) {
				common++
			}
		}
	}
	return small >= enough && small > 2*capital && common*100 >= small*ofHundred && plausible(text)
}
