package attribution

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// attribution says that the words of a sentence are somebody's.
type attribution struct {
	by      []mention
	said    prose.Span // the words that name them and say that they say so
	content prose.Span // what they say
	without prose.Span // a part of the content that belongs to the attribution, not to what is said; empty for none
	is      prose.Span // a part of the content that stands for "is": puts the figure AT 5; empty for none
	denied  bool       // they say that it is not so
	relays  bool       // they may pass on what others said: an outlet, or whom something is according to
	back    bool       // what they say was said before: "denied this"
	told    *mention   // the outlet that they told
	citing  *mention   // whom they have it from
}

// scan is one sentence with its words.
type scan struct {
	*reader
	of     prose.Span
	words  []prose.Token
	quotes []prose.Span // what stands in quotation marks
}

func (r *reader) scan(of prose.Span) *scan {
	s := &scan{reader: r, of: of, words: prose.Tokens(r.text, of), quotes: prose.Quotations(r.text, of)}
	if len(s.words) > 1 && !r.german && !s.words[1].Upper && !r.book.inside[s.words[0].Lower] {
		w := s.words[0].Lower
		s.words[0].Upper = s.words[0].Upper && !commonNoun(w) && !lexicon.Bodies[w] && !lexicon.Witnesses[w] &&
			!lexicon.Untraceable[w]
	}
	return s
}

// between returns what stands between word i-1 and word i: marks and white space, without the full stop of "Dr." and of
// initials.
func (s *scan) between(i int) string {
	start, end := s.of.Start, s.of.End
	if i > 0 {
		start = s.words[i-1].End
	}
	if i < len(s.words) {
		end = s.words[i].Start
	}
	if i > 0 && i < len(s.words) && s.text[start:end] == ". " && s.words[i].Upper && s.words[i-1].Upper &&
		s.words[i-1].Len() <= 4 {
		return " "
	}
	return s.text[start:end]
}

// hardMarks end a clause, whatever comes after them.
const hardMarks = ".;:!?()[]–—\"“”„»«"

// attributions finds who says what in a sentence, in the order of the words that say so.
func (s *scan) attributions() []attribution {
	var out []attribution
	for i := 0; i < len(s.words); i++ {
		if prose.Within(s.quotes, s.words[i].Start) {
			continue // what is quoted has sources of its own
		}
		a, next := s.attributionAt(i, out)
		if next <= i {
			continue
		}
		if n := len(out); n > 0 && a.said.Start < out[n-1].said.End {
			continue // the words are taken
		}
		a.relays = a.relays || len(a.by) == 1 && relays(a.by[0])
		out = append(out, a)
		i = next - 1
	}
	out = nest(out)
	for i := range out {
		s.bound(out, i)
	}
	return out
}

// attributionAt finds an attribution whose cue begins with word i; next is the word after it, 0 if there is none.
func (s *scan) attributionAt(i int, before []attribution) (a attribution, next int) {
	if cue, words := s.cueAt(i); words > 0 {
		if i > 0 && cue == "first reported by" && lexicon.Auxiliaries[s.words[i-1].Lower] {
			return attribution{}, 0 // a step that was first reported by
		}
		return s.after(i, i+words)
	}
	if s.opinionAt(i) {
		return s.opinion(i)
	}
	if a, next, is := s.formAt(i); is {
		return a, next
	}
	if a, next := s.maybeFormAt(i); next > 0 {
		return a, next
	}
	if s.nounAt(i) {
		return attribution{}, 0
	}
	return s.speechAt(i, before)
}

// cueAt returns the cue before a source that begins with word i, and how many words it has; 0 if there is none.
func (s *scan) cueAt(i int) (string, int) {
	for _, cue := range cuesBefore {
		if n := s.phraseAt(i, cue); n > 0 {
			return cue, n
		}
	}
	return "", 0
}

// formAt reads the forms that are known by their first words; is reports whether one begins with word i, which may
// attribute nothing all the same.
func (s *scan) formAt(i int) (a attribution, next int, is bool) {
	switch w := s.words[i].Lower; {
	case (w == "a" || w == "ont") && i+1 < len(s.words) && lexicon.Participles[s.words[i+1].Lower]:
		a, next = s.verbAt(i, i+1)
	case w == "zufolge":
		a, next = s.postposed(i)
	case s.phraseAt(i, "heißt es") > 0:
		a, next = s.rumoured(i)
	case lexicon.Denials[w] && s.is(i+1, "by"):
		a, next = s.deniedBy(i)
	case lexicon.Quotings[w], w == "cited" && i > 0 && lexicon.Auxiliaries[s.words[i-1].Lower]:
		a, next = s.quotedAs(i)
	case w == "puts" || w == "put":
		a, next = s.puts(i)
	case lexicon.Dismissals[w]:
		a, next = s.dismisses(i)
	default:
		return attribution{}, 0, false
	}
	return a, next, true
}

// maybeFormAt reads the forms whose first words may also be something else.
func (s *scan) maybeFormAt(i int) (attribution, int) {
	switch s.words[i].Lower {
	case "said":
		if s.phraseAt(i, "said in a") > 0 || s.phraseAt(i, "said on the") > 0 {
			return s.itIsSaid(i)
		}
	case "as":
		if i == 0 || strings.Contains(s.between(i), ",") {
			return s.asTheySay(i)
		}
	case "told", "heard":
		if s.is(i-1, "was", "were", "has") {
			return s.wasTold(i)
		}
	}
	return attribution{}, 0
}

// speechAt reads a verb of saying.
func (s *scan) speechAt(i int, before []attribution) (attribution, int) {
	w := s.words[i].Lower
	switch {
	case lexicon.Namings[w]:
		if s.noClause(i) {
			return attribution{}, 0
		}
		return s.names(i)
	case lexicon.Sayings[w] && strings.Contains(s.between(i), ","):
		return s.adding(i, before)
	case (lexicon.Verbs[w] || lexicon.Sayings[w]) && (!s.words[i].Upper || i == 0):
		return s.verbAt(i, i)
	}
	return attribution{}, 0
}

// nounAt reports whether a word that may be a verb is a noun here: "some estimates suggest", "a ministry report had
// said".
func (s *scan) nounAt(i int) bool {
	w := s.words[i].Lower
	if i+1 >= len(s.words) || !lexicon.NounVerbs[w] && !lexicon.Untraceable[w] {
		return false
	}
	return s.predicateAt(i+1) || lexicon.NounVerbs[w] && s.endsNoun(i)
}

// predicateAt reports whether what a noun does begins with word i: a verb, an auxiliary, or an adverb and a verb.
func (s *scan) predicateAt(i int) bool {
	w := s.words[i].Lower
	return lexicon.Verbs[w] && !lexicon.That[w] || lexicon.Auxiliaries[w] ||
		lexicon.Adverbs[w] && i+1 < len(s.words) && lexicon.Verbs[s.words[i+1].Lower]
}

// endsNoun reports whether the words around word i show that it is a noun: "a report", "the ministry report on".
func (s *scan) endsNoun(i int) bool {
	if i == 0 || strings.ContainsAny(s.between(i), hardMarks+",") {
		return false
	}
	before := s.words[i-1].Lower
	return lexicon.Articles[before] || lexicon.Possessives[before] || before == "to" || before == "of" ||
		!lexicon.HasEnding(s.words[i].Lower, "ed") && lexicon.AfterNoun[s.words[i+1].Lower]
}

// is reports whether word i is one of some words; there may be no word i.
func (s *scan) is(i int, words ...string) bool {
	return i >= 0 && i < len(s.words) && slices.Contains(words, s.words[i].Lower)
}

func (s *scan) phraseAt(i int, phrase string) int {
	n := 0
	for p := range strings.FieldsSeq(phrase) {
		if i+n >= len(s.words) || s.words[i+n].Lower != p {
			return 0
		}
		n++
	}
	return n
}

// nest makes of an attribution that holds another one whom that other was told by: "31 were stolen, according to data,
// The Hindu reported" has it from The Hindu, which has it from the data.
func nest(all []attribution) []attribution {
	for j := 0; j < len(all); j++ {
		outer := all[j]
		if len(outer.by) != 1 || !outer.relays || outer.without.Len() > 0 {
			continue
		}
		holds := false
		for i := range all {
			if i != j && outer.mayHold(all[i]) && (i < j || all[i].content.End <= outer.content.End) {
				all[i].toldBy(outer, i < j)
				holds = true
			}
		}
		if holds {
			all = slices.Delete(slices.Clone(all), j, j+1)
			j--
		}
	}
	return all
}

// mayHold reports whether the words of another attribution, of somebody else, stand in what is said.
func (a attribution) mayHold(inner attribution) bool {
	return inner.told == nil && inner.said.Start >= a.content.Start && inner.said.End <= a.content.End &&
		!slices.ContainsFunc(inner.by, func(m mention) bool { return m.label == a.by[0].label })
}

// toldBy makes the source of another attribution, which holds this one, the outlet that was told, and cuts the words of
// that other one off the content: off its end if this one stands before it.
func (a *attribution) toldBy(outer attribution, before bool) {
	a.told = &outer.by[0]
	if !before && a.content.Start < outer.said.End {
		a.content.Start = max(outer.content.Start, min(outer.said.End, a.content.End))
	}
	if before && a.content.End > outer.said.Start {
		a.content.End = outer.said.Start
	}
}

// relays reports whether somebody may pass on what others say: an outlet, a document, or whom something is according
// to.
func relays(m mention) bool {
	return m.outlet && (m.kind == evidence.Report || m.kind == evidence.WireReport || m.kind == evidence.Investigation ||
		m.kind == evidence.Article)
}

// bound cuts the content of attribution i short where the one before ends and where the next one begins.
func (s *scan) bound(all []attribution, i int) {
	a := &all[i]
	if i+1 < len(all) {
		s.endBefore(a, all[i+1])
	}
	if i > 0 && a.content.Start < all[i-1].said.End && a.content.End > all[i-1].said.Start && a.without.Len() == 0 {
		start := min(max(all[i-1].said.End, a.content.Start), a.content.End)
		a.content = s.contentSpan(start, a.content.End)
	}
	if a.is.Start < a.content.Start || a.is.End > a.content.End {
		a.is = prose.Span{}
	}
}

// endBefore ends what is said where the next attribution begins, if both say it after their sources; words that only
// join the two belong to neither.
func (s *scan) endBefore(a *attribution, next attribution) {
	if a.content.Start < a.said.End || next.content.Start <= next.said.Start ||
		next.said.Start <= a.content.Start {
		return
	}
	end := next.said.Start
	for _, w := range slices.Backward(s.words) {
		if w.End <= end && (lexicon.ClauseWords[w.Lower] || w.Lower == "and") && w.Start > a.content.Start &&
			strings.TrimSpace(s.text[w.End:end]) == "" {
			end = w.Start
		}
	}
	a.content = s.contentSpan(a.content.Start, max(a.content.Start, end))
}
