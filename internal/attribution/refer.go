package attribution

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// memory is whom the text has spoken of last, for "he", "they", "it" and "one of them".
type memory struct {
	person, thing mention
	several       []mention
	personAt      int // on which line, counted among those with words
	thingAt       int
	severalAt     int
}

// reach is over how many lines a pronoun reaches back.
const reach = 1

// remember keeps whom a pronoun may mean from now on.
func (r *reader) remember(all ...mention) {
	at := r.paragraphOf(all[0].Span)
	if len(all) > 1 {
		r.last.several, r.last.severalAt = all, at
		return
	}
	m := all[0]
	switch {
	case m.outlet || m.kind != evidence.Spoken && m.kind != evidence.Testimony && m.kind != evidence.SocialPost:
		r.last.thing, r.last.thingAt = m, at
		if m.identity != evidence.Named && plural(m) {
			r.last.several, r.last.severalAt = all, at
		}
	case m.identity == evidence.Named:
		r.last.person, r.last.personAt = m, at
		if !strings.Contains(m.label, " ") {
			r.last.thing, r.last.thingAt = m, at // Helion
		}
	case plural(m):
		r.last.several, r.last.severalAt = all, at
	case isBody(m):
		r.last.thing, r.last.thingAt = m, at
		r.last.several, r.last.severalAt = all, at
	default:
		r.last.person, r.last.personAt = m, at
	}
}

// paragraphOf returns the position of the line on which a run of the text begins, among those with words.
func (r *reader) paragraphOf(of prose.Span) int {
	at, found := slices.BinarySearchFunc(r.lines, of.Start, func(l prose.Line, start int) int { return l.Start - start })
	if !found {
		at = max(0, at-1)
	}
	return at
}

func headNoun(m mention) string {
	words := prose.Tokens(m.label, prose.Between(0, len(m.label)))
	if len(words) == 0 {
		return ""
	}
	return words[headOf(words)].Lower
}

// plural reports whether people without a name are several.
func plural(m mention) bool {
	noun := headNoun(m)
	return noun == "people" || noun == "police" || strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") ||
		strings.HasSuffix(noun, "men") || strings.HasSuffix(noun, "women")
}

// isBody reports whether one without a name is a body of people and no single one.
func isBody(m mention) bool {
	noun := headNoun(m)
	return lexicon.HasEnding(noun, lexicon.BodyEnds...) || lexicon.BodyNouns[noun] || lexicon.BodyWords[noun] ||
		lexicon.CompanyWords[noun]
}

// meant finds whom some words mean that name nobody: "she", "one of them", "the company", "police".
func (r *reader) meant(words []prose.Token) (mention, bool) {
	here := r.paragraphOf(words[0].Span)
	if len(words) == 1 {
		if m, ok, is := r.byPronoun(words[0].Lower, here); is {
			return m, ok
		}
	}
	if r.someOf(words) {
		if m, ok := r.they(here); ok && len(m) == 1 && plural(m[0]) && mayBeOf(words, m[0]) {
			return m[0], true
		}
		return r.documents(words[2:])
	}
	if m, ok := r.force(words); ok {
		return m, true
	}
	return r.called(words)
}

// byPronoun finds whom a pronoun means; is reports whether the word is one.
func (r *reader) byPronoun(word string, here int) (m mention, ok, is bool) {
	switch {
	case lexicon.Pronouns[word] || word == "him" || word == "her":
		return r.last.person, r.last.person.label != "" && here-r.last.personAt <= reach, true
	case word == "it":
		return r.last.thing, r.last.thing.label != "" && here-r.last.thingAt <= reach, true
	case word == "they":
		if m, ok := r.they(here); ok && len(m) == 1 {
			return m[0], true, true
		}
		return mention{}, false, true
	}
	return mention{}, false, false
}

// they returns whom "they" means: the last people, else the last body of people.
func (r *reader) they(here int) ([]mention, bool) {
	if len(r.last.several) > 0 && here-r.last.severalAt <= reach {
		return r.last.several, true
	}
	return []mention{r.last.thing}, r.last.thing.label != "" && here-r.last.thingAt <= reach
}

// someOf reports whether some words mean a part of people spoken of before: "one of them", "two of the people".
func (r *reader) someOf(words []prose.Token) bool {
	if len(words) < 3 || len(words) > 5 || words[1].Lower != "of" || !lexicon.Numbers[words[0].Lower] &&
		!lexicon.Indefinite[words[0].Lower] && !lexicon.Vague[words[0].Lower] {
		return false
	}
	switch words[2].Lower {
	case "them", "those":
		return true
	case "the", "these":
		return !r.hasName(words[2:])
	}
	return false
}

// mayBeOf reports whether a part of some things can be of those spoken of before: "one of the emails" is not one of the
// officials.
func mayBeOf(words []prose.Token, m mention) bool {
	noun := words[len(words)-1].Lower
	return len(words) == 3 || noun == headNoun(m) || lexicon.ManyPeople[noun] || slices.Contains(m.nouns, noun)
}

// documents finds papers of which a part is quoted: "one of the emails".
func (r *reader) documents(words []prose.Token) (mention, bool) {
	words = r.withoutArticles(words)
	if len(words) == 0 {
		return mention{}, false
	}
	noun := words[len(words)-1].Lower
	for _, b := range lexicon.Basis {
		if b.Noun == noun || b.Noun+"s" == noun {
			of := prose.Between(words[0].Start, words[len(words)-1].End)
			return mention{Span: of, label: r.words(words), identity: evidence.Category,
				kind: evidence.SourceKind(b.Kind), nouns: []string{noun}}, true
		}
	}
	return mention{}, false
}

// force finds police: those of one town are one, whether the text says "London's police" or "police in London", and so
// are those without a town where the text speaks of no others. Two forces are never one.
func (r *reader) force(words []prose.Token) (mention, bool) {
	whose, ok := r.whosePolice(words)
	if !ok {
		return mention{}, false
	}
	if whose == "" && len(r.book.police) == 2 && slices.Contains(r.book.police, "") {
		whose = r.book.police[1-slices.Index(r.book.police, "")]
	}
	k := "police of " + whose
	if s := r.bySource[k]; s != nil {
		return s.mention, true
	}
	if s := r.policeNamed(whose); s != nil {
		return s.mention, true
	}
	return mention{label: r.words(r.withoutArticles(words)), as: k, identity: evidence.Category, kind: evidence.Spoken,
		nouns: []string{"police", "force"}}, true
}

// whosePolice returns whose police some words mean, "" where they do not say it; false where they mean no police, or
// name it: Metropolitan Police.
func (r *reader) whosePolice(words []prose.Token) (string, bool) {
	at := slices.IndexFunc(words, func(t prose.Token) bool { return t.Lower == "police" })
	if at < 0 || at+1 < len(words) && !slices.Contains([]string{"in", "of", "force"}, words[at+1].Lower) {
		return "", false
	}
	before, place := "", ""
	if at > 0 {
		if at == len(words)-1 && words[at].Upper && words[at-1].Upper && !lexicon.Forces[words[at-1].Lower] {
			return "", false
		}
		before = r.words(words[:at])
	}
	if name := r.lastName(words[at+1:]); len(name) > 0 {
		place = r.words(name)
	}
	return lexicon.ForceOf(before, place), true
}

// policeNamed returns the police that the text has named by its name, nil if there is none.
func (r *reader) policeNamed(whose string) *source {
	if whose == "" {
		return nil
	}
	for _, s := range r.order {
		if k := key(s.mention.label); s.mention.outlet && (k == whose+" police" || k == whose+" police service") {
			return s
		}
	}
	return nil
}

// called finds a source spoken of before by what it is: "the company", "the memo".
func (r *reader) called(words []prose.Token) (mention, bool) {
	if len(words) < 2 || len(words) > 3 || !lexicon.Definite[words[0].Lower] ||
		slices.ContainsFunc(words[1:], func(t prose.Token) bool { return t.Upper }) {
		return mention{}, false
	}
	noun := words[len(words)-1].Lower
	if lexicon.Several[noun] {
		return mention{}, false
	}
	if s := r.lastCalled(words[1:len(words)-1], noun); s != nil {
		return s.mention, true
	}
	if s := r.lastOutlet(r.paragraphOf(words[0].Span)); s != nil && lexicon.Publishers[noun] && len(words) == 2 {
		return s.mention, true
	}
	if !lexicon.CompanyNouns[noun] {
		return mention{}, false
	}
	name := r.lastCompany(words[0].Start)
	return mention{label: name, identity: evidence.Named, kind: evidence.Spoken, outlet: true}, name != ""
}

// lastCalled returns the source spoken of last that has been called a noun, and some words before it; nil if there is
// none.
func (r *reader) lastCalled(before []prose.Token, noun string) *source {
	for i := len(r.recent) - 1; i >= max(0, len(r.recent)-200); i-- {
		s := r.recent[i]
		is := slices.Contains(s.mention.nouns, noun) || noun == "document" && s.mention.kind == evidence.Document
		if is && s != r.article && s.isCalled(before) {
			return s
		}
	}
	return nil
}

// lastCompany returns the last company that the text has named before a place, "" if there is none.
func (r *reader) lastCompany(start int) string {
	company := ""
	for _, name := range r.book.bodies {
		if strings.Index(r.text, name) >= start {
			break
		}
		words := prose.Tokens(name, prose.Between(0, len(name)))
		if slices.ContainsFunc(words, func(t prose.Token) bool { return lexicon.CompanyWords[t.Lower] }) {
			company = name
		}
	}
	return company
}

// lastOutlet returns the outlet spoken of last, in a paragraph or the one before, nil if there is none.
func (r *reader) lastOutlet(here int) *source {
	for i := len(r.recent) - 1; i >= max(0, len(r.recent)-20); i-- {
		s := r.recent[i]
		if s == r.article || !s.mention.outlet || s.mention.kind != evidence.Report || len(s.quotes) == 0 {
			continue
		}
		last := s.quotes[len(s.quotes)-1]
		if here-r.paragraphOf(prose.Between(last.Start, last.End)) <= reach {
			return s
		}
		return nil
	}
	return nil
}

// isCalled reports whether a source has been called some words before, as part of its name or beside it.
func (s *source) isCalled(words []prose.Token) bool {
	for _, w := range words {
		if !slices.Contains(s.mention.nouns, w.Lower) && !strings.Contains(" "+strings.ToLower(s.mention.label)+" ",
			" "+w.Lower+" ") {
			return false
		}
	}
	return true
}

// nounsOf returns what a mention calls its source, beside the name.
func nounsOf(words []prose.Token) []string {
	var out []string
	for i, w := range words {
		if lexicon.Relations[w.Lower] {
			if i > 0 {
				break
			}
			continue
		}
		switch {
		case !w.Upper && !lexicon.Linking[w.Lower] && !lexicon.Articles[w.Lower]:
			out = append(out, w.Lower)
		case lexicon.PaperWords[w.Lower]:
			out = append(out, "newspaper", "paper", w.Lower)
		case lexicon.CompanyWords[w.Lower]:
			out = append(out, "company", "firm", w.Lower)
		case lexicon.BodyWords[w.Lower]:
			out = append(out, w.Lower)
		}
	}
	return out
}
