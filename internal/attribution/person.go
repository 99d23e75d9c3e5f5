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
	at := slices.IndexFunc(words, func(t prose.Token) bool { return t.Upper && hasOwner(t) })
	if at < 0 || at+1 >= len(words) || !words[len(words)-1].Upper {
		return mention{}, false
	}
	owner := words[:at+1]
	m, ok := r.mentioned(words[at+1:])
	if !ok || m.identity != evidence.Named {
		return mention{}, false
	}
	if label := r.known(withoutOwner(r.words(owner))); r.publishes(owner) || r.isOutlet(label) {
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
	if len(name) == 0 || len(name) == len(words) {
		return mention{}, false
	}
	role := ""
	if len(before) > 0 {
		role = before[len(before)-1].Lower
	}
	if lexicon.Relations[role] || lexicon.ClauseWords[role] || lexicon.Days[name[0].Lower] || len(after) > 0 &&
		!lexicon.Affiliations[after[0].Lower] ||
		slices.ContainsFunc(before, isAuxiliary) {
		return mention{}, false
	}
	label := r.known(withoutOwner(r.words(name)))
	switch {
	case lexicon.Publishers[role] || r.publishes(name):
		return mention{label: label, identity: evidence.Named, kind: evidence.Report, outlet: true}, true
	case lexicon.BodyRoles[role] || bodyName(name):
		return mention{label: label, identity: evidence.Named, kind: evidence.Spoken, outlet: true}, true
	case len(name) == 1 && len(before) == 0 && !slices.Contains(r.labels, label):
		return mention{}, false
	case len(name) == 1 && !slices.Contains(r.labels, label) && !roleNoun(role) && label == r.words(name):
		return mention{}, false
	}
	return mention{label: label, identity: evidence.Named, kind: evidence.Spoken}, true
}

func isAuxiliary(t prose.Token) bool { return lexicon.Auxiliaries[t.Lower] }

// roleNoun reports whether a word may be what somebody is.
func roleNoun(word string) bool {
	return lexicon.Relatives[strings.TrimPrefix(word, "ex-")] || lexicon.Titles[word] || lexicon.Bodies[word] ||
		lexicon.Witnesses[word] || lexicon.Singular[word] ||
		hasEnding(word, "er", "or", "ist", "ian", "man", "woman", "ant", "chief", "leader", "friend")
}

// human reports whether a noun is one for people or for a body of people.
func human(noun string) bool {
	return roleNoun(noun) || roleNoun(strings.TrimSuffix(noun, "s")) || lexicon.BodyNouns[noun] || strings.HasPrefix(noun,
		"spokes")
}

// nameIn returns the name among some words, with the words before and after it. German and French write it last.
func (r *reader) nameIn(words []prose.Token) (name, before, after []prose.Token) {
	if r.german || r.french {
		name = r.nameAfterRole(words)
		return name, words[:len(words)-len(name)], nil
	}
	for i := 0; i < len(words); {
		if lexicon.Relations[words[i].Lower] && !words[i].Upper {
			break
		}
		end := r.nameEnd(words, i)
		if end > i && !hasOwner(words[end-1]) {
			name = withoutTitles(words[i:end])
			before, after = words[:end-len(name)], words[end:]
		}
		i = max(end, i+1)
	}
	if last := r.lastName(words); len(name) == 0 && len(last) > 1 && len(last) < len(words) &&
		!roleNoun(words[len(words)-len(last)-1].Lower) && words[min(headOf(words)+1, len(words)-1)].Lower == "of" &&
		!slices.ContainsFunc(words, func(t prose.Token) bool { return lexicon.Tails[t.Lower] }) {
		name, before, after = withoutTitles(last), words[:len(words)-len(last)], nil // the mayor of the town Anna Berg
	}
	if len(name) == 1 && lexicon.Titles[name[0].Lower] {
		return nil, words, nil
	}
	return name, before, after
}

// nameAfterRole returns the name that some words end in, without what is written with a capital before it and is none:
// titles, and in German every role. nil where there is no role.
func (r *reader) nameAfterRole(words []prose.Token) []prose.Token {
	name := r.lastName(words)
	if at := slices.IndexFunc(name, func(t prose.Token) bool { return lexicon.Titles[t.Lower] }); at >= 0 &&
		at+1 < len(name) {
		return name[at+1:] // Education Minister Ruta Salme
	}
	if len(name) == len(words) && len(words) > 1 && hasEnding("-"+words[0].Lower, lexicon.RoleEnds...) {
		return words[1:]
	}
	return name
}

// lastName returns the words with capitals that some words end in, nil where they end in none.
func (r *reader) lastName(words []prose.Token) []prose.Token {
	from := len(words)
	for from > 0 && (words[from-1].Upper && !(lexicon.Days[words[from-1].Lower] && !(from < len(words) &&
		lexicon.PaperWords[words[from].Lower])) && !hasDigit(words[from-1]) || from < len(words) &&
		lexicon.Linking[words[from-1].Lower] &&
		from > 1 && words[from-2].Upper) {
		if from < len(words) && hasOwner(words[from-1]) {
			break // Carmen's Harbour Times
		}
		from--
	}
	for from < len(words) &&
		(lexicon.Articles[words[from].Lower] && !(from+1 < len(words) && r.namesArticle(words[from:])) ||
			lexicon.Linking[words[from].Lower]) {
		from++
	}
	return words[from:]
}

func (r *reader) hasName(words []prose.Token) bool {
	return slices.ContainsFunc(words, func(t prose.Token) bool { return t.Upper && !lexicon.Days[t.Lower] })
}
