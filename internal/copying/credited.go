package copying

import (
	"slices"

	"github.com/credence-graph/credence/internal/credits"
	"github.com/credence-graph/credence/internal/tokens"
)

func (f *finder) readCredits(r *reader, facts *facts, t *Text) {
	facts.outlet = int16(credits.AgencyNumber(t.Outlet))
	found := ownCredits(t, r.words)
	for _, c := range found {
		if a := credits.AgencyNumber(c.Agency); a >= 0 {
			facts.credits |= 1 << a
		}
	}
	if c := firstCredit(found); c != nil {
		r.credits = append(r.credits, Credited{t.ID, *c})
	}
}

// ownCredits returns what a text says of the agencies that its words are from: its data first, then the lines of its
// body, without attributions.
func ownCredits(t *Text, words []tokens.Word) []credits.Credit {
	var out []credits.Credit
	if t.Agency != "" {
		c := credits.Credit{Agency: t.Agency, Form: credits.FormField, Words: t.Agency}
		if a := credits.AgencyNumber(t.Agency); a >= 0 {
			c.Agency = credits.AgencyName(a)
		}
		out = append(out, c)
	}
	return append(
		out, slices.DeleteFunc(
			credits.In(t.Body, words), func(c credits.Credit) bool { return c.Form == credits.FormAttribution })...)
}

// firstCredit returns the first credit that names an agency, nil if none does.
func firstCredit(list []credits.Credit) *credits.Credit {
	if i := slices.IndexFunc(list, func(c credits.Credit) bool { return c.Agency != "" }); i >= 0 {
		return &list[i]
	}
	return nil
}
