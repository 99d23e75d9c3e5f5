package report

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// policySentence says which policy an answer is by and what it does otherwise than the method's; "" for that one
// itself.
func policySentence(p basis.Policy) string {
	if p.Name == basis.DefaultPolicy().Name {
		return ""
	}
	text := fmt.Sprintf("By the policy %q", p.Name)
	if p.Name == ConfiguredName {
		text = "By the settings"
	}
	if said := policyDifferences(p); len(said) > 0 {
		return text + ": " + strings.Join(said, "; ") + "."
	}
	return text + ", which is the same as the method's."
}

// policyDifferences lists in words where a policy differs from the method's.
func policyDifferences(p basis.Policy) []string {
	base := basis.DefaultPolicy()
	var said []string
	note := func(differs bool, format string, args ...any) {
		if differs {
			said = append(said, fmt.Sprintf(format, args...))
		}
	}
	note(p.MinConfidence != base.MinConfidence, "links below a confidence of %d do not count", p.MinConfidence)
	note(p.SuggestedCopies != base.SuggestedCopies, "unconfirmed copies count")
	note(p.Undated == evidence.ExcludeUndated, "sources without a date are left out if a date is asked for")
	note(p.MinCopiedShare != base.MinCopiedShare, "a copy counts from %s of the text upwards", share(p.MinCopiedShare))
	note(p.FirsthandDefault != base.FirsthandDefault, "a first-hand source without a number is %s its own work",
		share(p.FirsthandDefault))
	note(
		p.SharedCauseShares != base.SharedCauseShares,
		"a shared author accounts for %s of first-hand work, an outlet for %s, an owner for "+
			"%s, a funder for %s",
		share(p.SharedCauseShares.Author), share(p.SharedCauseShares.Outlet), share(p.SharedCauseShares.Owner),
		share(p.SharedCauseShares.Funder))
	a := p.Accuracies
	note(a != base.Accuracies, "sources rated A to F are right in %s, %s, %s, %s, %s and %s of cases",
		share(a.A), share(a.B), share(a.C), share(a.D), share(a.E), share(a.F))
	note(p.Budget != base.Budget, "%s sources are tried as wrong, %s groups compared, %s asked about, at most",
		wording.Digits(p.Budget.TriedCount), wording.Digits(p.Budget.ComparedCount), wording.Digits(p.Budget.AskedCount))
	note(p.Prior != base.Prior, "the claim is taken to be %s likely before any evidence", share(p.Prior))
	return said
}

// share says a share in percent, to the tenth where it is not whole.
func share(x float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", 100*x), ".0") + "%"
}

// ConfiguredName is the name of a policy that single settings make.
const ConfiguredName = "configured"
