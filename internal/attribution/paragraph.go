package attribution

import (
	"strings"

	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// readLine reads the sentences of a paragraph.
func (r *reader) readLine(l prose.Line) {
	speaksForMain := false
	var before []attribution // of the sentence before
	of := r.withoutLead(l.Span)
	speaker, speaks := r.speakerIn(prose.Between(l.Start, of.Start))
	for i, of := range prose.Sentences(r.text, of) {
		if of.Len() > maxSentenceBytes || of.Len() == 0 {
			continue
		}
		s := r.scan(of)
		if speaks {
			s.goesOn(attribution{by: []mention{speaker}})
			continue
		}
		if s.quotation() && len(before) > 0 {
			s.goesOn(before[len(before)-1])
			continue
		}
		if len(s.words) < 3 || s.asks() {
			continue
		}
		if i == 0 && evidenceFor.MatchString(r.text[of.Start:of.End]) {
			speaksForMain = true
		}
		before = s.read(l.Span, speaksForMain && i > 0)
	}
}

// speakerIn returns the person who speaks in a paragraph by its label: "Bea Holm: We will not give in", "(Clip, Holm)".
func (r *reader) speakerIn(lead prose.Span) (mention, bool) {
	words := prose.Tokens(r.text, lead)
	for from := range words {
		name := words[from:]
		if len(name) > 4 || !name[0].Upper || !strings.ContainsAny(r.text[lead.Start:lead.End], ":)") {
			continue
		}
		if s := r.bySource[key(r.known(r.words(name)))]; s != nil && s.mention.identity == evidence.Named &&
			!s.mention.outlet {
			m := s.mention
			m.Span = prose.Between(name[0].Start, name[len(name)-1].End)
			return m, true
		}
	}
	return mention{}, false
}

// quotation reports whether a sentence stands in quotation marks from its beginning to its end.
func (s *scan) quotation() bool {
	return len(s.quotes) == 1 && s.quotes[0].Start-s.of.Start <= 3 && s.of.End-s.quotes[0].End <= 4
}

// goesOn enters a quotation that follows one of the same sources: in "It shook," said Ann. "Then it fell." the second.
func (s *scan) goesOn(before attribution) {
	before.content, before.without, before.is = s.contentSpan(s.of.Start, s.of.End), prose.Span{}, prose.Span{}
	before.denied, before.back, before.citing = false, false, nil
	if s.count(before.content) >= 3 && !strings.HasSuffix(s.text[s.of.Start:s.of.End], "?") {
		before.said = before.content
		s.attribute(before, nil)
	}
}

// asks reports whether a sentence is a question of the text itself.
func (s *scan) asks() bool {
	return strings.HasSuffix(s.text[s.of.Start:s.of.End], "?") && len(s.quotes) == 0
}

// read enters what a sentence says.
func (s *scan) read(paragraph prose.Span, forMain bool) []attribution {
	if s.review != nil {
		if s.ofMain() {
			return nil
		}
		if forMain {
			s.lead(paragraph)
		}
	}
	credits := s.credits()
	all := s.attributions()
	for i := range all {
		a := &all[i]
		s.resolve(a)
		if s.count(a.content) >= 2 || a.back {
			s.attribute(*a, credits)
		}
		s.remember(a.by...)
	}
	if len(all) == 0 && len(credits) > 0 {
		s.credit(credits)
	}
	s.rests()
	s.firstReported()
	if len(all) == 0 {
		s.noteSubject()
	}
	return all
}

// resolve finds whom the pronouns of an attribution mean once those before it in the sentence are known.
func (s *scan) resolve(a *attribution) {
	if len(a.by) == 1 && a.by[0].identity == evidence.Named && a.by[0].kind == evidence.Spoken {
		a.by[0].label = s.known(a.by[0].label)
	}
}

// noteSubject remembers whom a sentence is about, though nothing that he says: "he" in the next may be he.
func (s *scan) noteSubject() {
	for i := range s.words[:min(20, len(s.words))] {
		if i > 0 && strings.ContainsAny(s.between(i), hardMarks) {
			return
		}
		if n := s.heardAt(i); n > 0 {
			if m, _, ok := s.sourceAfter(i+n, true); ok {
				s.remember(m)
			}
			return
		}
	}
	if by, ok := s.firstSubject(min(20, len(s.words))); ok {
		s.remember(by...)
	}
}

// heardAt reads "I heard from" and the like, the number of its words; 0 where it is something else.
func (s *scan) heardAt(i int) int {
	if i+3 >= len(s.words) || s.words[i].Lower != "i" && s.words[i].Lower != "we" {
		return 0
	}
	for n := 1; n < 4; n++ {
		if w := s.words[i+n].Lower; w == "from" || w == "to" || w == "with" || w == "interviewed" || w == "met" {
			return n + 1
		}
	}
	return 0
}
