package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// subjects reads the subject of the verb that begins with word i: the words before it up to the clause's beginning.
// Where a comma stands directly before the verb, an apposition does before that, and either part may name the source;
// a name is better than what somebody is. With anyone, whoever speaks is a source.
func (s *scan) subjects(i int, anyone bool) ([]mention, bool) {
	if k := s.whomWeAsked(i); k < i {
		return s.subjects(k, anyone)
	}
	if i > 1 && s.is(i-1, "who", "which") && strings.TrimSpace(s.between(i-1)) == "," {
		if s.is(i-1, "which") && (i+1 >= len(s.words) || !lexicon.That[s.words[i+1].Lower]) {
			return nil, false
		}
		return s.whoever(i - 1)
	}
	if i > 0 && lexicon.NoSubject[s.words[i-1].Lower] && (!s.is(i-1, "can") || !lexicon.Reveals[s.words[i].Lower]) {
		return nil, false
	}
	parts := s.commaParts(s.subjectFrom(i), i)
	last := len(parts) - 1
	if !strings.Contains(s.between(i), ",") {
		return s.subject(parts[last], i, anyone)
	}
	if last < 1 {
		return nil, false
	}
	return s.withApposition(parts[last-1], parts[last], i, anyone)
}

// subjectFrom returns the first word that may belong to the subject of verb i. An apposition may have clauses of its
// own.
func (s *scan) subjectFrom(i int) int {
	from, apposed := i, strings.Contains(s.between(i), ",")
	for from > 0 && i-from < 3*maxNameWords && !s.stops(from) && (apposed || !s.beginsClause(from-1)) {
		from--
		apposed = apposed && !strings.Contains(s.between(from), ",")
	}
	return from
}

// withApposition reads a subject of two parts with a comma between them: of which either may name the source.
func (s *scan) withApposition(part, apposed [2]int, i int, anyone bool) ([]mention, bool) {
	first, ok := s.subject(part, i, anyone)
	at := s.subjectStart
	if ok && len(first) == 1 && first[0].identity == evidence.Named && !first[0].outlet {
		return first, true
	}
	second, named := s.subject(apposed, i, false)
	switch {
	case named && !ok:
		if part[1]-part[0] <= 8 && s.describes(part) {
			s.subjectStart = s.words[part[0]].Start
		}
		return second, true
	case named && second[0].namesBetter(first[0]):
		s.subjectStart = at
		second[0].nouns = append(second[0].nouns, first[0].nouns...)
		return second, true
	}
	s.subjectStart = at
	if ok && hides(s.text[s.words[apposed[0]].Start:s.words[i].Start]) {
		hidden(first)
	}
	return first, ok
}

// namesBetter reports whether a mention names a source where another one of it only says what it is, or its outlet.
func (m mention) namesBetter(other mention) bool {
	return m.identity == evidence.Named && (!m.outlet || other.identity != evidence.Named)
}

// whoever reads those before ", who": "three experts, who said".
func (s *scan) whoever(i int) ([]mention, bool) {
	for from := max(0, i-8); from < i; from++ {
		if strings.ContainsAny(s.text[s.words[from].Start:s.words[i-1].End], hardMarks+",") ||
			lexicon.Relations[s.words[from].Lower] || from > 0 && lexicon.Relations[s.words[from-1].Lower] {
			continue
		}
		m, ok := s.mentioned(s.words[from:i])
		if !ok {
			m, ok = s.shows(s.words[from:i])
		}
		if !ok &&
			(lexicon.Articles[s.words[from].Lower] || lexicon.Numbers[s.words[from].Lower] ||
				lexicon.Vague[s.words[from].Lower]) {
			m, ok = s.speaker(s.words[from:i])
		}
		if ok {
			s.subjectStart = m.Start
			return []mention{m}, true
		}
	}
	return nil, false
}

// whomWeAsked returns the position of "I talked to" before verb i, as in "a planner I talked to said"; i where it is
// not there.
func (s *scan) whomWeAsked(i int) int {
	for k := max(1, i-5); k < i-1; k++ {
		if w := s.words[k].Lower; (w == "i" || w == "we") && lexicon.Interviewing[s.words[k+1].Lower] &&
			!strings.ContainsAny(s.between(k+1), hardMarks+",") {
			return k
		}
	}
	return i
}

// describes reports whether a part of a sentence says what somebody is: "its leader".
func (s *scan) describes(part [2]int) bool {
	first := s.words[part[0]].Lower
	return lexicon.Possessives[first] || lexicon.Numbers[first] || lexicon.Indefinite[first] || lexicon.Articles[first] ||
		lexicon.RoleNoun(s.words[part[1]-1].Lower)
}

// stops reports whether a subject does not reach back over what stands before word i. A quotation inside of it is
// passed.
func (s *scan) stops(i int) bool {
	gap := s.between(i)
	if strings.ContainsAny(gap, "()") && !strings.ContainsAny(gap, strings.Trim(hardMarks, "()[]")) {
		return strings.Contains(gap, "(") // Superintendent (Rural) Anna Berg
	}
	return strings.ContainsAny(gap, hardMarks)
}

// beginsClause reports whether a subject may not reach back over word i.
func (s *scan) beginsClause(i int) bool {
	w := s.words[i].Lower
	if w == "who" || w == "which" || w == "whose" {
		return false // inside of an apposition; alone it names nobody
	}
	if w == "with" && i > 0 && i+1 < len(s.words) && (knows(s.words[i:]) || lexicon.Knowing[s.words[i+1].Lower]) {
		return false // people with knowledge of
	}
	if w == "that" && i > 0 && lexicon.Relations[s.words[i-1].Lower] {
		return false
	}
	return lexicon.ClauseWords[w]
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

// subject reads one source, or several set together by "and", as the subject of verb i.
func (s *scan) subject(part [2]int, i int, anyone bool) ([]mention, bool) {
	words := s.trimHelpers(s.words[part[0]:part[1]])
	words = withoutWhen(s.withoutCiting(words, part[0]))
	if len(words) == 0 {
		return nil, false
	}
	s.subjectStart = words[0].Start
	words = withoutRumour(words)
	if len(words) == 1 {
		if by, ok, is := s.pronoun(words[0], part[0]); is {
			return by, ok
		}
	}
	if both, ok := s.joined(words); ok {
		s.subjectStart = both[0].Start
		return both, true
	}
	words = withoutClause(words)
	m, ok := s.mentioned(words)
	if !ok && (lexicon.Showing[s.words[i].Lower] || anyone) {
		m, ok = s.shows(words)
	}
	if !ok && anyone {
		m, ok = s.speaker(words)
	}
	if ok {
		m.Start = s.subjectStart
	}
	return []mention{m}, ok
}

// withoutCiting leaves out whom a subject cites, from being the position of its first word: X, citing Y; X unter
// Berufung auf Y.
func (s *scan) withoutCiting(words []prose.Token, from int) []prose.Token {
	for k := range words {
		at := from + k
		if lexicon.Citing[s.words[at].Lower] || s.phraseAt(at, "unter berufung auf") > 0 ||
			s.phraseAt(at, "with reference") > 0 || s.phraseAt(at, "with a link") > 0 {
			return words[:k]
		}
	}
	return words
}

// withoutRumour leaves out what somebody is said to deny: "a claim his office denied".
func withoutRumour(words []prose.Token) []prose.Token {
	if len(words) < 3 || !lexicon.Articles[words[0].Lower] || !lexicon.Rumours[words[1].Lower] {
		return words
	}
	if next := words[2]; !next.Upper && !lexicon.Articles[next.Lower] && !lexicon.Possessives[next.Lower] {
		return words
	}
	return words[2:]
}

// pronoun reads a pronoun as the subject of a part of the sentence that begins with word from: after a comma it may be
// the first subject of the sentence. is reports whether the word is such a pronoun.
func (s *scan) pronoun(word prose.Token, from int) (by []mention, ok, is bool) {
	person := lexicon.Pronouns[word.Lower]
	if (person || word.Lower == "it") && from > 3 && strings.Contains(s.between(from), ",") {
		by, ok := s.firstSubject(from)
		s.subjectStart = word.Start
		if ok && len(by) == 1 && person != (by[0].outlet || isBody(by[0])) {
			by[0].Span = word.Span
			return by, true, true
		}
	}
	if word.Lower == "they" {
		by, ok := s.they(s.paragraphOf(word.Span))
		return by, ok, true
	}
	return nil, false, false
}

// withoutWhen leaves out what only joins a subject to what is before, and when something was said: "On Monday The
// Hindu".
func withoutWhen(words []prose.Token) []prose.Token {
	for len(words) > 1 {
		first, second := words[0].Lower, words[1].Lower
		switch {
		case first == "with" || first == "and":
			words = words[1:]
		case len(words) > 2 && (first == "on" || lexicon.TimeWords[first]) && (lexicon.Days[second] || second == "week" ||
			second == "month" || second == "year" || second == "night"):
			words = words[2:]
		default:
			return words
		}
	}
	return words
}

// withoutClause leaves out a clause on who somebody is: "economists who reviewed the plan".
func withoutClause(words []prose.Token) []prose.Token {
	for i, w := range words {
		if i > 0 && (w.Lower == "who" || w.Lower == "whose" || w.Lower == "which" || w.Lower == "whom") {
			return words[:i]
		}
	}
	if len(words) > maxNameWords {
		for i, w := range words {
			if i > 0 && i <= maxNameWords && lexicon.Relations[w.Lower] {
				return words[:min(len(words), max(i, maxNameWords))]
			}
		}
	}
	return words
}

// joined reads two sources with "and" between them; where only what is after it names one, that alone.
func (s *scan) joined(words []prose.Token) ([]mention, bool) {
	for k := len(words) - 2; k >= 1; k-- {
		if w := words[k].Lower; w != "and" && w != "und" && w != "et" {
			continue
		}
		a, first := s.mentioned(words[:k])
		b, second := s.mentioned(words[k+1:])
		switch {
		case first && second:
			return []mention{a, b}, true
		case second && (b.identity == evidence.Named || slices.ContainsFunc(words[:k], isAuxiliary)):
			return []mention{b}, true
		}
	}
	return nil, false
}

// trimHelpers leaves out "has", "also", "last night" and the like at the end.
func (s *scan) trimHelpers(words []prose.Token) []prose.Token {
	for len(words) > 0 {
		n := len(words)
		last := words[n-1].Lower
		switch {
		case lexicon.Helpers[last] || lexicon.Adverbs[last] || last == "can" && n > 1:
			words = words[:n-1]
		case endsInTime(words):
			words = words[:n-1]
			if n > 2 && (words[n-2].Lower == "on" || lexicon.TimeWords[words[n-2].Lower]) {
				words = words[:n-2]
			}
		default:
			return words
		}
	}
	return words
}

// endsInTime reports whether some words end in a day, or in one such as "last night".
func endsInTime(words []prose.Token) bool {
	n := len(words)
	switch last := words[n-1].Lower; last {
	case "night", "week", "month", "year", "day":
		return n > 1 && (lexicon.Adverbs[words[n-2].Lower] || lexicon.TimeWords[words[n-2].Lower])
	default:
		return lexicon.Days[last]
	}
}

var hidesName = regexp.MustCompile(
	`(?i)not (?:want )?to be (?:named|identified)|anonym|not be (?:named|identified)|not authori[sz]ed|nicht genannt|namentlich nicht`)

func hides(words string) bool { return hidesName.MatchString(words) }

// hidden takes the names of those who do not want to be named.
func hidden(all []mention) {
	for i := range all {
		if all[i].identity == evidence.Category {
			all[i].identity = evidence.Unnamed
		}
	}
}
