package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/attribution/stakes"
	"github.com/credence-graph/credence/internal/evidence"
)

// declaration is what a fact check says of the convergence of its sources.
type declaration struct {
	sources []string
	quotes  []outline.Quote
	all     bool // of all that support the claim: "various independent sources"
}

// stanceVerbs are what a source does to "the claim".
var stanceVerbs = map[string]evidence.Stance{}

func init() {
	for _, w := range strings.Fields(
		`corroborate corroborates corroborated corroborating support supports supported supporting validate validates validated
validating confirm confirms confirmed confirming back backs backed backing substantiate substantiates substantiated bestätigen bestätigt stützen stützt`) {
		stanceVerbs[w] = evidence.Supports
	}
	for _, w := range strings.Fields(
		`contradict contradicts contradicted contradicting refute refutes refuted refuting debunk debunks debunked dispute disputes
disputed disprove disproves disproved reject rejects rejected widerlegen widerlegt widersprechen widerspricht`) {
		stanceVerbs[w] = evidence.Refutes
	}
}

var (
	theClaim = regexp.MustCompile(
		`(?i)\b(?:the|this|that|der|die|dieser|diese) (?:claims?|assertions?|allegations?|rumou?rs?|behauptung(?:en)?)\b`)
	evidenceFor = regexp.MustCompile(
		`(?i)\bevidence (?:supporting|for|behind|in support of) (?:the|this) (?:claim|assertion)`)
	independent = regexp.MustCompile(
		`(?i)\b(?:independent (?:\S+ )?(?:sources|outlets|organi[sz]ations|reports|media)|independently (?:confirmed|verified|corroborated)|unabhängige[nr]? (?:\S+ )?quellen)\b`)
	corroborates = regexp.MustCompile(`(?i)\bcorroborat(?:e|es|ed)\b`)
	givesReason  = regexp.MustCompile(
		`(?i)\b(?:(?:the )?(?:convergence|weight|preponderance|totality) of (?:the )?evidence\b[^,.;]*|(?:there is )?no (?:credible |reliable )?evidence\b[^.;]*|keine belege\b[^.;]*|substantiated by [^,.;]*)`)
	reserves = regexp.MustCompile(
		`(?i)\b(?:bias(?:es|ed)?|selectively|framing|caveats?|caution|limitations?|incomplete|(?:cannot|can not|could not|not) be (?:\S+ )?(?:verified|confirmed|ruled out|excluded)|not (?:been )?independently verified|remains? (?:unclear|disputed|uncertain)|nicht (?:unabhängig )?(?:überprüf\S*|auszuschließen)|unklar)\b`)
)

// ofMain reads a sentence that says of sources that they speak for or against the claim; false if it is another one.
func (s *scan) ofMain() bool {
	words := s.text[s.of.Start:s.of.End]
	if independent.MatchString(words) && (theClaim.MatchString(words) || strings.Contains(words, "evidence")) {
		s.declared.all = true
		s.declared.quotes = append(s.declared.quotes, s.quote(s.of))
	}
	if !theClaim.MatchString(words) {
		return false
	}
	for i, w := range s.words {
		stance, is := stanceVerbs[w.Lower]
		if !is {
			continue
		}
		by, ok := s.subjects(i, false)
		if !ok {
			by, ok = s.anySubject(i)
		}
		if !ok {
			continue
		}
		for _, m := range by {
			if m.identity == evidence.Unnamed {
				continue // "sources confirm the claim": those that it names elsewhere
			}
			of := s.source(m)
			s.state(of, s.graph.Main, stance, prose.Between(by[0].Start, s.of.End), m.work)
			if stance == evidence.Supports {
				s.declared.sources = append(s.declared.sources, of.id)
			}
		}
		if stance == evidence.Supports && corroborates.MatchString(words) {
			s.declared.quotes = append(s.declared.quotes, s.quote(s.of))
		}
		return true
	}
	return false
}

// anySubject returns the subject of another verb before word i: "X highlights ..., further validating the claim".
func (s *scan) anySubject(i int) ([]mention, bool) {
	for k, w := range s.words[:i] {
		if lexicon.Verbs[w.Lower] && k > 0 {
			if by, ok := s.subjects(k, true); ok {
				return by, true
			}
		}
	}
	return nil, false
}

// lead enters the subject that a sentence begins with as one that speaks for the claim: the paragraph has said so.
func (s *scan) lead(paragraph prose.Span) {
	if m, _, ok := s.opening(); ok && m.identity == evidence.Named && (m.outlet || m.work != "") {
		s.state(s.source(m), s.graph.Main, evidence.Supports, prose.Between(paragraph.Start, m.End), m.work)
	}
}

// opening reads the source that a sentence begins with, and returns the number of its words.
func (s *scan) opening() (mention, int, bool) {
	for n := min(7, len(s.words)); n > 0; n-- {
		words := slices.Clone(s.words[:n])
		last := &words[n-1]
		if owner, owned := strings.CutSuffix(last.Lower, "'s"); owned { // the agency's
			last.Lower = owner
			last.End = last.Start + strings.LastIndexAny(s.text[last.Start:last.End], "'’")
		} else if lexicon.Linking[last.Lower] || lexicon.Relations[last.Lower] {
			continue
		}
		if m, ok := s.mentioned(words); ok {
			return m, n, true
		}
	}
	return mention{}, 0, false
}

// restsOn are the words before what a source rests on.
var restsOn = []string{"analysis of", "review of", "examination of", "based on", "relies on", "rely on", "relied on",
	"drawing on", "draws on", "has seen",
	"have seen", "obtained", "points to", "pointed to", "cited", "cites", "refers to", "referred to", "basiert auf",
	"basieren auf", "beruht auf", "beruhen auf", "stützt sich auf", "auswertung von", "s' appuie sur", "liegen vor"}

var (
	listJoint  = regexp.MustCompile(`,? and |, |,? und |,? et `)
	reportsOf  = regexp.MustCompile(`(?i)\b(?:reports|accounts|statements|information|testimony) (?:from|of|by) `)
	whichShows = regexp.MustCompile(
		`(?i)\b(?:which|that) (?:show|shows|showed|suggest|suggests|indicate|indicates|confirm|confirms|reveal|reveals|estimate|estimates|say|says|state|states|warn|warns|claim|claims) that `)
	aside = regexp.MustCompile(`(?i),? (?:which|that|who|as well as how) `)
)

// rests enters what the source that a sentence begins with rests on.
func (s *scan) rests() {
	for i := range s.words {
		for _, cue := range restsOn {
			n := s.phraseAt(i, cue)
			if n == 0 || i+n >= len(s.words) {
				continue
			}
			if m, taken, ok := s.opening(); ok && taken <= i && m.identity == evidence.Named {
				s.restOn(m, prose.Between(s.words[i+n].Start, s.of.End))
			}
			return
		}
	}
}

func (s *scan) restOn(m mention, list prose.Span) {
	tail := s.text[list.Start:list.End]
	var shown prose.Span
	if at := whichShows.FindStringIndex(tail); at != nil {
		shown = s.contentSpan(list.Start+at[1], list.End)
	}
	if at := aside.FindStringIndex(tail); at != nil {
		list.End = list.Start + at[0]
	}
	var found []mention
	start := list.Start
	for _, at := range append(
		listJoint.FindAllStringIndex(s.text[list.Start:list.End], -1), []int{list.Len(), list.Len()}) {
		if item, ok := s.basis(s.contentSpan(start, list.Start+at[0])); ok {
			found = append(found, item)
		}
		start = list.Start + at[1]
	}
	if len(found) == 0 {
		return
	}
	of := s.source(m)
	claims := s.scopeOf(of, m.work)
	if of != s.article && len(of.credits) == 0 && s.article != nil && shown.Len() == 0 {
		claims = s.lastOf(of) // the text itself states what it takes from them
	}
	if shown.Len() > 0 && s.count(shown) >= 3 {
		if id := s.claim(shown, prose.Span{}, prose.Span{}); id != "" {
			s.state(of, id, evidence.Supports, s.of, m.work)
			claims = []string{id}
		}
	}
	for _, item := range found {
		s.derive(of, s.source(item), evidence.DerivedFrom, claims, s.of)
	}
}

// lastOf returns the claims that an article takes from a source; nil where it takes none.
func (r *reader) lastOf(s *source) []string {
	for _, d := range r.graph.Derivations {
		if d.From == r.article.id && d.To == s.id {
			return slices.Clone(d.Claims)
		}
	}
	return nil
}

// scopeOf returns the claims that a source is given for: as the investigation, where it is called one here.
func (r *reader) scopeOf(s *source, work string) []string {
	var of, any []string
	for _, c := range s.credits {
		if !slices.Contains(any, c.claim) {
			any = append(any, c.claim)
		}
		if work != "" && c.work == work && !slices.Contains(of, c.claim) {
			of = append(of, c.claim)
		}
	}
	switch {
	case len(of) > 0:
		return of
	case len(any) > 0:
		return any
	}
	return []string{r.graph.Main}
}

// basis reads one thing that a source rests on.
func (s *scan) basis(of prose.Span) (mention, bool) {
	if at := reportsOf.FindStringIndex(s.text[of.Start:of.End]); at != nil {
		from := prose.Between(of.Start+at[1], of.End)
		if m, ok := s.mentioned(prose.Tokens(s.text, from)); ok {
			m.Span = of
			return m, true
		}
	}
	words := prose.Tokens(s.text, of)
	for len(words) > 1 && (lexicon.Articles[words[0].Lower] || lexicon.Anaphora[words[0].Lower]) {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 8 {
		return mention{}, false
	}
	for _, b := range lexicon.Basis {
		if slices.ContainsFunc(words, func(t prose.Token) bool { return t.Lower == b.Noun }) {
			of.Start = words[0].Start
			return mention{Span: of, label: prose.Clip(s.text[of.Start:of.End]), identity: evidence.Category,
				kind: evidence.SourceKind(b.Kind)}, true
		}
	}
	return mention{}, false
}

// settle enters what is known when the whole text is read: the review, what it declares, the parts, and the sources.
func (r *reader) settle() {
	r.attachLead()
	r.goesRound()
	r.declare()
	r.concludes()
	r.parts()
	r.answered()
	for _, s := range r.order {
		x := outline.Source{ID: s.id, Inferred: s.inferred, Kind: s.mention.kind, Identity: s.mention.identity,
			Title:  s.title,
			Quotes: s.quotes}
		switch {
		case s.mention.outlet:
			x.Outlet = r.outlet(s)
		case x.Title == "":
			x.Title = s.mention.label
		}
		r.graph.Sources = append(r.graph.Sources, x)
	}
	// without claims and sources that nothing came of
	r.graph = *r.graph.Keep(slices.Repeat([]bool{true}, len(r.graph.Items())))
	r.graph.Interests = append(r.graph.Interests, stakes.Find(r.text, r.body, &r.graph)...)
}

func (r *reader) outlet(s *source) string {
	id := prose.Slug(s.mention.label)
	if !slices.ContainsFunc(r.graph.Outlets, func(o outline.Outlet) bool { return o.ID == id }) {
		q := s.quotes[0]
		if s == r.article && len(s.quotes) > 1 {
			q = s.quotes[1]
		}
		r.graph.Outlets = append(r.graph.Outlets, outline.Outlet{ID: id, Name: s.mention.label, Quotes: []outline.Quote{q}})
	}
	return id
}

// declare enters the one corroboration that the text asserts of the main claim: of all that it says support it, where
// it calls its sources independent, else of those that it says corroborate it.
func (r *reader) declare() {
	ids := slices.Clone(r.declared.sources)
	if r.declared.all {
		ids = nil
		for _, s := range r.graph.Statements {
			if s.Claim == r.graph.Main && s.Stance == evidence.Supports {
				ids = append(ids, s.Source)
			}
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) < 2 || len(r.declared.quotes) == 0 {
		return
	}
	r.graph.Corroborations = []outline.Corroboration{{Claim: r.graph.Main, Sources: ids, Quotes: r.declared.quotes}}
}

// concludes enters the review with what it cites, its reason and its reservations.
func (r *reader) concludes() {
	if r.review == nil || r.review.words.Len() == 0 {
		return
	}
	review := outline.Review{ID: "fact-check-" + r.mark, Claim: r.graph.Main, Verdict: r.review.value,
		AlternateName: prose.Clip(r.text[r.review.words.Start:r.review.words.End]),
		Quotes:        []outline.Quote{r.quote(r.review.line)},
		Cites:         []string{}, CitesQuotes: []outline.Quote{}, Basis: []outline.Quote{}, Reservations: []outline.Quote{}}
	for i, l := range r.listed {
		s := &source{id: r.id("listed " + prose.Clip(r.text[l.Start:l.End])), title: prose.Clip(r.text[l.Start:l.End]),
			mention: mention{Span: l.Span, identity: evidence.Named, kind: evidence.OtherSource},
			quotes:  []outline.Quote{r.quote(l.Span)}}
		if s.title == "" || i >= 200 {
			continue
		}
		r.order = append(r.order, s)
		review.Cites = append(review.Cites, s.id)
		review.CitesQuotes = append(review.CitesQuotes, r.quote(l.Span))
	}
	for _, l := range r.body {
		for _, of := range prose.Sentences(r.text, l.Span) {
			if of.Len() == 0 || of.Len() > maxSentenceBytes {
				continue
			}
			if at := givesReason.FindStringIndex(r.text[of.Start:of.End]); at != nil {
				review.Basis = append(review.Basis, r.quote(prose.Trim(r.text, prose.Between(of.Start+at[0], of.Start+at[1]))))
			}
			if reserves.MatchString(r.text[of.Start:of.End]) {
				review.Reservations = append(review.Reservations, r.quote(of))
			}
		}
	}
	r.graph.Reviews = []outline.Review{review}
}

// parts enters the claims of a fact check that found its claim true as parts of it: they are what it comes to. What a
// false claim has to do with the others is for a person to say.
func (r *reader) parts() {
	if r.review == nil || r.review.value != evidence.VerdictTrue && r.review.value != evidence.VerdictMostlyTrue {
		return
	}
	for _, c := range r.graph.Claims {
		if c.ID != r.graph.Main {
			r.graph.Relations = append(
				r.graph.Relations, outline.Relation{From: c.ID, Kind: evidence.PartOf, To: r.graph.Main, Quotes: c.Quotes[:1]})
		}
	}
}
