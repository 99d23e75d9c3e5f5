package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/copying"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// layout is what the lines of a text are.
type layout struct {
	title    line
	body     []line // paragraphs
	listed   []line // of a list of sources
	claimed  span   // the words of a line "Claim: ..."; empty for none
	byOutlet span   // the outlet of a line "By Jane Doe, The Paper"; empty for none
	review   *verdict
}

// verdict is the verdict of a fact check. words is empty where it is called a fact check and gives none.
type verdict struct {
	words span // "True"
	line  span // "Verdict: True"
	value evidence.Verdict
}

var (
	factCheck   = regexp.MustCompile(`(?i)^(?:fact[- ]?check(?:ed|ing)?|faktencheck|faktenfuchs|vérification|désintox|vrai ou faux)\b\s*[:–—-]?\s*`)
	verdictLine = regexp.MustCompile(`(?i)^(?:(?:our |the )?(?:verdict|rating|ruling|conclusion)|bewertung|urteil|fazit|conclusion|verdict)\s*[:–—-]\s*(\S.{0,60})$`)
	claimLine   = regexp.MustCompile(`(?i)^(?:the claim|claim|behauptung|affirmation)\s*:\s*(\S.*)$`)
	byLine      = regexp.MustCompile(`^(?:By|Von|Par)\s+[^,]{3,60}(?:,\s*(.{2,60}))?$`)
	sourceList  = regexp.MustCompile(`(?i)^(?:sources|references|our sources|quellen|quellenangaben|références)\s*:?$`)
	listLine    = regexp.MustCompile(`(?i)^(?:sources|references|quellen|références)\s*:\s+`)
	bullet      = regexp.MustCompile(`^(?:[-*•–—]|\[?\d{1,2}[.)\]])\s+`)
	wordsOnly   = regexp.MustCompile(`^[^.!?:;,"“”]{1,60}\??$`)
)

// layOut says what each line is.
func (r *reader) layOut() {
	r.title = r.lines[0]
	r.german = german(r.text)
	if factCheck.MatchString(r.text[r.title.start:r.title.end]) {
		r.review = &verdict{}
	}
	listing := false
	for i, l := range r.lines {
		words := r.text[l.start:l.end]
		if i == 0 && len(r.lines) > 1 {
			continue
		}
		switch {
		case r.listOn(l), sourceList.MatchString(words):
			listing = true
		case listing:
			r.listed = append(r.listed, line{span{l.start + len(bullet.FindString(words)), l.end}, l.number})
		case r.verdictOn(l), r.claimOn(l), r.byLineOn(l), heading(words), reporting(words):
		default:
			r.body = append(r.body, l)
		}
	}
	if r.review == nil { // nothing but a fact check lists its sources to be cited: an article's last lines may be anything
		r.listed = nil
	}
}

// listOn reads a list of sources on one line: "Sources: one; two".
func (r *reader) listOn(l line) bool {
	head := listLine.FindString(r.text[l.start:l.end])
	if head == "" {
		return false
	}
	start := l.start + len(head)
	for part := range strings.SplitSeq(r.text[start:l.end], ";") {
		if of := trimmed(r.text, span{start, start + len(part)}); of.len() > 0 {
			r.listed = append(r.listed, line{of, l.number})
		}
		start += len(part) + 1
	}
	return true
}

// german tells from the commonest words of both languages.
func german(text string) bool {
	counts := map[string]int{}
	for _, t := range tokensOf(text, span{0, floorRune(text, min(len(text), 20000))}) {
		counts[t.lower]++
	}
	return counts["der"]+counts["die"]+counts["und"]+counts["das"]+counts["ist"] > counts["the"]+counts["of"]+counts["and"]+counts["is"]
}

func (r *reader) verdictOn(l line) bool {
	at := verdictLine.FindStringSubmatchIndex(r.text[l.start:l.end])
	if at == nil {
		return false
	}
	words := trimmedFunc(r.text, span{l.start + at[2], l.start + at[3]}, func(c rune) bool { return isSpace(c) || c == '.' })
	if words.len() == 0 {
		return false
	}
	value := formats.VerdictOfWords(r.text[words.start:words.end])
	if r.review == nil && value == evidence.VerdictOther {
		return false // "Conclusion: we need more buses" makes no fact check
	}
	if r.review == nil || r.review.words.len() == 0 {
		r.review = &verdict{words: words, line: l.span, value: value}
	}
	return true
}

func (r *reader) claimOn(l line) bool {
	at := claimLine.FindStringSubmatchIndex(r.text[l.start:l.end])
	if at == nil || r.claimed.len() > 0 {
		return false
	}
	r.claimed = trimmed(r.text, span{l.start + at[2], l.start + at[3]})
	return r.claimed.len() > 0
}

func (r *reader) byLineOn(l line) bool {
	at := byLine.FindStringSubmatchIndex(r.text[l.start:l.end])
	if at == nil || strings.HasSuffix(r.text[l.start:l.end], ".") {
		return false
	}
	if at[2] >= 0 {
		r.byOutlet = trimmed(r.text, span{l.start + at[2], l.start + at[3]})
	}
	return true
}

// heading tells a heading: a few words and no mark that ends a sentence.
func heading(words string) bool {
	return wordsOnly.MatchString(words) && len(strings.Fields(words)) <= 6
}

// reporting tells the last line of an agency's article: "Reporting by A; editing by B".
func reporting(words string) bool {
	return slices.ContainsFunc(copying.Credits(words), func(c copying.Credit) bool { return c.Form == copying.FormReporting })
}

var (
	claimThat = regexp.MustCompile(`(?i)\b(?:the claim|claim|the assertion|die behauptung|l['’]affirmation)(?:,)? (?:that|dass|selon laquelle) (.{12,400}?)(?:,? (?:is|are|was|ist|sei|est) (?:\S+ ){0,3}(?:substantiated|supported|true|false|correct|accurate|incorrect|wrong|misleading|unfounded|baseless|not|belegt|falsch|richtig|wahr|vraie|fausse|robust)\b)`)
)

// mainClaim enters what the text is about first: the claim that it says it checked, else what its title says.
func (r *reader) mainClaim() {
	title := r.text[r.title.start:r.title.end]
	of := span{r.title.start + len(factCheck.FindString(title)), r.title.end}
	if of.len() == 0 {
		of = r.title.span
	}
	r.graph.RecordedFrom = r.quote(r.title.span)
	if r.review != nil {
		if r.claimed.len() > 0 {
			of = r.claimed
		} else if at, ok := r.checked(); ok {
			of = at
		}
	}
	text := asSentence(r.text[of.start:of.end])
	if r.review == nil || text == "" {
		text = clippedTo(r.text[of.start:of.end], evidence.MaxTextBytes/2) // a headline has no full stop
	}
	r.graph.Main = r.addClaim(text, of)
}

// shared are the words before a claim that goes round: "A video viewed a million times claims that".
var shared = regexp.MustCompile(`(?i)\b(?:posts?|videos?|clips?|messages?|memes?|images?|articles?|users|emails?|beiträge|nutzer|videos?) (?:[^.!?"“”]{0,120} )?(?:claims?|claimed|claiming|alleges?|alleged|suggests?|says?|behaupten|behauptet) (?:that |, dass )(.{12,400}?)[.]?$`)

// checked finds the words of "the claim that ... is substantiated", the last of the text; else, where the title does not state
// the claim but denies or asks it, what the first post or video of which it tells claims.
func (r *reader) checked() (found span, ok bool) {
	var goesRound span
	for _, l := range r.body {
		for _, s := range sentencesOf(r.text, l.span) {
			if s.len() > maxSentenceBytes {
				continue
			}
			if at := claimThat.FindStringSubmatchIndex(r.text[s.start:s.end]); at != nil {
				found, ok = trimmed(r.text, span{s.start + at[2], s.start + at[3]}), true
			}
			if at := shared.FindStringSubmatchIndex(r.text[s.start:s.end]); at != nil && goesRound.len() == 0 {
				goesRound = trimmed(r.text, span{s.start + at[2], s.start + at[3]})
			}
		}
	}
	if !ok && r.refuted() && goesRound.len() > 0 {
		return goesRound, true
	}
	return found, ok
}

// refuted tells whether the title is a question or an answer, and so not the claim.
func (r *reader) refuted() bool {
	title := r.text[r.title.start:r.title.end]
	title = strings.ToLower(title[len(factCheck.FindString(title)):])
	return strings.HasSuffix(title, "?") || strings.HasPrefix(title, "no,") || strings.HasPrefix(title, "nein,") || strings.HasPrefix(title, "non,")
}

// self enters the text as a source of its main claim, where it is no fact check.
func (r *reader) self() {
	if r.review != nil {
		return
	}
	m := mention{span: r.title.span, label: clipped(r.text[r.title.start:r.title.end]), identity: evidence.Named, kind: evidence.Article}
	s := &source{mention: m, id: "article-" + r.mark, title: m.label, quotes: []Quote{r.quote(r.title.span)}}
	if of, name := r.publisher(); name != "" {
		s.mention.outlet, s.mention.label = true, name
		s.quotes = append(s.quotes, r.quote(of))
		if agency(name) != "" {
			s.mention.kind = evidence.WireReport
		}
		r.labels = append(r.labels, name)
	}
	r.order = append(r.order, s)
	r.article, r.graph.Self = s, s.id
	r.state(s, r.graph.Main, evidence.Supports, r.title.span, "")
	r.material(s)
}

// publisher returns who published the text, by its byline, dateline or credit line; "" where none says.
func (r *reader) publisher() (span, string) {
	if r.byOutlet.len() > 0 {
		return r.byOutlet, clipped(r.text[r.byOutlet.start:r.byOutlet.end])
	}
	for _, c := range r.creditLines() {
		if c.Form == copying.FormDateline || c.Form == copying.FormByline || c.Form == copying.FormCredit && r.alone(span{c.Start, c.End}) {
			return span{c.Start, c.End}, c.Agency
		}
	}
	return span{}, ""
}

func (r *reader) creditLines() []copying.Credit {
	return slices.DeleteFunc(copying.Credits(r.text), func(c copying.Credit) bool {
		return c.Agency == "" || c.Start >= c.End || trimmed(r.text, span{c.Start, c.End}) != span{c.Start, c.End}
	})
}

// alone says whether words have their line to themselves.
func (r *reader) alone(of span) bool {
	return slices.ContainsFunc(r.lines, func(l line) bool { return l.start <= of.start && of.end <= l.end && l.len()-of.len() <= 4 })
}

// material enters the agencies whose material the text says that it uses.
func (r *reader) material(s *source) {
	for _, c := range r.creditLines() {
		if c.Form == copying.FormMaterial && c.Agency != s.mention.label {
			of := span{c.Start, c.End}
			to := r.source(mention{span: of, label: c.Agency, identity: evidence.Named, kind: evidence.WireReport, outlet: true})
			r.derive(s, to, evidence.DerivedFrom, []string{r.graph.Main}, of)
		}
	}
}
