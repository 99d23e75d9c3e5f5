package tokens

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is a normalised word of a text: the hash of its normalised letters and its bytes in the text as it is written.
// The lowest bit of the hash says that it is a letter of a script without spaces.
type Word struct {
	Hash       uint64
	Start, End int32 // end is not included
}

// Normalize returns the words of a text as copies are compared: in lower case, without punctuation, one space between
// them. A word is a run of letters and digits of any script; an apostrophe ends it. Soft hyphens, combining accents and
// the accents of precomposed Latin and Cyrillic letters go, so that both ways of writing é are one. Scripts that are
// written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) give one word a letter.
func Normalize(text string) string {
	var out strings.Builder
	for s := (scanner{text: text}); s.next(); {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.Write(s.word)
	}
	return out.String()
}

// Append appends the words of a text.
func Append(dst []Word, text string) []Word {
	var room [64]byte
	for s := (scanner{text: text, word: room[:0]}); s.next(); {
		hash := hashBytes(s.word) &^ 1
		if s.alone {
			hash |= 1
		}
		dst = append(dst, Word{Hash: hash, Start: int32(s.start), End: int32(s.end)})
	}
	return dst
}

// hashBytes is FNV-1a with 64 bits.
func hashBytes(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// Hash returns the 64-bit FNV-1a hash of a string.
func Hash(s string) uint64 { return hashBytes([]byte(s)) }

// IsWordRune reports whether a character is a letter or a digit.
func IsWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// IsLetter reports whether a word is a letter of a script without spaces: about half a word.
func (w Word) IsLetter() bool { return w.Hash&1 == 1 }

// scanner walks over the words of a text.
type scanner struct {
	text       string
	at         int
	word       []byte // normalised; valid until the next call
	alone      bool   // it is a letter of a script without spaces
	start, end int    // its bytes in the text
}

// next finds the next word. It returns false at the end.
func (s *scanner) next() bool {
	s.word, s.alone = s.word[:0], false
	for s.at < len(s.text) {
		size, done := s.step()
		s.at += size
		if done {
			return true
		}
	}
	return len(s.word) > 0
}

// step takes in one character. It returns its size, 0 if a word ended before it, and whether a word ended.
func (s *scanner) step() (size int, done bool) {
	if c := s.text[s.at]; c < utf8.RuneSelf {
		switch folded := asciiFold[c]; {
		case folded != 0:
			s.add(1, folded)
			return 1, false
		case len(s.word) == 0:
			return 1, false
		}
		return 0, true
	}
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch class := classOf(r); {
	case class == ignored:
		return size, false
	case class == alone && len(s.word) > 0:
		return 0, true
	case class == alone:
		s.addRune(size, r)
		s.alone = true
		return size, true
	case class == letter:
		s.addRune(size, r)
		return size, false
	case len(s.word) == 0:
		return size, false
	}
	return 0, true
}

func (s *scanner) add(size int, folded ...byte) {
	if len(s.word) == 0 {
		s.start = s.at
	}
	s.end = s.at + size
	s.word = append(s.word, folded...)
}

func (s *scanner) addRune(size int, r rune) {
	r = unicode.ToLower(r)
	if r < utf8.RuneSelf {
		s.add(size, byte(r))
		return
	}
	if plain, known := unaccented[r]; known {
		s.add(size, plain...)
		return
	}
	var room [utf8.UTFMax]byte
	s.add(size, room[:utf8.EncodeRune(room[:], r)]...)
}

type runeClass int

const (
	breaking runeClass = iota // ends a word
	letter
	alone   // is a word by itself
	ignored // as if it were not there
)

func classOf(r rune) runeClass {
	switch {
	case r < utf8.RuneSelf:
		if asciiFold[r] != 0 {
			return letter
		}
		return breaking
	case r == 'ʼ': // a letter to Unicode, an apostrophe to Ukrainian
		return breaking
	case r >= 0x300 && r <= 0x36f, // combining accents
		r >= 0x64b && r <= 0x652, r == 0x640, // Arabic vowel signs, tatweel
		r == 0xad, r >= 0x200b && r <= 0x200d, r == 0x2060, r == 0xfeff: // soft hyphen, zero width
		return ignored
	case unicode.In(r, spaceless...) && (unicode.IsLetter(r) || unicode.IsNumber(r)):
		return alone
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return letter
	}
	return breaking
}

var spaceless = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
	unicode.Khmer, unicode.Myanmar}

// asciiFold gives the lower case of ASCII letters and digits, 0 for the rest.
var asciiFold = func() (table [utf8.RuneSelf]byte) {
	for c := byte('0'); c <= '9'; c++ {
		table[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = c, c
	}
	return table
}()

// unaccented gives the plain letters of accented ones, in lower case.
var unaccented = func() map[rune][]byte {
	table := map[rune][]byte{}
	for _, row := range strings.Fields(accents) {
		plain, accented, _ := strings.Cut(row, ":")
		for _, r := range accented {
			table[r] = []byte(plain)
		}
	}
	return table
}()

const accents = `
	a:àáâãäåāăąǎảạấầẩẫậắằẳẵặ b:ḃ c:çćĉċč d:ďđḋḍ e:èéêëēĕėęěẻẽẹếềểễệ g:ĝğġģǧ h:ĥħḥ i:ìíîïĩīĭįıǐỉị j:ĵ k:ķǩ l:ĺļľłḷ m:ṁṃ
	n:ñńņňṇ o:òóôõöøōŏőơǒỏọốồổỗộớờởỡợ p:ṗ r:ŕŗřṛ s:śŝşšșṣ t:ţťțṭ u:ùúûüũūŭůűųưǔủụứừửữự w:ŵẁẃẅ y:ýÿŷỳỹỵỷ z:źżžẓ
	ae:æ oe:œ ss:ß th:þ
	е:ёѐ и:йѝ і:ї у:ў к:ќ г:ѓ α:ά ε:έ η:ή ι:ίϊΐ ο:ό υ:ύϋΰ ω:ώ σ:ς`
