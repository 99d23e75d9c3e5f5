package attribution

import "strings"

// quotedAs reads "X was quoted as saying by Y" and "Y quoted X as saying".
func (s *scan) quotedAs(i int) (attribution, int) {
	if i > 0 && auxiliaries[s.words[i-1].lower] {
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
	a := attribution{by: []mention{m}, said: between(by[0].start, s.words[next+1].end), told: &by[0]}
	s.sayWhat(&a, next+2)
	return a, next + 2
}

// wasTold reads "the court was told that": of what the court reports, whoever said it there.
func (s *scan) wasTold(i int) (attribution, int) {
	by, ok := s.subjects(i-1, true)
	if !ok || len(by) != 1 || !hearings[headNoun(by[0])] {
		return attribution{}, 0
	}
	a := attribution{by: by, said: between(by[0].start, s.words[i].end)}
	s.sayWhat(&a, s.skipToThat(i+1))
	return a, i + 1
}

func (s *scan) wasQuoted(i int) (attribution, int) {
	by, ok := s.subjects(i-1, true)
	if i+1 >= len(s.words) || s.words[i+1].lower != "as" && s.words[i+1].lower != "by" &&
		s.words[i+1].lower != "saying" && s.words[i+1].lower != "in" {
		return attribution{}, 0
	}
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: by, said: between(by[0].start, s.words[i].end)}
	next := i + 1
	for next < len(s.words) && (s.words[next].lower == "as" || s.words[next].lower == "saying") {
		a.said.end = s.words[next].end
		next++
	}
	if next < len(s.words) && (s.words[next].lower == "by" || s.words[next].lower == "in") {
		if m, after, ok := s.sourceAfter(next+1, false); ok {
			a.told, next, a.said.end = &m, after, m.end
			for next < len(s.words) && (s.words[next].lower == "as" || s.words[next].lower == "saying") {
				a.said.end = s.words[next].end
				next++
			}
		}
	}
	s.sayWhat(&a, next)
	return a, next
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
		if s.words[k].lower == "at" {
			a := attribution{by: by, said: between(by[0].start, s.words[i].end), is: s.words[k].span,
				told: s.holder(between(s.subjectStart, s.words[i].start))}
			a.content = s.contentSpan(s.words[i].end, s.of.end)
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
	object := between(s.words[i+1].start, s.of.end)
	if saidBefore.MatchString(s.text[object.start:object.end]) && untrue.MatchString(s.text[object.start:object.end]) {
		return attribution{by: by, said: between(by[0].start, s.words[i].end), content: s.contentSpan(object.start,
			object.end), denied: true, back: true}, i + 1
	}
	if strings.HasPrefix(s.words[i].lower, "describe") && len(s.quotes) == 0 {
		return s.describedAs(by, i)
	}
	for _, q := range s.quotes {
		if q.start < s.words[i].end {
			continue
		}
		at := 0 // the word before the quotation
		for at = i; at+1 < len(s.words) && s.words[at+1].end <= q.start; at++ {
		}
		if at-i > 12 {
			return attribution{}, 0
		}
		a := attribution{by: by, said: between(by[0].start, s.words[i].end), is: between(s.words[at].end, s.words[at].end)}
		if at == i {
			a.is = span{}
		} else if s.words[at].lower == "as" {
			a.is = s.words[at].span
		}
		a.content = s.contentSpan(s.words[i].end, s.of.end)
		return a, at + 1
	}
	return attribution{}, 0
}

// describedAs reads "described a version of the video as misleading".
func (s *scan) describedAs(by []mention, i int) (attribution, int) {
	for k := i + 2; k < min(i+14, len(s.words)-1); k++ {
		if s.words[k].lower == "as" {
			a := attribution{by: by, said: between(by[0].start, s.words[i].end), is: s.words[k].span}
			a.content = s.contentSpan(s.words[i].end, s.of.end)
			return a, k + 1
		}
	}
	if by[0].outlet || i+2 >= len(s.words) {
		return attribution{}, 0
	}
	a := attribution{by: by, said: between(by[0].start, s.words[i].end)}
	a.content = s.contentSpan(s.words[i].end, s.of.end) // passengers described a loud bang
	return a, i + 1
}

// dismisses reads "X dismissed the claim as nonsense": of what was said before.
func (s *scan) dismisses(i int) (attribution, int) {
	if of := s.rumour(i); of.len() > 0 {
		by, ok := s.subjects(i, true)
		if !ok {
			return attribution{}, 0
		}
		return attribution{by: by, said: between(by[0].start, s.words[i].end), content: of, denied: true}, i + 1
	}
	if at := theClaim.FindStringIndex(s.text[s.words[i].end:s.of.end]); at == nil || at[0] > 3 {
		return attribution{}, 0
	}
	by, ok := s.subjects(i, true)
	if !ok {
		return attribution{}, 0
	}
	return attribution{by: by, said: between(by[0].start, s.words[i].end), content: s.contentSpan(s.words[i].end,
		s.of.end), denied: true, back: true}, i + 1
}

// rumour returns what is denied in "dismissed reports that it was shut as nonsense"; an empty span where nothing is.
func (s *scan) rumour(i int) span {
	rest := between(s.words[i].end, s.of.end)
	at := rumourThat.FindStringIndex(s.text[rest.start:rest.end])
	if at == nil {
		return span{}
	}
	rest.start += at[1]
	if end := dismissed.FindStringIndex(s.text[rest.start:rest.end]); end != nil {
		rest.end = rest.start + end[0]
	}
	return s.contentSpan(rest.start, rest.end)
}

// deniedBy reads "..., a charge denied by X": of what was said before.
func (s *scan) deniedBy(i int) (attribution, int) {
	m, next, ok := s.sourceAfter(i+2, true)
	if !ok {
		return attribution{}, 0
	}
	a := attribution{by: []mention{m}, said: between(s.words[i].start, m.end), denied: true, back: true}
	for k := i; k > max(0, i-4); k-- {
		if strings.Contains(s.between(k), ",") {
			a.said.start = s.words[k].start
			break
		}
	}
	a.content = s.contentSpan(a.said.end, s.of.end)
	return a, next
}
