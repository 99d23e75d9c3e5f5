package credits

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/tokens"
)

// Form is the form in which a text names an agency.
type Form string

// The forms.
const (
	FormDateline    Form = "DATELINE"    // LONDON, Nov 3 (Reuters) -
	FormByline      Form = "BYLINE"      // By Jane Doe, Associated Press
	FormCredit      Form = "CREDIT"      // (AP); — AFP; dpa on a line of its own; Source: EFE
	FormMaterial    Form = "MATERIAL"    // mit Material von dpa; (avec AFP); con información de EFE
	FormReporting   Form = "REPORTING"   // Reporting by Jane Doe; Editing by John Roe
	FormField       Form = "FIELD"       // Text.Agency
	FormAttribution Form = "ATTRIBUTION" // nach Angaben von Reuters; по данным ТАСС: a source of what is said, no credit
)

// Credit is a place where a text names an agency that it has its words from or, as an attribution, its knowledge.
type Credit struct {
	Agency     string // its usual name; "" for FormReporting, which names people
	Form       Form
	Words      string // exactly as written
	Start, End int    // bytes of the text; End is not included. 0, 0 for FormField
}

// Find returns the credit lines, datelines and attributions of a text, in its order. A mention of an agency in no
// known form is left out, and so is a photo's credit.
func Find(text string) []Credit { return In(text, tokens.Append(nil, text)) }

// In is [Find] for a text whose words are known already.
func In(text string, words []tokens.Word) []Credit {
	var out []Credit
	for i := 0; i < len(words); {
		a, n := aliasAt(text, words[i:])
		if n == 0 {
			i++
			continue
		}
		m := mention{text: text, words: words, first: i, last: i + n - 1}
		i += n
		m.widen()
		if form, start, end := m.form(); form != "" {
			out = append(
				out, Credit{Agency: agencies[a.agency].name, Form: form, Words: strings.Clone(text[start:end]), Start: start,
					End: end})
		}
	}
	if at := reportingLine(text, words); at.End > 0 {
		out = append(out, at)
		slices.SortStableFunc(out, func(a, b Credit) int { return a.Start - b.Start })
	}
	return out
}

// aliasAt returns the longest alias that words begin with, and its number of words; 0 for none.
func aliasAt(text string, words []tokens.Word) (alias, int) {
	for _, a := range aliases[words[0].Hash] {
		if a.words > len(words) {
			continue
		}
		written := text[words[0].Start:words[a.words-1].End]
		if written == a.written || !a.exact && tokens.Normalize(written) == tokens.Normalize(a.written) {
			return a, a.words
		}
	}
	return alias{}, 0
}

// mention is a place that names agencies: those from the first to the last word.
type mention struct {
	text        string
	words       []tokens.Word
	first, last int
}

// lineReach is how many bytes of its line before and after a mention are looked at, maxTogether how many agencies are
// looked at that are named in one breath: a text without line ends must not take for ever.
const (
	lineReach   = 300
	maxTogether = 6
)

// widen takes in the agencies that are named in one breath: AP/Reuters.
func (m *mention) widen() {
	for range maxTogether {
		grown := false
		for back := 1; back <= 3 && back <= m.first && !grown; back++ {
			from := m.first - back
			if _, n := aliasAt(m.text, m.words[from:]); n == back &&
				together(m.text[m.words[m.first-1].End:m.words[m.first].Start]) {
				m.first, grown = from, true
			}
		}
		if m.last+1 < len(m.words) && together(m.text[m.words[m.last].End:m.words[m.last+1].Start]) {
			if _, n := aliasAt(m.text, m.words[m.last+1:]); n > 0 {
				m.last, grown = m.last+n, true
			}
		}
		if !grown {
			return
		}
	}
}

func together(between string) bool {
	return slices.Contains([]string{"/", ", ", ",", " / ", " & ", "; ", " + "}, between)
}

func (m *mention) start() int { return int(m.words[m.first].Start) }
func (m *mention) end() int   { return int(m.words[m.last].End) }

// form says in which form the mention stands, "" for none, and the bytes of the words that make it.
func (m *mention) form() (form Form, start, end int) {
	from := max(0, m.start()-lineReach)
	from += strings.LastIndexByte(m.text[from:m.start()], '\n') + 1
	to := min(len(m.text), m.end()+lineReach)
	if i := strings.IndexByte(m.text[m.end():to], '\n'); i >= 0 {
		to = m.end() + i
	}
	left, right := m.text[from:m.start()], m.text[m.end():to]
	if contributed(right) {
		return FormMaterial, m.start(), m.end()
	}
	if form, start, end := m.enclosed(left, right); start >= 0 {
		return form, start, end
	}
	if form := m.onLine(left, right); form != "" {
		return form, m.start(), m.end()
	}
	if n := m.cueBefore(materialCues); n > 0 {
		return FormMaterial, int(m.words[m.first-n].Start), m.end()
	}
	if n := m.cueBefore(attributionCues); n > 0 {
		return FormAttribution, int(m.words[m.first-n].Start), m.end()
	}
	if n := m.cueAfter(); n > 0 {
		return FormAttribution, m.start(), int(m.words[m.last+n].End)
	}
	if byline(left, right) {
		line := strings.TrimSpace(m.text[from:to])
		start := from + strings.Index(m.text[from:to], line)
		return FormByline, start, start + len(line)
	}
	return "", 0, 0
}

// enclosed classifies a mention in brackets or between slashes. start is -1 if it is in none; form is "" if it is, and
// says nothing.
func (m *mention) enclosed(left, right string) (form Form, start, end int) {
	opened, closed := strings.LastIndexAny(left, "([（【"), strings.IndexAny(right, ")]）】")
	if opened < 0 || closed < 0 || strings.ContainsAny(left[opened:], ")]）】") || len(left)-opened+closed > 80 {
		if before, ok := strings.CutSuffix(left, "/"); ok && strings.HasPrefix(right, "/") {
			return m.bracketForm(before, right[1:]), m.start() - 1, m.end() + 1
		}
		return "", -1, 0
	}
	size := sizeOfRune(left[opened:])
	inner, rest := strings.TrimSpace(left[opened+size:]), strings.TrimSpace(right[:closed])
	start = m.start() - len(left) + opened
	end = m.end() + closed + sizeOfRune(right[closed:])
	switch {
	case inner == "" && (rest == "" || isService(rest)):
		return m.bracketForm(left[:opened], right[end-m.end():]), start, end
	case m.cueBefore(attributionCues) > 0:
		return FormAttribution, start, end
	case m.cueBefore(materialCues) > 0 || slices.Contains(bracketCues, tokens.Normalize(inner)):
		return FormMaterial, start, end
	case slices.Contains(sourceCues, tokens.Normalize(inner)):
		return FormCredit, start, end
	}
	return "", -1, 0
}

// isService reports whether the rest of a bracket names a service of the agency before it: (dpa/lno), (dpa-AFX).
func isService(rest string) bool {
	name := strings.TrimLeft(rest, "/-")
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	return len(name) == len(rest)-1 && len(name) >= 2 && len(name) <= 4 && !strings.ContainsFunc(name, notLetter)
}

// contributed reports whether what follows an agency on its line is that somebody contributed to the report.
func contributed(right string) bool {
	return len(right) <= lineReach && strings.Contains(tokens.Normalize(right), "contributed to th")
}

func sizeOfRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// bracketForm classifies an agency alone in brackets by what is before and after them on the line. Initials at the end
// of a line are a credit only after the end of a sentence: otherwise they are what was just written out, the American
// Psychological Association (APA).
func (m *mention) bracketForm(before, after string) Form {
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	switch {
	case strings.Trim(after, ".。 ") == "":
		if lastWordIn(before, photoCues) || m.initials() && before != "" && !endsSentence(before) {
			return ""
		}
		return FormCredit
	case before == "":
		return FormDateline
	case !datelineWords(before):
		return ""
	case startsWithDash(strings.TrimLeft(after, ". ")), strings.HasPrefix(after, ":"):
		return FormDateline
	case strings.ContainsAny(before, "?!;:\"“"):
		return ""
	case allCapitals(firstWord(before)), strings.ContainsAny(before, "0123456789"):
		return FormDateline // BERLIN (dpa) Text; Delhi, Nov 3 (PTI) Text
	}
	return ""
}

// datelineWords reports whether the words before an agency in brackets are those of a dateline: places, days and
// months, with capitals and digits, and not those of a sentence.
func datelineWords(before string) bool {
	fields := strings.Fields(before)
	if len(before) > 80 || len(fields) > 10 {
		return false
	}
	for i, field := range fields {
		word := strings.TrimFunc(field, func(r rune) bool { return !tokens.IsWordRune(r) })
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLower(first) || i > 0 && (placeWords[word] || nearDigits(fields, i)) {
			continue
		}
		return false
	}
	return true
}

// nearDigits reports whether a word is at most two words away from one with a digit, as the name of a month is: 3 de
// mayo.
func nearDigits(fields []string, i int) bool {
	near := fields[max(0, i-2):min(len(fields), i+3)]
	return slices.ContainsFunc(near, func(f string) bool { return strings.ContainsAny(f, "0123456789") })
}

// initials reports whether the mention is one of two to four capitals.
func (m *mention) initials() bool {
	written := m.text[m.start():m.end()]
	return utf8.RuneCountInString(written) <= 4 && !strings.ContainsFunc(written, func(r rune) bool { return !isUpper(r) })
}

func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？\"”“»«’)]:;-–—/", last)
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " ,/"); i > 0 {
		return s[:i]
	}
	return s
}

func allCapitals(word string) bool {
	return strings.ContainsFunc(word, isUpper) && strings.ToUpper(word) == word
}

func isUpper(r rune) bool { return strings.ToLower(string(r)) != string(r) }

func startsWithDash(s string) bool { return strings.TrimLeft(s, "-_–—―") != s }

func endsWithDash(s string) bool {
	return strings.HasSuffix(s, "-") || strings.HasSuffix(s, "–") || strings.HasSuffix(s, "—") || strings.HasSuffix(s, "―")
}
