package prose

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitleBytes is the length from which on words are no title, and are cut.
const maxTitleBytes = 300

// QuoteMarks are the marks that stand before and after what is quoted.
const QuoteMarks = "\"“”„»«"

// Span is a run of bytes of the text; end is not included.
type Span struct{ Start, End int }

// Between makes a span of its two ends.
func Between(start, end int) Span { return Span{Start: start, End: end} }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Line is a line of the text without the white space around it.
type Line struct {
	Span
	Number int // from 1
}

// Token is a word of a sentence.
type Token struct {
	Span
	Lower string
	Upper bool // it begins with a capital or a figure
}

// Lines returns the lines that have words, in order.
func Lines(text string) []Line {
	var lines []Line
	start, number := 0, 0
	for part := range strings.SplitSeq(text, "\n") {
		number++
		s := Trim(text, Between(start, start+len(part)))
		if strings.ContainsFunc(text[s.Start:s.End], unicode.IsLetter) {
			lines = append(lines, Line{Span: s, Number: number})
		}
		start += len(part) + 1
	}
	return lines
}

// IsSpace reports whether a character shows nothing: white space, a byte order mark or a control character.
func IsSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || unicode.IsControl(r) }

// Trim leaves out white space at both ends.
func Trim(text string, s Span) Span { return TrimFunc(text, s, IsSpace) }

// TrimFunc leaves out the characters at both ends that drop accepts; a span of nothing else becomes empty at its start.
func TrimFunc(text string, s Span, drop func(rune) bool) Span {
	part := text[s.Start:s.End]
	left := len(part) - len(strings.TrimLeftFunc(part, drop))
	if left == len(part) {
		return Between(s.Start, s.Start)
	}
	return Between(s.Start+left, s.Start+len(strings.TrimRightFunc(part, drop)))
}

var (
	// sentenceEnd is a mark that may end a sentence, with the quotation marks and brackets that close with it.
	sentenceEnd = regexp.MustCompile(`[.!?…。！？]+["”“»'’)\]]*(?:\s+|$)`)
	// abbreviated ends in a full stop that ends no sentence.
	abbreviated = regexp.MustCompile(
		`(?i)(?:^|[\s("“])(?:mr|mrs|ms|dr|prof|gen|lt|col|sgt|det|insp|supt|capt|cmdr|maj|rev|hon|pres|gov|sen|rep|st|ft|mt|rs|vs|etc|e\.g|i\.e|u\.s|u\.k|u\.n|z\.b|bzw|ca|jan|feb|aug|sept|sep|oct|nov|dec|mme|m|\p{Lu}|\d{1,2})\.$`)
)

// numbered ends in a word that a number follows.
var numbered = regexp.MustCompile(`(?i)(?:^|[\s("“])(?:no|nr|art|para|p|pp)\.$`)

// Sentences cuts a line into sentences. A full stop after an abbreviation or before a small letter ends none, and
// what stands in quotation marks is not cut: "It shook. We ran," said Ann.
func Sentences(text string, of Span) []Span {
	var out []Span
	part, start := text[of.Start:of.End], 0
	open := Quotations(text, of)
	for _, at := range sentenceEnd.FindAllStringIndex(part, -1) {
		next, _ := utf8.DecodeRuneInString(part[at[1]:])
		mark := at[0] + 1
		if at[1] < len(part) &&
			(unicode.IsLower(next) || part[at[0]] == '.' &&
				abbreviated.MatchString(part[max(start, FloorRune(part, mark-12)):mark])) {
			continue
		}
		if numbered.MatchString(part[max(start, FloorRune(part, mark-12)):mark]) && unicode.IsDigit(next) {
			continue
		}
		if Within(open, of.Start+at[1]-1) {
			continue
		}
		out = append(out, Trim(text, Between(of.Start+start, of.Start+at[1])))
		start = at[1]
	}
	if start < len(part) {
		out = append(out, Trim(text, Between(of.Start+start, of.End)))
	}
	return out
}

// maxQuotedBytes is the longest that words in quotation marks are taken for one quotation.
const maxQuotedBytes = 1500

// Quotations returns what stands between quotation marks in a line, the marks not included. A mark that nothing closes
// opens nothing.
func Quotations(text string, of Span) []Span {
	var out []Span
	open := -1
	for i, c := range text[of.Start:of.End] {
		at := of.Start + i
		switch {
		case !strings.ContainsRune(QuoteMarks, c):
		case open < 0 || c == '“' || c == '„':
			open = at + utf8.RuneLen(c)
		case at-open <= maxQuotedBytes:
			out = append(out, Between(open, at))
			open = -1
		default:
			open = -1
		}
	}
	return out
}

// Within reports whether a place is in one of the spans, which are in order.
func Within(spans []Span, at int) bool {
	i, _ := slices.BinarySearchFunc(spans, at, func(s Span, at int) int { return s.End - at })
	return i < len(spans) && spans[i].Start <= at && at < spans[i].End
}

// FloorRune returns the start of the character that byte i is of, 0 where i is below it.
func FloorRune(s string, i int) int {
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

// Tokens returns the words of a part of the text; an elided French article is a word of its own.
func Tokens(text string, of Span) []Token {
	var out []Token
	add := func(start, end int) {
		first, _ := utf8.DecodeRuneInString(text[start:end])
		word := strings.ReplaceAll(strings.ToLower(text[start:end]), "’", "'")
		if short := inCapitals[text[start:end]]; short != "" {
			word = short
		}
		out = append(
			out, Token{Span: Between(start, end), Lower: word, Upper: unicode.IsUpper(first) || unicode.IsDigit(first)})
	}
	for _, at := range wordForm.FindAllStringIndex(text[of.Start:of.End], -1) {
		start, end := of.Start+at[0], of.Start+at[1]
		if n := len(elided.FindString(text[start:end])); n > 0 {
			add(start, start+n)
			start += n
		}
		add(start, end)
	}
	return out
}

// Clip returns the words of a text as a title: on one line, no longer than titles are.
func Clip(words string) string {
	words = strings.Join(strings.FieldsFunc(words, IsSpace), " ")
	if len(words) > maxTitleBytes {
		words = strings.TrimSpace(words[:FloorRune(words, maxTitleBytes)])
	}
	return words
}
