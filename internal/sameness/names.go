package sameness

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// namer reads names, into memory that it keeps.
type namer struct {
	text  []byte // the words, one after the other
	ends  []int  // of each word
	run   int    // the letters since a word, or what follows the dot of an initial, began
	dot   int    // how long text was at that dot; 0 = the word has no dot
	first bool   // the first word is an initial, and so no article
	list  [][]byte
}

// words returns the words by which the name of a record is compared, valid until the next call; none if it has
// neither a letter nor a number.
func (n *namer) words(r *Record) [][]byte {
	if n.clear(); !n.readASCII(r.Name) {
		n.clear()
		n.read(r.Name)
	}
	n.end()
	n.list = n.list[:0]
	from := 0
	for _, to := range n.ends {
		n.list = append(n.list, n.text[from:to])
		from = to
	}
	words := n.list
	for len(words) > 1 && articles[string(words[0])] && !n.first {
		words = words[1:]
	}
	if r.Speaker && !r.Category {
		words = withoutRoles(words)
	}
	return words
}

func (n *namer) clear() { n.text, n.ends, n.run, n.dot, n.first = n.text[:0], n.ends[:0], 0, 0, false }

// withoutRoles leaves role words out, unless nothing would be left.
func withoutRoles(words [][]byte) [][]byte {
	kept := 0
	for _, w := range words {
		if !roles[string(w)] {
			kept++
		}
	}
	if kept == 0 || kept == len(words) {
		return words
	}
	rest := words[:0]
	for _, w := range words {
		if !roles[string(w)] {
			rest = append(rest, w)
		}
	}
	return rest
}

// readASCII reads a name, faster than read does. It returns false if it meets what is not ASCII.
func (n *namer) readASCII(name string) bool {
	for i := range len(name) {
		b := name[i]
		switch {
		case b >= utf8.RuneSelf:
			return false
		case 'a' <= b && b <= 'z' || '0' <= b && b <= '9':
			n.text = append(n.text, b)
			n.letter()
		case 'A' <= b && b <= 'Z':
			n.text = append(n.text, b+'a'-'A')
			n.letter()
		default:
			n.sign(rune(b))
		}
	}
	return true
}

// read reads a name of any script.
func (n *namer) read(name string) {
	name = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == tatweel:
		case r != modifierApostrophe && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			n.text = utf8.AppendRune(n.text, r)
			n.letter()
		case unicode.IsMark(r) && n.run > 0:
			n.text = utf8.AppendRune(n.text, r)
		default:
			n.sign(r)
		}
	}
}

const (
	tatweel            = '\u0640' // makes an Arabic word longer, and says nothing
	modifierApostrophe = '\u02bc'
)

// letter counts a letter or number. The second after an initial begins a word: J.Smith, but U.S.A.
func (n *namer) letter() {
	if n.run++; n.run == 2 && n.dot > 0 {
		n.ends, n.dot = append(n.ends, n.dot), 0
	}
}

// sign reads what is neither letter, number nor mark.
func (n *namer) sign(r rune) {
	switch r {
	case '\'', '`', '\u2018', '\u2019', '\u2032', modifierApostrophe:
		if string(n.text) == "l" { // l'Express
			n.text, n.run = n.text[:0], 0
		}
	case '.':
		if n.run != 1 || unicode.IsNumber(n.last()) {
			n.end()
			return
		}
		n.first = n.first || len(n.ends) == 0
		n.run, n.dot = 0, len(n.text)
	default:
		n.end()
	}
}

// last returns the last letter or number.
func (n *namer) last() rune {
	r, _ := utf8.DecodeLastRune(n.text)
	return r
}

// end ends a word.
func (n *namer) end() {
	n.run, n.dot = 0, 0
	from := 0
	if len(n.ends) > 0 {
		from = n.ends[len(n.ends)-1]
	}
	if len(n.text) > from {
		n.ends = append(n.ends, len(n.text))
	}
}
