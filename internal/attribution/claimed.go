package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

var (
	claimThat = regexp.MustCompile(`(?i)\b(?:the claim|claim|the assertion|die behauptung|l['’]affirmation)(?:,)? (?:that|dass|selon laquelle) (.{12,400}?)(?:,? (?:is|are|was|ist|sei|est) (?:\S+ ){0,3}(?:substantiated|supported|true|false|correct|accurate|incorrect|wrong|misleading|unfounded|baseless|not|belegt|falsch|richtig|wahr|vraie|fausse|robust)\b)`)
	// shared are the words before a claim that goes round: "A video viewed a million times claims that". The first
	// group is what goes round, the second the claim.
	shared    = regexp.MustCompile(`(?i)\b((?:[\p{L}-]+ )?(?:posts?|videos?|clips?|messages?|memes?|images?|photos?|photographs?|pictures?|footage|articles?|users|emails?|beiträge|nutzer))(?: [^.!?"“”]{0,160})? (?:claims?|claimed|claiming|alleges?|alleged|alleging|suggests?|suggesting|says?|saying|asserts?|purporting|behaupten|behauptet)(?: that|, dass| to show)? (.{12,400}?)[.]?$`)
	withClaim = regexp.MustCompile(`(?i)\b((?:[\p{L}-]+ )?(?:posts?|videos?|clips?|messages?|memes?|images?|photos?|photographs?|pictures?|footage|articles?))\b[^.!?"“”]{0,200}\b(?:the|a|false|viral|misleading) (?:claims?|caption|text|message|rumou?r) (?:that|saying|stating|claiming)(?: that)? (.{12,400}?)[.]?$`)
)

// mainClaim enters what the text is about first: the claim that it says it checked, else what its title says.
func (r *reader) mainClaim() {
	title := r.text[r.title.start:r.title.end]
	of := between(r.title.start+len(factCheck.FindString(title)), r.title.end)
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

// checked finds the words of "the claim that ... is substantiated", the last of the text; else, where the title does
// not state the claim but denies or asks it, what the first post or video of which it tells claims.
func (r *reader) checked() (found span, ok bool) {
	var round, with span
	var by, withBy span
	for _, l := range r.body {
		for _, s := range sentencesOf(r.text, r.withoutLead(l.span)) {
			if s.len() > maxSentenceBytes {
				continue
			}
			words := r.text[s.start:s.end]
			if at := claimThat.FindStringSubmatchIndex(words); at != nil {
				found, ok = trimmed(r.text, between(s.start+at[2], s.start+at[3])), true
			}
			if at := shared.FindStringSubmatchIndex(words); at != nil && round.len() == 0 {
				round, by = trimmed(r.text, between(s.start+at[4], s.start+at[5])), between(s.start+at[2],
					s.start+at[3])

			}
			if at := withClaim.FindStringSubmatchIndex(words); at != nil && with.len() == 0 {
				with, withBy = trimmed(r.text, between(s.start+at[4], s.start+at[5])), between(s.start+at[2],
					s.start+at[3])

			}
		}
	}
	switch {
	case ok || !r.refuted():
		return found, ok
	case round.len() > 0 && (with.len() == 0 || round.start <= with.start):
		r.sharedBy = by
		return round, true
	case with.len() > 0:
		r.sharedBy = withBy
		return with, true
	}
	return found, ok
}

var denying = regexp.MustCompile(`(?i)\b(?:no|not|n['’]t|never|false(?:ly)?|fake|misleading|untrue|hoax|debunked|doctored|altered|old|unrelated|miscaptioned|satire|wrong|\p{L}+n['’]t)\b`)

// refuted reports whether the title is a question or an answer or denies what others claim, and so is not the claim.
func (r *reader) refuted() bool {
	title := r.text[r.title.start:r.title.end]
	title = strings.ToLower(title[len(factCheck.FindString(title)):])
	return asksOf(title) || strings.HasPrefix(title, "nein,") || strings.HasPrefix(title, "non,") ||
		denying.MatchString(title)
}

// asksOf reports whether a title asks, whatever comes behind the question: "Was the ferry sunk? What we know".
func asksOf(title string) bool {
	ask := strings.IndexByte(title, '?')
	return ask >= 0 && !strings.ContainsAny(title[:ask], quoteMarks)
}

// answered gives a text whose title only asks the claim that its title asks about, or of an article the first one: nobody
// states a question.
func (r *reader) answered() {
	if len(r.graph.Claims) < 2 || !asksOf(r.text[r.title.start:r.title.end]) || r.graph.Claims[0].Quotes[0].Line != r.title.number {
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
		r.graph.rename(asked, to)
		r.graph = *r.graph.Join()
	}
}

// sameQuestion is from which share of the title's words on a claim is what the title asks about.
const sameQuestion = 0.5

// goesRound enters what was shared with the main claim as a source of it, unless another is: "a video was shared with
// the claim that".
func (r *reader) goesRound() {
	if r.sharedBy.len() == 0 || slices.ContainsFunc(r.graph.Statements,
		func(x Statement) bool { return x.Claim == r.graph.Main && x.Stance == evidence.Supports }) {
		return
	}
	words := r.withoutArticles(tokensOf(r.text, r.sharedBy))
	of := between(words[0].start, r.sharedBy.end)
	m := mention{span: of, label: clipped(r.text[of.start:of.end]), identity: evidence.Unnamed,
		kind: evidence.SocialPost}
	r.state(r.source(m), r.graph.Main, evidence.Supports, of, "")
}
