package attribution

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// attribute enters one attribution. In a fact check those whom it names are the sources, and an outlet that it credits
// or that was told takes from them; any other text takes from them itself.
func (s *scan) attribute(a attribution, credits []mention) {
	words := a.said
	if a.content.Len() > 0 {
		words = prose.Between(min(a.said.Start, a.content.Start), max(a.said.End, a.content.End))
	}
	claims, aside, stance := s.attributed(a, len(credits) > 0)
	if len(claims) == 0 {
		return
	}
	if a.back && s.article != nil && stance == evidence.Refutes {
		// The text supports what it reported before; it takes nothing for it from those who deny it.
		s.stateAll(a.by, claims, stance, words)
		return
	}
	kind := evidence.Cites
	if s.quoted(a.content) {
		kind = evidence.Quotes
	}
	for _, h := range s.heads(a, credits) {
		for _, c := range append(slices.Clone(claims), aside...) {
			s.state(h.of, c, stance, prose.Between(words.Start, max(words.End, h.words.End)), h.work)
		}
		for _, to := range h.from {
			s.derive(h.of, s.source(to), kind, claims, words)
		}
	}
	s.passOn(a, kind, claims, words)
}

// attributed enters what an attribution says, and returns the claims, those beside them (see claimsOf) and whether
// they are supported or refuted.
func (s *scan) attributed(a attribution, credited bool) (claims, aside []string, stance evidence.Stance) {
	stance = a.stanceOf()
	switch {
	case s.refutesMain(a):
		return []string{s.graph.Main}, nil, evidence.Refutes
	case a.back:
		return s.lastClaim(), nil, stance
	}
	claims, aside = s.claimsOf(a, credited)
	return claims, aside, stance
}

// stateAll enters that each of several sources states each of several claims.
func (s *scan) stateAll(by []mention, claims []string, stance evidence.Stance, words prose.Span) {
	for _, m := range by {
		for _, c := range claims {
			s.state(s.source(m), c, stance, words, m.work)
		}
	}
}

// passOn enters from whom the outlet that was told, and those who cite somebody, have what they say.
func (s *scan) passOn(a attribution, kind evidence.DerivationKind, claims []string, words prose.Span) {
	for _, by := range a.by {
		if a.told != nil && s.article != nil {
			s.derive(s.source(*a.told), s.source(by), kind, claims, words)
		}
		if a.citing != nil {
			s.derive(s.source(by), s.source(*a.citing), evidence.Cites, claims, words)
		}
	}
}

// claimsOf enters what an attribution says, claim by claim. aside are those that stand beside it in a sentence with a
// credit and need not be of the one to whom the others are attributed.
func (s *scan) claimsOf(a attribution, credited bool) (claims, aside []string) {
	pieces := []prose.Span{a.content}
	if a.without.Len() == 0 {
		pieces = s.pieces(a.content)
	}
	for _, p := range pieces {
		id := s.claim(p, a.without, a.is)
		if id != "" {
			s.claimedAt = s.paragraphOf(p)
			s.claimedLast = id
		}
		switch {
		case id == "":
		case credited && p.Start > a.content.Start && strings.HasPrefix(s.text[p.Start:], "with "):
			aside = append(aside, id)
		default:
			claims = append(claims, id)
		}
	}
	return claims, aside
}

// lastClaim returns the claim that was said last, in this paragraph or the one before; nil if there is none. In a
// fact check "the claim" is the one that it checks.
func (s *scan) lastClaim() []string {
	switch {
	case s.review != nil:
		return []string{s.graph.Main}
	case s.claimedLast != "" && s.paragraphOf(s.of)-s.claimedAt <= reach:
		return []string{s.claimedLast}
	}
	return nil
}

// head is a supporter with those whom it has it from.
type head struct {
	of    *source
	work  string
	words prose.Span
	from  []mention
}

func (s *scan) heads(a attribution, credits []mention) []head {
	if s.article != nil {
		from := a.by
		if a.told != nil && s.source(*a.told) != s.article {
			from = []mention{*a.told}
		}
		return []head{{of: s.article, words: a.said, from: from}}
	}
	var out []head
	switch {
	case len(credits) > 0:
		for _, c := range credits {
			out = append(out, head{of: s.source(c), words: prose.Between(c.Start, s.closing(c.End)), from: a.by})
		}
	case a.told != nil:
		out = append(out, head{of: s.source(*a.told), words: a.told.Span, from: a.by})
	default:
		for _, by := range a.by {
			out = append(out, head{of: s.source(by), work: by.work, words: by.Span})
		}
	}
	return out
}

// closing is where a credit ends, its bracket with it.
func (s *scan) closing(end int) int {
	if i := strings.IndexByte(s.text[end:s.of.End], ')'); i >= 0 && i < 60 {
		return end + i + 1
	}
	return end
}

// quoted reports whether words stand in quotation marks.
func (s *scan) quoted(of prose.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[s.of.Start:max(s.of.Start, of.Start)])
	return strings.ContainsRune(prose.QuoteMarks, before) && of.Start > s.of.Start
}

// pieces cuts what is said into claims, where it has several with a verb of their own.
func (s *scan) pieces(content prose.Span) []prose.Span {
	words := s.text[content.Start:content.End]
	for _, joint := range []string{", and ", ", with "} {
		i := strings.Index(words, joint)
		if i < 0 {
			continue
		}
		first, rest := words[:i], words[i+len(joint):]
		second := prose.Between(content.Start+i+len(joint), content.End)
		if joint == ", with " {
			second.Start -= len("with ")
		}
		whole := s.text[second.Start:second.End]
		if joint == ", and " && finite.MatchString(first) && finite.MatchString(rest) || joint == ", with " &&
			evidently.MatchString(whole) {
			return append([]prose.Span{s.contentSpan(content.Start, content.Start+i)}, s.pieces(second)...)
		}
	}
	return []prose.Span{content}
}

// credits returns the outlets in brackets at the end of the sentence: "(Reuters)".
func (s *scan) credits() []mention {
	at := creditAtEnd.FindStringSubmatchIndex(s.text[s.of.Start:s.of.End])
	if at == nil {
		return nil
	}
	var out []mention
	start := s.of.Start + at[2]
	for _, part := range notTogether.FindAllStringIndex(s.text[start:s.of.Start+at[3]], -1) {
		of := prose.Trim(s.text, prose.Between(start+part[0], start+part[1]))
		words := prose.Tokens(s.text, of)
		if len(words) == 0 || len(words) > 5 || s.initialsOf(words, of.Start) {
			continue
		}
		m, ok := s.mentioned(words)
		if !ok || m.identity != evidence.Named || !m.outlet && s.review == nil {
			continue
		}
		if !m.outlet {
			m.outlet, m.kind = true, evidence.Report
		}
		out = append(out, m)
	}
	return out
}

// initialsOf reports whether one word in brackets shortens the name before it: World Health Organization (WHO).
func (s *scan) initialsOf(words []prose.Token, at int) bool {
	if len(words) != 1 {
		return false
	}
	initials := ""
	for _, w := range s.words {
		if w.End <= at && w.Upper {
			first, _ := utf8.DecodeRuneInString(s.text[w.Start:])
			initials += string(first)
		}
	}
	return strings.HasSuffix(initials, s.text[words[0].Start:words[0].End])
}

// credit enters a sentence that is credited as a whole.
func (s *scan) credit(credits []mention) {
	content := s.contentSpan(s.of.Start, s.of.End)
	id := s.claim(content, prose.Span{}, prose.Span{})
	if id == "" || s.count(content) < 3 {
		return
	}
	for _, c := range credits {
		of := s.source(c)
		if s.article == nil {
			s.state(of, id, evidence.Supports, s.of, "")
			continue
		}
		s.state(s.article, id, evidence.Supports, s.of, "")
		s.derive(s.article, of, evidence.Cites, []string{id}, s.of)
	}
}
