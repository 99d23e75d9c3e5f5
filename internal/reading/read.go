package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
)

// Read finds in a text who says what. The text must be UTF-8 with words in it; lines end with a line feed, and each is a
// paragraph. The same text always gives the same graph. The error has code evidence.CodeInvalid.
func Read(text string) (*Graph, error) {
	if err := checkText(text); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(text))
	r := &reader{text: text, lines: linesOf(text), mark: hex.EncodeToString(sum[:4]), bySource: map[string]*source{},
		byClaim: map[string]int{}, byLink: map[[3]string]int{}}
	r.layOut()
	r.readNames()
	r.verdictInSentence()
	r.readOwnOfCheck()
	r.last = memory{}
	r.mainClaim()
	r.self()
	for _, l := range r.body {
		r.readLine(l)
	}
	r.settle()
	return &r.graph, nil
}

// reader is the reading of one text.
type reader struct {
	text         string
	lines        []line
	mark         string // tells the sources of this text from those of others: "Reuters" here is not "Reuters" there
	german       bool
	french       bool
	book         nameBook
	last         memory
	recent       []*source // as they were spoken of
	claimedLast  string    // the claim that was said last
	claimedAt    int       // in which paragraph
	subjectStart int       // where the subject that was read last begins
	layout                 // what each line is
	graph        Graph
	bySource     map[string]*source // by key of the label
	labels       []string           // names in the order in which they first came
	order        []*source
	byClaim      map[string]int // position in graph.Claims by id
	byLink       map[[3]string]int
	article      *source // the text itself; nil where it is a fact check
	declared     declaration
}

// source is a source of the text.
type source struct {
	mention mention
	id      string
	title   string // of the text itself
	quotes  []Quote
	credits []credited
}

// credited is a claim that a source is given for, and as what: "investigation".
type credited struct {
	claim, work string
}

// lineOf returns the number of the line on which a run of the text begins, from 1.
func (r *reader) lineOf(of span) int {
	at, found := slices.BinarySearchFunc(r.lines, of.start, func(l line, start int) int { return l.start - start })
	if !found {
		at = max(0, at-1)
	}
	return r.lines[at].number
}

// quote returns a run of the text as a quote.
func (r *reader) quote(of span) Quote {
	return Quote{Line: r.lineOf(of), Exact: r.text[of.start:of.end], Start: of.start, End: of.end}
}

// source enters a mention and returns the source that it is of.
func (r *reader) source(m mention) *source {
	if r.article != nil && m.identity == evidence.Named && (r.book.own[key(m.label)] || r.article.mention.outlet && key(r.article.mention.label) == key(m.label) || m.outlet && r.isOwn(m.label)) {
		return r.article
	}
	k := m.as
	if k == "" {
		k = key(m.label)
	}
	s := r.bySource[k]
	if s == nil {
		s = &source{mention: m, id: r.id(m.label)}
		r.bySource[k] = s
		r.order = append(r.order, s)
		if m.identity == evidence.Named {
			r.labels = append(r.labels, m.label)
		}
	}
	s.meet(m)
	r.recent = append(r.recent, s)
	if len(s.quotes) == 0 || s.quotes[len(s.quotes)-1].Line != r.quote(m.span).Line {
		s.quotes = append(s.quotes, r.quote(m.span))
	}
	return s
}

// meet takes up what another mention of a source shows of it.
func (s *source) meet(m mention) {
	if m.work != "" && s.mention.work == "" {
		s.mention.work, s.mention.kind = m.work, m.kind
	}
	if m.posted && s.mention.kind == evidence.Spoken && len(s.credits) == 0 && !s.mention.outlet {
		s.mention.kind = evidence.SocialPost
	}
	if m.outlet {
		m.nouns = append(m.nouns, nounsOf(tokensOf(m.label, span{0, len(m.label)}))...)
	}
	for _, noun := range m.nouns {
		if !slices.Contains(s.mention.nouns, noun) {
			s.mention.nouns = append(s.mention.nouns, noun)
		}
	}
}

// id returns the key of a source of this text.
func (r *reader) id(label string) string {
	id := slug(label) + "-" + r.mark
	for n := 2; slices.ContainsFunc(r.order, func(s *source) bool { return s.id == id }); n++ {
		id = slug(label) + "-" + r.mark + "-" + strconv.Itoa(n)
	}
	return id
}

// slug makes a key of a name: "Kyiv Post" is kyiv-post.
func slug(label string) string {
	var b strings.Builder
	dash := false
	for _, c := range strings.ToLower(label) {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			dash = b.Len() > 0
			continue
		}
		if b.Len() > 48 {
			break
		}
		if dash {
			b.WriteByte('-')
		}
		dash = false
		b.WriteRune(c)
	}
	if b.Len() == 0 {
		return "source"
	}
	return b.String()
}

// claim enters what is said by some words, and returns its id; "" where they say nothing.
func (r *reader) claim(content, without, is span) string {
	said := r.text[content.start:content.end]
	if is.start > content.start && is.end < content.end {
		said = strings.TrimSpace(r.text[content.start:is.start]) + " is " + strings.TrimSpace(r.text[is.end:content.end])
	}
	if without.len() > 0 {
		before := strings.TrimRight(r.text[content.start:without.start], " ,")
		after := strings.TrimLeft(r.text[without.end:content.end], " ,")
		said = strings.TrimSpace(before + " " + after)
	}
	text := asSentence(said)
	fields := strings.Fields(text)
	if len(fields) < 2 || auxiliaries[strings.TrimSuffix(fields[len(fields)-1], ".")] && len(fields) < 5 {
		return ""
	}
	if r.review != nil && alike(text, r.graph.Claims[0].Text) >= sameClaim {
		return r.addClaim(r.graph.Claims[0].Text, content)
	}
	return r.addClaim(text, content)
}

// sameClaim is from which share of common words on a sentence states the main claim again.
const sameClaim = 0.7

func (r *reader) addClaim(text string, words span) string {
	id := evidence.ID(evidence.ClaimIDOf(text)).Key()
	if at, there := r.byClaim[id]; there {
		c := &r.graph.Claims[at]
		if q := r.quote(words); !slices.Contains(c.Quotes, q) {
			c.Quotes = append(c.Quotes, q)
		}
		return id
	}
	r.byClaim[id] = len(r.graph.Claims)
	r.graph.Claims = append(r.graph.Claims, Claim{ID: id, Text: text, Quotes: []Quote{r.quote(words)}})
	return id
}

// asSentence makes a sentence of the words of a clause.
func asSentence(words string) string {
	words = strings.TrimFunc(clippedTo(words, evidence.MaxTextBytes/2), func(r rune) bool { return isSpace(r) || strings.ContainsRune(",;:", r) })
	if bare := strings.Trim(words, quoteMarks); !strings.ContainsAny(bare, quoteMarks) && (strings.HasPrefix(words, bare) == strings.HasSuffix(words, bare)) {
		words = bare // quoted as a whole
	}
	if words == "" {
		return ""
	}
	words = closed(words)
	first, n := utf8.DecodeRuneInString(words)
	words = string(unicode.ToUpper(first)) + words[n:]
	if !strings.ContainsAny(words[len(words)-1:], ".!?") {
		words += "."
	}
	return words
}

// closed adds the quotation mark that the end of some words has lost.
func closed(words string) string {
	if strings.Count(words, `"`)%2 == 1 {
		return words + `"`
	}
	if strings.Count(words, "“") == strings.Count(words, "”")+1 {
		return words + "”"
	}
	return words
}

func clippedTo(words string, most int) string {
	words = strings.Join(strings.FieldsFunc(words, isSpace), " ")
	return words[:floorRune(words, min(most, len(words)))]
}

// alike is the share of the words of two sentences that they have in common.
func alike(a, b string) float64 {
	in := set(copying.Normalize(a))
	other := set(copying.Normalize(b))
	common := 0
	for w := range in {
		if other[w] {
			common++
		}
	}
	if all := len(in) + len(other) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}

// state enters that a source supports or refutes a claim.
func (r *reader) state(s *source, claim string, stance evidence.Stance, words span, work string) {
	if !slices.Contains(s.credits, credited{claim, work}) {
		s.credits = append(s.credits, credited{claim, work})
	}
	link := [3]string{"statement", s.id, claim}
	if at, there := r.byLink[link]; there { // the first stance stays: one source does not hold both
		x := &r.graph.Statements[at]
		if q := r.quote(words); x.Stance == stance && !slices.Contains(x.Quotes, q) {
			x.Quotes = append(x.Quotes, q)
		}
		return
	}
	r.byLink[link] = len(r.graph.Statements)
	r.graph.Statements = append(r.graph.Statements, Statement{Source: s.id, Claim: claim, Stance: stance, Quotes: []Quote{r.quote(words)}})
}

// derive enters that a source takes from another for some claims.
func (r *reader) derive(from, to *source, kind evidence.DerivationKind, claims []string, words span) {
	if from == to || len(claims) == 0 {
		return
	}
	link := [3]string{string(kind), from.id, to.id}
	at, there := r.byLink[link]
	if !there {
		at = len(r.graph.Derivations)
		r.byLink[link] = at
		r.graph.Derivations = append(r.graph.Derivations, Derivation{From: from.id, To: to.id, Kind: kind})
	}
	d := &r.graph.Derivations[at]
	for _, c := range claims {
		if !slices.Contains(d.Claims, c) {
			d.Claims = append(d.Claims, c)
		}
	}
	if q := r.quote(words); !slices.Contains(d.Quotes, q) {
		d.Quotes = append(d.Quotes, q)
	}
}

// readLine reads the sentences of a paragraph.
func (r *reader) readLine(l line) {
	speaksForMain := false
	var before []attribution // of the sentence before
	of := r.withoutLead(l.span)
	speaker, speaks := r.speakerIn(span{l.start, of.start})
	for i, of := range sentencesOf(r.text, of) {
		if of.len() > maxSentenceBytes || of.len() == 0 {
			continue
		}
		s := r.scan(of)
		if speaks {
			s.goesOn(attribution{by: []mention{speaker}})
			continue
		}
		if s.quotation() && len(before) > 0 {
			s.goesOn(before[len(before)-1])
			continue
		}
		if len(s.words) < 3 || s.asks() {
			continue
		}
		if i == 0 && evidenceFor.MatchString(r.text[of.start:of.end]) {
			speaksForMain = true
		}
		before = s.read(l.span, speaksForMain && i > 0)
	}
}

// speakerIn returns the person who speaks in a paragraph by its label: "Bea Holm: We will not give in", "(Clip, Holm)".
func (r *reader) speakerIn(lead span) (mention, bool) {
	words := tokensOf(r.text, lead)
	for from := range words {
		name := words[from:]
		if len(name) > 4 || !name[0].upper || !strings.ContainsAny(r.text[lead.start:lead.end], ":)") {
			continue
		}
		if s := r.bySource[key(r.known(r.words(name)))]; s != nil && s.mention.identity == evidence.Named && !s.mention.outlet {
			m := s.mention
			m.span = span{name[0].start, name[len(name)-1].end}
			return m, true
		}
	}
	return mention{}, false
}

// quotation reports whether a sentence stands in quotation marks from its beginning to its end.
func (s *scan) quotation() bool {
	return len(s.quotes) == 1 && s.quotes[0].start-s.of.start <= 3 && s.of.end-s.quotes[0].end <= 4
}

// goesOn enters a quotation that follows one of the same sources: "It shook," said Ann. "Then it fell."
func (s *scan) goesOn(before attribution) {
	before.content, before.without, before.is = s.contentSpan(s.of.start, s.of.end), span{}, span{}
	before.denied, before.back, before.citing = false, false, nil
	if s.count(before.content) >= 3 && !strings.HasSuffix(s.text[s.of.start:s.of.end], "?") {
		before.said = before.content
		s.attribute(before, nil)
	}
}

// asks reports whether a sentence is a question of the text itself.
func (s *scan) asks() bool {
	return strings.HasSuffix(s.text[s.of.start:s.of.end], "?") && len(s.quotes) == 0
}

// read enters what a sentence says.
func (s *scan) read(paragraph span, forMain bool) []attribution {
	if s.review != nil {
		if s.ofMain() {
			return nil
		}
		if forMain {
			s.lead(paragraph)
		}
	}
	credits := s.credits()
	all := s.attributions()
	for i := range all {
		a := &all[i]
		s.resolve(a)
		if s.count(a.content) >= 2 || a.back {
			s.attribute(*a, credits)
		}
		s.remember(a.by...)
	}
	if len(all) == 0 && len(credits) > 0 {
		s.credit(credits)
	}
	s.rests()
	if len(all) == 0 {
		s.noteSubject()
	}
	return all
}

// resolve finds whom the pronouns of an attribution mean once those before it in the sentence are known.
func (s *scan) resolve(a *attribution) {
	if len(a.by) == 1 && a.by[0].identity == evidence.Named && a.by[0].kind == evidence.Spoken {
		a.by[0].label = s.known(a.by[0].label)
	}
}

// noteSubject remembers whom a sentence is about, though nothing that he says: "he" in the next may be he.
func (s *scan) noteSubject() {
	for i := range s.words[:min(20, len(s.words))] {
		if i > 0 && strings.ContainsAny(s.between(i), hardMarks) {
			return
		}
		if n := s.heardAt(i); n > 0 {
			if m, _, ok := s.sourceAfter(i+n, true); ok {
				s.remember(m)
			}
			return
		}
	}
	if by, ok := s.firstSubject(min(20, len(s.words))); ok {
		s.remember(by...)
	}
}

// heardAt reads "I heard from" and the like, the number of its words; 0 where it is something else.
func (s *scan) heardAt(i int) int {
	if i+3 >= len(s.words) || s.words[i].lower != "i" && s.words[i].lower != "we" {
		return 0
	}
	for n := 1; n < 4; n++ {
		if w := s.words[i+n].lower; w == "from" || w == "to" || w == "with" || w == "interviewed" || w == "met" {
			return n + 1
		}
	}
	return 0
}

// attribute enters one attribution. In a fact check those whom it names are the sources, and an outlet that it credits or
// that was told takes from them; any other text takes from them itself.
func (s *scan) attribute(a attribution, credits []mention) {
	words := a.said
	if a.content.len() > 0 {
		words = span{min(a.said.start, a.content.start), max(a.said.end, a.content.end)}
	}
	stance := a.stanceOf()
	var claims, aside []string
	if s.refutesMain(a) {
		claims, stance = []string{s.graph.Main}, evidence.Refutes
	} else if a.back {
		claims = s.lastClaim()
	} else {
		claims, aside = s.claimsOf(a, len(credits) > 0)
	}
	if len(claims) == 0 {
		return
	}
	if a.back && s.article != nil && stance == evidence.Refutes {
		for _, by := range a.by { // the text supports what it reported before; it takes nothing for it from those who deny it
			for _, c := range claims {
				s.state(s.source(by), c, stance, words, by.work)
			}
		}
		return
	}
	kind := evidence.Cites
	if s.quoted(a.content) {
		kind = evidence.Quotes
	}
	for _, h := range s.heads(a, credits) {
		for _, c := range append(slices.Clone(claims), aside...) {
			s.state(h.of, c, stance, span{words.start, max(words.end, h.words.end)}, h.work)
		}
		for _, to := range h.from {
			s.derive(h.of, s.source(to), kind, claims, words)
		}
	}
	for _, by := range a.by {
		if a.told != nil && s.article != nil {
			s.derive(s.source(*a.told), s.source(by), kind, claims, words)
		}
		if a.citing != nil {
			s.derive(s.source(by), s.source(*a.citing), evidence.Cites, claims, words)
		}
	}
}

// claimsOf enters what an attribution says, claim by claim. aside are those that stand beside it in a sentence with a credit
// and need not be of the one to whom the others are attributed.
func (s *scan) claimsOf(a attribution, credited bool) (claims, aside []string) {
	pieces := []span{a.content}
	if a.without.len() == 0 {
		pieces = s.pieces(a.content)
	}
	for _, p := range pieces {
		id := s.claim(p, a.without, a.is)
		if id != "" {
			s.claimedAt = s.paragraphOf(p)
			s.claimedLast = id
		}
		switch {
		case id == "":
		case credited && p.start > a.content.start && strings.HasPrefix(s.text[p.start:], "with "):
			aside = append(aside, id)
		default:
			claims = append(claims, id)
		}
	}
	return claims, aside
}

// lastClaim returns the claim that was said last, in this paragraph or the one before; nil where there is none. In a fact
// check "the claim" is the one that it checks.
func (s *scan) lastClaim() []string {
	switch {
	case s.review != nil:
		return []string{s.graph.Main}
	case s.claimedLast != "" && s.paragraphOf(s.of)-s.claimedAt <= reach:
		return []string{s.claimedLast}
	}
	return nil
}

// head is a supporter with those whom it has it from.
type head struct {
	of    *source
	work  string
	words span
	from  []mention
}

func (s *scan) heads(a attribution, credits []mention) []head {
	if s.article != nil {
		from := a.by
		if a.told != nil && s.source(*a.told) != s.article {
			from = []mention{*a.told}
		}
		return []head{{of: s.article, words: a.said, from: from}}
	}
	var out []head
	switch {
	case len(credits) > 0:
		for _, c := range credits {
			out = append(out, head{of: s.source(c), words: span{c.start, s.closing(c.end)}, from: a.by})
		}
	case a.told != nil:
		out = append(out, head{of: s.source(*a.told), words: a.told.span, from: a.by})
	default:
		for _, by := range a.by {
			out = append(out, head{of: s.source(by), work: by.work, words: by.span})
		}
	}
	return out
}

// closing is where a credit ends, its bracket with it.
func (s *scan) closing(end int) int {
	if i := strings.IndexByte(s.text[end:s.of.end], ')'); i >= 0 && i < 60 {
		return end + i + 1
	}
	return end
}

// quoted says whether words stand in quotation marks.
func (s *scan) quoted(of span) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[s.of.start:max(s.of.start, of.start)])
	return strings.ContainsRune(quoteMarks, before) && of.start > s.of.start
}

var (
	finite      = regexp.MustCompile(`(?i)\b(?:has|have|had|is|are|was|were|will|would|could|can)\b`)
	notTogether = regexp.MustCompile(`[^,;/&]+`)
	evidently   = regexp.MustCompile(`(?i)^with (?:\S+ ){1,4}\S+(?:ed|ing)\b`)
)

// pieces cuts what is said into claims, where it has several with a verb of their own.
func (s *scan) pieces(content span) []span {
	words := s.text[content.start:content.end]
	for _, joint := range []string{", and ", ", with "} {
		i := strings.Index(words, joint)
		if i < 0 {
			continue
		}
		first, rest := words[:i], words[i+len(joint):]
		second := span{content.start + i + len(joint), content.end}
		if joint == ", with " {
			second.start -= len("with ")
		}
		whole := s.text[second.start:second.end]
		if joint == ", and " && finite.MatchString(first) && finite.MatchString(rest) || joint == ", with " && evidently.MatchString(whole) {
			return append([]span{s.contentSpan(content.start, content.start+i)}, s.pieces(second)...)
		}
	}
	return []span{content}
}

// credits returns the outlets in brackets at the end of the sentence: "(Reuters)".
func (s *scan) credits() []mention {
	at := creditAtEnd.FindStringSubmatchIndex(s.text[s.of.start:s.of.end])
	if at == nil {
		return nil
	}
	var out []mention
	start := s.of.start + at[2]
	for _, part := range notTogether.FindAllStringIndex(s.text[start:s.of.start+at[3]], -1) {
		of := trimmed(s.text, span{start + part[0], start + part[1]})
		words := tokensOf(s.text, of)
		if len(words) == 0 || len(words) > 5 || s.initialsOf(words, of.start) {
			continue
		}
		m, ok := s.mentioned(words)
		if !ok || m.identity != evidence.Named || !m.outlet && s.review == nil {
			continue
		}
		if !m.outlet {
			m.outlet, m.kind = true, evidence.Report
		}
		out = append(out, m)
	}
	return out
}

// initialsOf says whether one word in brackets shortens the name before it: World Health Organization (WHO).
func (s *scan) initialsOf(words []token, at int) bool {
	if len(words) != 1 {
		return false
	}
	initials := ""
	for _, w := range s.words {
		if w.end <= at && w.upper {
			first, _ := utf8.DecodeRuneInString(s.text[w.start:])
			initials += string(first)
		}
	}
	return strings.HasSuffix(initials, s.text[words[0].start:words[0].end])
}

// credit enters a sentence that is credited as a whole.
func (s *scan) credit(credits []mention) {
	content := s.contentSpan(s.of.start, s.of.end)
	id := s.claim(content, span{}, span{})
	if id == "" || s.count(content) < 3 {
		return
	}
	for _, c := range credits {
		of := s.source(c)
		if s.article == nil {
			s.state(of, id, evidence.Supports, s.of, "")
			continue
		}
		s.state(s.article, id, evidence.Supports, s.of, "")
		s.derive(s.article, of, evidence.Cites, []string{id}, s.of)
	}
}
