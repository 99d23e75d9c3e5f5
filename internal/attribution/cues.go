package attribution

import (
	"regexp"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// cuesBefore are the words that come before a source.
var cuesBefore = []string{"according to", "as reported by", "as first reported by", "first reported by", "as told to",
	"as per", "in the words of", "in the opinion of",
	"in the view of", "as stated by", "as noted by", "as confirmed by", "as claimed by", "as quoted by", "as cited by",
	"as announced by", "nach angaben", "nach informationen",
	"nach recherchen", "nach berichten", "nach aussage", "nach aussagen", "laut", "selon", "d' après"}

// citingCues are the words before whom a source has it from.
var citingCues = []string{"citing", "quoting", "with reference to", "with a link to", "referring to", "in reference to",
	"on the authority of", "which cited", "who cited", "which quoted", "unter berufung auf", "citant"}

// after reads "according to X", i being the word after the cue.
func (s *scan) after(cue, i int) (attribution, int) {
	m, next, ok := s.according(i)
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: prose.Between(s.words[cue].Start, m.End), told: s.holder(m.Span),
		relays: true}
	next = s.withSource(&a, next)
	next = s.afterWhich(&a, next)
	lead := s.contentSpan(s.of.Start, s.words[cue].Start)
	rest := s.contentSpan(a.said.End, s.of.End)
	switch {
	case s.count(lead) < 3:
		a.content = rest
	case s.count(rest) < 3 || lexicon.ClauseWords[s.firstOf(rest)]:
		a.content = lead
	default:
		a.content, a.without = s.contentSpan(s.of.Start, s.of.End), a.said
	}
	return a, next
}

// according reads the source that begins with word i, after a cue, with the word after it.
func (s *scan) according(i int) (mention, int, bool) {
	i = s.skipInformation(i)
	m, next, ok := s.sourceAfter(i, true)
	if !ok {
		return mention{}, 0, false
	}
	if lexicon.NotAccording[headNoun(m)] {
		also, end := s.andAlso(next)
		if also == nil {
			return mention{}, 0, false
		}
		m, next = *also, end
	}
	if s.words[i-1].Lower == "by" && s.words[i-2].Lower == "reported" && !m.outlet && s.mayPublish(m) {
		m.outlet, m.kind = true, evidence.Report
	}
	return m, next, true
}

// skipInformation returns the position after "the information of" and the like.
func (s *scan) skipInformation(i int) int {
	for s.phraseAt(i, "the information of") > 0 || s.phraseAt(i, "information from") > 0 ||
		s.phraseAt(i, "information of") > 0 {
		i += 2
		if s.words[i].Lower == "of" {
			i++
		}
	}
	return i
}

// withSource takes what may follow the source of "according to X" into the words that name it: another source, a name
// after a comma, whom it cites, and whom it told.
func (s *scan) withSource(a *attribution, next int) int {
	if also, end := s.andAlso(next); also != nil {
		a.by, next, a.said.End = append(a.by, *also), end, also.End
	}
	if named, end, ok := s.apposed(next); ok {
		a.by, next, a.said.End = []mention{named}, end, named.End
	}
	if c, end := s.citingAt(next); c != nil {
		a.citing, next, a.said.End = c, end, c.End
	}
	if told := s.toldAfter(next); told != nil && a.told == nil {
		a.told, a.said.End = told, told.End
		for next < len(s.words) && s.words[next].Start < told.End {
			next++
		}
	}
	return next
}

// afterWhich takes a clause on a source into the words that name it: "according to a study, which used old data, ...".
func (s *scan) afterWhich(a *attribution, i int) int {
	if i >= len(s.words) || strings.TrimSpace(s.between(i)) != "," || s.words[i].Lower != "which" &&
		s.words[i].Lower != "who" {
		return i
	}
	for k := i + 2; k < min(i+16, len(s.words)); k++ {
		if gap := s.between(k); strings.Contains(gap, ",") {
			a.said.End = s.words[k-1].End
			return k
		} else if strings.ContainsAny(gap, hardMarks) {
			break
		}
	}
	return i
}

// andAlso reads a second source after the first: "according to a search and to the Sun"; nil where none follows.
func (s *scan) andAlso(i int) (*mention, int) {
	if i+1 >= len(s.words) || s.words[i].Lower != "and" || strings.ContainsAny(s.between(i), hardMarks+",") {
		return nil, i
	}
	if s.words[i+1].Lower == "to" {
		i++
	}
	m, next, ok := s.sourceAfter(i+1, s.words[i].Lower == "to")
	if !ok || m.identity != evidence.Named && s.words[i].Lower != "to" || next < len(s.words) &&
		!strings.ContainsAny(s.between(next), hardMarks+",") {
		return nil, i
	}
	return &m, next
}

// opinionAt reports whether "in his view" or the like begins with word i.
func (s *scan) opinionAt(i int) bool {
	return s.is(i, "in") && s.is(i+1, "his", "her") && s.is(i+2, "opinion", "view", "words")
}

// apposed reads a name set off by a comma after what it is: "according to the mayor, Jonas Brekke".
func (s *scan) apposed(i int) (mention, int, bool) {
	if i >= len(s.words) || strings.TrimSpace(s.between(i)) != "," {
		return mention{}, i, false
	}
	to := i
	for to < len(s.words) && to-i < 5 && (to == i || !strings.ContainsAny(s.between(to), hardMarks+",")) {
		to++
	}
	if to >= len(s.words) || !strings.Contains(s.between(to), ",") {
		return mention{}, i, false
	}
	m, ok := s.mentioned(s.words[i:to])
	if !ok || m.outlet || !strings.Contains(m.label, " ") || !s.words[i].Upper {
		return mention{}, i, false
	}
	return m, to, true
}

// firstOf returns the first word of a span, in lower case.
func (s *scan) firstOf(of prose.Span) string {
	for _, w := range s.words {
		if w.Start >= of.Start {
			return w.Lower
		}
	}
	return ""
}

// opinion reads "in his view".
func (s *scan) opinion(i int) (attribution, int) {
	by := s.words[i+1]
	m, ok := s.meant([]prose.Token{{Span: by.Span, Lower: "he"}})
	if !ok {
		return attribution{}, 0
	}
	m.Span = by.Span
	a := attribution{by: []mention{m}, said: prose.Between(s.words[i].Start, s.words[i+2].End)}
	a.content = s.contentSpan(a.said.End, s.of.End)
	return a, i + 3
}

// asTheySay reads "as X reports, ..." and "..., as X has pointed out".
func (s *scan) asTheySay(i int) (attribution, int) {
	for k := i + 2; k < min(i+12, len(s.words)); k++ {
		if strings.ContainsAny(s.between(k), hardMarks+",") && k > i+1 {
			return attribution{}, 0
		}
		if !lexicon.Verbs[s.words[k].Lower] && !lexicon.Sayings[s.words[k].Lower] {
			continue
		}
		words := s.trimHelpers(s.words[i+1 : k])
		m, ok := s.mentioned(words)
		if !ok {
			m, ok = s.speaker(words)
		}
		end := k + 1
		if end < len(s.words) && (s.words[end].Lower == "out" || lexicon.Days[s.words[end].Lower]) {
			end++
		}
		if !ok || end < len(s.words) && !strings.ContainsAny(s.between(end), hardMarks+",") {
			return attribution{}, 0
		}
		a := attribution{by: []mention{m}, said: prose.Between(s.words[i].Start, s.words[end-1].End)}
		if lead := s.contentSpan(s.of.Start, s.words[i].Start); s.count(lead) >= 3 {
			a.content = lead
		} else {
			a.content = s.contentSpan(a.said.End, s.of.End)
		}
		return a, end
	}
	return attribution{}, 0
}

var untrue = regexp.MustCompile(
	`(?i)\b(?:not|no|false|untrue|lies?|nonsense|fake|baseless|unfounded|rubbish|fabricat\w+|fiction|inaccurate|misleading|absurd|ridiculous|incorrect|wrong)\b`)

var (
	rumourThat = regexp.MustCompile(
		`(?i)^\s*(?:(?:the|any|all|these|media|press|earlier|recent|online) )*(?:reports|claims?|allegations?|suggestions?|accusations?|rumou?rs|speculation|the idea) that `)
	dismissed = regexp.MustCompile(`(?i),? as (?:["“‘']|\S+["”]?[.]?$|(?:pure|mere|total|complete|fake) |(?:an?|the) )`)
)

// adding reads ", adding that ...", of the one who spoke before in the sentence, else of the one whom the sentence is
// about.
func (s *scan) adding(i int, before []attribution) (attribution, int) {
	a := attribution{said: s.words[i].Span, denied: lexicon.Denials[s.words[i].Lower]}
	if n := len(before); n > 0 {
		a.by, a.told = before[n-1].by, before[n-1].told
	} else if by, ok := s.firstSubject(i); ok {
		a.by = by
	} else {
		return attribution{}, 0
	}
	next := s.skipAdjunct(i + 1)
	if next < len(s.words) && lexicon.That[s.words[next].Lower] {
		next++
	}
	if next >= len(s.words) {
		return attribution{}, 0
	}
	a.content = s.contentSpan(s.words[next].Start, s.of.End)
	s.cutCiting(&a)
	return a, next
}

// firstSubject returns the subject of the first verb of the sentence, where it comes before word i.
func (s *scan) firstSubject(i int) ([]mention, bool) {
	for k, w := range s.words[:i] {
		if k > 0 && strings.ContainsAny(s.between(k), hardMarks) {
			break
		}
		if k > 0 && !w.Upper &&
			(lexicon.Auxiliaries[w.Lower] || lexicon.Verbs[w.Lower] || lexicon.PastForms[w.Lower] ||
				lexicon.HasEnding(w.Lower, "ed")) {
			by, ok := s.subjects(k, true)
			return by, ok && (by[0].identity == evidence.Named || lexicon.Human(headNoun(by[0])))
		}
	}
	return nil, false
}

// itIsSaid reads "it is said in a message of X".
func (s *scan) itIsSaid(i int) (attribution, int) {
	if i < 2 || s.words[i-1].Lower != "is" && s.words[i-1].Lower != "was" || s.words[i-2].Lower != "it" &&
		s.words[i-2].Lower != "as" {
		return attribution{}, 0
	}
	m, next, ok := s.sourceAfter(i+2, true)
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: prose.Between(s.words[i-2].Start, m.End)}
	a.content = s.contentSpan(s.of.Start, a.said.Start)
	if s.count(a.content) < 3 {
		a.content = s.contentSpan(a.said.End, s.of.End)
	}
	return a, next
}

// postposed reads "X zufolge".
func (s *scan) postposed(i int) (attribution, int) {
	for from := max(0, i-5); from < i; from++ {
		if m, ok := s.mentioned(s.words[from:i]); ok {
			a := attribution{by: []mention{m}, said: prose.Between(m.Start, s.words[i].End)}
			a.content = s.contentSpan(a.said.End, s.of.End)
			if s.count(s.contentSpan(s.of.Start, m.Start)) >= 3 {
				a.content, a.without = s.contentSpan(s.of.Start, s.of.End), a.said
			}
			return a, i + 1
		}
	}
	return attribution{}, 0
}

// rumoured reads "aus X heißt es".
func (s *scan) rumoured(i int) (attribution, int) {
	if i < 2 || s.words[0].Lower != "aus" {
		return attribution{}, 0
	}
	m, ok := s.mentioned(s.words[1:i])
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: prose.Between(s.words[0].Start, s.words[i+1].End)}
	a.content = s.contentSpan(a.said.End, s.of.End)
	return a, i + 2
}

// citingAt reads "citing X" where it begins with word i; nil where it does not.
func (s *scan) citingAt(i int) (*mention, int) {
	for _, cue := range citingCues {
		if n := s.phraseAt(i, cue); n > 0 {
			if m, next, ok := s.sourceAfter(i+n, true); ok {
				return &m, next
			}
		}
	}
	return nil, i
}

// cited finds "citing X" between two places of the sentence.
func (s *scan) cited(start, upTo int) *mention {
	for i := range s.words[:upTo] {
		if s.words[i].Start < start {
			continue
		}
		if m, _ := s.citingAt(i); m != nil {
			return m
		}
	}
	return nil
}
