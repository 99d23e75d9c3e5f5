package report

import (
	"testing"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

func TestPolicySentence(t *testing.T) {
	changed := func(name string, change func(*basis.Policy)) basis.Policy {
		p := basis.DefaultPolicy()
		p.Name = name
		change(&p)
		return p
	}
	for want, p := range map[string]basis.Policy{
		"": basis.DefaultPolicy(),
		`By the policy "same", which is the same as the method's.`: changed("same",
			func(*basis.Policy) {}),
		"By the settings: the claim is taken to be 12.5% likely before any evidence.": changed("configured",
			func(p *basis.Policy) { p.Prior = 0.125 }),
		`By the policy "strict": links below a confidence of 60 do not count; unconfirmed copies count; sources ` +
			`without a date are left ` +
			`out if a date is asked for; a copy counts from 70% of the text upwards; a first-hand source without a ` +
			`number is 25% its own work; a shared author ` +
			`accounts for 30% of first-hand work, an outlet for 25%, an owner for 20%, a funder for 10%; sources ` +
			`rated A to F are right in 95%, ` +
			`85%, 70%, 55%, 50% and 50% of cases; 30 sources are tried as wrong, 2,000 groups compared, 200 asked ` +
			`about, at most.`: changed("strict",
			func(p *basis.Policy) {
				p.MinConfidence, p.SuggestedCopies, p.Undated, p.MinCopiedShare, p.FirsthandDefault = 60, true,
					evidence.ExcludeUndated,
					0.7, 0.25
				p.SharedCauseShares.Owner, p.Accuracies.F, p.Budget.TriedCount = 0.2, 0.5, 30
			}),
	} {
		if got := policySentence(p); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}
