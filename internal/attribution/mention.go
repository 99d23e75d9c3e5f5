package attribution

import (
	"slices"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/credits"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxNameWords is how many words a source's name has at most.
const maxNameWords = 12

// mention is a place where the text names somebody who says something.
type mention struct {
	prose.Span        // the words as written, the article with them
	label      string // what to call it
	identity   evidence.Identity
	kind       evidence.SourceKind
	outlet     bool     // it publishes, or is a body with a name: the source is a thing of that outlet
	work       string   // the noun of what it made: "investigation"; "" where the text says none
	nouns      []string // what it is called without its name: "operator", "ministry"
	as         string   // what two mentions of it have in common, where that is not the label
	posted     bool     // on a social network
	of         string   // the outlet that it speaks in: "the Ledger's Amy Sorrell"; "" for none
}

// mentioned reports whether some words name a source, and what sort.
func (r *reader) mentioned(words []prose.Token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 || len(words) > maxNameWords {
		return mention{}, false
	}
	whole := prose.Between(words[0].Start, words[len(words)-1].End)
	if m, ok := r.meant(words); ok {
		m.Span = whole
		return m, true
	}
	article := words[0].Lower
	words = r.withoutArticles(words)
	if owned, ok := r.owned(words); ok {
		owned.Span = whole
		return owned, true
	}
	if len(words) > 2 && lexicon.Possessives[words[0].Lower] && words[len(words)-1].Upper {
		words = words[1:] // its lawyer Sven Ek
	}
	if len(words) == 0 || namesNobody(words) {
		return mention{}, false
	}
	for _, try := range []func([]prose.Token, string) (mention, bool){r.unnamed, r.work, r.staff, r.inRole, r.speaksFor,
		r.bodyOfPeople, r.named} {
		if m, ok := try(words, article); ok {
			m.Span = whole
			m.label = prose.Clip(m.label)
			m.nouns = append(m.nouns, nounsOf(words)...)
			return m, m.label != ""
		}
	}
	return mention{}, false
}

// withoutArticles leaves out the articles and courtesy titles that some words begin with, but for those that are part
// of a name: Le Monde, and The Hindu where it has its capital inside of a sentence.
func (r *reader) withoutArticles(words []prose.Token) []prose.Token {
	for len(words) > 1 && lexicon.Articles[words[0].Lower] && !r.namesArticle(words) {
		words = words[1:]
	}
	return words
}

// namesArticle reports whether the article that some words begin with is part of a name.
func (r *reader) namesArticle(words []prose.Token) bool {
	first, next := words[0], words[1]
	if !lexicon.Articles[first.Lower] || !first.Upper || !next.Upper || lexicon.Courtesies[first.Lower] {
		return false
	}
	if first.Lower == "the" {
		return r.book.the[next.Lower]
	}
	if r.german || r.french {
		return !r.startsSentence(first.Start)
	}
	return first.Lower != "a" && first.Lower != "an" &&
		(lexicon.ForeignArticles[first.Lower] || !r.startsSentence(first.Start))
}

// namesNobody reports whether some words name no source, since they mean one named before or have an article left.
func namesNobody(words []prose.Token) bool {
	first := words[0]
	return lexicon.Anaphora[first.Lower] || lexicon.Articles[first.Lower] && (!first.Upper || len(words) == 1) ||
		slices.ContainsFunc(words, refersBack)
}

// refersBack reports whether a word makes the words with it mean something that was named before.
func refersBack(t prose.Token) bool {
	return lexicon.Anaphora[t.Lower] && !lexicon.Linking[t.Lower] && !lexicon.Relations[t.Lower]
}

func withoutPrefaces(words []prose.Token) []prose.Token {
	for len(words) > 1 && lexicon.Prefaces[words[0].Lower] {
		words = words[1:]
	}
	return words
}

// headOf returns the position of the noun that the others belong to: the last before a word such as "of".
func headOf(words []prose.Token) int {
	for i, w := range words {
		if i > 0 && lexicon.Relations[w.Lower] {
			return i - 1
		}
	}
	return len(words) - 1
}

func (r *reader) words(words []prose.Token) string {
	return r.text[words[0].Start:words[len(words)-1].End]
}

// unnamed finds those whom nobody could find again: "some estimates", "a Western official", "people familiar with the
// plan".
func (r *reader) unnamed(words []prose.Token, article string) (mention, bool) {
	head := headOf(words)
	m := mention{label: r.words(withoutTail(words)), identity: evidence.Unnamed, kind: evidence.OtherSource}
	if r.nobodyNoun(words, head) {
		return r.nobody(m, words[head:])
	}
	if head+1 == len(words) {
		return r.vague(m, words, article)
	}
	if _, made := lexicon.Works[words[head].Lower]; made || words[head].Upper || !knows(words[head+1:]) {
		return mention{}, false
	}
	m.kind = evidence.Spoken
	return m, true
}

// vague settles what those are whose words leave open who they are, the noun being the last: "several officials", "an
// official", "a study".
func (r *reader) vague(m mention, words []prose.Token, article string) (mention, bool) {
	noun := words[len(words)-1].Lower
	kind, made := lexicon.Works[noun]
	person := lexicon.Bodies[noun] || lexicon.Witnesses[noun] || lexicon.Singular[noun]
	switch {
	case person && lexicon.Vague[words[0].Lower]:
		return m, true
	case lexicon.Indefinite[article] && lexicon.Singular[noun] && !strings.HasPrefix(noun, "spokes"):
		m.kind = evidence.Spoken
		return m, true
	case lexicon.Indefinite[article] && made && !r.hasName(words):
		m.kind = evidence.SourceKind(kind)
		return m, true
	}
	return mention{}, false
}

// knows reports whether the words after people say that they know of something: "with knowledge of the talks".
func knows(words []prose.Token) bool {
	if lexicon.Knowing[words[0].Lower] && words[0].Lower != "with" {
		return true
	}
	return words[0].Lower == "with" && slices.ContainsFunc(words[:min(4, len(words))],
		func(t prose.Token) bool { return lexicon.Knowledge[t.Lower] })
}

// nobodyNoun reports whether the noun of some words is one such as "reports", and no part of a name: Kyiv Post.
func (r *reader) nobodyNoun(words []prose.Token, head int) bool {
	noun := words[head].Lower
	name := head > 0 && words[head].Upper && !r.german
	return lexicon.Untraceable[noun] && !name || lexicon.HasEnding(noun, "kreise", "kreisen", "berichte", "berichten")
}

// nobody settles what a noun such as "reports" is, with the words after it.
func (r *reader) nobody(m mention, words []prose.Token) (mention, bool) {
	switch noun := words[0].Lower; {
	case lexicon.Social[noun]:
		m.kind = evidence.SocialPost
		return m, true
	case noun == "people" && (len(words) == 1 || !lexicon.Knowing[words[1].Lower]):
		return mention{}, false
	case strings.HasSuffix(noun, "reports") || strings.Contains(noun, "bericht"):
		m.kind = evidence.Report
	}
	return m, !r.hasName(words[1:])
}

// bodyOfPeople finds those known by what they are: "Ukrainian military intelligence", "Polizei".
func (r *reader) bodyOfPeople(words []prose.Token, _ string) (mention, bool) {
	kind, ok := r.kindOfBody(words)
	if !ok {
		return mention{}, false
	}
	label := r.words(words)
	if known := r.known(label); known != label {
		if of := r.bySource[key(known)]; of != nil && of.mention.outlet {
			return mention{label: known, identity: evidence.Named, kind: evidence.OtherSource, outlet: true}, true
		}
	}
	return mention{label: label, identity: evidence.Category, kind: kind}, true
}

// kindOfBody returns how a body of people speaks; false if some words do not mean one, or are a name.
func (r *reader) kindOfBody(words []prose.Token) (evidence.SourceKind, bool) {
	head := headOf(words)
	noun := words[head].Lower
	switch {
	case lexicon.Numbers[words[0].Lower] && len(words) == 1:
		return "", false
	case lexicon.Witnesses[noun]:
		return evidence.Testimony, true
	case lexicon.Press[noun] && !words[head].Upper:
		return evidence.Report, true
	case !lexicon.Bodies[noun] && (!r.german || !lexicon.HasEnding(noun, lexicon.BodyEnds...)):
		return "", false
	case head > 0 && words[head].Upper && words[head-1].Upper && head == len(words)-1:
		return "", false // Interior Ministry: a name
	}
	return evidence.Spoken, true
}

// named finds names of persons, papers and other bodies.
func (r *reader) named(words []prose.Token, _ string) (mention, bool) {
	if !mayBeName(words) {
		return mention{}, false
	}
	words = withoutTitles(words)
	if len(words) == 1 && (lexicon.Titles[words[0].Lower] || lexicon.Platforms[words[0].Lower]) {
		return mention{}, false
	}
	label := r.known(prose.WithoutOwner(r.words(words)))
	m := mention{label: label, identity: evidence.Named, kind: evidence.Spoken}
	if at := r.bySource[key(label)]; at != nil {
		m.kind, m.outlet = at.mention.kind, at.mention.outlet
		return m, true
	}
	switch {
	case r.publishes(words):
		m.kind, m.outlet = evidence.Report, true
	case bodyName(words):
		m.kind, m.outlet = evidence.OtherSource, true
	}
	return m, true
}

// mayBeName reports whether some words can be a name, by their number and capitals.
func mayBeName(words []prose.Token) bool {
	first, last := words[0], words[len(words)-1]
	if len(words) > 7 || !first.Upper || !last.Upper || prose.HasDigit(first) || prose.HasDigit(last) {
		return false
	}
	if lexicon.Days[last.Lower] || lexicon.Days[first.Lower] && !lexicon.PaperWords[last.Lower] {
		return false // Sunday, Monday Club; but Sunday Times
	}
	return !slices.ContainsFunc(words, noPartOfName)
}

func noPartOfName(t prose.Token) bool {
	return !lexicon.Linking[t.Lower] && (!t.Upper || lexicon.Anaphora[t.Lower] || lexicon.Prefaces[t.Lower])
}

// publishes reports whether a name is that of an agency or, by its words or its capitals, of a paper or station.
func (r *reader) publishes(name []prose.Token) bool {
	words := r.words(name)
	if agency(words) != "" {
		return true
	}
	last := strings.TrimSuffix(name[len(name)-1].Lower, "'s")
	last = last[strings.LastIndexByte(last, '-')+1:] // Nordsee-Zeitung
	if lexicon.PaperWords[last] || lexicon.PaperWords[name[0].Lower] && len(name) > 1 || len(name) > 1 &&
		r.namesArticle(name) {
		return true
	}
	return len(name) == 1 && len(words) >= 2 && len(words) <= 5 && strings.ToUpper(words) == words &&
		strings.ContainsFunc(words, unicode.IsLetter)
}

// agency returns the usual name of a news agency, "" if the words are not that of one.
func agency(words string) string {
	for _, c := range credits.Find(words) {
		if c.Form == credits.FormCredit && c.Start == 0 && c.End == len(words) {
			return c.Agency
		}
	}
	return ""
}

// known returns the whole name of one that the text calls by its last word, "Danvers", "the agency", or by its
// initials, else the words as they are.
func (r *reader) known(label string) string {
	if label == "" {
		return label
	}
	if whole := r.book.full[strings.ToLower(label)]; whole != "" {
		return whole
	}
	for _, l := range r.book.bodies {
		if strings.HasPrefix(l, label+" ") {
			return l
		}
	}
	for _, l := range slices.Backward(r.labels) {
		if len(l) > len(label) && strings.EqualFold(l[len(l)-len(label):], label) && l[len(l)-len(label)-1] == ' ' ||
			strings.Contains(label, " ") && strings.HasPrefix(l, label+" ") {
			return l
		}
	}
	if whole := r.book.last[strings.ToLower(label)]; len(whole) == 1 {
		return whole[0]
	}
	return label
}

// key is what two mentions of one source have in common.
func key(label string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSuffix(label, ".")), "the ")
}
