package attribution

import (
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
)

// quotedAs reads "X was quoted as saying by Y" and "Y quoted X as saying".
func (s *scan) quotedAs(i int) (attribution, int) {
	if i > 0 && lexicon.Auxiliaries[s.words[i-1].Lower] {
		return s.wasQuoted(i)
	}
	m, next, ok := s.sourceAfter(i+1, true)
	if named, end, is := s.apposed(next); ok && is {
		m, next = named, end
	}
	if !ok || s.phraseAt(next, "as saying") == 0 && s.phraseAt(next, "as telling") == 0 {
		return attribution{}, 0
	}
	by, ok := s.subjects(i, true)
	if !ok || len(by) != 1 {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: prose.Between(by[0].Start, s.words[next+1].End), told: &by[0]}
	s.sayWhat(&a, next+2)
	return a, next + 2
}

// wasTold reads "the court was told that": of what the court reports, whoever said it there.
func (s *scan) wasTold(i int) (attribution, int) {
	by, ok := s.subjects(i-1, true)
	if !ok || len(by) != 1 || !lexicon.Hearings[headNoun(by[0])] {
		return attribution{}, 0
	}
	a := attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End)}
	s.sayWhat(&a, s.skipToThat(i+1))
	return a, i + 1
}

// wasQuoted reads "X was quoted as saying by Y".
func (s *scan) wasQuoted(i int) (attribution, int) {
	by, ok := s.subjects(i-1, true)
	if !ok || !s.is(i+1, "as", "by", "saying", "in") {
		return attribution{}, 0
	}
	a := attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End)}
	next := s.skipAsSaying(&a, i+1)
	if s.is(next, "by", "in") {
		if m, after, ok := s.sourceAfter(next+1, false); ok {
			a.told, a.said.End = &m, m.End
			next = s.skipAsSaying(&a, after)
		}
	}
	s.sayWhat(&a, next)
	return a, next
}

// skipAsSaying takes "as saying" into the words that name a source, and returns the position after it.
func (s *scan) skipAsSaying(a *attribution, i int) int {
	for s.is(i, "as", "saying") {
		a.said.End = s.words[i].End
		i++
	}
	return i
}

// puts reads "X puts the figure at 5".
func (s *scan) puts(i int) (attribution, int) {
	by, ok := s.subjects(i, true)
	if !ok {
		return attribution{}, 0
	}
	for k := i + 1; k < min(i+10, len(s.words)-1); k++ {
		if strings.ContainsAny(s.between(k), hardMarks+",") {
			break
		}
		if s.words[k].Lower == "at" {
			a := attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End), is: s.words[k].Span,
				told: s.holder(prose.Between(s.subjectStart, s.words[i].Start))}
			a.content = s.contentSpan(s.words[i].End, s.of.End)
			return a, k + 1
		}
	}
	return attribution{}, 0
}

// names reads "X called it a 'disgrace'" and "X described it as 'a bucket'": what is quoted is what they say of it.
func (s *scan) names(i int) (attribution, int) {
	by, ok := s.subjects(i, true)
	if !ok || i+1 >= len(s.words) {
		return attribution{}, 0
	}
	object := prose.Between(s.words[i+1].Start, s.of.End)
	if saidBefore.MatchString(s.text[object.Start:object.End]) && untrue.MatchString(s.text[object.Start:object.End]) {
		return attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End), content: s.contentSpan(object.Start,
			object.End), denied: true, back: true}, i + 1
	}
	if strings.HasPrefix(s.words[i].Lower, "describe") && len(s.quotes) == 0 {
		return s.describedAs(by, i)
	}
	for _, q := range s.quotes {
		if q.Start < s.words[i].End {
			continue
		}
		at := 0 // the word before the quotation
		for at = i; at+1 < len(s.words) && s.words[at+1].End <= q.Start; at++ {
		}
		if at-i > 12 {
			return attribution{}, 0
		}
		a := attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End),
			is: prose.Between(s.words[at].End, s.words[at].End)}
		if at == i {
			a.is = prose.Span{}
		} else if s.words[at].Lower == "as" {
			a.is = s.words[at].Span
		}
		a.content = s.contentSpan(s.words[i].End, s.of.End)
		return a, at + 1
	}
	return attribution{}, 0
}

// describedAs reads "described a version of the video as misleading".
func (s *scan) describedAs(by []mention, i int) (attribution, int) {
	for k := i + 2; k < min(i+14, len(s.words)-1); k++ {
		if s.words[k].Lower == "as" {
			a := attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End), is: s.words[k].Span}
			a.content = s.contentSpan(s.words[i].End, s.of.End)
			return a, k + 1
		}
	}
	if by[0].outlet || i+2 >= len(s.words) {
		return attribution{}, 0
	}
	a := attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End)}
	a.content = s.contentSpan(s.words[i].End, s.of.End) // passengers described a loud bang
	return a, i + 1
}

// dismisses reads "X dismissed the claim as nonsense": of what was said before.
func (s *scan) dismisses(i int) (attribution, int) {
	if of := s.rumour(i); of.Len() > 0 {
		by, ok := s.subjects(i, true)
		if !ok {
			return attribution{}, 0
		}
		return attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End), content: of, denied: true}, i + 1
	}
	if at := theClaim.FindStringIndex(s.text[s.words[i].End:s.of.End]); at == nil || at[0] > 3 {
		return attribution{}, 0
	}
	by, ok := s.subjects(i, true)
	if !ok {
		return attribution{}, 0
	}
	return attribution{by: by, said: prose.Between(by[0].Start, s.words[i].End), content: s.contentSpan(s.words[i].End,
		s.of.End), denied: true, back: true}, i + 1
}

// rumour returns what is denied in "dismissed reports that it was shut as nonsense"; an empty span where nothing is.
func (s *scan) rumour(i int) prose.Span {
	rest := prose.Between(s.words[i].End, s.of.End)
	at := rumourThat.FindStringIndex(s.text[rest.Start:rest.End])
	if at == nil {
		return prose.Span{}
	}
	rest.Start += at[1]
	if end := dismissed.FindStringIndex(s.text[rest.Start:rest.End]); end != nil {
		rest.End = rest.Start + end[0]
	}
	return s.contentSpan(rest.Start, rest.End)
}

// deniedBy reads "..., a charge denied by X": of what was said before.
func (s *scan) deniedBy(i int) (attribution, int) {
	m, next, ok := s.sourceAfter(i+2, true)
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: prose.Between(s.words[i].Start, m.End), denied: true, back: true}
	for k := i; k > max(0, i-4); k-- {
		if strings.Contains(s.between(k), ",") {
			a.said.Start = s.words[k].Start
			break
		}
	}
	a.content = s.contentSpan(a.said.End, s.of.End)
	return a, next
}
