package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// holder finds "seen by the paper" and "who spoke to the paper" in the words of a source; nil where it is not there.
func (s *scan) holder(of prose.Span) *mention {
	for i, w := range s.words {
		if w.Start <= of.Start || w.End >= of.End {
			continue
		}
		for _, cue := range holders {
			if n := s.phraseAt(i, cue); n > 0 {
				return s.outletAt(i + n)
			}
		}
	}
	return nil
}

// toldAfter finds ", who spoke to the paper" after a source that follows its verb.
func (s *scan) toldAfter(i int) *mention {
	if i >= len(s.words) || s.words[i].Lower != "who" && !strings.Contains(s.between(i), ",") {
		return nil
	}
	for k := i; k < min(i+3, len(s.words)); k++ {
		for _, cue := range holders {
			if n := s.phraseAt(k, cue); n > 0 {
				return s.outletAt(k + n)
			}
		}
	}
	return nil
}

// speaksIn finds the outlet in which those of an attribution speak: by an owner, "In The Paper, X writes", "in an
// interview with the Gazette".
func (s *scan) speaksIn(a *attribution) *mention {
	if len(a.by) == 1 && a.by[0].of != "" && !s.isOwn(a.by[0].of) {
		m := a.by[0]
		m.label, m.identity, m.kind, m.outlet, m.of = m.of, evidence.Named, evidence.Report, true, ""
		return &m
	}
	if m := s.beginsIn(); m != nil {
		return m
	}
	for i := range s.words {
		if prose.Within(s.quotes, s.words[i].Start) {
			continue
		}
		for _, cue := range speakIn {
			if n := s.phraseAt(i, cue); n > 0 {
				if m := s.outletAt(i + n); m != nil && m.kind == evidence.Report {
					return m
				}
			}
		}
	}
	return nil
}

// beginsIn reads the outlet that a sentence begins with: "In The Paper, X writes"; nil where it begins otherwise.
func (s *scan) beginsIn() *mention {
	if len(s.words) < 3 || s.words[0].Lower != "in" || !s.words[1].Upper {
		return nil
	}
	m := s.outletAt(1)
	if m == nil || m.kind != evidence.Report || s.text[m.End:min(m.End+1, s.of.End)] != "," {
		return nil
	}
	return m
}

// outletAt reads the outlet that begins with word i, nil if there is none or it is the one that published the text.
func (s *scan) outletAt(i int) *mention {
	m, _, ok := s.sourceAfter(i, false)
	if ok && !m.outlet && s.mayPublish(m) {
		m.outlet, m.kind = true, evidence.Report
	}
	if !ok || !m.outlet || s.isOwn(m.label) || m.identity != evidence.Named {
		return nil
	}
	return &m
}

// mayPublish reports whether a name that nothing else is known of may be that of an outlet to which somebody spoke: no
// one whom the text has as a person, and no parliament.
func (s *scan) mayPublish(m mention) bool {
	words := prose.Tokens(m.label, prose.Between(0, len(m.label)))
	if m.identity != evidence.Named || len(words) == 0 || len(words) > 4 || m.as != "" {
		return false
	}
	if of := s.bySource[key(m.label)]; of != nil && !of.mention.outlet {
		return false
	}
	return !slices.ContainsFunc(words, func(t prose.Token) bool {
		return lexicon.Bodies[t.Lower] || lexicon.Titles[t.Lower] || lexicon.BodyWords[t.Lower] ||
			lexicon.Platforms[t.Lower] ||
			lexicon.Nationalities[t.Lower] || t.Lower == "congress" || t.Lower == "mps"
	})
}

// tellee reads the outlet that is told after word verb, next being the word after it; ok also where it is the outlet
// that published the text, of which nothing follows.
func (s *scan) tellee(verb, next int) (*mention, int, bool) {
	at := next
	if !lexicon.Telling[s.words[verb].Lower] {
		if !s.is(next, "to", "with") || !lexicon.ToldTo[s.words[verb].Lower] {
			return nil, next, false
		}
		at++
	}
	if at >= len(s.words) || lexicon.Ourselves[s.words[at].Lower] || s.tellsNoOutlet(at) {
		return nil, next, false
	}
	m, after, ok := s.sourceAfter(at, false)
	switch {
	case !ok || m.identity != evidence.Named && m.kind != evidence.Report:
		return nil, next, false
	case s.isOwn(m.label):
		return nil, after, true
	case m.identity == evidence.Category:
		return &m, after, true // state television
	case !s.mayBeTold(m):
		return nil, next, false
	}
	m.outlet, m.kind = true, evidence.Report
	return &m, after, true
}

// tellsNoOutlet reports whether "the" and a noun begin with word i that is not known to mean an outlet: told the court.
func (s *scan) tellsNoOutlet(i int) bool {
	if s.words[i].Lower != "the" || i+1 >= len(s.words) || s.words[i+1].Upper ||
		lexicon.Publishers[s.words[i+1].Lower] {
		return false
	}
	m, ok := s.called(s.words[i : i+2])
	return !ok || m.kind != evidence.Report
}

// mayBeTold reports whether a name may be that of an outlet to which somebody spoke.
func (s *scan) mayBeTold(m mention) bool {
	if !m.outlet {
		return s.mayPublish(m)
	}
	return m.kind == evidence.Report || m.kind == evidence.WireReport
}

// holders are the words before the one who has what shows something.
var holders = []string{"reviewed by", "seen by", "obtained by", "published by", "released by", "viewed by", "cited by",
	"quoted by",
	"shared with", "leaked to", "provided to", "given to", "spoke to", "spoke with", "spoken to", "speaking to",
	"talked to", "talking to",
	"interviewed by", "first published by", "first reported by", "broadcast by", "accessed by", "shown to", "sent to",
	"made available to"}

// toldFirst is the beginning of a sentence that says who had first what was said before: "The story was first reported
// by".
var toldFirst = regexp.MustCompile(
	`(?i)^(?:the|this|that) (?:\p{L}+ )?(?:claim|story|news|allegation|report|rumou?r|accusation|deal|plan|case|letter|figure)s? ` +
		`(?:was|were|has been|had been) (?:first|originally) (?:reported|published|revealed|disclosed|broken|aired) (?:[\p{L}\d]+ ){0,3}?by `)

// firstReported enters whom the text names as the first to report the claim that was said last.
func (s *scan) firstReported() {
	at := toldFirst.FindStringIndex(s.text[s.of.Start:s.of.End])
	if at == nil {
		return
	}
	i := slices.IndexFunc(s.words, func(t prose.Token) bool { return t.Start >= s.of.Start+at[1] })
	if i < 0 {
		return
	}
	m, _, ok := s.sourceAfter(i, false)
	claims := s.lastClaim()
	if !ok || m.identity != evidence.Named || len(claims) == 0 || !m.outlet && !s.mayPublish(m) {
		return
	}
	m.outlet, m.kind = true, evidence.Report
	words := prose.Between(s.of.Start, max(m.End, s.of.Start+at[1]))
	if s.article == nil {
		s.state(s.source(m), claims[0], evidence.Supports, words, "")
	} else {
		s.derive(s.article, s.source(m), evidence.Cites, claims, words)
	}
	s.remember(m)
}

// speakIn are the words before the outlet in which somebody says something.
var speakIn = []string{"in the journal", "in the magazine", "in the newspaper", "interview with", "interview to",
	"interview for", "writing in",
	"writes in", "wrote in", "in comments to", "in remarks to", "column in", "column for", "op-ed in", "essay in",
	"article in", "article for",
	"writing for", "speaking on", "speaking to", "speaking with", "shared with", "in a letter to", "statement to",
	"email to", "appearance on"}
