package attribution

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitleBytes is the length from which on words are no title, and are cut.
const maxTitleBytes = 300

// quoteMarks are the marks that stand before and after what is quoted.
const quoteMarks = "\"“”„»«"

// span is a run of bytes of the text; end is not included.
type span struct{ start, end int }

// between makes a span of its two ends.
func between(start, end int) span { return span{start: start, end: end} }

func (s span) len() int { return s.end - s.start }

// line is a line of the text without the white space around it.
type line struct {
	span
	number int // from 1
}

// token is a word of a sentence.
type token struct {
	span
	lower string
	upper bool // it begins with a capital or a figure
}

// linesOf returns the lines that have words, in order.
func linesOf(text string) []line {
	var lines []line
	start, number := 0, 0
	for part := range strings.SplitSeq(text, "\n") {
		number++
		s := trimmed(text, between(start, start+len(part)))
		if strings.ContainsFunc(text[s.start:s.end], unicode.IsLetter) {
			lines = append(lines, line{span: s, number: number})
		}
		start += len(part) + 1
	}
	return lines
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || unicode.IsControl(r) }

// trimmed leaves out white space at both ends.
func trimmed(text string, s span) span { return trimmedFunc(text, s, isSpace) }

func trimmedFunc(text string, s span, drop func(rune) bool) span {
	part := text[s.start:s.end]
	left := len(part) - len(strings.TrimLeftFunc(part, drop))
	if left == len(part) {
		return between(s.start, s.start)
	}
	return between(s.start+left, s.start+len(strings.TrimRightFunc(part, drop)))
}

var (
	// sentenceEnd is a mark that may end a sentence, with the quotation marks and brackets that close with it.
	sentenceEnd = regexp.MustCompile(`[.!?…。！？]+["”“»'’)\]]*(?:\s+|$)`)
	// abbreviated ends in a full stop that ends no sentence.
	abbreviated = regexp.MustCompile(`(?i)(?:^|[\s("“])(?:mr|mrs|ms|dr|prof|gen|lt|col|sgt|det|insp|supt|capt|cmdr|maj|rev|hon|pres|gov|sen|rep|st|ft|mt|rs|vs|etc|e\.g|i\.e|u\.s|u\.k|u\.n|z\.b|bzw|ca|jan|feb|aug|sept|sep|oct|nov|dec|mme|m|\p{Lu}|\d{1,2})\.$`)
)

// numbered ends in a word that a number follows.
var numbered = regexp.MustCompile(`(?i)(?:^|[\s("“])(?:no|nr|art|para|p|pp)\.$`)

// sentencesOf cuts a line into sentences. A full stop after an abbreviation or before a small letter ends none, and
// what stands in quotation marks is not cut: "It shook. We ran," said Ann.
func sentencesOf(text string, of span) []span {
	var out []span
	part, start := text[of.start:of.end], 0
	open := quotedSpans(text, of)
	for _, at := range sentenceEnd.FindAllStringIndex(part, -1) {
		next, _ := utf8.DecodeRuneInString(part[at[1]:])
		mark := at[0] + 1
		if at[1] < len(part) && (unicode.IsLower(next) || part[at[0]] == '.' && abbreviated.MatchString(part[max(start, floorRune(part, mark-12)):mark])) {
			continue
		}
		if numbered.MatchString(part[max(start, floorRune(part, mark-12)):mark]) && unicode.IsDigit(next) {
			continue
		}
		if within(open, of.start+at[1]-1) {
			continue
		}
		out = append(out, trimmed(text, between(of.start+start, of.start+at[1])))
		start = at[1]
	}
	if start < len(part) {
		out = append(out, trimmed(text, between(of.start+start, of.end)))
	}
	return out
}

// maxQuotedBytes is the longest that words in quotation marks are taken for one quotation.
const maxQuotedBytes = 1500

// quotedSpans returns what stands between quotation marks in a line, the marks not included. A mark that nothing closes
// opens nothing.
func quotedSpans(text string, of span) []span {
	var out []span
	open := -1
	for i, c := range text[of.start:of.end] {
		at := of.start + i
		switch {
		case !strings.ContainsRune(quoteMarks, c):
		case open < 0 || c == '“' || c == '„':
			open = at + utf8.RuneLen(c)
		case at-open <= maxQuotedBytes:
			out = append(out, between(open, at))
			open = -1
		default:
			open = -1
		}
	}
	return out
}

// within reports whether a place is in one of the spans, which are in order.
func within(spans []span, at int) bool {
	i, _ := slices.BinarySearchFunc(spans, at, func(s span, at int) int { return s.end - at })
	return i < len(spans) && spans[i].start <= at && at < spans[i].end
}

// floorRune returns the start of the character that byte i is of, 0 where i is below it.
func floorRune(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return max(i, 0)
}

var (
	wordForm = regexp.MustCompile(`\p{N}+(?:[.,]\p{N}+)+[\p{L}\p{N}]*|[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+)*`)
	elided   = regexp.MustCompile(`^(?i:l|d|qu|n|s)['’]`)
)

// inCapitals are short names that would be other words in small letters.
var inCapitals = map[string]string{"WHO": "w.h.o", "UN": "u.n", "US": "u.s", "UK": "u.k", "IT": "i.t", "LA": "l.a",
	"AN": "a.n", "OR": "o.r", "IN": "i.n", "DOE": "d.o.e", "ME": "m.e", "AS": "a.s"}

// tokensOf returns the words of a part of the text; an elided French article is a word of its own.
func tokensOf(text string, of span) []token {
	var out []token
	add := func(start, end int) {
		first, _ := utf8.DecodeRuneInString(text[start:end])
		word := strings.ReplaceAll(strings.ToLower(text[start:end]), "’", "'")
		if short := inCapitals[text[start:end]]; short != "" {
			word = short
		}
		out = append(out, token{span: between(start, end), lower: word, upper: unicode.IsUpper(first) || unicode.IsDigit(first)})
	}
	for _, at := range wordForm.FindAllStringIndex(text[of.start:of.end], -1) {
		start, end := of.start+at[0], of.start+at[1]
		if n := len(elided.FindString(text[start:end])); n > 0 {
			add(start, start+n)
			start += n
		}
		add(start, end)
	}
	return out
}

// clipped returns the words of a text as a title: on one line, no longer than titles are.
func clipped(words string) string {
	words = strings.Join(strings.FieldsFunc(words, isSpace), " ")
	if len(words) > maxTitleBytes {
		words = strings.TrimSpace(words[:floorRune(words, maxTitleBytes)])
	}
	return words
}
