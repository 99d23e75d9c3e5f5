package reliability

import (
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/truth"
	"github.com/credence-graph/credence/internal/wording"
)

// Caveat is what holds of every estimate.
const Caveat = "An estimate begins with the ratings on record, or F if there is none, so it partly repeats them. " +
	"It is a suggestion: no answer counts it until a person records a letter."

// reasons say what a suggestion rests on.
func (s *Suggestion) reasons() []string {
	if s.Accuracy == nil {
		return []string{s.tooFew()}
	}
	told := []string{
		fmt.Sprintf("It takes a side on %s; on %s of them what it says came out more probable than not, with copies "+
			"counted as one.",
			wording.Count(s.Claims, "claim"), wording.Digits(s.Probable)),
		s.comparison(),
	}
	if s.Alone > 0 {
		told = append(told, fmt.Sprintf("On %s of them no source speaks but itself and those that count "+
			"as one with it: there the estimate only repeats what it began with, drawn to one half.",
			wording.Digits(s.Alone)))
	}
	return append(told, Caveat)
}

func (s *Suggestion) tooFew() string {
	least := truth.DefaultAccuracy().MinClaims
	if s.Claims >= least { // as recorded, and not all of it counts
		return fmt.Sprintf("It cannot be estimated: of what it says, fewer than %d claims count. It was withdrawn, "+
			"or takes both sides of what is one claim.", least)
	}
	return fmt.Sprintf("It cannot be estimated: it takes a side on %s, and an estimate needs %d.",
		wording.Count(s.Claims, "claim"), least)
}

// comparison says how the estimate relates to what is on record.
func (s *Suggestion) comparison() string {
	text := fmt.Sprintf("That makes %s, which is nearest to the letter %s", percent(*s.Accuracy), s.Suggested)
	switch s.Letter {
	case "":
		return text + fmt.Sprintf("; it is not rated, and counts as if it were right in %s.", percent(s.OnRecord))
	case s.Suggested:
		return text + ", as it is on record" + s.whose() + "."
	}
	return text + fmt.Sprintf("; on record is %s%s, which stands for %s.", s.Letter, s.whose(), percent(s.OnRecord))
}

// whose says where a letter comes from that is not the source's own.
func (s *Suggestion) whose() string {
	if s.Of == evidence.ID(s.Source) {
		return ""
	}
	return " for its outlet"
}

func percent(p float64) string { return fmt.Sprintf("%.0f%%", p*100) }

// RecordCaveat is what holds of every track record.
const RecordCaveat = "It follows from the verdicts on record, without those of fact checks that it publishes itself " +
	"or that cite its source. " +
	"It is an estimate: no answer counts it until a person records a letter."

// reasons say what a track record rests on.
func (t *TrackRecord) reasons(r *Records) []string {
	if t.Accuracy == nil {
		return []string{
			"It has no track record: its sources take no side on a claim with a verdict that counts for it.",
			RecordCaveat,
		}
	}
	const counted = "one vote for each headline and side of a claim, copies counted as one"
	told := []string{fmt.Sprintf("Of %s on claims with a verdict %s %s right: "+counted+".",
		wording.Count(t.Votes, "vote"), wording.Digits(t.Right), wording.Choose(t.Right, "was", "were"))}
	text := fmt.Sprintf("With four votes added at %s, the mean of all who vote, that makes %s",
		percent(r.all.mean()), percent(*t.Accuracy))
	if t.Letter != "" && t.Letter != evidence.ReliabilityF {
		text = fmt.Sprintf("With four votes added at %s, which the letter %s on record stands for, that makes %s",
			percent(r.policy.Accuracies.Of(t.Letter)), t.Letter, percent(*t.Accuracy))
	}
	if t.Suggested == "" {
		return append(told, text+fmt.Sprintf("; a letter needs %d votes.", truth.DefaultAccuracy().MinClaims),
			RecordCaveat)
	}
	return append(told, text+fmt.Sprintf(", which is nearest to the letter %s.", t.Suggested), RecordCaveat)
}

// reasons say what a claim's share rests on; all are the votes on other claims.
func (s *ClaimShare) reasons(all tally) []string {
	switch {
	case s.Speakers == 0:
		return []string{"No source takes a side on it."}
	case all.votes == 0:
		return []string{"No source has taken a side on another claim with a verdict."}
	}
	recorded := fmt.Sprintf("%s of %s who speak to it %s a track record, from %s on other claims",
		wording.Digits(s.Recorded),
		wording.Digits(s.Speakers), wording.Choose(s.Recorded, "has", "have"), wording.Count(s.Votes, "vote"))
	if s.Recorded < s.Speakers {
		recorded += fmt.Sprintf("; the others count by their letters, else as right in %s, the mean of all who vote",
			percent(all.mean()))
	}
	told := []string{
		fmt.Sprintf("Its share is %s: the part of the weight on both sides that speaks for it, with half a vote "+
			"added to each side.",
			percent(*s.Share)),
		recorded + ".",
	}
	return append(told, "Verdicts on the claim itself and on claims that exclude it are left out.",
		"It puts claims in order; it is not a probability, and no answer counts it.")
}
