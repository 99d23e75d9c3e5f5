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
	for _, cue := range cuesBefore {
		if n := s.phraseAt(i, cue); n > 0 {
			if i > 0 && cue == "first reported by" && lexicon.Auxiliaries[s.words[i-1].Lower] {
				return attribution{}, 0 // a step that was first reported by
			}
			return s.after(i, i+n)
		}
	}
	if n := s.opinionAt(i); n > 0 {
		return s.opinion(i)
	}
	switch w := s.words[i].Lower; {
	case i+1 < len(s.words) && (w == "a" || w == "ont") && lexicon.Participles[s.words[i+1].Lower]:
		return s.verbAt(i, i+1)
	case w == "zufolge":
		return s.postposed(i)
	case s.phraseAt(i, "heißt es") > 0:
		return s.rumoured(i)
	case s.phraseAt(i, "said in a") > 0 || s.phraseAt(i, "said on the") > 0:
		if a, next := s.itIsSaid(i); next > 0 {
			return a, next
		}
	case w == "as" && (i == 0 || strings.Contains(s.between(i), ",")):
		if a, next := s.asTheySay(i); next > 0 {
			return a, next
		}
	case lexicon.Denials[w] && i+1 < len(s.words) && s.words[i+1].Lower == "by":
		return s.deniedBy(i)
	case (w == "told" || w == "heard") && i > 0 && (s.words[i-1].Lower == "was" || s.words[i-1].Lower == "were" ||
		s.words[i-1].Lower == "has"):
		if a, next := s.wasTold(i); next > 0 {
			return a, next
		}
	case lexicon.Quotings[w], w == "cited" && i > 0 && lexicon.Auxiliaries[s.words[i-1].Lower]:
		return s.quotedAs(i)
	case w == "puts" || w == "put":
		return s.puts(i)
	case w == "dismissed" || w == "dismisses" || w == "rubbished" || w == "rejected" || w == "rejects":
		return s.dismisses(i)
	}
	if s.nounAt(i) {
		return attribution{}, 0
	}
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
	if i+1 >= len(s.words) || !lexicon.NounVerbs[s.words[i].Lower] && !lexicon.Untraceable[s.words[i].Lower] {
		return false
	}
	next := s.words[i+1].Lower
	if lexicon.Verbs[next] && !lexicon.That[next] || lexicon.Auxiliaries[next] || lexicon.Adverbs[next] &&
		i+2 < len(s.words) &&
		lexicon.Verbs[s.words[i+2].Lower] {
		return true
	}
	if lexicon.NounVerbs[s.words[i].Lower] && i > 0 && !strings.ContainsAny(s.between(i), hardMarks+",") {
		before := s.words[i-1].Lower
		return lexicon.Articles[before] || lexicon.Possessives[before] || before == "to" || before == "of" ||
			!hasEnding(s.words[i].Lower, "ed") && lexicon.AfterNoun[next]
	}
	return false
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
			inner := &all[i]
			if i == j || inner.told != nil || inner.said.Start < outer.content.Start ||
				inner.said.End > outer.content.End ||
				slices.ContainsFunc(inner.by, func(m mention) bool { return m.label == outer.by[0].label }) {
				continue
			}
			if i < j || inner.content.End <= outer.content.End {
				inner.told, holds = &outer.by[0], true
				if i > j && inner.content.Start < outer.said.End {
					inner.content.Start = max(outer.content.Start, min(outer.said.End, inner.content.End))
				}
				if i < j && inner.content.End > outer.said.Start {
					inner.content.End = outer.said.Start
				}
			}
		}
		if holds {
			all = slices.Delete(slices.Clone(all), j, j+1)
			j--
		}
	}
	return all
}

// relays reports whether somebody may pass on what others say: an outlet, a document, or whom something is according
// to.
func relays(m mention) bool {
	return m.outlet && (m.kind == evidence.Report || m.kind == evidence.WireReport || m.kind == evidence.Investigation ||
		m.kind == evidence.Article)
}

// bound cuts the content of attribution i short where the next one begins.
func (s *scan) bound(all []attribution, i int) {
	a := &all[i]
	if i+1 < len(all) && a.content.Start >= a.said.End && all[i+1].content.Start > all[i+1].said.Start &&
		all[i+1].said.Start > a.content.Start {
		end := all[i+1].said.Start
		for k := len(s.words) - 1; k >= 0; k-- {
			if s.words[k].End <= end && (lexicon.ClauseWords[s.words[k].Lower] || s.words[k].Lower == "and") &&
				s.words[k].Start > a.content.Start &&
				strings.TrimSpace(s.text[s.words[k].End:end]) == "" {
				end = s.words[k].Start
			}
		}
		a.content = s.contentSpan(a.content.Start, max(a.content.Start, end))
	}
	if i > 0 && a.content.Start < all[i-1].said.End && a.content.End > all[i-1].said.Start && a.without.Len() == 0 {
		start := min(max(all[i-1].said.End, a.content.Start), a.content.End)
		a.content = s.contentSpan(start, a.content.End)
	}
	if !(a.content.Start <= a.is.Start && a.is.End <= a.content.End) {
		a.is = prose.Span{}
	}
}
