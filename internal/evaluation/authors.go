package evaluation

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// author is one name of an author list, in small letters.
type author struct {
	surname string
	initial string // the first letter of the first given name, "" where none is given
}

var (
	bracketed = regexp.MustCompile(`\([^)]*\)?|\[[^\]]*\]?|\{[^}]*\}?`)
	roles     = regexp.MustCompile(`\bby \(author\)|\b(joint author|authors?|editors?|edited by|foreword ` +
		`by|illustrators?|translators?)\b:?`)
	noAuthor   = regexp.MustCompile(`\bet al\b\.?|\betc\b\.?|\bnot available\b|\bunknown\b|\banonymous\b`)
	separators = regexp.MustCompile(`[;/|&]|\band\b|\bwith\b`)
	notName    = regexp.MustCompile(`[^\p{L}\p{M}' -]+`)
)

// plainLetters takes the accents away, which most shops and the checked lists leave out.
var plainLetters = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "æ", "ae", "ç", "c",
	"è", "e", "é", "e",
	"ê", "e", "ë", "e", "ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o",
	"ö", "o", "ø", "o", "ù", "u",
	"ú", "u", "û", "u", "ü", "u", "ý", "y", "ÿ", "y", "ß", "ss")

// suffixes belong to no surname; particles go with the word that follows.
var (
	suffixes  = []string{"jr", "sr", "ii", "iii", "iv", "phd", "ph", "dr", "prof", "md"}
	particles = []string{
		"van", "von", "de", "der", "den", "del", "della", "di", "da", "la", "le", "du", "dos", "st", "mac", "mc", "el",
		"al", "ben",
	}
)

// authors reads an author list as shops write it. Names are separated by semicolons, slashes, bars, ampersands, "and"
// and "with"; HTML's names of characters are read and accents dropped; what stands in brackets is dropped and
// separates. Where only commas are left, the list is read as
//   - "Surname, Given" pairs, if the first piece is one word and their number is even;
//   - surnames alone, if it is odd and all are one word: "Kolman, Busby, Ross";
//   - pairs that run into each other, if it is odd and the first is one word: "Watt, David Brown, Deryck";
//   - names in natural order otherwise: "Mark Guzdial, Barbara Ericson".
//
// A list that stays ambiguous is read in one way, the same for every shop; nothing is looked up.
func authors(list string) []author {
	text := plainLetters.Replace(strings.ToLower(html.UnescapeString(list)))
	text = bracketed.ReplaceAllString(roles.ReplaceAllString(noAuthor.ReplaceAllString(text, " "), " "), ";")
	var found []author
	for _, part := range separators.Split(text, -1) {
		var pieces [][]string
		for _, piece := range strings.Split(part, ",") {
			if words := nameWords(piece); len(words) > 0 {
				pieces = append(pieces, words)
			}
		}
		found = append(found, readPieces(pieces)...)
	}
	return found
}

// nameWords returns the words of a piece between commas, a particle joined to what follows it and suffixes left out.
func nameWords(piece string) []string {
	var words []string
	held := ""
	for _, w := range strings.Fields(notName.ReplaceAllString(strings.ReplaceAll(piece, ".", ". "), " ")) {
		w = strings.Trim(w, "'-")
		switch {
		case w == "" || slices.Contains(suffixes, w):
		case slices.Contains(particles, w):
			held += w
		default:
			words = append(words, held+w)
			held = ""
		}
	}
	if held != "" {
		words = append(words, held)
	}
	return words
}

func readPieces(pieces [][]string) []author {
	n := len(pieces)
	if n == 0 {
		return nil
	}
	oneWord := func(p []string) bool { return len(p) == 1 }
	var found []author
	switch {
	case n == 1 || !oneWord(pieces[0]):
		for _, p := range pieces {
			found = append(found, natural(p))
		}
	case n%2 == 0:
		for i := 0; i < n; i += 2 {
			found = append(found, author{surname: last(pieces[i]), initial: initial(pieces[i+1])})
		}
	case !slices.ContainsFunc(pieces, func(p []string) bool { return !oneWord(p) }):
		for _, p := range pieces {
			found = append(found, author{surname: last(p)})
		}
	default:
		for i, p := range pieces[:n-1] {
			found = append(found, author{surname: last(p), initial: initial(pieces[i+1])})
		}
	}
	return found
}

// natural reads "Given Middle Surname"; letters that stand alone at the end are initials: "Knuth D. E.".
func natural(words []string) author {
	end := len(words)
	for end > 1 && utf8.RuneCountInString(words[end-1]) == 1 {
		end--
	}
	a := author{surname: fold(words[end-1])}
	if given := slices.Concat(words[:end-1], words[end:]); len(given) > 0 {
		a.initial = initial(given)
	}
	return a
}

func last(words []string) string { return fold(words[len(words)-1]) }

func initial(words []string) string {
	r, _ := utf8.DecodeRuneInString(words[0])
	return string(r)
}

// fold leaves only the letters of a surname, so that O'Leary is OLeary and Ben-Ari is BenAri.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// reading is a way to make one value of an author list.
type reading struct {
	name  string
	value func([]author) string
}

// readings are the set of surnames, which is the one used: the shops abbreviate and leave out given names, and order
// authors as they like, so that neither separates a wrong list from a right one; and two others, to say what they give.
var readings = []reading{
	{
		"set of surnames", func(list []author) string {
			return joined(list, true, func(a author) string { return a.surname })
		},
	},
	{
		"surnames in order", func(list []author) string {
			return joined(list, false, func(a author) string { return a.surname })
		},
	},
	{"set of surnames with first initials", func(list []author) string {
		return joined(list, true, func(a author) string { return strings.TrimSpace(a.surname + " " + a.initial) })
	}},
}

func joined(list []author, asSet bool, name func(author) string) string {
	var names []string
	for _, a := range list {
		if n := name(a); a.surname != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if asSet {
		slices.Sort(names)
	}
	return strings.Join(names, ";")
}
