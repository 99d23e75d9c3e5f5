package attribution

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
)

// nameBook is what the whole text shows of its names, before a sentence is read.
type nameBook struct {
	inside map[string]bool     // words that have a capital inside of a sentence, in lower case
	the    map[string]bool     // names whose article has a capital inside of a sentence: The Hindu
	last   map[string][]string // the last word of a name, in lower case, with the names that end in it
	full   map[string]string   // initials in brackets, with the name before them: World Health Organization (WHO)
	bodies []string            // names of bodies, in the order of the text
	police []string            // whose police there are: "london", "metropolitan"; "" for police without a place
	told   prose.Span          // where the outlet is named that published the text, if only what people told it shows that
	own    map[string]bool     // keys of the names of the outlet that published the text
}

// readNames fills the book.
func (r *reader) readNames() {
	r.book = nameBook{inside: map[string]bool{}, the: map[string]bool{}, last: map[string][]string{},
		full: map[string]string{}, own: map[string]bool{}}
	for _, l := range r.body {
		words := prose.Tokens(r.text, l.Span)
		for i := range words {
			if words[i].Upper && !r.startsSentence(words[i].Start) {
				r.book.inside[words[i].Lower] = true
				if i+1 < len(words) && words[i].Lower == "the" && words[i+1].Upper {
					r.book.the[words[i+1].Lower] = true
				}
			}
		}
		r.enterNames(words)
	}
	r.readPolice()
	r.readOwn()
}

// enterNames enters the names of several words.
func (r *reader) enterNames(words []prose.Token) {
	for i := 0; i < len(words); {
		end := r.nameEnd(words, i)
		name := withoutTitles(words[i:max(end, i+1)])
		for len(name) > 1 &&
			(lexicon.Articles[name[0].Lower] || lexicon.Prefaces[name[0].Lower] || lexicon.NoName[name[0].Lower]) {
			name = name[1:]
		}
		if end > i && len(name) > 1 {
			whole, last := prose.WithoutOwner(r.words(name)), strings.TrimSuffix(name[len(name)-1].Lower, "'s")
			if !slices.Contains(r.book.last[last], whole) {
				r.book.last[last] = append(r.book.last[last], whole)
			}
			if bodyName(name) {
				r.book.bodies = append(r.book.bodies, whole)
			}
			r.enterInitials(whole, name[len(name)-1].End)
		}
		i = max(end, i+1)
	}
}

var initials = regexp.MustCompile(`^,? \((\p{Lu}[\p{Lu}\p{N}-]{1,9})\)`)

func (r *reader) enterInitials(whole string, end int) {
	if at := initials.FindStringSubmatch(r.text[end:min(len(r.text), end+16)]); at != nil {
		r.book.full[strings.ToLower(at[1])] = whole
	}
}

// nameEnd returns the end of the name that begins with word i, i for none. Small words such as "of" stand inside of
// names of bodies only: Bank of England, but Jonas Brekke of Sundholm.
func (r *reader) nameEnd(words []prose.Token, i int) int {
	end := i
	for end < len(words) && (end == i || r.adjoins(words, end)) {
		next := end
		if words[end].Upper && !prose.HasDigit(words[end]) {
			next++
		} else if end > i {
			next = overLinking(words, i, end)
		}
		if next == end {
			break
		}
		end = next
	}
	return end
}

// adjoins reports whether nothing ends a name before word i: no mark, and no "'s".
func (r *reader) adjoins(words []prose.Token, i int) bool {
	before := words[i-1]
	gap := r.text[before.End:words[i].Start]
	return !prose.HasOwner(before) && (!strings.ContainsAny(gap, hardMarks+",\n") || gap == ". " && before.Len() <= 4)
}

// overLinking returns the position of the word with a capital to which a small word goes on from the name in words i to
// end, or the one after it; end where the name ends there.
func overLinking(words []prose.Token, i, end int) int {
	next := end + 1
	if next >= len(words) || !lexicon.Linking[words[end].Lower] ||
		!words[next].Upper && !lexicon.Articles[words[next].Lower] {
		return end
	}
	if lexicon.Particles[words[end].Lower] && words[next].Upper {
		return next
	}
	if lexicon.Articles[words[next].Lower] && !words[next].Upper {
		next++
	}
	if next >= len(words) || !words[next].Upper || prose.HasDigit(words[next]) || !linksName(words[i:end], words[end]) {
		return end
	}
	return next
}

// linksName reports whether a small word may stand inside of a name that so far is this one: of England after Bank, of
// London after Times.
func linksName(name []prose.Token, word prose.Token) bool {
	paper := lexicon.PaperWords[name[len(name)-1].Lower] && word.Lower == "of"
	return word.Lower != "and" && (bodyName(name) || paper)
}

// bodyName reports whether a name is that of a body, by its words.
func bodyName(name []prose.Token) bool {
	return slices.ContainsFunc(name, func(t prose.Token) bool {
		return t.Upper && (lexicon.BodyWords[t.Lower] || lexicon.CompanyWords[t.Lower])
	})
}

// withoutTitles leaves out the titles that a name begins with: Prime Minister Elena Dragan.
func withoutTitles(name []prose.Token) []prose.Token {
	for i := len(name) - 2; i >= 0; i-- {
		if lexicon.Titles[name[i].Lower] {
			return name[i+1:]
		}
	}
	return name
}

// startsSentence reports whether a word is the first of a sentence, and so has a capital whatever it is.
func (r *reader) startsSentence(start int) bool {
	before := strings.TrimRight(r.text[max(0, prose.FloorRune(r.text, start-8)):start], " \t\u00a0\"“„»«‘'([")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune("\n.!?:…)–—-", last) || unicode.IsControl(last)
}

var policeOf = regexp.MustCompile(
	`(?:(\p{L}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)?) )?\b[Pp]olice\b(?:(?: force)? (?:in|of) (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?))?`)

// readPolice enters whose police the text speaks of.
func (r *reader) readPolice() {
	for _, l := range r.body {
		for _, at := range policeOf.FindAllStringSubmatch(r.text[l.Start:l.End], -1) {
			whose := lexicon.ForceOf(at[1], at[2])
			if !slices.Contains(r.book.police, whose) {
				r.book.police = append(r.book.police, whose)
			}
		}
	}
}

// ownTold are the words before the outlet that somebody told something or that has seen something, where it is the one
// that published the text: "told the Gazette", "seen by The Lantern".
var ownTold = regexp.MustCompile(
	`\b(?:told|tells|spoke (?:to|with)|spoken to|speaking to|talked to|wrote to|confirmed to|said to|seen by|obtained by|reviewed by|interview with|shared with|statement to|led|according to an? \S+ by) ((?:[Tt]he )?(?:\p{Lu}[\p{L}\d-]+)(?: \p{Lu}[\p{L}\d-]+){0,3})`)

// ownSays are the words of an outlet on itself.
var ownSays = regexp.MustCompile(
	`((?:The )?\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+){0,3}) (?:can (?:exclusively )?reveal|understands|has learned|has (?:also )?(?:looked into|rated|contacted|reached out)|(?:also )?(?:visited|contacted|reached out to|asked|obtained|approached)|could not (?:independently |immediately )?(?:verify|confirm|reach)|(?:was|were) (?:not able|unable) to (?:verify|reach|confirm))\b`)

// readOwn enters the names of the outlet that published the text: in its byline or dateline, or told of as the one that
// people told on two lines, or that looked into something. An outlet that the text also takes from is another one.
func (r *reader) readOwn() {
	if _, name := r.publisher(); name != "" {
		r.book.own[key(name)] = true
	}
	for _, l := range r.body {
		if name := agencyIn(r.text[l.Start:r.withoutLead(l.Span).Start]); name != "" {
			r.book.own[key(name)] = true
		}
	}
	told := r.toldOnLines()
	r.addSpeakingOfItself(told)
	for k, lines := range told {
		for short, n := range told {
			if strings.HasSuffix(k, " "+short) {
				lines += n // The Ortega Star, The Star
			}
		}
		if lines > 1 && !r.reports(k) {
			r.book.own[k] = true
		}
	}
	r.findOwn()
}

// toldOnLines counts the lines on which people told something to each outlet, by the key of its name.
func (r *reader) toldOnLines() map[string]int {
	told := map[string]int{}
	for _, l := range r.body {
		here := map[string]bool{}
		for _, at := range ownTold.FindAllStringSubmatch(r.text[l.Start:l.End], -1) {
			if k := key(at[1]); !here[k] && !slices.ContainsFunc(strings.Fields(k), lexicon.NobodysName) {
				here[k] = true
				told[k]++
			}
		}
	}
	return told
}

// addSpeakingOfItself counts two lines more for each time that an outlet speaks of itself, if that is sure: people told
// it something, it reveals something, or its name is that of a paper.
func (r *reader) addSpeakingOfItself(told map[string]int) {
	isPaper := func(word string) bool { return lexicon.PaperWords[word] }
	for _, l := range r.body {
		for _, at := range ownSays.FindAllStringSubmatch(r.text[l.Start:l.End], -1) {
			k := key(at[1])
			if told[k] > 0 || strings.Contains(at[0], "reveal") || slices.ContainsFunc(strings.Fields(k), isPaper) {
				told[k] += 2
			}
		}
	}
}

// findOwn finds where the outlet that people told is named first, by the longest of its names.
func (r *reader) findOwn() {
	if len(r.book.own) == 0 || r.book.own[key(r.publisherName())] {
		return
	}
	for _, l := range r.body {
		for _, form := range []*regexp.Regexp{ownTold, ownSays} {
			for _, at := range form.FindAllStringSubmatchIndex(r.text[l.Start:l.End], -1) {
				of := prose.Between(l.Start+at[2], l.Start+at[3])
				if r.book.own[key(r.text[of.Start:of.End])] && of.Len() > r.book.told.Len() {
					r.book.told = of
				}
			}
		}
	}
}

func (r *reader) publisherName() string {
	_, name := r.publisher()
	return name
}

// opens reports whether words are one that has its capital from the beginning of a sentence, as far as the text shows:
// Ethics experts.
func (r *reader) opens(name []prose.Token) bool {
	return len(name) == 1 && r.startsSentence(name[0].Start) && !r.book.inside[name[0].Lower] &&
		agency(r.words(name)) == "" &&
		strings.ToUpper(r.words(name)) != r.words(name)
}

// readOwnOfCheck enters the outlet of a fact check: the one that people told, unless the text takes from it.
func (r *reader) readOwnOfCheck() {
	if r.review == nil {
		return
	}
	for _, l := range r.body {
		for _, at := range ownTold.FindAllStringSubmatch(r.text[l.Start:l.End], -1) {
			if k := key(at[1]); k == strings.ToLower(at[1]) && !strings.Contains(k, " ") && !lexicon.NobodysName(k) &&
				!lexicon.Platforms[k] && !r.reports(k) {
				r.book.own[k] = true
			}
		}
	}
}

// reports reports whether the text takes from a name as one takes from another outlet: "X reported", "as X writes".
func (r *reader) reports(name string) bool {
	text := strings.ToLower(r.text)
	for _, form := range []string{name + " reported", name + " reports", name + " writes", name + " wrote",
		"newspaper " + name, "broadcaster " + name, "agency " + name,
		"reported by " + name, "reported by the " + name} {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

// isOwn reports whether a label is a name of the outlet that published the text: whole, or the last word of it.
func (r *reader) isOwn(label string) bool {
	k := key(label)
	if r.book.own[k] {
		return true
	}
	for own := range r.book.own {
		if strings.HasSuffix(own, " "+k) || strings.HasSuffix(k, " "+own) && lexicon.PaperWords[own] {
			return true
		}
	}
	return false
}

var inDateline = regexp.MustCompile(`\((\p{Lu}[\p{L}\d -]{1,30})\)|[,.] ?(\p{Lu}[\p{Lu}\d]+(?:-[\p{Lu}\d]+)+)\.`)

// agencyIn returns the agency that a dateline names, "" for none.
func agencyIn(lead string) string {
	if at := inDateline.FindStringSubmatch(lead); at != nil && strings.Contains(lead, ",") || at != nil &&
		strings.ContainsAny(lead, "—–-") {
		return at[1] + at[2]
	}
	return ""
}
