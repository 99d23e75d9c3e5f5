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
	outlet   bool   // it publishes, or is a body with a name: the source is a thing of that outlet
	work     string // the noun of what it made: "investigation"; "" where the text says none
}

// mentioned says whether some words name a source, and what sort.
func (r *reader) mentioned(words []token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 || len(words) > maxNameWords {
		return mention{}, false
	}
	whole := span{words[0].start, words[len(words)-1].end}
	if len(words) == 1 && pronouns[words[0].lower] && r.lastPerson != "" && r.lineOf(whole)-r.lastSeen <= 1 {
		return mention{span: whole, label: r.lastPerson, identity: evidence.Named, kind: evidence.Spoken}, true
	}
	article := words[0].lower
	for len(words) > 1 && articles[words[0].lower] {
		words = words[1:]
	}
	if anaphora[words[0].lower] || articles[words[0].lower] || slices.ContainsFunc(words, refersBack) {
		return mention{}, false
	}
	for _, try := range []func([]token, string) (mention, bool){r.unnamed, r.work, r.inRole, r.speaksFor, r.bodyOfPeople, r.named} {
		if m, ok := try(words, article); ok {
			m.span = whole
			m.label = clipped(m.label)
			return m, m.label != ""
		}
	}
	return mention{}, false
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

// unnamed finds those whom nobody could find again: "some estimates", "a Western official".
func (r *reader) unnamed(words []token, article string) (mention, bool) {
	head := headOf(words)
	noun := words[head].lower
	m := mention{label: r.words(words), identity: evidence.Unnamed, kind: evidence.OtherSource}
	if r.nobodyNoun(words, head) {
		return r.nobody(m, words[head:])
	}
	if head < len(words)-1 {
		return mention{}, false
	}
	person := bodies[noun] || seers[noun] || singular[noun]
	_, made := works[noun]
	switch {
	case person && vague[words[0].lower]:
		return m, true
	case indefinit[article] && singular[noun] && !spokes[noun]:
		m.kind = evidence.Spoken
		return m, true
	case indefinit[article] && made && !r.hasName(words):
		m.kind = evidence.SourceKind(works[noun])
		return m, true
	}
	return mention{}, false
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

// work finds what somebody made: "a Reuters investigation", "a report by Wexley Partners".
func (r *reader) work(words []token, _ string) (mention, bool) {
	head := headOf(words)
	noun := words[head].lower
	kind, made := works[noun]
	if !made {
		return mention{}, false
	}
	maker := words[:head]
	if head+1 < len(words) && slices.Contains([]string{"by", "from", "von", "der", "des", "de", "du"}, words[head+1].lower) {
		maker = words[head+2:]
	}
	name := r.lastName(maker)
	if len(name) == 0 {
		return mention{}, false
	}
	label := strings.TrimSuffix(strings.TrimSuffix(r.words(name), "'s"), "’s")
	return mention{label: label, identity: evidence.Named, kind: evidence.SourceKind(kind), outlet: true, work: noun}, true
}

// lastName returns the words with capitals that some words end in, nil where they end in none.
func (r *reader) lastName(words []token) []token {
	from := len(words)
	for from > 0 && (words[from-1].upper || from < len(words) && linking[words[from-1].lower] && from > 1 && words[from-2].upper) {
		from--
	}
	for from < len(words) && (articles[words[from].lower] || linking[words[from].lower]) {
		from++
	}
	return words[from:]
}

func (r *reader) hasName(words []token) bool {
	return slices.ContainsFunc(words, func(t token) bool { return t.upper && !days[t.lower] })
}

// inRole finds a name after what it is: "regional governor Ilan Petrescu", "state broadcaster VTV".
func (r *reader) inRole(words []token, _ string) (mention, bool) {
	name := r.nameAfterRole(words)
	if len(name) == 0 || len(name) == len(words) {
		return mention{}, false
	}
	role := words[len(words)-len(name)-1].lower
	if relations[role] || clauseWords[role] || days[name[0].lower] {
		return mention{}, false
	}
	label := r.known(r.words(name))
	if publishers[role] || r.publishes(name) {
		return mention{label: label, identity: evidence.Named, kind: evidence.Report, outlet: true}, true
	}
	if len(name) == 1 && !slices.Contains(r.labels, label) {
		return mention{}, false
	}
	return mention{label: label, identity: evidence.Named, kind: evidence.Spoken}, true
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

// speaksFor finds those who speak for a body with a name: "researchers at Halden University".
func (r *reader) speaksFor(words []token, _ string) (mention, bool) {
	head := headOf(words)
	if !spokes[words[head].lower] || head+2 >= len(words) {
		return mention{}, false
	}
	name := r.lastName(words[head+1:])
	if len(name) == 0 || !slices.ContainsFunc(name, func(t token) bool { return bodyWords[t.lower] }) {
		return mention{}, false
	}
	return mention{label: r.known(r.words(name)), identity: evidence.Named, kind: evidence.OtherSource, outlet: true}, true
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
	if len(words) > 7 || !first.upper || !last.upper || hasDigit(first) || hasDigit(last) || slices.ContainsFunc(words, noPartOfName) {
		return mention{}, false
	}
	label := r.known(strings.TrimSuffix(strings.TrimSuffix(r.words(words), "'s"), "’s"))
	m := mention{label: label, identity: evidence.Named, kind: evidence.Spoken}
	if at := r.bySource[key(label)]; at != nil {
		m.kind, m.outlet = at.mention.kind, at.mention.outlet
		return m, true
	}
	switch {
	case r.publishes(words):
		m.kind, m.outlet = evidence.Report, true
	case slices.ContainsFunc(words, func(t token) bool { return bodyWords[t.lower] }):
		m.kind, m.outlet = evidence.OtherSource, true
	}
	return m, true
}

func noPartOfName(t token) bool {
	return days[t.lower] || !linking[t.lower] && (!t.upper || anaphora[t.lower] || prefaces[t.lower])
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
	if papers[last] || papers[name[0].lower] && len(name) > 1 {
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

// known returns the whole name of one that the text has named before and now calls by its last word, "Danvers", "the
// agency", else the words as they are.
func (r *reader) known(label string) string {
	if strings.Contains(label, " ") || label == "" {
		return label
	}
	for _, l := range slices.Backward(r.labels) {
		if i := strings.LastIndexByte(l, ' '); i > 0 && strings.EqualFold(l[i+1:], label) {
			return l
		}
	}
	return label
}

// key is what two mentions of one source have in common.
func key(label string) string { return strings.ToLower(strings.TrimSuffix(label, ".")) }

// shows finds what shows something by itself: "documents seen by the paper", "satellite data".
func (r *reader) shows(words []token) (mention, bool) {
	words = withoutPrefaces(words)
	if len(words) == 0 || len(words) > maxNameWords {
		return mention{}, false
	}
	whole := span{words[0].start, words[len(words)-1].end}
	for len(words) > 1 && articles[words[0].lower] {
		words = words[1:]
	}
	noun := words[headOf(words)].lower
	for _, b := range basis {
		if b.noun == noun && noun != "officials" && noun != "sources" && !anaphora[words[0].lower] {
			return mention{span: whole, label: clipped(r.words(words)), identity: evidence.Category, kind: evidence.SourceKind(b.kind)}, true
		}
	}
	return mention{}, false
}
