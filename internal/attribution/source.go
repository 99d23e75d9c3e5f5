package attribution

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
)

// sourceAfter reads the source that begins with word i. The longest words that name one are taken; with anyone, whoever
// speaks is one.
func (s *scan) sourceAfter(i int, anyone bool) (mention, int, bool) {
	to := i
	for to < len(s.words) && to-i < maxNameWords && (to == i || !s.endsSource(to)) {
		to++
	}
	for end := to; end > i; end-- {
		last := s.words[end-1]
		if lexicon.Relations[last.Lower] || lexicon.Articles[last.Lower] && !last.Upper ||
			lexicon.Linking[last.Lower] {
			continue
		}
		m, ok := s.mentioned(s.words[i:end])
		if !ok && !lexicon.Speech[last.Lower] {
			m, ok = s.shows(s.words[i:end])
		}
		if ok && !s.runsOn(i, end) {
			return m, end, true
		}
	}
	if anyone {
		return s.anySpeaker(i, to)
	}
	return mention{}, i, false
}

// endsSource reports whether a source that comes before word i does not go on with it.
func (s *scan) endsSource(i int) bool {
	w := s.words[i].Lower
	return strings.ContainsAny(s.between(i), hardMarks+",") || s.is(i, "who", "as") || lexicon.Days[w] ||
		lexicon.ClauseWords[w] && w != "with" || s.citesAt(i) || lexicon.Auxiliaries[w]
}

// anySpeaker reads whoever speaks, from word i and at most up to word to.
func (s *scan) anySpeaker(i, to int) (mention, int, bool) {
	for end := to; end > i; end-- {
		last := s.words[end-1].Lower
		if lexicon.Relations[last] || lexicon.Articles[last] || lexicon.Linking[last] || lexicon.Adverbs[last] ||
			lexicon.Days[last] {
			continue
		}
		if m, ok := s.speaker(s.words[i:end]); ok && !s.runsOn(i, end) {
			return m, end, true
		}
	}
	return mention{}, i, false
}

// citesAt reports whether "citing" or the like begins with word i.
func (s *scan) citesAt(i int) bool {
	return slices.ContainsFunc(citingCues, func(cue string) bool { return s.phraseAt(i, cue) > 0 })
}

// runsOn reports whether the words take in more than a name: in German a clause follows it without a mark.
func (s *scan) runsOn(i, to int) bool {
	seen := false
	for _, w := range s.words[i:to] {
		seen = seen || w.Upper
		if seen && !w.Upper && !lexicon.Linking[w.Lower] && !lexicon.Relations[w.Lower] && !lexicon.Articles[w.Lower] &&
			!lexicon.Bodies[w.Lower] {
			_, made := lexicon.Works[w.Lower]
			if !made && !lexicon.Publishers[w.Lower] {
				return s.german
			}
		}
	}
	return false
}
