package attribution

import (
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
)

// verbAt reads a verb of saying, words first to last, with its subject before or after it.
func (s *scan) verbAt(first, last int) (attribution, int) {
	gap, verb := s.between(first), s.words[last].Lower
	comma, quote := strings.Contains(gap, ","), strings.ContainsAny(gap, prose.QuoteMarks)
	if s.noClause(last) || verb == "shared" && comma && !quote {
		return attribution{}, 0
	}
	if quote || strings.ContainsAny(gap, "?!,") && strings.ContainsAny(gap, "'’") {
		if a, next := s.inverted(first, last); next > 0 || !comma {
			return a, next
		}
	}
	by, ok := s.subjects(first, lexicon.Speech[verb])
	if !ok && comma {
		return s.inverted(first, last)
	}
	if !ok || s.onlyShows(by[0], last) {
		return attribution{}, 0
	}
	return s.afterVerb(by, first, last)
}

// afterVerb reads what follows a verb of saying whose subject is known: who was told, when, and what.
func (s *scan) afterVerb(by []mention, first, last int) (attribution, int) {
	verb := s.words[last].Lower
	a := attribution{by: by, said: prose.Between(s.subjectStart, s.words[last].End), denied: lexicon.Denials[verb]}
	next := s.skipDays(s.whomTold(&a, first, last))
	a.citing = s.cited(a.said.Start, first)
	if m, after := s.citingAt(next); m != nil && a.citing == nil {
		a.citing, next, a.said.End = m, after, m.End
	}
	if lexicon.Postings[verb] {
		for k := range a.by {
			a.by[k].posted = true
		}
	}
	s.sayWhat(&a, next)
	return a, next
}

// whomTold finds the outlet that those of an attribution told, and returns the position after the words on who was
// told.
func (s *scan) whomTold(a *attribution, first, last int) int {
	next := last + 1
	if s.is(next, "out") {
		next++ // pointed out
	}
	if m, after, ok := s.tellee(last, next); ok {
		a.told, next, a.said.End = m, after, s.words[after-1].End
	} else if lexicon.Telling[s.words[last].Lower] {
		next = s.skipTold(next)
	}
	if a.told == nil {
		a.told = s.holder(prose.Between(s.subjectStart, s.words[first].Start))
	}
	if k := s.skipToThat(last + 1); a.told == nil && k > last+1 { // told staff in a letter seen by the paper that
		a.told = s.holder(prose.Between(s.words[last].End, s.words[k].Start))
	}
	if a.told == nil {
		a.told = s.speaksIn(a)
	}
	return next
}

// onlyShows reports whether a verb only says what is to be seen in something: the video shows a doctor.
func (s *scan) onlyShows(of mention, verb int) bool {
	return strings.HasPrefix(s.words[verb].Lower, "show") && lexicon.Social[headNoun(of)] &&
		(verb+1 >= len(s.words) || !lexicon.That[s.words[verb+1].Lower])
}

// skipDays returns the position after words such as "on Tuesday".
func (s *scan) skipDays(i int) int {
	for i < len(s.words) && (lexicon.Days[s.words[i].Lower] ||
		i+1 < len(s.words) && lexicon.Days[s.words[i+1].Lower] && !lexicon.That[s.words[i].Lower]) {
		i++
	}
	return i
}

// noClause reports whether what follows a verb shows that it says nothing that could be so: "points to a study",
// "promised to go", "told them to leave", "a video shows a doctor".
func (s *scan) noClause(i int) bool {
	if i+1 >= len(s.words) || strings.ContainsAny(s.between(i+1), hardMarks+",") {
		return false
	}
	verb, next := s.words[i].Lower, s.words[i+1].Lower
	switch verb {
	case "points", "pointed":
		return next != "out" && !lexicon.That[next]
	case "responded", "replied":
		return next == "to"
	case "warned", "warns":
		return s.warnsSomebody(i + 1)
	case "shared":
		return next != "with" && !lexicon.That[next]
	}
	switch {
	case lexicon.Namings[verb]:
		return s.is(i+1, "for", "on")
	case lexicon.Intending[verb]:
		return next == "to"
	case s.is(i+1, "of", "about", "against"):
		return true
	case lexicon.Telling[verb] && next != "to":
		return s.tellsToDo(i + 1)
	}
	return false
}

// warnsSomebody reports whether those who are warned begin with word i, and nothing comes of which they are warned.
func (s *scan) warnsSomebody(i int) bool {
	w := s.words[i]
	if lexicon.That[w.Lower] || lexicon.Articles[w.Lower] ||
		s.is(i, "of", "about", "against", "it", "they", "there") {
		return false
	}
	return w.Upper && !lexicon.That[s.words[s.skipToThat(i)].Lower]
}

// tellsToDo reports whether those who are told, who begin with word i, are told to do something: "them to leave".
func (s *scan) tellsToDo(i int) bool {
	for k := i + 1; k < min(i+5, len(s.words)); k++ {
		if lexicon.That[s.words[k].Lower] || strings.ContainsAny(s.between(k), hardMarks+",") {
			return false
		}
		if s.words[k].Lower != "to" || k+1 >= len(s.words) {
			continue
		}
		if w := s.words[k+1]; !w.Upper && !lexicon.Articles[w.Lower] {
			return !lexicon.Possessives[w.Lower]
		}
	}
	return false
}

// skipTold returns the position after those who were told: "told parliament on 12 May that", "told friends he was
// sorry".
func (s *scan) skipTold(i int) int {
	if k := s.skipToThat(i); k > i {
		return k
	}
	for k := i + 1; k < min(i+5, len(s.words)); k++ {
		if strings.ContainsAny(s.between(k), hardMarks) {
			break
		}
		if w := s.words[k].Lower; lexicon.Articles[w] || lexicon.Pronouns[w] || lexicon.Possessives[w] ||
			s.is(k, "they", "it", "there", "we") {
			return k
		}
	}
	return i
}

// skipToThat returns the position of "that" where it comes soon, as in "told parliament on 12 May that", else i.
func (s *scan) skipToThat(i int) int {
	for k := i; k < min(i+10, len(s.words)); k++ {
		if strings.ContainsAny(s.between(k), hardMarks) {
			break
		}
		if lexicon.That[s.words[k].Lower] {
			return k
		}
	}
	return i
}

// skipAdjunct returns the position after words that say when, where and how something was said, as in "said in a
// statement on Friday that": i where none stand there.
func (s *scan) skipAdjunct(i int) int {
	if k := s.afterAside(i); k > i {
		return k
	}
	at := false // something has said when or where
	for k := i; k < min(i+14, len(s.words)); k++ {
		gap, w := "", s.words[k].Lower
		if k > i {
			gap = s.between(k)
		}
		if strings.ContainsAny(gap, ":\"“„«") || lexicon.That[w] {
			if k == i || at {
				return k
			}
			return i
		}
		if strings.ContainsAny(gap, hardMarks) || k == i && !beginsAdjunct(w) {
			return i
		}
		at = at || saysWhere(w)
		if at && strings.Contains(s.text[s.words[k].End:min(s.of.End, s.words[k].End+2)], ",") {
			return k + 1
		}
	}
	return i
}

// saysWhere reports whether a word of an adjunct says where or when.
func saysWhere(word string) bool {
	return lexicon.Media[word] || lexicon.Platforms[word] || lexicon.Days[word] || lexicon.Adverbs[word]
}

func beginsAdjunct(word string) bool {
	return lexicon.Adjuncts[word] || lexicon.Adverbs[word] || lexicon.Days[word]
}

// afterAside returns the position of the "that" behind words between commas: "said, without giving details, that"; i
// if there are none.
func (s *scan) afterAside(i int) int {
	if i >= len(s.words) || strings.TrimSpace(s.between(i)) != "," {
		return i
	}
	for k := i + 1; k < min(i+14, len(s.words)); k++ {
		if gap := s.between(k); strings.Contains(gap, ",") && lexicon.That[s.words[k].Lower] {
			return k
		} else if strings.ContainsAny(gap, hardMarks) {
			break
		}
	}
	return i
}

// inverted reads `"...", said X` and ", sagte X".
func (s *scan) inverted(first, last int) (attribution, int) {
	m, next, ok := s.sourceAfter(last+1, lexicon.Speech[s.words[last].Lower])
	if !ok {
		return attribution{}, 0
	}
	r := attribution{by: []mention{m}, said: prose.Between(s.words[first].Start, m.End),
		denied: lexicon.Denials[s.words[last].Lower]}
	a := &r
	a.content = s.contentSpan(s.of.Start, a.said.Start)
	if lexicon.Telling[s.words[last].Lower] && next < len(s.words) &&
		!strings.ContainsAny(s.between(next), hardMarks+",") {
		if to, after, ok := s.sourceAfter(next, false); ok && to.outlet { // sagte sie dem Sender
			a.told, next, a.said.End = &to, after, to.End
		}
	}
	if m.of != "" && a.told == nil {
		a.told = s.speaksIn(a)
	}
	if a.told == nil {
		a.told = s.toldAfter(next)
	}
	if named, end, ok := s.apposed(next); ok && !strings.Contains(m.label, " ") {
		a.by, next = []mention{named}, end
	}
	if c, end := s.citingAt(next); c != nil {
		a.citing, next = c, end
	}
	if s.count(a.content) < 2 {
		return attribution{}, 0
	}
	return r, next
}
