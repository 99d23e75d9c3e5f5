package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/evidence"
)

// attribution says that the words of a sentence are somebody's.
type attribution struct {
	by      []mention
	said    span     // the words that name them and say that they say so
	content span     // what they say
	without span     // a part of the content that belongs to the attribution, not to what is said; empty for none
	denied  bool     // they say that it is not so
	told    *mention // the outlet that they told
	citing  *mention // whom they have it from
}

// scan is one sentence with its words.
type scan struct {
	*reader
	of    span
	words []token
}

// between returns what stands between word i-1 and word i: marks and white space.
func (s *scan) between(i int) string {
	start, end := s.of.start, s.of.end
	if i > 0 {
		start = s.words[i-1].end
	}
	if i < len(s.words) {
		end = s.words[i].start
	}
	return s.text[start:end]
}

const (
	hardMarks  = ".;:!?()[]–—\"“”„»«"
	quoteMarks = "\"“”„»«"
)

// cuesBefore are the words that come before a source, by their number; those that name one that another cites are citing.
var cuesBefore = []struct {
	words  string
	citing bool
}{
	{"according to", false}, {"as reported by", false}, {"nach angaben", false}, {"nach informationen", false}, {"nach recherchen", false},
	{"nach berichten", false}, {"nach aussage", false}, {"nach aussagen", false}, {"laut", false}, {"selon", false},
	{"d' après", false}, {"citing", true}, {"unter berufung auf", true}, {"citant", true}, {"quoting", true},
}

// attributions finds who says what in a sentence, in the order of the words that say so.
func (s *scan) attributions() []attribution {
	var out []attribution
	for i := 0; i < len(s.words); i++ {
		a, next := s.attributionAt(i)
		if next > i {
			if n := len(out); n > 0 && a.said.start < out[n-1].said.end {
				continue // the words are taken
			}
			out = append(out, a)
			i = next - 1
		}
	}
	for i := range out {
		s.bound(out, i)
	}
	return out
}

// attributionAt finds an attribution whose cue begins with word i; next is the word after it, 0 where there is none.
func (s *scan) attributionAt(i int) (a attribution, next int) {
	for _, cue := range cuesBefore {
		if n := s.phraseAt(i, cue.words); n > 0 && !cue.citing {
			return s.after(i, i+n)
		}
	}
	switch w := s.words[i].lower; {
	case i+1 < len(s.words) && (w == "a" || w == "ont") && participles[s.words[i+1].lower]:
		return s.verbAt(i, i+1)
	case w == "zufolge":
		return s.postposed(i)
	case s.phraseAt(i, "heißt es") > 0:
		return s.rumoured(i)
	case s.nounAt(i): // some estimates suggest
	case verbs[w] && (!s.words[i].upper || i == 0):
		return s.verbAt(i, i)
	}
	return attribution{}, 0
}

// nounAt says whether a word that may be a verb is the subject of the next.
func (s *scan) nounAt(i int) bool {
	return nobodies[s.words[i].lower] && i+1 < len(s.words) && verbs[s.words[i+1].lower]
}

func (s *scan) phraseAt(i int, phrase string) int {
	parts := strings.Fields(phrase)
	for k, p := range parts {
		if i+k >= len(s.words) || s.words[i+k].lower != p {
			return 0
		}
	}
	return len(parts)
}

// after reads "according to X".
func (s *scan) after(cue, i int) (attribution, int) {
	m, next, ok := s.sourceAfter(i)
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: span{s.words[cue].start, m.end}}
	lead := s.contentSpan(s.of.start, s.words[cue].start)
	rest := s.contentSpan(m.end, s.of.end)
	switch {
	case s.count(lead) < 3:
		a.content = rest
	case s.count(rest) < 2:
		a.content = lead
	default:
		a.content, a.without = s.contentSpan(s.of.start, s.of.end), a.said
	}
	return a, next
}

// postposed reads "X zufolge".
func (s *scan) postposed(i int) (attribution, int) {
	for from := max(0, i-5); from < i; from++ {
		if m, ok := s.mentioned(s.words[from:i]); ok {
			a := attribution{by: []mention{m}, said: span{m.start, s.words[i].end}}
			a.content = s.contentSpan(a.said.end, s.of.end)
			if s.count(s.contentSpan(s.of.start, m.start)) >= 3 {
				a.content, a.without = s.contentSpan(s.of.start, s.of.end), a.said
			}
			return a, i + 1
		}
	}
	return attribution{}, 0
}

// rumoured reads "aus X heißt es".
func (s *scan) rumoured(i int) (attribution, int) {
	if i < 2 || s.words[0].lower != "aus" {
		return attribution{}, 0
	}
	m, ok := s.mentioned(s.words[1:i])
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: span{s.words[0].start, s.words[i+1].end}}
	a.content = s.contentSpan(a.said.end, s.of.end)
	return a, i + 2
}

// sourceAfter reads the source that begins with word i. The longest words that name one are taken.
func (s *scan) sourceAfter(i int) (mention, int, bool) {
	to := i
	for to < len(s.words) && to-i < maxNameWords {
		if to > i && (strings.ContainsAny(s.between(to), hardMarks+",") || clauseWords[s.words[to].lower] && s.words[to].lower != "with" || days[s.words[to].lower] || s.words[to].lower == "who") {
			break
		}
		to++
	}
	for ; to > i; to-- {
		last := s.words[to-1].lower
		if relations[last] || articles[last] || linking[last] {
			continue
		}
		if m, ok := s.mentioned(s.words[i:to]); ok && !s.runsOn(i, to) {
			return m, to, true
		}
	}
	return mention{}, i, false
}

// runsOn says whether the words take in more than a name: in German a clause follows it without a mark.
func (s *scan) runsOn(i, to int) bool {
	seen := false
	for _, w := range s.words[i:to] {
		seen = seen || w.upper
		if seen && !w.upper && !linking[w.lower] && !relations[w.lower] && !articles[w.lower] && !bodies[w.lower] {
			_, made := works[w.lower]
			if !made && !publishers[w.lower] {
				return s.german
			}
		}
	}
	return false
}

// verbAt reads a verb of saying, words first to last, with its subject before or after it.
func (s *scan) verbAt(first, last int) (attribution, int) {
	gap := s.between(first)
	if strings.ContainsAny(gap, quoteMarks) {
		return s.inverted(first, last)
	}
	by, ok := s.subjects(first)
	if !ok {
		if strings.Contains(gap, ",") {
			return s.inverted(first, last)
		}
		return attribution{}, 0
	}
	a := attribution{by: by, said: span{by[0].start, s.words[last].end}, denied: denials[s.words[last].lower]}
	next := last + 1
	if telling[s.words[last].lower] {
		if m, after, ok := s.sourceAfter(next); ok && m.outlet {
			a.told, next, a.said.end = &m, after, m.end
		} else {
			next = s.skipToThat(next)
		}
	}
	if a.told == nil && len(by) == 1 {
		a.told = s.holder(by[0].span)
	}
	for next < len(s.words) && (days[s.words[next].lower] || next+1 < len(s.words) && days[s.words[next+1].lower]) {
		next++ // on Tuesday
	}
	a.citing = s.cited(by[0].start, first)
	if m, after := s.citingAt(next); m != nil && a.citing == nil {
		a.citing, next = m, after
	}
	s.sayWhat(&a, next)
	return a, next
}

// skipToThat returns the position of "that" where it comes soon, as in "told parliament on 12 May that", else i.
func (s *scan) skipToThat(i int) int {
	for k := i; k < min(i+8, len(s.words)); k++ {
		if strings.ContainsAny(s.between(k), hardMarks) {
			break
		}
		if thatWords[s.words[k].lower] {
			return k
		}
	}
	return i
}

// citingAt reads "citing X" where it begins with word i; nil where it does not.
func (s *scan) citingAt(i int) (*mention, int) {
	for _, cue := range cuesBefore {
		if n := s.phraseAt(i, cue.words); n > 0 && cue.citing {
			if m, next, ok := s.sourceAfter(i + n); ok {
				return &m, next
			}
		}
	}
	return nil, i
}

// sayWhat finds what is said: the clause after the verb, or what stands before the subject.
func (s *scan) sayWhat(a *attribution, next int) {
	lead := s.contentSpan(s.of.start, a.said.start)
	marked := strings.ContainsAny(s.text[max(s.of.start, lead.end):a.said.start], ","+quoteMarks)
	next = s.skipToThat(next)
	if next < len(s.words) {
		from := s.words[next].start
		that := thatWords[s.words[next].lower]
		if that {
			from = s.words[next].end
		}
		rest := s.contentSpan(from, s.of.end)
		if s.count(rest) >= 3 && (that || !marked || s.count(lead) < 4) {
			a.content = rest
			return
		}
	}
	if s.count(lead) >= 3 {
		a.content = lead
	}
}

// inverted reads `"...", said X` and ", sagte X".
func (s *scan) inverted(first, last int) (attribution, int) {
	m, next, ok := s.sourceAfter(last + 1)
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: span{s.words[first].start, m.end}, denied: denials[s.words[last].lower]}
	a.content = s.contentSpan(s.of.start, a.said.start)
	if telling[s.words[last].lower] && next < len(s.words) && !strings.ContainsAny(s.between(next), hardMarks+",") {
		if to, after, ok := s.sourceAfter(next); ok && to.outlet { // sagte sie dem Sender
			a.told, next, a.said.end = &to, after, to.end
		}
	}
	if s.count(a.content) < 2 {
		return attribution{}, 0
	}
	return a, next
}

// cited finds "citing X" between two places of the sentence.
func (s *scan) cited(start, upTo int) *mention {
	for i := range s.words[:upTo] {
		if s.words[i].start < start {
			continue
		}
		if m, _ := s.citingAt(i); m != nil {
			return m
		}
	}
	return nil
}

// subjects reads the subject of the verb that begins with word i: the words before it up to the clause's beginning. Where a
// comma stands directly before the verb, an apposition does before that, and either part may name the source.
func (s *scan) subjects(i int) ([]mention, bool) {
	from, apposed := i, strings.Contains(s.between(i), ",") // an apposition may have clauses of its own
	for from > 0 && i-from < 3*maxNameWords && !strings.ContainsAny(s.between(from), hardMarks) && (apposed || !s.beginsClause(from-1)) {
		from--
		apposed = apposed && !strings.Contains(s.between(from), ",")
	}
	parts := s.commaParts(from, i)
	last := len(parts) - 1
	if strings.Contains(s.between(i), ",") {
		if last < 1 {
			return nil, false
		}
		if m, ok := s.together(parts[last-1]); ok {
			if hides(s.text[s.words[parts[last][0]].start:s.words[i].start]) {
				hidden(m)
			}
			return m, true
		}
		return s.together(parts[last])
	}
	return s.together(parts[last])
}

// beginsClause says whether a subject may not reach back over word i.
func (s *scan) beginsClause(i int) bool {
	w := s.words[i].lower
	if w == "who" || w == "which" {
		return false // inside of an apposition; alone it names nobody
	}
	return clauseWords[w]
}

// commaParts cuts words from to i at commas, each part as its first and last word, the last not included.
func (s *scan) commaParts(from, i int) [][2]int {
	parts := [][2]int{{from, i}}
	for k := from + 1; k < i; k++ {
		if strings.Contains(s.between(k), ",") {
			parts[len(parts)-1][1] = k
			parts = append(parts, [2]int{k, i})
		}
	}
	return parts
}

// together reads one source, or several set together by "and".
func (s *scan) together(part [2]int) ([]mention, bool) {
	words := s.trimHelpers(s.words[part[0]:part[1]])
	for k := range words { // X, citing Y / X unter Berufung auf Y
		at := part[0] + k
		if s.phraseAt(at, "unter berufung auf") > 0 || s.phraseAt(at, "citing") > 0 {
			words = words[:k]
			break
		}
	}
	if both, ok := s.joined(words); ok {
		return both, true
	}
	m, ok := s.mentioned(words)
	if !ok && part[1] < len(s.words) && showing[s.words[part[1]].lower] {
		m, ok = s.shows(words)
	}
	return []mention{m}, ok
}

// joined reads two sources with "and" between them; where only what is after it names one, that alone.
func (s *scan) joined(words []token) ([]mention, bool) {
	for k := 1; k+1 < len(words); k++ {
		if w := words[k].lower; w != "and" && w != "und" && w != "et" {
			continue
		}
		a, first := s.mentioned(words[:k])
		b, second := s.mentioned(words[k+1:])
		switch {
		case first && second:
			return []mention{a, b}, true
		case second:
			return []mention{b}, true
		}
	}
	return nil, false
}

// holders are the words before the one who has what shows something.
var holders = []string{"reviewed by", "seen by", "obtained by", "published by", "released by"}

// holder finds "seen by the paper" in the words of a source; nil where it is not there.
func (s *scan) holder(of span) *mention {
	for i, w := range s.words {
		for _, cue := range holders {
			if n := s.phraseAt(i, cue); n > 0 && w.start > of.start && i+n < len(s.words) && w.end < of.end {
				if m, _, ok := s.sourceAfter(i + n); ok && m.outlet {
					return &m
				}
			}
		}
	}
	return nil
}

// trimHelpers leaves out "has", "also" and the like at the end.
func (s *scan) trimHelpers(words []token) []token {
	for len(words) > 0 && helpers[words[len(words)-1].lower] {
		words = words[:len(words)-1]
	}
	return words
}

var hidesName = regexp.MustCompile(`(?i)not to be named|not to be identified|anonym|not be named|nicht genannt|namentlich nicht`)

func hides(words string) bool { return hidesName.MatchString(words) }

// bound cuts the content of attribution i short where the next one begins.
func (s *scan) bound(all []attribution, i int) {
	a := &all[i]
	if i+1 < len(all) && a.content.start >= a.said.end && all[i+1].content.start > all[i+1].said.start && all[i+1].said.start > a.content.start {
		end := all[i+1].said.start
		for k := len(s.words) - 1; k >= 0; k-- {
			if s.words[k].end <= end && (clauseWords[s.words[k].lower] || s.words[k].lower == "and") && s.words[k].start > a.content.start &&
				strings.TrimSpace(s.text[s.words[k].end:end]) == "" {
				end = s.words[k].start
			}
		}
		a.content = s.contentSpan(a.content.start, max(a.content.start, end))
	}
	if i > 0 && a.content.start < all[i-1].said.end && a.content.end > all[i-1].said.start && a.without.len() == 0 {
		start := min(max(all[i-1].said.end, a.content.start), a.content.end)
		a.content = s.contentSpan(start, a.content.end)
	}
}

// count is how many words a span has.
func (s *scan) count(of span) int {
	n := 0
	for _, w := range s.words {
		if w.start >= of.start && w.end <= of.end {
			n++
		}
	}
	return n
}

var creditAtEnd = regexp.MustCompile(`\s*\(([^()\n]{2,60})\)[.!?"”]*$`)

// contentSpan is a run of the sentence without the marks around it, its credit in brackets and the words that only join it
// to what is before.
func (s *scan) contentSpan(start, end int) span {
	of := span{start, max(start, end)}
	if at := creditAtEnd.FindStringIndex(s.text[of.start:of.end]); at != nil {
		of.end = of.start + at[0]
	}
	of = trimmedFunc(s.text, of, func(r rune) bool {
		return isSpace(r) || strings.ContainsRune(",;:.!?–—-…"+quoteMarks, r) || unicode.IsControl(r)
	})
	for _, w := range s.words {
		if w.start == of.start && w.end < of.end && (prefaces[w.lower] || w.lower == "and") && w.lower != "both" {
			of.start = w.end
			return s.contentSpan(of.start, of.end)
		}
	}
	return of
}

// hidden takes the names of those who do not want to be named.
func hidden(all []mention) {
	for i := range all {
		if all[i].identity == evidence.Category {
			all[i].identity = evidence.Unnamed
		}
	}
}
