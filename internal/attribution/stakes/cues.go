package stakes

import (
	"regexp"

	"github.com/credence-graph/credence/internal/evidence"
)

// cue is a form of words beside the name of who has an interest.
type cue struct {
	kind evidence.InterestKind
	// before ends where the name begins, after begins where it ends; one of the two is nil.
	before, after *regexp.Regexp
}

const (
	stateRun = `(?:state|government)[- ](?:owned|run|controlled)`
	// media are the words between "state-run" and a name.
	media = `(?: (?:news|press|wire|media|television|tv|radio|agency|broadcaster|network|channel|station|newspaper|` +
		`daily|outlet|website|company|firm|group|bank|operator|utility|energy|oil|gas|giant))*`
	// apposition begins what is said of a name beside it: ", which is", " (", " is".
	apposition = `^(?:, (?:which is |which are |who is |who are |itself |themselves )?|` +
		` \(| is | are | was | were )(?:itself |themselves |also )?`
	// ends is where it ends, with no other name in between: "Reuters, the state-run RIA" says nothing of Reuters.
	ends    = `[^,.;:()\p{Lu}]*[,.;:)]`
	subject = `(?:conflict|war|dispute|case|lawsuit|trial|proceedings|talks|negotiations|deal|agreement|contract|` +
		`merger|strike|fight|fighting)`
	wholly = `(?:wholly |fully |partly |mainly |mostly |largely |majority-|part-)?`
)

// cues are looked for in this order; the first that fits is taken.
var cues = []cue{
	{kind: evidence.PartyInterest, after: regexp.MustCompile(apposition +
		`(?:as )?(?:a |an |one of the |the other |both )?(?:warring |main |direct |interested )?part(?:y|ies) (?:to|in) ` +
		`(?:the|this|that|their|its) (?:[\p{L}-]+ ){0,2}` + subject + `\b`)},
	{kind: evidence.GovernmentInterest, before: regexp.MustCompile(`(?i)\b` + stateRun + media + ` $`)},
	{kind: evidence.GovernmentInterest, after: regexp.MustCompile(apposition +
		`(?:a |an |the )?(?:\p{L}+ )?` + stateRun + `\b` + ends)},
	{kind: evidence.GovernmentInterest, after: regexp.MustCompile(apposition + wholly +
		`(?:owned|controlled|funded|financed|run) by the (?:\p{L}+ )?(?:[Ss]tate|[Gg]overnment|Kremlin|[Mm]inistry)\b`)},
	{kind: evidence.CommercialInterest, after: regexp.MustCompile(apposition + wholly +
		`(?:funded|financed|bankrolled|sponsored) (?:in part )?by (?:the |a |an )?[^,.;:()]{2,80}`)},
	{kind: evidence.CommercialInterest, before: regexp.MustCompile(
		`\b\p{Lu}[\p{L}&.’']*-(?:funded|financed|sponsored)(?: (?:institute|group|think tank|study|charity|lobby))* $`)},
	{kind: evidence.OtherInterest, after: regexp.MustCompile(apposition +
		`(?:a |an )?former (?:senior |long-time )?(?:employee|executive|manager|worker|consultant|lobbyist) ` +
		`(?:of|at|for|with) [^,.;:()]{2,80}`)},
	{kind: evidence.CommercialInterest, after: regexp.MustCompile(
		`^(?:, (?:which|who))? stands? to (?:profit|earn|make money)\b[^,.;:()]{0,80}`)},
	{kind: evidence.OtherInterest, after: regexp.MustCompile(
		`^(?:, (?:which|who))? stands? to (?:gain|benefit)\b[^,.;:()]{0,80}`)},
	{kind: evidence.OwnerInterest, after: regexp.MustCompile(
		`^, (?:which|who) (?:also |jointly |partly )?owns [^,.;:()]{2,80}`)},
}

var (
	// doubts are words by which the text does not say it itself, or says that it is not so.
	doubts = regexp.MustCompile(
		`(?i)\b(?:not|never|no longer|den(?:y|ies|ied|ying)|alleg\p{L}*|accus\p{L}*|reportedly|supposedly|false(?:ly)?|` +
			`wrong(?:ly)?|untrue|rumou?r\p{L}*|whether|if|claim(?:s|ed|ing)? (?:that|to))\b`)
	// denial is in what somebody says who may not say what others have it from them for.
	denial = regexp.MustCompile(`(?i)\b(?:den(?:y|ies|ied|ying)|disputed|reject(?:s|ed)|dismiss(?:es|ed)|contradict(?:s|ed)|` +
		`refute[sd]|rubbished)\b`)
	// nothing is what somebody stands to gain who has no interest.
	nothing = regexp.MustCompile(`(?i)\bto (?:gain|profit|benefit|earn) (?:nothing|little|no\b)|\bnothing\b`)
	// listed follows a name that is one of several: what stands between may be of either.
	listed = regexp.MustCompile(`^,? (?:and|or|&) `)
)
