package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/credits"
	"github.com/credence-graph/credence/internal/evidence"
)

// layout is what the lines of a text are.
type layout struct {
	title    prose.Line
	body     []prose.Line // paragraphs
	listed   []prose.Line // of a list of sources
	claimed  prose.Span   // the words of a line "Claim: ..."; empty for none
	byOutlet prose.Span   // the outlet of a line "By Jane Doe, The Paper"; empty for none
	review   *verdict
	sharedBy prose.Span // what a fact check says was shared with its claim; empty where it does not say so
}

var (
	factCheck = regexp.MustCompile(
		`(?i)^(?:fact[- ]?check(?:ed|ing)?|faktencheck|faktenfuchs|vérification|désintox|vrai ou faux)\b\s*[:–—-]?\s*`)
	verdictLine = regexp.MustCompile(
		`(?i)^(?:(?:our |the )?(?:verdict|rating|ruling|conclusion)|bewertung|urteil|fazit|conclusion|verdict)\s*[:–—-]\s*(\S.{0,60})$`)
	claimLine = regexp.MustCompile(
		`(?i)^(?:the claim|claim|viral claim|what (?:was|is) (?:being )?claimed|what['’]s the claim|rumou?r|behauptung|affirmation)\s*:\s*(\S.*)$`)
	byLine     = regexp.MustCompile(`^(?:By|Von|Par)\s+[^,]{3,60}(?:,\s*(.{2,60}))?$`)
	sourceList = regexp.MustCompile(`(?i)^(?:sources|references|our sources|quellen|quellenangaben|références)\s*:?$`)
	listLine   = regexp.MustCompile(`(?i)^(?:sources|references|quellen|références)\s*:\s+`)
	bullet     = regexp.MustCompile(`^(?:[-*•–—]|\[?\d{1,2}[.)\]])\s+`)
	wordsOnly  = regexp.MustCompile(`^[^.!?:;,"“”]{1,60}\??$`)
)

// layOut says what each line is.
func (r *reader) layOut() {
	r.title = r.lines[0]
	r.german, r.french = prose.Languages(r.text)
	if factCheck.MatchString(r.text[r.title.Start:r.title.End]) {
		r.review = &verdict{}
	}
	listing := false
	for i, l := range r.lines {
		words := r.text[l.Start:l.End]
		if i == 0 && len(r.lines) > 1 {
			continue
		}
		switch {
		case r.listOn(l), sourceList.MatchString(words):
			listing = true
		case listing:
			r.listed = append(
				r.listed, prose.Line{Span: prose.Between(l.Start+len(bullet.FindString(words)), l.End), Number: l.Number})
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
func (r *reader) listOn(l prose.Line) bool {
	head := listLine.FindString(r.text[l.Start:l.End])
	if head == "" {
		return false
	}
	start := l.Start + len(head)
	for part := range strings.SplitSeq(r.text[start:l.End], ";") {
		if of := prose.Trim(r.text, prose.Between(start, start+len(part))); of.Len() > 0 {
			r.listed = append(r.listed, prose.Line{Span: of, Number: l.Number})
		}
		start += len(part) + 1
	}
	return true
}

func (r *reader) claimOn(l prose.Line) bool {
	at := claimLine.FindStringSubmatchIndex(r.text[l.Start:l.End])
	if at == nil || r.claimed.Len() > 0 {
		return false
	}
	r.claimed = prose.Trim(r.text, prose.Between(l.Start+at[2], l.Start+at[3]))
	return r.claimed.Len() > 0
}

func (r *reader) byLineOn(l prose.Line) bool {
	at := byLine.FindStringSubmatchIndex(r.text[l.Start:l.End])
	if at == nil || strings.HasSuffix(r.text[l.Start:l.End], ".") {
		return false
	}
	if at[2] >= 0 {
		r.byOutlet = prose.Trim(r.text, prose.Between(l.Start+at[2], l.Start+at[3]))
	}
	return true
}

// heading tells a heading: a few words and no mark that ends a sentence.
func heading(words string) bool {
	return wordsOnly.MatchString(words) && len(strings.Fields(words)) <= 6
}

// reporting tells the last line of an agency's article: "Reporting by A; editing by B".
func reporting(words string) bool {
	return slices.ContainsFunc(credits.Find(words), func(c credits.Credit) bool { return c.Form == credits.FormReporting })
}

// self enters the text as a source of its main claim, where it is no fact check.
func (r *reader) self() {
	if r.review != nil {
		return
	}
	m := mention{Span: r.title.Span, label: prose.Clip(r.text[r.title.Start:r.title.End]), identity: evidence.Named,
		kind: evidence.Article}
	s := &source{mention: m, id: "article-" + r.mark, title: m.label, quotes: []outline.Quote{r.quote(r.title.Span)}}
	of, name := r.publisher()
	if name == "" && r.book.told.Len() > 0 {
		of, name, s.inferred = r.book.told, prose.Clip(strings.TrimPrefix(r.text[r.book.told.Start:r.book.told.End],
			"the ")), true
	}
	if name != "" {
		s.mention.outlet, s.mention.label = true, name
		s.quotes = append(s.quotes, r.quote(of))
		if agency(name) != "" {
			s.mention.kind = evidence.WireReport
		}
		r.labels = append(r.labels, name)
	}
	r.order = append(r.order, s)
	r.article, r.graph.Self = s, s.id
	r.state(s, r.graph.Main, evidence.Supports, r.title.Span, "")
	r.material(s)
}

// publisher returns who published the text, by its byline, dateline or credit line; "" where none says.
func (r *reader) publisher() (prose.Span, string) {
	if r.byOutlet.Len() > 0 {
		return r.byOutlet, prose.Clip(r.text[r.byOutlet.Start:r.byOutlet.End])
	}
	for _, c := range r.creditLines() {
		if c.Form == credits.FormDateline || c.Form == credits.FormByline || c.Form == credits.FormCredit &&
			r.alone(prose.Between(c.Start, c.End)) {
			return prose.Between(c.Start, c.End), c.Agency
		}
	}
	return prose.Span{}, ""
}

func (r *reader) creditLines() []credits.Credit {
	return slices.DeleteFunc(credits.Find(r.text), func(c credits.Credit) bool {
		return c.Agency == "" || c.Start >= c.End ||
			prose.Trim(r.text, prose.Between(c.Start, c.End)) != prose.Between(c.Start, c.End)
	})
}

// alone reports whether words have their line to themselves.
func (r *reader) alone(of prose.Span) bool {
	return slices.ContainsFunc(
		r.lines, func(l prose.Line) bool { return l.Start <= of.Start && of.End <= l.End && l.Len()-of.Len() <= 4 })
}

// material enters the agencies whose material the text says that it uses.
func (r *reader) material(s *source) {
	for _, c := range r.creditLines() {
		if c.Form == credits.FormMaterial && c.Agency != s.mention.label {
			of := prose.Between(c.Start, c.End)
			to := r.source(mention{Span: of, label: c.Agency, identity: evidence.Named, kind: evidence.WireReport, outlet: true})
			r.derive(s, to, evidence.DerivedFrom, []string{r.graph.Main}, of)
		}
	}
}
