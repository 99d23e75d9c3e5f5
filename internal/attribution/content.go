package attribution

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
)

// sayWhat finds what is said: the clause after the verb, or what stands before the subject.
func (s *scan) sayWhat(a *attribution, next int) {
	next = s.skipAdjunct(next)
	s.takeContent(a, s.leadBefore(a.said.Start), s.clauseFrom(next))
	if of := s.rumour(max(0, next-1)); a.denied && next > 0 && of.Len() > 0 {
		a.content, a.without = of, prose.Span{} // denied reports that
	}
	a.back = s.refersBack(a, next)
	s.cutCiting(a)
}

// takeContent takes what is said from before the source, from after the verb, or from both if a quotation is divided.
func (s *scan) takeContent(a *attribution, lead lead, rest clause) {
	switch {
	case !lead.quoted && rest.mayBeSaid() && (rest.opened() || !s.rivals(lead)):
		a.content = rest.Span
	case lead.quoted && rest.marked && rest.words >= 2 && s.quotedSpan(rest.Span):
		a.content, a.without = prose.Between(lead.Start, rest.End), prose.Between(lead.End, rest.Start)
	case lead.marked && (lead.quoted || lead.words >= 3):
		a.content = lead.Span
	case rest.words >= 3 && !lead.marked:
		a.content = rest.Span
	}
}

// lead is what stands before a source and its verb.
type lead struct {
	prose.Span
	words  int
	marked bool // a comma or a quotation mark stands after it
	quoted bool // it stands in quotation marks
}

// leadBefore returns what stands before a place of the sentence.
func (s *scan) leadBefore(at int) lead {
	of := s.contentSpan(s.of.Start, at)
	l := lead{Span: of, words: s.count(of)}
	l.marked = strings.ContainsAny(s.text[max(s.of.Start, of.End):at], ","+prose.QuoteMarks+"’'")
	l.quoted = l.marked && l.words >= 2 && s.quotedSpan(of)
	return l
}

// rivals reports whether what stands before a source may be what the source says, though a clause follows the verb: it
// is long enough, set off, and says more than when or where.
func (s *scan) rivals(l lead) bool {
	first := s.firstOf(l.Span)
	return l.marked && l.words >= 4 && !lexicon.Adjuncts[first] && !lexicon.ClauseWords[first]
}

// clause is what follows a verb of saying.
type clause struct {
	prose.Span
	words  int
	first  string
	that   bool // "that" opens it
	marked bool // a colon or a quotation mark stands before it
}

// clauseFrom returns the clause that begins with word i, an empty one if there is no word i.
func (s *scan) clauseFrom(i int) clause {
	if i >= len(s.words) {
		return clause{}
	}
	w := s.words[i]
	c := clause{first: w.Lower, that: lexicon.That[w.Lower], marked: strings.ContainsAny(s.between(i), ":\"“„«")}
	from := w.Start
	if c.that {
		from = w.End
	}
	c.Span = s.contentSpan(from, s.of.End)
	c.words = s.count(c.Span)
	return c
}

// opened reports whether a word or a mark shows that the clause is what somebody says.
func (c clause) opened() bool { return c.that || c.marked }

// mayBeSaid reports whether the clause can be what somebody says, by its length and its first word.
func (c clause) mayBeSaid() bool {
	return c.words >= 2 && c.opened() || c.words >= 3 && !lexicon.Adjuncts[c.first] && !lexicon.ClauseWords[c.first]
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
	of := s.withoutEnding(prose.Between(start, max(start, end)))
	if at := asideBefore.FindStringIndex(s.text[of.Start:of.End]); at != nil {
		of.Start += at[1]
	}
	of = prose.TrimFunc(s.text, of, isMark)
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

// withoutEnding leaves out a credit at the end of a run, and what somebody did not say: "but gave no details".
func (s *scan) withoutEnding(of prose.Span) prose.Span {
	if at := creditAtEnd.FindStringIndex(s.text[of.Start:of.End]); at != nil {
		of.End = of.Start + at[0]
	}
	if at := butGave.FindStringIndex(s.text[of.Start:of.End]); at != nil && at[0] > 0 && of.Start > s.of.Start {
		of.End = of.Start + at[0]
	}
	return of
}

// isMark reports whether a character at either end of what is said is no part of it.
func isMark(r rune) bool {
	return prose.IsSpace(r) || strings.ContainsRune(",;:.!?–—-…‘"+prose.QuoteMarks, r) || unicode.IsControl(r)
}

var (
	isClaimed = regexp.MustCompile(
		`(?i)^it (?:is|was|has been) (?:claimed|alleged|said|reported|understood|believed|thought) that `)
	butGave = regexp.MustCompile(
		`,? but (?:has |have |had )?(?:also )?(?:gave|declined|did not|didn['’]t|refused|would not|offered|denied|stopped short|not)\b.*$`)
	asideBefore = regexp.MustCompile(`^\s*\([^()\n]{1,40}\)[,.:]?\s+`)               // (WHO), adults should
	singleQuote = regexp.MustCompile(`^['’]?(\S.*?)[,.!?]+['’]$|^['’](\S.*?)['’]?$`) // 'The port will close,' said X
)
