package attribution

import (
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// work finds what somebody made: "a Reuters investigation", "a report by Wexley Partners", "figures from Echo Lens".
func (r *reader) work(words []prose.Token, _ string) (mention, bool) {
	head := headOf(words)
	noun := words[head].Lower
	kind, made := lexicon.Works[noun]
	if !made {
		kind, made = lexicon.DataOf[noun]
	}
	if !made || words[head].Upper && head > 0 && words[head-1].Upper && !r.german {
		return mention{}, false // Bird Study: a name
	}
	name := r.lastName(words[:head])
	if head+1 < len(words) {
		if by := r.makerAfter(words[head+1:]); len(by) > 0 {
			name = by
		}
	}
	if len(name) == 0 || r.opens(name) && kind == "DATASET" {
		return mention{}, false
	}
	label := r.known(prose.WithoutOwner(r.words(name)))
	return mention{label: label, identity: evidence.Named, kind: evidence.SourceKind(kind), outlet: true,
		work: noun}, true
}

// makerAfter returns the name after the words for who made something: "by the charity Dark Skies", "published in the
// journal Headache Research".
func (r *reader) makerAfter(words []prose.Token) []prose.Token {
	for i, w := range words {
		if lexicon.Seen[w.Lower] {
			return nil // seen by the paper
		}
		published := w.Lower == "in" && i > 0 && strings.HasPrefix(words[i-1].Lower, "publi")
		if !lexicon.Makers[w.Lower] && !published {
			continue
		}
		for k := i + 1; k < len(words); k++ {
			if lexicon.Relations[words[k].Lower] || lexicon.ClauseWords[words[k].Lower] {
				break
			}
			if from := r.withoutArticles(words[k:]); len(from) > 0 && from[0].Upper && !prose.HasDigit(from[0]) &&
				!lexicon.Days[from[0].Lower] {
				if end := r.nameEnd(from, 0); end > 0 {
					return withoutTitles(from[:end])
				}
			}
		}
	}
	return nil
}

// staff finds the outlet or the body of one who works for it: "a Radio Strand correspondent", "a Channel Nine
// spokesman".
func (r *reader) staff(words []prose.Token, _ string) (mention, bool) {
	last := len(words) - 1
	noun := words[last].Lower
	wire := noun == "agency" && last > 0 && words[last-1].Lower == "news"
	if words[last].Upper || !lexicon.Reporters[noun] && !lexicon.Spokespeople[noun] && !wire {
		return mention{}, false
	}
	name := r.employer(words[:last])
	if len(name) == 0 || r.opens(name) && !lexicon.Reporters[noun] || lexicon.Nationalities[name[len(name)-1].Lower] {
		return mention{}, false
	}
	m := mention{label: r.known(prose.WithoutOwner(r.words(name))), identity: evidence.Named, kind: evidence.Spoken,
		outlet: true}
	if lexicon.Reporters[noun] {
		m.kind = evidence.Report
	}
	if wire {
		m.kind = evidence.WireReport
	}
	return m, true
}

// employer returns the name that stands before what somebody is, with words between them or not: a BBC political
// correspondent.
func (r *reader) employer(words []prose.Token) []prose.Token {
	name := withoutTitles(r.lastName(words))
	for len(words) > 1 && len(name) == 0 && !words[len(words)-1].Upper {
		words = words[:len(words)-1]
		name = withoutTitles(r.lastName(words))
	}
	return name
}

// speaksFor finds those who speak for a body: "researchers at Halden University", "a spokeswoman for the ministry".
func (r *reader) speaksFor(words []prose.Token, _ string) (mention, bool) {
	head := headOf(words)
	speaks := lexicon.Spokespeople[words[head].Lower] || head > 0 && words[head-1].Lower == "press"
	if !speaks || head+2 >= len(words) {
		return mention{}, false
	}
	rest := words[head+2:]
	if m, ok := r.called(rest); ok && m.outlet {
		return m, true
	}
	name, _, _ := r.nameIn(r.withoutArticles(rest))
	if len(name) == 0 || !bodyName(name) && words[head+1].Lower != "for" && words[head+1].Lower != "at" ||
		len(name) < len(r.withoutArticles(rest)) && !bodyName(name) {
		return mention{}, false
	}
	return mention{label: r.known(prose.WithoutOwner(r.words(name))), identity: evidence.Named, kind: evidence.OtherSource,
		outlet: true}, true
}
