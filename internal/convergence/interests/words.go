package interests

import (
	"cmp"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// KindWords says in what an interest of a kind consists: "a party", "with a commercial interest".
func KindWords(kind evidence.InterestKind) string {
	switch kind {
	case evidence.PartyInterest:
		return "a party"
	case evidence.GovernmentInterest:
		return "a government"
	case evidence.OwnerInterest:
		return "an owner"
	case evidence.CommercialInterest:
		return "with a commercial interest"
	case evidence.PoliticalInterest:
		return "with a political interest"
	}
	return "with an interest of another kind"
}

// Sentence says that a holder has an interest in something, which is called as it stands within a sentence:
// `officials have an interest in "It is so" (FOR, PARTY), since 24 February 2022`.
func Sentence(i *evidence.Interest, holder, about string) string {
	if i.Tag != "" {
		about = `claims with the tag "` + i.Tag + `"`
	}
	kind := cmp.Or(i.Kind, evidence.OtherInterest)
	text := fmt.Sprintf("%s %s an interest in %s (%s, %s)", holder, wording.Have(holder), about, i.Direction, kind)
	switch from, to := i.ValidFrom.InWords(), i.ValidTo.InWords(); {
	case from != "" && to != "":
		return text + ", from " + from + " to " + to
	case from != "":
		return text + ", since " + from
	case to != "":
		return text + ", until " + to
	}
	return text
}

// LeaningSentence says how an outlet of a name is rated: `Daily is rated "left" in the scheme "political" by Board,
// May 2026`.
func LeaningSentence(l *evidence.Leaning, outlet string) string {
	text := fmt.Sprintf("%s is rated %q in the scheme %q by %s", outlet, l.Value, l.Scheme, l.RatedBy)
	if at := l.RatedAt.InWords(); at != "" {
		text += ", " + at
	}
	return text
}
