package attribution

import (
	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// shows finds what shows something by itself: "documents seen by the paper", "satellite data".
func (r *reader) shows(words []prose.Token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 || len(words) > maxNameWords {
		return mention{}, false
	}
	whole := prose.Between(words[0].Start, words[len(words)-1].End)
	words = r.withoutArticles(words)
	noun := words[headOf(words)].Lower
	for _, b := range lexicon.Basis {
		if b.Noun == noun && noun != "officials" && noun != "sources" && (!lexicon.Anaphora[words[0].Lower] ||
			lexicon.Possessives[words[0].Lower] && len(words) > 1) {
			words = withoutTail(words)
			return mention{Span: whole, label: prose.Clip(r.words(words)), identity: evidence.Category,
				kind: evidence.SourceKind(b.Kind), nouns: nounsOf(words)}, true
		}
	}
	return mention{}, false
}

// withoutTail leaves out what only says how a document came to be known, and clauses: "seen by the paper", "who knew
// him".
func withoutTail(words []prose.Token) []prose.Token {
	for i, w := range words {
		if i > 0 && lexicon.Tails[w.Lower] {
			return words[:i]
		}
	}
	return words
}

// speaker finds whoever speaks. The subject of a verb of saying needs no name and no known profession: "the star's
// agent", "a regular at the bar".
func (r *reader) speaker(words []prose.Token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 {
		return mention{}, false
	}
	whole, determiner := prose.Between(words[0].Start, words[len(words)-1].End), words[0].Lower
	if lexicon.None[determiner] {
		return mention{}, false
	}
	rest := words
	for len(rest) > 1 &&
		(lexicon.Articles[rest[0].Lower] || lexicon.Possessives[rest[0].Lower] || lexicon.Definite[rest[0].Lower]) {
		rest = rest[1:]
	}
	head := headOf(rest)
	noun := rest[head].Lower
	if rest[head].Upper && !r.startsSentence(rest[head].Start) || hasDigit(rest[head]) || len(noun) < 3 ||
		lexicon.NoSpeakers[noun] || lexicon.Anaphora[noun] || lexicon.Days[noun] || head > 6 {
		return mention{}, false
	}
	for _, w := range rest[:head+1] {
		if lexicon.ClauseWords[w.Lower] || lexicon.Auxiliaries[w.Lower] || lexicon.Pronouns[w.Lower] ||
			lexicon.Participles[w.Lower] {
			return mention{}, false
		}
	}
	if last := words[len(words)-1].Lower; last == "and" || last == "or" || lexicon.Articles[last] ||
		lexicon.Relations[last] ||
		rest[head].Upper && len(rest) == 1 && !commonNoun(noun) {
		return mention{}, false
	}
	m := mention{Span: whole, label: prose.Clip(r.words(withoutTail(rest))), identity: evidence.Category,
		kind: evidence.Spoken, nouns: nounsOf(rest)}
	if lexicon.Indefinite[determiner] || lexicon.Numbers[determiner] || lexicon.Vague[determiner] || lexicon.Vague[noun] ||
		hides(r.words(words)) {
		m.identity = evidence.Unnamed
	}
	if lexicon.Witnesses[noun] {
		m.kind = evidence.Testimony
	}
	for _, b := range lexicon.Basis {
		if b.Noun == noun {
			m.kind = evidence.SourceKind(b.Kind)
			break
		}
	}
	return m, true
}

// commonNoun reports whether a word with a capital at the beginning of a sentence is a noun for people: Insurers.
func commonNoun(word string) bool {
	return hasEnding(word, "ers", "ors", "ists", "ians", "ants", "ents", "ees", "men", "women", "ives") &&
		agency(word) == ""
}
