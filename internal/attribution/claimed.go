package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
)

var (
	claimThat = regexp.MustCompile(
		`(?i)\b(?:the claim|claim|the assertion|die behauptung|l['’]affirmation)(?:,)? (?:that|dass|selon laquelle) (.{12,400}?)(?:,? (?:is|are|was|ist|sei|est) (?:\S+ ){0,3}(?:substantiated|supported|true|false|correct|accurate|incorrect|wrong|misleading|unfounded|baseless|not|belegt|falsch|richtig|wahr|vraie|fausse|robust)\b)`)
	// shared are the words before a claim that goes round: "A video viewed a million times claims that". The first
	// group is what goes round, the second the claim.
	shared = regexp.MustCompile(
		`(?i)\b((?:[\p{L}-]+ )?(?:posts?|videos?|clips?|messages?|memes?|images?|photos?|photographs?|pictures?|footage|articles?|users|emails?|beiträge|nutzer))(?: [^.!?"“”]{0,160})? (?:claims?|claimed|claiming|alleges?|alleged|alleging|suggests?|suggesting|says?|saying|asserts?|purporting|behaupten|behauptet)(?: that|, dass| to show)? (.{12,400}?)[.]?$`)
	withClaim = regexp.MustCompile(
		`(?i)\b((?:[\p{L}-]+ )?(?:posts?|videos?|clips?|messages?|memes?|images?|photos?|photographs?|pictures?|footage|articles?))\b[^.!?"“”]{0,200}\b(?:the|a|false|viral|misleading) (?:claims?|caption|text|message|rumou?r) (?:that|saying|stating|claiming)(?: that)? (.{12,400}?)[.]?$`)
)

// mainClaim enters what the text is about first: the claim that it says it checked, else what its title says.
func (r *reader) mainClaim() {
	title := r.text[r.title.Start:r.title.End]
	of := prose.Between(r.title.Start+len(factCheck.FindString(title)), r.title.End)
	if of.Len() == 0 {
		of = r.title.Span
	}
	r.graph.RecordedFrom = r.quote(r.title.Span)
	if r.review != nil {
		if r.claimed.Len() > 0 {
			of = r.claimed
		} else if at, ok := r.checked(); ok {
			of = at
		}
	}
	text := prose.AsSentence(r.text[of.Start:of.End], maxClaimBytes)
	if r.review == nil || text == "" {
		text = prose.ClipTo(r.text[of.Start:of.End], maxClaimBytes) // a headline has no full stop
	}
	r.graph.Main = r.addClaim(text, of)
}

// checked finds the words of "the claim that ... is substantiated", the last of the text; else, where the title does
// not state the claim but denies or asks it, what the first post or video of which it tells claims.
func (r *reader) checked() (found prose.Span, ok bool) {
	var round, with prose.Span
	var by, withBy prose.Span
	for _, l := range r.body {
		for _, s := range prose.Sentences(r.text, r.withoutLead(l.Span)) {
			if s.Len() > maxSentenceBytes {
				continue
			}
			words := r.text[s.Start:s.End]
			if at := claimThat.FindStringSubmatchIndex(words); at != nil {
				found, ok = prose.Trim(r.text, prose.Between(s.Start+at[2], s.Start+at[3])), true
			}
			if at := shared.FindStringSubmatchIndex(words); at != nil && round.Len() == 0 {
				round, by = prose.Trim(r.text, prose.Between(s.Start+at[4], s.Start+at[5])), prose.Between(s.Start+at[2],
					s.Start+at[3])

			}
			if at := withClaim.FindStringSubmatchIndex(words); at != nil && with.Len() == 0 {
				with, withBy = prose.Trim(r.text, prose.Between(s.Start+at[4], s.Start+at[5])), prose.Between(s.Start+at[2],
					s.Start+at[3])

			}
		}
	}
	switch {
	case ok || !r.refuted():
		return found, ok
	case round.Len() > 0 && (with.Len() == 0 || round.Start <= with.Start):
		r.sharedBy = by
		return round, true
	case with.Len() > 0:
		r.sharedBy = withBy
		return with, true
	}
	return found, ok
}

var denying = regexp.MustCompile(
	`(?i)\b(?:no|not|n['’]t|never|false(?:ly)?|fake|misleading|untrue|hoax|debunked|doctored|altered|old|unrelated|miscaptioned|satire|wrong|\p{L}+n['’]t)\b`)

// refuted reports whether the title is a question or an answer or denies what others claim, and so is not the claim.
func (r *reader) refuted() bool {
	title := r.text[r.title.Start:r.title.End]
	title = strings.ToLower(title[len(factCheck.FindString(title)):])
	return asksOf(title) || strings.HasPrefix(title, "nein,") || strings.HasPrefix(title, "non,") ||
		denying.MatchString(title)
}

// asksOf reports whether a title asks, whatever comes behind the question: "Was the ferry sunk? What we know".
func asksOf(title string) bool {
	ask := strings.IndexByte(title, '?')
	return ask >= 0 && !strings.ContainsAny(title[:ask], prose.QuoteMarks)
}

// answered gives a text whose title only asks the claim that its title asks about, or of an article the first one:
// nobody states a question.
func (r *reader) answered() {
	if len(r.graph.Claims) < 2 || !asksOf(r.text[r.title.Start:r.title.End]) ||
		r.graph.Claims[0].Quotes[0].Line != r.title.Number {
		return
	}
	asked := r.graph.Main
	title, best := stems(r.graph.Claims[0].Text), 0.
	for i, c := range r.graph.Claims[1:] {
		share := shareOf(title, stems(c.Text))
		if share > best && share >= sameQuestion || i == 0 && r.article != nil {
			r.graph.Main, best = c.ID, share
		}
	}
	if to := r.graph.Main; to != asked {
		r.graph.Rename(asked, to)
		r.graph = *r.graph.Join()
	}
}

// sameQuestion is from which share of the title's words on a claim is what the title asks about.
const sameQuestion = 0.5

// goesRound enters what was shared with the main claim as a source of it, unless another is: "a video was shared with
// the claim that".
func (r *reader) goesRound() {
	if r.sharedBy.Len() == 0 || slices.ContainsFunc(r.graph.Statements,
		func(x outline.Statement) bool { return x.Claim == r.graph.Main && x.Stance == evidence.Supports }) {
		return
	}
	words := r.withoutArticles(prose.Tokens(r.text, r.sharedBy))
	of := prose.Between(words[0].Start, r.sharedBy.End)
	m := mention{Span: of, label: prose.Clip(r.text[of.Start:of.End]), identity: evidence.Unnamed,
		kind: evidence.SocialPost}
	r.state(r.source(m), r.graph.Main, evidence.Supports, of, "")
}
