package attribution

import (
	"slices"

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
	if len(words) == 0 || lexicon.None[words[0].Lower] || endsOpen(words[len(words)-1].Lower) {
		return mention{}, false
	}
	rest := withoutDeterminers(words)
	head := headOf(rest)
	if !r.maySpeak(rest, head) {
		return mention{}, false
	}
	noun := rest[head].Lower
	whole := prose.Between(words[0].Start, words[len(words)-1].End)
	m := mention{Span: whole, label: prose.Clip(r.words(withoutTail(rest))), identity: evidence.Category,
		kind: kindOfSpeaker(noun), nouns: nounsOf(rest)}
	if leavesOpen(words[0].Lower) || lexicon.Vague[noun] || hides(r.words(words)) {
		m.identity = evidence.Unnamed
	}
	return m, true
}

// endsOpen reports whether those who end in a word do not end there.
func endsOpen(last string) bool {
	return last == "and" || last == "or" || lexicon.Articles[last] || lexicon.Relations[last]
}

// withoutDeterminers leaves out articles and the like that some words begin with: "his two aides".
func withoutDeterminers(words []prose.Token) []prose.Token {
	for len(words) > 1 && (lexicon.Articles[words[0].Lower] || lexicon.Possessives[words[0].Lower] ||
		lexicon.Definite[words[0].Lower]) {
		words = words[1:]
	}
	return words
}

// leavesOpen reports whether a word before a noun leaves open who is meant: "a", "dozens", "some".
func leavesOpen(determiner string) bool {
	return lexicon.Indefinite[determiner] || lexicon.Numbers[determiner] || lexicon.Vague[determiner]
}

// maySpeak reports whether the noun of some words may be one for people, as far as its form and the words before it
// show.
func (r *reader) maySpeak(words []prose.Token, head int) bool {
	noun := words[head]
	if prose.HasDigit(noun) || len(noun.Lower) < 3 || head > 6 || lexicon.NoSpeakers[noun.Lower] ||
		lexicon.Anaphora[noun.Lower] || lexicon.Days[noun.Lower] {
		return false
	}
	if noun.Upper && (!r.startsSentence(noun.Start) || len(words) == 1 && !commonNoun(noun.Lower)) {
		return false // a name
	}
	return !slices.ContainsFunc(words[:head+1], func(t prose.Token) bool {
		return lexicon.ClauseWords[t.Lower] || lexicon.Auxiliaries[t.Lower] || lexicon.Pronouns[t.Lower] ||
			lexicon.Participles[t.Lower]
	})
}

// kindOfSpeaker returns how those speak whom a noun means.
func kindOfSpeaker(noun string) evidence.SourceKind {
	for _, b := range lexicon.Basis {
		if b.Noun == noun {
			return evidence.SourceKind(b.Kind)
		}
	}
	if lexicon.Witnesses[noun] {
		return evidence.Testimony
	}
	return evidence.Spoken
}

// commonNoun reports whether a word with a capital at the beginning of a sentence is a noun for people: Insurers.
func commonNoun(word string) bool {
	return lexicon.HasEnding(word, "ers", "ors", "ists", "ians", "ants", "ents", "ees", "men", "women", "ives") &&
		agency(word) == ""
}
