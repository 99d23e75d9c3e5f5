package copying

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/tokens"
)

// minQuoteWords is the least number of words of a quoted passage, and of what two of them share.
const minQuoteWords = shingleWords

// maxQuoteBytes is how far from its opening mark a closing one is looked for.
const maxQuoteBytes = 3000

// quoteRange is what stands between two quotation marks, in bytes of the text.
type quoteRange struct{ start, end int }

// closers gives the marks that close a passage which the key opens.
var closers = map[rune]string{
	'“': "”“", '„': "“”", '‟': "”", '”': "”", '«': "»", '»': "«»", '"': `"`, '‘': "’", '‚': "‘’", '‹': "›", '\'': "'’",
	'「': "」", '『': "』", '＂': "＂",
}

// quotedPassages returns the passages of a text that stand between quotation marks, in its order, without those inside
// others. A passage ends at an empty line at the latest; one without a closing mark does not count, unless the next
// line begins with the same opening one. Single marks open only before a letter and after none, and close only before
// no letter, so that apostrophes do neither.
func quotedPassages(text string) []quoteRange {
	var out []quoteRange
	var before rune
	unclosed := map[rune]int{} // by opening mark: no closing one is known to be before that byte
	for at := 0; at < len(text); {
		if c := text[at]; c < utf8.RuneSelf && c != '"' && c != '\'' { // nearly always
			before, at = rune(c), at+1
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if closing, opens := closers[r]; opens && opensHere(r, before, text[at+size:]) {
			end, next := findCloser(text, at+size, max(at+size, unclosed[r]), r, closing)
			if end >= 0 {
				out = append(out, quoteRange{at + size, end})
				at, before = next, ' '
				continue
			}
			unclosed[r] = next
		}
		at, before = at+size, r
	}
	return out
}

func opensHere(mark, before rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsSpace(next) && mark != '«' || after == "" { // the French set a space after it
		return false
	}
	switch mark {
	case '"', '\'', '‘', '»', '”':
		return !tokens.IsWordRune(before) && (mark != '\'' && mark != '‘' || tokens.IsWordRune(next))
	}
	return true
}

// findCloser returns where the closing mark starts and ends, or the line after which the same mark opens again, or -1
// and the byte up to which no such mark stands. from is where to start, opened where the passage does.
func findCloser(text string, opened, from int, mark rune, closing string) (end, next int) {
	limit := min(opened+maxQuoteBytes, len(text))
	for at := from; at < limit; {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '\n' && quotesOn(mark, text[at+1:min(at+20, len(text))]):
			return at, at + 1
		case r == '\n' && strings.HasPrefix(strings.TrimLeft(text[at+1:min(at+8, len(text))], " \t\r"), "\n"):
			return -1, at
		case strings.ContainsRune(closing, r) && r != utf8.RuneError && closesHere(r, text[at+size:]):
			return at, at + size
		}
		at += size
	}
	return -1, max(from, limit)
}

// quotesOn reports whether the next line begins with the same opening mark: where several paragraphs are quoted, each
// has one and the last alone a closing one.
func quotesOn(mark rune, after string) bool {
	rest, found := strings.CutPrefix(strings.TrimLeft(after, " \t\r\n"), string(mark))
	return found && opensHere(mark, '\n', rest)
}

func closesHere(mark rune, after string) bool {
	if mark != '\'' && mark != '’' && mark != '‘' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	return after == "" || !tokens.IsWordRune(next)
}

// wordsIn returns the index of the first word of a range and of the first after it. words are those of the text.
func wordsIn(words []tokens.Word, r quoteRange) (from, to int) {
	from = searchWord(words, r.start)
	return from, searchWord(words, r.end)
}

// searchWord returns the index of the first word that starts at the byte or after it.
func searchWord(words []tokens.Word, at int) int {
	low, high := 0, len(words)
	for low < high {
		if mid := (low + high) / 2; int(words[mid].Start) < at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
