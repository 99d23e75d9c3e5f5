package reading

import (
	"slices"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxNameWords is how many words a source's name has at most.
const maxNameWords = 12

// mention is a place where the text names somebody who says something.
type mention struct {
	span            // the words as written, the article with them
	label    string // what to call it
	identity evidence.Identity
	kind     evidence.SourceKind
	outlet   bool     // it publishes, or is a body with a name: the source is a thing of that outlet
	work     string   // the noun of what it made: "investigation"; "" where the text says none
	nouns    []string // what it is called without its name: "operator", "ministry"
	as       string   // what two mentions of it have in common, where that is not the label
	posted   bool     // on a social network
	of       string   // the outlet that it speaks in: "the Ledger's Amy Sorrell"; "" for none
}

// mentioned reports whether some words name a source, and what sort.
func (r *reader) mentioned(words []token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 || len(words) > maxNameWords {
		return mention{}, false
	}
	whole := span{words[0].start, words[len(words)-1].end}
	if m, ok := r.meant(words); ok {
		m.span = whole
		return m, true
	}
	article := words[0].lower
	words = r.withoutArticles(words)
	if owned, ok := r.owned(words); ok {
		owned.span = whole
		return owned, true
	}
	if len(words) > 2 && possessives[words[0].lower] && words[len(words)-1].upper {
		words = words[1:] // its lawyer Sven Ek
	}
	if len(words) == 0 || anaphora[words[0].lower] || articles[words[0].lower] && (!words[0].upper || len(words) == 1) || slices.ContainsFunc(words, refersBack) {
		return mention{}, false
	}
	for _, try := range []func([]token, string) (mention, bool){r.unnamed, r.work, r.staff, r.inRole, r.speaksFor, r.bodyOfPeople, r.named} {
		if m, ok := try(words, article); ok {
			m.span = whole
			m.label = clipped(m.label)
			m.nouns = append(m.nouns, nounsOf(words)...)
			return m, m.label != ""
		}
	}
	return mention{}, false
}

// withoutArticles leaves out the articles and courtesy titles that some words begin with, but for those that are part of a
// name: Le Monde, and The Hindu where it has its capital inside of a sentence.
func (r *reader) withoutArticles(words []token) []token {
	for len(words) > 1 && articles[words[0].lower] && !r.namesArticle(words) {
		words = words[1:]
	}
	return words
}

// namesArticle reports whether the article that some words begin with is part of a name.
func (r *reader) namesArticle(words []token) bool {
	first, next := words[0], words[1]
	if !articles[first.lower] || !first.upper || !next.upper || courtesies[first.lower] {
		return false
	}
	if first.lower == "the" {
		return r.book.the[next.lower]
	}
	if r.german || r.french {
		return !r.startsSentence(first.start)
	}
	return first.lower != "a" && first.lower != "an" && (foreignArticles[first.lower] || !r.startsSentence(first.start))
}

// refersBack says whether a word makes the words with it mean something that was named before.
func refersBack(t token) bool { return anaphora[t.lower] && !linking[t.lower] && !relations[t.lower] }

func withoutPrefaces(words []token) []token {
	for len(words) > 1 && prefaces[words[0].lower] {
		words = words[1:]
	}
	return words
}

// headOf returns the position of the noun that the others belong to: the last before a word such as "of".
func headOf(words []token) int {
	for i, w := range words {
		if i > 0 && relations[w.lower] {
			return i - 1
		}
	}
	return len(words) - 1
}

func (r *reader) words(words []token) string {
	return r.text[words[0].start:words[len(words)-1].end]
}

// unnamed finds those whom nobody could find again: "some estimates", "a Western official", "people familiar with the plan".
func (r *reader) unnamed(words []token, article string) (mention, bool) {
	head := headOf(words)
	noun := words[head].lower
	m := mention{label: r.words(withoutTail(words)), identity: evidence.Unnamed, kind: evidence.OtherSource}
	if r.nobodyNoun(words, head) {
		return r.nobody(m, words[head:])
	}
	_, made := works[noun]
	person := bodies[noun] || seers[noun] || singular[noun]
	if head+1 < len(words) {
		if !words[head].upper && knows(words[head+1:]) && !made {
			m.kind = evidence.Spoken
			return m, true
		}
		return mention{}, false
	}
	switch {
	case person && vague[words[0].lower]:
		return m, true
	case indefinit[article] && singular[noun] && !strings.HasPrefix(noun, "spokes"):
		m.kind = evidence.Spoken
		return m, true
	case indefinit[article] && made && !r.hasName(words):
		m.kind = evidence.SourceKind(works[noun])
		return m, true
	}
	return mention{}, false
}

// knows reports whether the words after people say that they know of something: "with knowledge of the talks".
func knows(words []token) bool {
	if knowing[words[0].lower] && words[0].lower != "with" {
		return true
	}
	return words[0].lower == "with" && slices.ContainsFunc(words[:min(4, len(words))], func(t token) bool { return knowledge[t.lower] })
}

// nobodyNoun says whether the noun of some words is one such as "reports", and no part of a name: Kyiv Post.
func (r *reader) nobodyNoun(words []token, head int) bool {
	noun := words[head].lower
	name := head > 0 && words[head].upper && !r.german
	return nobodies[noun] && !name || hasEnding(noun, "kreise", "kreisen", "berichte", "berichten")
}

// nobody settles what a noun such as "reports" is, with the words after it.
func (r *reader) nobody(m mention, words []token) (mention, bool) {
	switch noun := words[0].lower; {
	case social[noun]:
		m.kind = evidence.SocialPost
		return m, true
	case noun == "people" && (len(words) == 1 || !knowing[words[1].lower]):
		return mention{}, false
	case strings.HasSuffix(noun, "reports") || strings.Contains(noun, "bericht"):
		m.kind = evidence.Report
	}
	return m, !r.hasName(words[1:])
}

func hasEnding(word string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return len(word) > len(end) && strings.HasSuffix(word, end) })
}

// work finds what somebody made: "a Reuters investigation", "a report by Wexley Partners", "figures from Echo Lens".
func (r *reader) work(words []token, _ string) (mention, bool) {
	head := headOf(words)
	noun := words[head].lower
	kind, made := works[noun]
	if !made {
		kind, made = dataOf[noun]
	}
	if !made || words[head].upper && head > 0 && words[head-1].upper && !r.german {
		return mention{}, false // Bird Study: a name
	}
	name := r.lastName(words[:head])
	if head+1 < len(words) {
		if by := r.makerAfter(words[head+1:]); len(by) > 0 {
			name = by
		}
	}
	if len(name) == 0 {
		return mention{}, false
	}
	label := r.known(withoutOwner(r.words(name)))
	return mention{label: label, identity: evidence.Named, kind: evidence.SourceKind(kind), outlet: true, work: noun}, true
}

// makerAfter returns the name after the words for who made something: "by the charity Dark Skies", "published in the
// journal Headache Research".
func (r *reader) makerAfter(words []token) []token {
	for i, w := range words {
		if seens[w.lower] {
			return nil // seen by the paper
		}
		if !makers[w.lower] && !(w.lower == "in" && i > 0 && strings.HasPrefix(words[i-1].lower, "publi")) {
			continue
		}
		for k := i + 1; k < len(words); k++ {
			if relations[words[k].lower] || clauseWords[words[k].lower] {
				break
			}
			if from := r.withoutArticles(words[k:]); len(from) > 0 && from[0].upper && !hasDigit(from[0]) && !days[from[0].lower] {
				if end := r.nameEnd(from, 0); end > 0 {
					return withoutTitles(from[:end])
				}
			}
		}
	}
	return nil
}

// lastName returns the words with capitals that some words end in, nil where they end in none.
func (r *reader) lastName(words []token) []token {
	from := len(words)
	for from > 0 && (words[from-1].upper && !(days[words[from-1].lower] && !(from < len(words) && papers[words[from].lower])) && !hasDigit(words[from-1]) || from < len(words) && linking[words[from-1].lower] && from > 1 && words[from-2].upper) {
		if from < len(words) && hasOwner(words[from-1]) {
			break // Carmen's Harbour Times
		}
		from--
	}
	for from < len(words) && (articles[words[from].lower] && !(from+1 < len(words) && r.namesArticle(words[from:])) || linking[words[from].lower]) {
		from++
	}
	return words[from:]
}

func (r *reader) hasName(words []token) bool {
	return slices.ContainsFunc(words, func(t token) bool { return t.upper && !days[t.lower] })
}

// owned finds a name after its owner: "Britain's Home Office", "the Ledger's Amy Sorrell", who then speaks in the Ledger.
func (r *reader) owned(words []token) (mention, bool) {
	at := slices.IndexFunc(words, func(t token) bool { return t.upper && hasOwner(t) })
	if at < 0 || at+1 >= len(words) || !words[len(words)-1].upper {
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

// staff finds the outlet or the body of one who works for it: "a Radio Strand correspondent", "a Channel Nine spokesman".
func (r *reader) staff(words []token, _ string) (mention, bool) {
	last := len(words) - 1
	noun := words[last].lower
	wire := noun == "agency" && last > 0 && words[last-1].lower == "news"
	if words[last].upper || !reporters[noun] && !spokes[noun] && !wire {
		return mention{}, false
	}
	name := withoutTitles(r.lastName(words[:last]))
	for last > 1 && len(name) == 0 && !words[last-1].upper {
		last--
		name = withoutTitles(r.lastName(words[:last])) // a BBC political correspondent
	}
	if len(name) == 0 || nationalities[name[len(name)-1].lower] {
		return mention{}, false
	}
	m := mention{label: r.known(withoutOwner(r.words(name))), identity: evidence.Named, kind: evidence.Spoken, outlet: true}
	if reporters[noun] {
		m.kind = evidence.Report
	}
	if wire {
		m.kind = evidence.WireReport
	}
	return m, true
}

// inRole finds a name with what it is: "regional governor Ilan Petrescu", "state broadcaster VTV", "Mayor Jonas Brekke of
// Sundholm", "Judith Lam at the Institute of Ecology".
func (r *reader) inRole(words []token, _ string) (mention, bool) {
	name, before, after := r.nameIn(words)
	if len(name) == 0 || len(name) == len(words) {
		return mention{}, false
	}
	role := ""
	if len(before) > 0 {
		role = before[len(before)-1].lower
	}
	if relations[role] || clauseWords[role] || days[name[0].lower] || len(after) > 0 && !affiliations[after[0].lower] || slices.ContainsFunc(before, isAuxiliary) {
		return mention{}, false
	}
	label := r.known(withoutOwner(r.words(name)))
	switch {
	case publishers[role] || r.publishes(name):
		return mention{label: label, identity: evidence.Named, kind: evidence.Report, outlet: true}, true
	case bodyRoles[role] || bodyName(name):
		return mention{label: label, identity: evidence.Named, kind: evidence.Spoken, outlet: true}, true
	case len(name) == 1 && len(before) == 0 && !slices.Contains(r.labels, label):
		return mention{}, false
	case len(name) == 1 && !slices.Contains(r.labels, label) && !roleNoun(role) && label == r.words(name):
		return mention{}, false
	}
	return mention{label: label, identity: evidence.Named, kind: evidence.Spoken}, true
}

func isAuxiliary(t token) bool { return auxiliaries[t.lower] }

// roleNoun reports whether a word may be what somebody is.
func roleNoun(word string) bool {
	return relatives[strings.TrimPrefix(word, "ex-")] || titles[word] || bodies[word] || seers[word] || singular[word] || hasEnding(word, "er", "or", "ist", "ian", "man", "woman", "ant", "chief", "leader", "friend")
}

// human reports whether a noun is one for people or for a body of people.
func human(noun string) bool {
	return roleNoun(noun) || roleNoun(strings.TrimSuffix(noun, "s")) || orgNouns[noun] || strings.HasPrefix(noun, "spokes")
}

// nameIn returns the name among some words, with the words before and after it. German and French write it last.
func (r *reader) nameIn(words []token) (name, before, after []token) {
	if r.german || r.french {
		name = r.nameAfterRole(words)
		return name, words[:len(words)-len(name)], nil
	}
	for i := 0; i < len(words); {
		if relations[words[i].lower] && !words[i].upper {
			break
		}
		end := r.nameEnd(words, i)
		if end > i && !hasOwner(words[end-1]) {
			name = withoutTitles(words[i:end])
			before, after = words[:end-len(name)], words[end:]
		}
		i = max(end, i+1)
	}
	if last := r.lastName(words); len(name) == 0 && len(last) > 1 && len(last) < len(words) && !roleNoun(words[len(words)-len(last)-1].lower) && words[min(headOf(words)+1, len(words)-1)].lower == "of" && !slices.ContainsFunc(words, func(t token) bool { return tails[t.lower] }) {
		name, before, after = withoutTitles(last), words[:len(words)-len(last)], nil // the mayor of the town Anna Berg
	}
	if len(name) == 1 && titles[name[0].lower] {
		return nil, words, nil
	}
	return name, before, after
}

// nameAfterRole returns the name that some words end in, without what is written with a capital before it and is none:
// titles, and in German every role. nil where there is no role.
func (r *reader) nameAfterRole(words []token) []token {
	name := r.lastName(words)
	if at := slices.IndexFunc(name, func(t token) bool { return titles[t.lower] }); at >= 0 && at+1 < len(name) {
		return name[at+1:] // Education Minister Ruta Salme
	}
	if len(name) == len(words) && len(words) > 1 && hasEnding("-"+words[0].lower, roleEnds...) {
		return words[1:]
	}
	return name
}

// speaksFor finds those who speak for a body: "researchers at Halden University", "a spokeswoman for the ministry".
func (r *reader) speaksFor(words []token, _ string) (mention, bool) {
	head := headOf(words)
	if !spokes[words[head].lower] && !(head > 0 && words[head-1].lower == "press") || head+2 >= len(words) {
		return mention{}, false
	}
	rest := words[head+2:]
	if m, ok := r.called(rest); ok && m.outlet {
		return m, true
	}
	name, _, _ := r.nameIn(r.withoutArticles(rest))
	if len(name) == 0 || !bodyName(name) && words[head+1].lower != "for" && words[head+1].lower != "at" || len(name) < len(r.withoutArticles(rest)) && !bodyName(name) {
		return mention{}, false
	}
	return mention{label: r.known(withoutOwner(r.words(name))), identity: evidence.Named, kind: evidence.OtherSource, outlet: true}, true
}

// body finds those known by what they are: "Ukrainian military intelligence", "Polizei".
func (r *reader) bodyOfPeople(words []token, _ string) (mention, bool) {
	head := headOf(words)
	if numbers[words[0].lower] && len(words) == 1 {
		return mention{}, false
	}
	noun := words[head].lower
	kind := evidence.Spoken
	switch {
	case seers[noun]:
		kind = evidence.Testimony
	case press[noun] && !words[head].upper:
		kind = evidence.Report
	case !bodies[noun] && (!r.german || !hasEnding(noun, bodyEnds...)):
		return mention{}, false
	case head > 0 && words[head].upper && words[head-1].upper && head == len(words)-1:
		return mention{}, false // Interior Ministry: a name
	}
	label := r.words(words)
	if known := r.known(label); known != label {
		if of := r.bySource[key(known)]; of != nil && of.mention.outlet {
			return mention{label: known, identity: evidence.Named, kind: evidence.OtherSource, outlet: true}, true
		}
	}
	return mention{label: label, identity: evidence.Category, kind: kind}, true
}

// named finds names of persons, papers and other bodies.
func (r *reader) named(words []token, _ string) (mention, bool) {
	first, last := words[0], words[len(words)-1]
	if len(words) > 7 || !first.upper || !last.upper || days[last.lower] || days[first.lower] && !papers[last.lower] || hasDigit(first) || hasDigit(last) || slices.ContainsFunc(words, noPartOfName) {
		return mention{}, false
	}
	words = withoutTitles(words)
	if len(words) == 1 && (titles[words[0].lower] || platforms[words[0].lower]) {
		return mention{}, false
	}
	label := r.known(withoutOwner(r.words(words)))
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

func noPartOfName(t token) bool {
	return !linking[t.lower] && (!t.upper || anaphora[t.lower] || prefaces[t.lower])
}

func hasDigit(t token) bool { return unicode.IsDigit(rune(t.lower[0])) }

// publishes tells whether a name is that of an agency or, by its words or its capitals, of a paper or station.
func (r *reader) publishes(name []token) bool {
	words := r.words(name)
	if agency(words) != "" {
		return true
	}
	last := name[len(name)-1].lower
	last = last[strings.LastIndexByte(last, '-')+1:] // Nordsee-Zeitung
	if papers[last] || papers[name[0].lower] && len(name) > 1 || len(name) > 1 && r.namesArticle(name) {
		return true
	}
	return len(name) == 1 && len(words) >= 2 && len(words) <= 5 && strings.ToUpper(words) == words && strings.ContainsFunc(words, unicode.IsLetter)
}

// agency returns the usual name of a news agency, "" where the words are none's.
func agency(words string) string {
	for _, c := range copying.Credits(words) {
		if c.Form == copying.FormCredit && c.Start == 0 && c.End == len(words) {
			return c.Agency
		}
	}
	return ""
}

// known returns the whole name of one that the text calls by its last word, "Danvers", "the agency", or by its initials,
// else the words as they are.
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
		if len(l) > len(label) && strings.EqualFold(l[len(l)-len(label):], label) && l[len(l)-len(label)-1] == ' ' || strings.Contains(label, " ") && strings.HasPrefix(l, label+" ") {
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

// shows finds what shows something by itself: "documents seen by the paper", "satellite data".
func (r *reader) shows(words []token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 || len(words) > maxNameWords {
		return mention{}, false
	}
	whole := span{words[0].start, words[len(words)-1].end}
	words = r.withoutArticles(words)
	noun := words[headOf(words)].lower
	for _, b := range basis {
		if b.noun == noun && noun != "officials" && noun != "sources" && (!anaphora[words[0].lower] || possessives[words[0].lower] && len(words) > 1) {
			words = withoutTail(words)
			return mention{span: whole, label: clipped(r.words(words)), identity: evidence.Category, kind: evidence.SourceKind(b.kind), nouns: nounsOf(words)}, true
		}
	}
	return mention{}, false
}

// withoutTail leaves out what only says how a document came to be known, and clauses: "seen by the paper", "who knew him".
func withoutTail(words []token) []token {
	for i, w := range words {
		if i > 0 && tails[w.lower] {
			return words[:i]
		}
	}
	return words
}

// speaker finds whoever speaks. The subject of a verb of saying needs no name and no known profession: "the star's agent", "a
// regular at the bar".
func (r *reader) speaker(words []token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 {
		return mention{}, false
	}
	whole, determiner := span{words[0].start, words[len(words)-1].end}, words[0].lower
	if none[determiner] {
		return mention{}, false
	}
	rest := words
	for len(rest) > 1 && (articles[rest[0].lower] || possessives[rest[0].lower] || definite[rest[0].lower]) {
		rest = rest[1:]
	}
	head := headOf(rest)
	noun := rest[head].lower
	if rest[head].upper && !r.startsSentence(rest[head].start) || hasDigit(rest[head]) || len(noun) < 3 || noSpeakers[noun] || anaphora[noun] || days[noun] || head > 6 {
		return mention{}, false
	}
	for _, w := range rest[:head+1] {
		if clauseWords[w.lower] || auxiliaries[w.lower] || pronouns[w.lower] || participles[w.lower] {
			return mention{}, false
		}
	}
	if last := words[len(words)-1].lower; last == "and" || last == "or" || articles[last] || relations[last] || rest[head].upper && len(rest) == 1 && !commonNoun(noun) {
		return mention{}, false
	}
	m := mention{span: whole, label: clipped(r.words(withoutTail(rest))), identity: evidence.Category, kind: evidence.Spoken, nouns: nounsOf(rest)}
	if indefinit[determiner] || numbers[determiner] || vague[determiner] || vague[noun] || hides(r.words(words)) {
		m.identity = evidence.Unnamed
	}
	if seers[noun] {
		m.kind = evidence.Testimony
	}
	for _, b := range basis {
		if b.noun == noun {
			m.kind = evidence.SourceKind(b.kind)
			break
		}
	}
	return m, true
}

// commonNoun reports whether a word with a capital at the beginning of a sentence is a noun for people: Insurers.
func commonNoun(word string) bool {
	return hasEnding(word, "ers", "ors", "ists", "ians", "ants", "ents", "ees", "men", "women", "ives") && agency(word) == ""
}
