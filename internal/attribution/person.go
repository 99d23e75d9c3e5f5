package attribution

import (
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

// owned finds a name after its owner: "Britain's Home Office", "the Ledger's Amy Sorrell", who then speaks in the
// Ledger.
func (r *reader) owned(words []prose.Token) (mention, bool) {
	at := slices.IndexFunc(words, func(t prose.Token) bool { return t.Upper && prose.HasOwner(t) })
	if at < 0 || at+1 >= len(words) || !words[len(words)-1].Upper {
		return mention{}, false
	}
	owner := words[:at+1]
	m, ok := r.mentioned(words[at+1:])
	if !ok || m.identity != evidence.Named {
		return mention{}, false
	}
	if label := r.known(prose.WithoutOwner(r.words(owner))); r.publishes(owner) || r.isOutlet(label) {
		if m.outlet || !strings.Contains(m.label, " ") { // the BBC's Newsnight
			return mention{label: label, identity: evidence.Named, kind: evidence.Report, outlet: true}, true
		}
		m.of = label
	}
	return m, true
}

// isOutlet reports whether a label is that of an outlet which the text has named.
func (r *reader) isOutlet(label string) bool {
	s := r.bySource[key(label)]
	return s != nil && s.mention.outlet && s.mention.kind == evidence.Report
}

// inRole finds a name with what it is: "regional governor Ilan Petrescu", "state broadcaster VTV", "Mayor Jonas Brekke
// of Sundholm", "Judith Lam at the Institute of Ecology".
func (r *reader) inRole(words []prose.Token, _ string) (mention, bool) {
	name, before, after := r.nameIn(words)
	role := ""
	if len(before) > 0 {
		role = before[len(before)-1].Lower
	}
	if len(name) == 0 || len(name) == len(words) || lexicon.Days[name[0].Lower] || standsApart(role, before, after) {
		return mention{}, false
	}
	label := r.known(prose.WithoutOwner(r.words(name)))
	m := mention{label: label, identity: evidence.Named, kind: evidence.Spoken}
	switch {
	case lexicon.Publishers[role] || r.publishes(name):
		m.kind, m.outlet = evidence.Report, true
	case lexicon.BodyRoles[role] || bodyName(name):
		m.outlet = true
	case len(name) == 1 && !slices.Contains(r.labels, label) && !r.oneName(label, name, before):
		return mention{}, false
	}
	return m, true
}

// standsApart reports whether the words before and after a name, role being the last before it, do not say what its
// bearer is.
func standsApart(role string, before, after []prose.Token) bool {
	return lexicon.Relations[role] || lexicon.ClauseWords[role] || slices.ContainsFunc(before, isAuxiliary) ||
		len(after) > 0 && !lexicon.Affiliations[after[0].Lower]
}

// oneName reports whether one word with a capital, which the text has not used as a name yet, is a person's: what is
// before it is a role, or it stands for a whole name.
func (r *reader) oneName(label string, name, before []prose.Token) bool {
	if len(before) == 0 {
		return false
	}
	return lexicon.RoleNoun(before[len(before)-1].Lower) || label != r.words(name)
}

func isAuxiliary(t prose.Token) bool { return lexicon.Auxiliaries[t.Lower] }

// nameIn returns the name among some words, with the words before and after it. German and French write it last.
func (r *reader) nameIn(words []prose.Token) (name, before, after []prose.Token) {
	if r.german || r.french {
		name = r.nameAfterRole(words)
		return name, words[:len(words)-len(name)], nil
	}
	name, before, after = r.nameBeforeRelation(words)
	if last := r.lastName(words); len(name) == 0 && len(last) > 1 && r.afterPlace(words, last) {
		name, before, after = withoutTitles(last), words[:len(words)-len(last)], nil
	}
	if len(name) == 1 && lexicon.Titles[name[0].Lower] {
		return nil, words, nil
	}
	return name, before, after
}

// nameBeforeRelation returns the last name among some words before one such as "at", with the words before and after
// it.
func (r *reader) nameBeforeRelation(words []prose.Token) (name, before, after []prose.Token) {
	for i := 0; i < len(words); {
		if lexicon.Relations[words[i].Lower] && !words[i].Upper {
			break
		}
		end := r.nameEnd(words, i)
		if end > i && !prose.HasOwner(words[end-1]) {
			name = withoutTitles(words[i:end])
			before, after = words[:end-len(name)], words[end:]
		}
		i = max(end, i+1)
	}
	return name, before, after
}

// afterPlace reports whether the name that some words end in is that of a person, after what the person is and where:
// the mayor of the town Anna Berg.
func (r *reader) afterPlace(words, name []prose.Token) bool {
	return len(name) < len(words) && !lexicon.RoleNoun(words[len(words)-len(name)-1].Lower) &&
		words[min(headOf(words)+1, len(words)-1)].Lower == "of" &&
		!slices.ContainsFunc(words, func(t prose.Token) bool { return lexicon.Tails[t.Lower] })
}

// nameAfterRole returns the name that some words end in, without what has a capital before it and is no name: titles,
// and in German every role. nil if there is no role.
func (r *reader) nameAfterRole(words []prose.Token) []prose.Token {
	name := r.lastName(words)
	if at := slices.IndexFunc(name, func(t prose.Token) bool { return lexicon.Titles[t.Lower] }); at >= 0 &&
		at+1 < len(name) {
		return name[at+1:] // Education Minister Ruta Salme
	}
	if len(name) == len(words) && len(words) > 1 && lexicon.HasEnding("-"+words[0].Lower, lexicon.RoleEnds...) {
		return words[1:]
	}
	return name
}

// lastName returns the words with capitals that some words end in, nil where they end in none.
func (r *reader) lastName(words []prose.Token) []prose.Token {
	from := len(words)
	for from > 0 && inLastName(words, from-1) {
		if from < len(words) && prose.HasOwner(words[from-1]) {
			break // Carmen's Harbour Times
		}
		from--
	}
	for from < len(words) && (lexicon.Linking[words[from].Lower] || r.startsWithArticle(words[from:])) {
		from++
	}
	return words[from:]
}

// inLastName reports whether word i belongs to the name that some words end in, as those after it do: it has a capital,
// or links two that have one.
func inLastName(words []prose.Token, i int) bool {
	w, last := words[i], i+1 == len(words)
	if w.Upper && !prose.HasDigit(w) && (!lexicon.Days[w.Lower] || !last && lexicon.PaperWords[words[i+1].Lower]) {
		return true
	}
	return !last && lexicon.Linking[w.Lower] && i > 0 && words[i-1].Upper
}

// startsWithArticle reports whether some words begin with an article that is no part of a name.
func (r *reader) startsWithArticle(words []prose.Token) bool {
	return lexicon.Articles[words[0].Lower] && (len(words) == 1 || !r.namesArticle(words))
}

func (r *reader) hasName(words []prose.Token) bool {
	return slices.ContainsFunc(words, func(t prose.Token) bool { return t.Upper && !lexicon.Days[t.Lower] })
}
