package copying

import (
	"github.com/credence-graph/credence/internal/tokens"
	"slices"
)

func (f *finder) readCredits(r *reader, facts *facts, t *Text) {
	facts.outlet = int16(agencyNumber(t.Outlet))
	found := ownCredits(t, r.words)
	for _, c := range found {
		if a := agencyNumber(c.Agency); a >= 0 {
			facts.credits |= 1 << a
		}
	}
	if c := firstCredit(found); c != nil {
		r.credits = append(r.credits, Credited{t.ID, *c})
	}
}

// ownCredits returns what a text says of the agencies that its words are from: its data first, then the lines of its
// body, without attributions.
func ownCredits(t *Text, words []tokens.Word) []Credit {
	var out []Credit
	if t.Agency != "" {
		c := Credit{Agency: t.Agency, Form: FormField, Words: t.Agency}
		if a := agencyNumber(t.Agency); a >= 0 {
			c.Agency = agencyName(a)
		}
		out = append(out, c)
	}
	return append(out, slices.DeleteFunc(in(t.Body, words), func(c Credit) bool { return c.Form == FormAttribution })...)
}

// firstCredit returns the first credit that names an agency, nil if none does.
func firstCredit(list []Credit) *Credit {
	if i := slices.IndexFunc(list, func(c Credit) bool { return c.Agency != "" }); i >= 0 {
		return &list[i]
	}
	return nil
}
