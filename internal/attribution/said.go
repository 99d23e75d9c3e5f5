package attribution

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
)

// verbAt reads a verb of saying, words first to last, with its subject before or after it.
func (s *scan) verbAt(first, last int) (attribution, int) {
	gap, verb := s.between(first), s.words[last].Lower
	if s.noClause(last) || verb == "shared" && !strings.ContainsAny(gap, prose.QuoteMarks) && strings.Contains(gap, ",") {
		return attribution{}, 0
	}
	if strings.ContainsAny(gap, prose.QuoteMarks) || strings.ContainsAny(gap, "?!,") && strings.ContainsAny(gap, "'’") {
		if a, next := s.inverted(first, last); next > 0 || !strings.ContainsAny(gap, ",") {
			return a, next
		}
	}
	by, ok := s.subjects(first, lexicon.Speech[verb])
	if ok && strings.HasPrefix(verb, "show") && lexicon.Social[headNoun(by[0])] && (last+1 >= len(s.words) ||
		!lexicon.That[s.words[last+1].Lower]) {
		return attribution{}, 0 // the video shows a doctor
	}
	if !ok {
		if strings.Contains(gap, ",") {
			return s.inverted(first, last)
		}
		return attribution{}, 0
	}
	r := attribution{by: by, said: prose.Between(s.subjectStart, s.words[last].End), denied: lexicon.Denials[verb]}
	a := &r
	next := last + 1
	if next < len(s.words) && s.words[next].Lower == "out" {
		next++ // pointed out
	}
	if m, after, ok := s.tellee(last, next); ok {
		a.told, next, a.said.End = m, after, s.words[after-1].End
	} else if lexicon.Telling[verb] {
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
	for next < len(s.words) &&
		(lexicon.Days[s.words[next].Lower] || next+1 < len(s.words) && lexicon.Days[s.words[next+1].Lower] &&
			!lexicon.That[s.words[next].Lower]) {
		next++ // on Tuesday
	}
	a.citing = s.cited(a.said.Start, first)
	if m, after := s.citingAt(next); m != nil && a.citing == nil {
		a.citing, next = m, after
		a.said.End = m.End
	}
	if lexicon.Postings[verb] {
		for k := range a.by {
			a.by[k].posted = true
		}
	}
	s.sayWhat(a, next)
	return r, next
}

// noClause reports whether what follows a verb shows that it says nothing that could be so: "points to a study",
// "promised to go", "told them to leave", "a video shows a doctor".
func (s *scan) noClause(i int) bool {
	if i+1 >= len(s.words) || strings.ContainsAny(s.between(i+1), hardMarks+",") {
		return false
	}
	verb, next := s.words[i].Lower, s.words[i+1].Lower
	switch {
	case verb == "points" || verb == "pointed":
		return next != "out" && !lexicon.That[next]
	case verb == "responded" || verb == "replied":
		return next == "to"
	case lexicon.Namings[verb]:
		return next == "for" || next == "on"
	case verb == "warned" || verb == "warns":
		if lexicon.That[next] || next == "of" || next == "about" || next == "against" || lexicon.Articles[next] ||
			next == "it" ||
			next == "they" || next == "there" {
			return false
		}
		k := s.skipToThat(i + 1)
		return s.words[i+1].Upper && !lexicon.That[s.words[k].Lower]
	case verb == "shared":
		return next != "with" && !lexicon.That[next]
	case lexicon.Intending[verb]:
		return next == "to"
	case next == "of" || next == "about" || next == "against":
		return verb != "warned" && verb != "warns"
	case lexicon.Telling[verb] && next != "to":
		for k := i + 2; k < min(i+6, len(s.words)); k++ {
			if lexicon.That[s.words[k].Lower] || strings.ContainsAny(s.between(k), hardMarks+",") {
				return false
			}
			if s.words[k].Lower == "to" && k+1 < len(s.words) && !s.words[k+1].Upper && !lexicon.Articles[s.words[k+1].Lower] {
				return !lexicon.Possessives[s.words[k+1].Lower]
			}
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
		if w := s.words[k].Lower; lexicon.Articles[w] || lexicon.Pronouns[w] || lexicon.Possessives[w] || w == "they" ||
			w == "it" ||
			w == "there" || w == "we" {
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
	end, at := i, false
	for k := i; k < min(i+14, len(s.words)); k++ {
		gap := ""
		if k > i {
			gap = s.between(k)
		}
		w := s.words[k].Lower
		if strings.ContainsAny(gap, ":\"“„«") || lexicon.That[w] {
			if k == i || at {
				return k
			}
			return i
		}
		if strings.ContainsAny(gap, hardMarks) {
			break
		}
		switch {
		case k == i && !lexicon.Adjuncts[w] && !lexicon.Adverbs[w] && !lexicon.Days[w]:
			return i
		case lexicon.Media[w] || lexicon.Platforms[w] || lexicon.Days[w] || lexicon.Adverbs[w]:
			at = true
		}
		if at && strings.Contains(s.text[s.words[k].End:min(s.of.End, s.words[k].End+2)], ",") {
			end = k + 1
			break
		}
	}
	return end
}

// afterAside returns the position of the "that" behind words between commas: "said, without giving details, that"; i
// where there are none.
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

// sayWhat finds what is said: the clause after the verb, or what stands before the subject.
func (s *scan) sayWhat(a *attribution, next int) {
	lead := s.contentSpan(s.of.Start, a.said.Start)
	marked := strings.ContainsAny(s.text[max(s.of.Start, lead.End):a.said.Start], ","+prose.QuoteMarks+"’'")
	quotedLead := marked && s.count(lead) >= 2 && s.quotedSpan(lead)
	next = s.skipAdjunct(next)
	var rest prose.Span
	that, colon, first := false, false, ""
	if next < len(s.words) {
		first = s.words[next].Lower
		that = lexicon.That[s.words[next].Lower]
		colon = strings.ContainsAny(s.between(next), ":\"“„«")
		from := s.words[next].Start
		if that {
			from = s.words[next].End
		}
		rest = s.contentSpan(from, s.of.End)
	}
	n := s.count(rest)
	clause := n >= 2 && (that || colon) || n >= 3 && !lexicon.Adjuncts[first] && !lexicon.ClauseWords[first]
	switch {
	case clause && !quotedLead && (that || colon || !marked || s.count(lead) < 4 || lexicon.Adjuncts[s.firstOf(lead)] ||
		lexicon.ClauseWords[s.firstOf(lead)]):
		a.content = rest
	case quotedLead && colon && n >= 2 && s.quotedSpan(rest):
		a.content, a.without = prose.Between(lead.Start, rest.End), prose.Between(lead.End, rest.Start)
	case marked && s.count(lead) >= 2 && (quotedLead || s.count(lead) >= 3):
		a.content = lead
	case n >= 3 && !marked:
		a.content = rest
	case s.count(lead) >= 3 && marked:
		a.content = lead
	}
	if of := s.rumour(max(0, next-1)); a.denied && next > 0 && of.Len() > 0 {
		a.content, a.without = of, prose.Span{} // denied reports that
	}
	a.back = s.refersBack(a, next)
	s.cutCiting(a)
}

// cutCiting takes ", citing X" out of the end of what is said: that is whom they have it from.
func (s *scan) cutCiting(a *attribution) {
	if a.citing != nil || a.content.Start < a.said.End {
		return
	}
	for i, w := range s.words {
		if w.Start <= a.content.Start || w.End > a.content.End || !strings.Contains(s.between(i), ",") ||
			prose.Within(s.quotes, w.Start) {
			continue
		}
		if m, _ := s.citingAt(i); m != nil {
			a.citing = m
			a.content = s.contentSpan(a.content.Start, s.words[i-1].End)
			return
		}
	}
}

var saidBefore = regexp.MustCompile(
	`(?i)^(?:(?:this|that|it|these)(?:[,.;!]|$)|(?:the|this|that|those|these|any such) (?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|information)\b)`)

// refersBack reports whether what is denied was said before: "denied this".
func (s *scan) refersBack(a *attribution, next int) bool {
	if a.denied && next >= len(s.words) && lexicon.Rumours[strings.TrimSuffix(s.wordAt(a.said.Start, 1), "s")] {
		return true // a claim his office denied
	}
	if !a.denied || next >= len(s.words) {
		return false
	}
	at := saidBefore.FindStringIndex(s.text[s.words[next].Start:s.of.End])
	return at != nil && (s.words[next].Start+at[1] >= s.of.End-1 || !verbsOrAux(s, next+1))
}

// wordAt returns the word that is n words after a place of the sentence, in lower case; "" for none.
func (s *scan) wordAt(start, n int) string {
	for i, w := range s.words {
		if w.Start >= start && i+n < len(s.words) {
			return s.words[i+n].Lower
		}
	}
	return ""
}

// verbsOrAux reports whether a clause goes on with a verb: "denied this was so".
func verbsOrAux(s *scan, i int) bool {
	return i < len(s.words) && lexicon.Auxiliaries[s.words[i].Lower]
}

// quotedSpan reports whether words stand in quotation marks from the first to the last.
func (s *scan) quotedSpan(of prose.Span) bool {
	return of.Len() > 0 && prose.Within(s.quotes, of.Start)
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

// count is how many words a span has.
func (s *scan) count(of prose.Span) int {
	n := 0
	for _, w := range s.words {
		if w.Start >= of.Start && w.End <= of.End {
			n++
		}
	}
	return n
}

var creditAtEnd = regexp.MustCompile(`\s*\(([^()\n]{2,60})\)[.!?"”]*$`)

// contentSpan is a run of the sentence without the marks around it, its credit in brackets and the words that only
// join it to what is before.
func (s *scan) contentSpan(start, end int) prose.Span {
	of := prose.Between(start, max(start, end))
	if at := creditAtEnd.FindStringIndex(s.text[of.Start:of.End]); at != nil {
		of.End = of.Start + at[0]
	}
	if at := butGave.FindStringIndex(s.text[of.Start:of.End]); at != nil && at[0] > 0 && of.Start > s.of.Start {
		of.End = of.Start + at[0] // confirmed the strike but gave no details
	}
	if at := asideBefore.FindStringIndex(s.text[of.Start:of.End]); at != nil {
		of.Start += at[1]
	}
	of = prose.TrimFunc(s.text, of, func(r rune) bool {
		return prose.IsSpace(r) || strings.ContainsRune(",;:.!?–—-…‘"+prose.QuoteMarks, r) || unicode.IsControl(r)
	})
	if at := singleQuote.FindStringSubmatchIndex(s.text[of.Start:of.End]); at != nil {
		of = prose.Between(of.Start+max(at[2], at[4]), of.Start+max(at[3], at[5]))
	}
	if at := isClaimed.FindStringIndex(s.text[of.Start:of.End]); at != nil && at[1] < of.Len() {
		of.Start += at[1]
	}
	for _, w := range s.words {
		if w.Start == of.Start && w.End < of.End && (lexicon.Prefaces[w.Lower] || w.Lower == "and") && w.Lower != "both" {
			return s.contentSpan(w.End, of.End)
		}
	}
	return of
}

var (
	isClaimed = regexp.MustCompile(
		`(?i)^it (?:is|was|has been) (?:claimed|alleged|said|reported|understood|believed|thought) that `)
	butGave = regexp.MustCompile(
		`,? but (?:has |have |had )?(?:also )?(?:gave|declined|did not|didn['’]t|refused|would not|offered|denied|stopped short|not)\b.*$`)
	asideBefore = regexp.MustCompile(`^\s*\([^()\n]{1,40}\)[,.:]?\s+`)               // (WHO), adults should
	singleQuote = regexp.MustCompile(`^['’]?(\S.*?)[,.!?]+['’]$|^['’](\S.*?)['’]?$`) // 'The port will close,' said X
)
