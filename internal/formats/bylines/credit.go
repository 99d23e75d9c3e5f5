package bylines

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/credits"
	"github.com/credence-graph/credence/internal/evidence"
)

// Credit is a place that says an article is an agency's, or uses its material.
type Credit struct {
	Domain string // of the agency
	Kind   evidence.DerivationKind
	Words  string
	Place  string
}

const (
	datelineLines = 3   // of an article's beginning may be its dateline or byline
	creditLines   = 4   // of its end may be a credit
	creditWords   = 100 // the most bytes of a line that is quoted whole
)

// CreditsIn returns the agencies whose article this is, or whose material it uses, each once: by dateline, credit line
// or byline. agencies are those of its data.
func CreditsIn(text string, agencies []string) []Credit {
	var found []Credit
	add := func(agency string, kind evidence.DerivationKind, words, place string) {
		domain := credits.AgencyDomain(agency)
		if domain != "" && !slices.ContainsFunc(found, func(c Credit) bool { return c.Domain == domain }) {
			found = append(found, Credit{domain, kind, words, place})
		}
	}
	lines := strings.Count(text, "\n") + 1
	for _, c := range credits.Find(text) {
		n := strings.Count(text[:c.Start], "\n") + 1
		if first, last := n <= datelineLines, n > lines-creditLines; isCredit(c.Form, first, last) {
			kind := evidence.Syndicates
			if c.Form == credits.FormMaterial {
				kind = evidence.DerivedFrom
			}
			add(c.Agency, kind, creditLine(text, c), lineNumber(n))
		}
	}
	for _, name := range agencies {
		add(name, evidence.Syndicates, name, "byline")
	}
	return found
}

// isCredit reports whether an agency that a text names in a form is its origin; first and last say whether it is named
// among the first or the last lines. In the middle of a text a line such as "(AP)" may be that of a picture.
func isCredit(form credits.Form, first, last bool) bool {
	switch form {
	case credits.FormDateline:
		return first
	case credits.FormByline:
		return first || last
	case credits.FormCredit, credits.FormMaterial:
		return last
	}
	return false
}

// creditLine returns the words of a credit to quote: a dateline from the beginning of its line on, a short line whole.
func creditLine(text string, c credits.Credit) string {
	from := strings.LastIndexByte(text[:c.Start], '\n') + 1
	to := len(text)
	if n := strings.IndexByte(text[c.End:], '\n'); n >= 0 {
		to = c.End + n
	}
	rest := strings.TrimLeft(text[c.End:to], " ")
	dash := len(rest) - len(strings.TrimLeft(rest, ".:-–—_"))
	switch {
	case c.Form == credits.FormDateline:
		return strings.TrimSpace(text[from : to-len(rest)+dash])
	case to-from <= creditWords:
		return strings.TrimSpace(text[from:to])
	}
	return c.Words
}

// lineNumber is how a quote says on which line of the text it stands.
func lineNumber(n int) string { return fmt.Sprintf("line %d", n) }
