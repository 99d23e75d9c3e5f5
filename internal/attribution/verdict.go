package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/attribution/prose"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/claimreview"
)

// verdict is the verdict of a fact check. words is empty where it is called a fact check and gives none.
type verdict struct {
	words prose.Span // "True"
	line  prose.Span // "Verdict: True"
	value evidence.Verdict
}

// verdictWords are the words of verdicts, with an adverb before them.
const verdictWords = `((?:mostly|largely|partly|partially|half|entirely|completely|totally|utterly|demonstrably|simply|highly|not|somewhat|downright)[ -])?` +
	`(true|false|accurate|inaccurate|correct|incorrect|misleading|unfounded|baseless|untrue|fake|wrong|unproven|unsupported|unsubstantiated|unverified|fabricated|` +
	`doctored|altered|manipulated|satire|satirical|(?:a )?hoax|missing context|out of context|no evidence|exaggerated|debunked|pants on fire|` +
	`(?:one|two|three|four) pinocchios)`

const checkedThing = `(?:claims?|statements?|posts?|videos?|images?|photos?|photographs?|pictures?|clips?|stor(?:y|ies)|rumou?rs?|assertions?|allegations?|messages?|memes?|quotes?|letters?|suggestions?)`

// Verdicts in sentences, the surest first. The second and third group are the verdict.
var (
	weRate = []*regexp.Regexp{
		regexp.MustCompile(
			`(?i)\b(?:we|[\p{L}\d-]+) (?:have |has |therefore |thus |also )*(?:rates?|rated|judged?|judge|deem(?:ed)?|consider(?:ed)?|rule[ds]?|label(?:l?ed)?|mark(?:ed)?|classif(?:y|ied)|find|call|declare[d]?) (?:the |this |that |these |those |his |her |their |it\b|[\p{Lu}][\p{L}]+['’]s )?(?:[\p{L}-]+ ){0,3}?(?:as |to be |is |are )?["“‘*]?` + verdictWords + `\b`),
		regexp.MustCompile(
			`(?i)\bfound (?:the|this|that|these|his|her|their) (?:[\p{L}-]+ )?` + checkedThing +
				` (?:to be |was |were |is |are )?["“‘*]?` + verdictWords + `\b`),
		regexp.MustCompile(
			`(?i)\b(?:earns?|gets?|receives?|give[sn]?|assign(?:s|ed)?|award(?:s|ed)?) (?:it |this |the |him |her |them |claim |statement |our |a |an )*(?:rating|verdict|ruling|label)?(?: of| as)? ?["“‘*]?` + verdictWords + `\b`),
		regexp.MustCompile(
			`(?i)\b(?:our|the) (?:rating|verdict|ruling|conclusion) (?:is|on this(?: claim)?:|:) (?:that (?:this|the|it) (?:claim )?is )?["“‘*]?` + verdictWords + `\b`),
	}
	isRated = []*regexp.Regexp{
		regexp.MustCompile(
			`(?i)\b(?:this|the|that|these|those) (?:[\p{L}-]+ )?` + checkedThing +
				`\b(?: [^.;:"“”]{0,160}?)? (?:is|are|was|were|has been|have been) (?:therefore |thus |also |in fact |actually |clearly |just |an? )*["“‘*]?` + verdictWords + `\b`),
		regexp.MustCompile(
			`(?i)^(?:but |however, |in fact, |so )?(?:this|that|it|they)(?:['’]s| is| are|['’]re) (?:therefore |simply |just |all |also |however |, however, )*["“‘*]?` + verdictWords + `\b`),
	}
	// ratesClaim is what nothing but a fact check says in its own voice.
	ratesClaim = regexp.MustCompile(
		`(?i)\bwe (?:have |therefore |thus |also )*(?:rate|rated|judge|judged|rule|ruled|label|labell?ed|mark|marked) (?:the|this|that|these|those|his|her|their|it)\b`)
	verdictHead = regexp.MustCompile(
		`(?i)^(?:(?:our|the) )?(?:verdict|ruling|rating|conclusion|bottom line|result)s?\s*:?$`)
	verdictOnly = regexp.MustCompile(`(?i)^["“*]?` + verdictWords + `["”*]?(?:$|[.!:,–—-](?:\s|$))`)
	noEvidence  = regexp.MustCompile(`(?i)\b(?:we|[\p{Lu}][\p{L}\d]+)( have| has)? f(?:ound|ind) (no) (evidence)\b`)
	viral       = regexp.MustCompile(
		`(?i)\bfact[- ]?check|\bviral\b|\b(?:posts?|videos?|clips?|messages?|memes?|images?|photos?|users)\b[^.!?\n]{0,160}\b(?:claim|shared|viewed|circulat|caption)`)
)

func (r *reader) verdictOn(l prose.Line) bool {
	at := verdictLine.FindStringSubmatchIndex(r.text[l.Start:l.End])
	if at == nil {
		return false
	}
	words := prose.TrimFunc(r.text, prose.Between(l.Start+at[2], l.Start+at[3]), func(c rune) bool {
		return prose.IsSpace(c) ||
			c == '.'
	})
	if words.Len() == 0 {
		return false
	}
	value := verdictOf(r.text[words.Start:words.End])
	if r.review == nil && value == evidence.VerdictOther && !verdictOnly.MatchString(r.text[words.Start:words.End]) {
		return false // "Conclusion: we need more buses" makes no fact check
	}
	if r.review == nil || r.review.words.Len() == 0 {
		r.review = &verdict{words: words, line: l.Span, value: value}
	}
	return true
}

var degree = regexp.MustCompile(`(?i)^(?:entirely|completely|totally|utterly|demonstrably|simply|downright)[ -]|^a `)

// verdictOf returns what words of a verdict say; how strongly they say so changes nothing.
func verdictOf(words string) evidence.Verdict {
	return claimreview.VerdictOfWords(degree.ReplaceAllString(words, ""))
}

// verdictInSentence finds the verdict that a fact check gives in a sentence of its own: "We rate this claim False",
// "This claim is misleading". What somebody else calls false is not its verdict.
func (r *reader) verdictInSentence() {
	if r.review != nil && r.review.words.Len() > 0 {
		return
	}
	called := r.review != nil || r.refuted() || viral.MatchString(r.text) || ratesClaim.MatchString(r.text)
	for _, forms := range [][]*regexp.Regexp{weRate, isRated, {noEvidence}} {
		if found := r.verdictBy(forms); found != nil && called {
			r.review = found
			return
		}
		if forms[0] == weRate[0] {
			if found := r.verdictBelow(); found != nil && called {
				r.review = found
				return
			}
		}
	}
}

func (r *reader) verdictBy(forms []*regexp.Regexp) *verdict {
	for _, l := range r.body {
		for _, of := range prose.Sentences(r.text, r.withoutLead(l.Span)) {
			if of.Len() == 0 || of.Len() > maxSentenceBytes {
				continue
			}
			for _, form := range forms {
				at := form.FindStringSubmatchIndex(r.text[of.Start:of.End])
				if at == nil || form == weRate[0] && !r.weOrOwn(r.text[of.Start+at[0]:of.Start+at[1]]) ||
					!r.ownVoice(of, of.Start+at[0], of.Start+at[1]) {
					continue
				}
				words := prose.Between(of.Start+at[4], of.Start+at[5])
				if at[2] >= 0 && form != noEvidence {
					words.Start = of.Start + at[2]
				}
				if form == noEvidence {
					words.End = of.Start + at[7]
				}
				return &verdict{words: words, line: of, value: verdictOf(r.text[words.Start:words.End])}
			}
		}
	}
	return nil
}

// verdictBelow finds a verdict that is the first word below a heading: "Our ruling", "False. The law says no such
// thing".
func (r *reader) verdictBelow() *verdict {
	for i, l := range r.lines[:len(r.lines)-1] {
		if !verdictHead.MatchString(r.text[l.Start:l.End]) {
			continue
		}
		below := r.lines[i+1].Span
		if at := verdictOnly.FindStringSubmatchIndex(r.text[below.Start:below.End]); at != nil {
			words := prose.Between(below.Start+at[4], below.Start+at[5])
			if at[2] >= 0 {
				words.Start = below.Start + at[2]
			}
			return &verdict{words: words, line: words, value: verdictOf(r.text[words.Start:words.End])}
		}
	}
	return nil
}

// weOrOwn reports whether words begin with "we" or the name of the outlet that published the text.
func (r *reader) weOrOwn(words string) bool {
	who, _, _ := strings.Cut(words, " ")
	return strings.EqualFold(who, "we") || r.isOwn(who)
}

// ownVoice reports whether words of a sentence are the text's own: not quoted, and not said by somebody else.
func (r *reader) ownVoice(of prose.Span, start, end int) bool {
	s := r.scan(of)
	if prose.Within(s.quotes, start) {
		return false
	}
	for _, a := range s.attributions() {
		own := slices.ContainsFunc(a.by, func(m mention) bool {
			return r.isOwn(m.label) || strings.EqualFold(m.label,
				"we")
		})
		if !own && a.said.End <= end && a.said.Start < start {
			return false
		}
		if !own && a.content.Start <= start && end <= a.content.End {
			return false
		}
	}
	return true
}
