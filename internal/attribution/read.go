package attribution

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/tokens"
)

// MaxTextBytes is the longest text that is read; an article has a tenth of it.
const MaxTextBytes = 256 << 10

const (
	maxSentenceBytes = 4000                      // a longer one is no prose: patterns are not looked for in it
	maxClaimBytes    = evidence.MaxTextBytes / 2 // a claim is made of no more words
)

// Read finds in a text who says what. The text must be UTF-8 with words in it; lines end with a line feed, and each is
// a paragraph. The same text always gives the same graph. The error has code evidence.CodeInvalid.
func Read(text string) (*outline.Graph, error) {
	if err := checkText(text); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(text))
	r := &reader{text: text, lines: prose.Lines(text), mark: hex.EncodeToString(sum[:4]), bySource: map[string]*source{},
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

// checkText refuses what is no text to read. The error has code evidence.CodeInvalid.
func checkText(text string) error {
	switch {
	case len(text) > MaxTextBytes:
		return evidence.Invalidf("", "the text has %d bytes; expected one article of at most %d", len(text), MaxTextBytes)
	case !utf8.ValidString(text):
		return evidence.Invalidf("", "the text is not UTF-8; expected an article as plain text or HTML")
	case strings.ContainsRune(text, 0):
		return evidence.Invalidf("", "the text contains a NUL byte; expected an article as plain text or HTML")
	case !strings.ContainsFunc(text, unicode.IsLetter):
		return evidence.Invalidf("", "the text has no words; expected an article")
	}
	return nil
}

// reader is the reading of one text.
type reader struct {
	text         string
	lines        []prose.Line
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
	graph        outline.Graph
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
	mention  mention
	id       string
	title    string // of the text itself
	inferred bool   // the text does not say that its outlet published it
	quotes   []outline.Quote
	credits  []credited
}

// credited is a claim that a source is given for, and as what: "investigation".
type credited struct {
	claim, work string
}

// lineOf returns the number of the line on which a run of the text begins, from 1.
func (r *reader) lineOf(of prose.Span) int {
	at, found := slices.BinarySearchFunc(r.lines, of.Start, func(l prose.Line, start int) int { return l.Start - start })
	if !found {
		at = max(0, at-1)
	}
	return r.lines[at].Number
}

// quote returns a run of the text as a quote.
func (r *reader) quote(of prose.Span) outline.Quote {
	return outline.Quote{Line: r.lineOf(of), Exact: r.text[of.Start:of.End], Start: of.Start, End: of.End}
}

// source enters a mention and returns the source that it is of.
func (r *reader) source(m mention) *source {
	if r.article != nil && m.identity == evidence.Named && (r.book.own[key(m.label)] || r.article.mention.outlet &&
		key(r.article.mention.label) == key(m.label) || m.outlet && r.isOwn(m.label)) {
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
	if len(s.quotes) == 0 || s.quotes[len(s.quotes)-1].Line != r.quote(m.Span).Line {
		s.quotes = append(s.quotes, r.quote(m.Span))
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
		m.nouns = append(m.nouns, nounsOf(prose.Tokens(m.label, prose.Between(0, len(m.label))))...)
	}
	for _, noun := range m.nouns {
		if !slices.Contains(s.mention.nouns, noun) {
			s.mention.nouns = append(s.mention.nouns, noun)
		}
	}
}

// id returns the key of a source of this text.
func (r *reader) id(label string) string {
	id := prose.Slug(label) + "-" + r.mark
	for n := 2; slices.ContainsFunc(r.order, func(s *source) bool { return s.id == id }); n++ {
		id = prose.Slug(label) + "-" + r.mark + "-" + strconv.Itoa(n)
	}
	return id
}

// claim enters what is said by some words, and returns its id; "" where they say nothing.
func (r *reader) claim(content, without, is prose.Span) string {
	said := r.text[content.Start:content.End]
	if is.Start > content.Start && is.End < content.End {
		said = strings.TrimSpace(r.text[content.Start:is.Start]) + " is " + strings.TrimSpace(r.text[is.End:content.End])
	}
	if without.Len() > 0 {
		before := strings.TrimRight(r.text[content.Start:without.Start], " ,")
		after := strings.TrimLeft(r.text[without.End:content.End], " ,")
		said = strings.TrimSpace(before + " " + after)
	}
	text := prose.AsSentence(said, maxClaimBytes)
	fields := strings.Fields(text)
	if len(fields) < 2 || lexicon.Auxiliaries[strings.TrimSuffix(fields[len(fields)-1], ".")] && len(fields) < 5 {
		return ""
	}
	if r.review != nil && tokens.Common(text, r.graph.Claims[0].Text) >= sameClaim {
		return r.addClaim(r.graph.Claims[0].Text, content)
	}
	return r.addClaim(text, content)
}

// sameClaim is from which share of common words on a sentence states the main claim again.
const sameClaim = 0.7

func (r *reader) addClaim(text string, words prose.Span) string {
	id := evidence.ID(evidence.ClaimIDOf(text)).Key()
	if at, there := r.byClaim[id]; there {
		c := &r.graph.Claims[at]
		if q := r.quote(words); !slices.Contains(c.Quotes, q) {
			c.Quotes = append(c.Quotes, q)
		}
		return id
	}
	r.byClaim[id] = len(r.graph.Claims)
	r.graph.Claims = append(r.graph.Claims, outline.Claim{ID: id, Text: text, Quotes: []outline.Quote{r.quote(words)}})
	return id
}

// state enters that a source supports or refutes a claim.
func (r *reader) state(s *source, claim string, stance evidence.Stance, words prose.Span, work string) {
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
	r.graph.Statements = append(
		r.graph.Statements, outline.Statement{Source: s.id, Claim: claim, Stance: stance,
			Quotes: []outline.Quote{r.quote(words)}})
}

// derive enters that a source takes from another for some claims.
func (r *reader) derive(from, to *source, kind evidence.DerivationKind, claims []string, words prose.Span) {
	if from == to || len(claims) == 0 {
		return
	}
	link := [3]string{string(kind), from.id, to.id}
	at, there := r.byLink[link]
	if !there {
		at = len(r.graph.Derivations)
		r.byLink[link] = at
		r.graph.Derivations = append(r.graph.Derivations, outline.Derivation{From: from.id, To: to.id, Kind: kind})
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

var (
	finite      = regexp.MustCompile(`(?i)\b(?:has|have|had|is|are|was|were|will|would|could|can)\b`)
	notTogether = regexp.MustCompile(`[^,;/&]+`)
	evidently   = regexp.MustCompile(`(?i)^with (?:\S+ ){1,4}\S+(?:ed|ing)\b`)
)
