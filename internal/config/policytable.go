package config

import "strings"

// policySettings are what counts. Those below `policy.file` may stand in a named policy, too.
func policySettings() []Setting {
	return []Setting{{
		Key: "policy.name", Env: "CREDENCE_POLICY_NAME", Flag: "policy-name", Kind: Text,
		Meaning: "The policy in force: one of `policy.file`, or default; empty = the settings below",
		field:   func(c *Config) any { return &c.Policy.Name },
	}, {
		Key: "policy.file", Env: "CREDENCE_POLICY_FILE", Flag: "policy-file", Kind: Path,
		Meaning: "A file of named policies",
		field:   func(c *Config) any { return &c.Policy.File },
	}, {
		Key: "policy.minConfidence", Env: "CREDENCE_POLICY_MIN_CONFIDENCE", Flag: "policy-min-confidence",
		Kind: Number, Default: "0",
		bounds:  between(0, 100),
		Meaning: "Links with a stated confidence below this do not count",
		field:   func(c *Config) any { return &c.Policy.MinConfidence },
	}, {
		Key: "policy.suggestedCopies", Env: "CREDENCE_POLICY_SUGGESTED_COPIES", Flag: "policy-suggested-copies",
		Kind: Switch, Default: "false",
		Meaning: "Whether copies count that nobody has confirmed yet",
		field:   func(c *Config) any { return &c.Policy.SuggestedCopies },
	}, {
		Key: "policy.undated", Env: "CREDENCE_POLICY_UNDATED", Flag: "policy-undated", Kind: Choice, Default: "include",
		Choices: []string{"include", "exclude"},
		Meaning: "Whether to include or exclude undated sources if a date is asked for",
		field:   func(c *Config) any { return &c.Policy.Undated },
	}, {
		Key: "policy.minCopiedShare", Env: "CREDENCE_POLICY_MIN_COPIED_SHARE", Flag: "policy-min-copied-share", Kind: Share,
		Default: "0.5",
		bounds:  bounds{set: true, high: 1, lowOpen: true},
		Meaning: "The share of a text that must be copied for the copy to count",
		field:   func(c *Config) any { return &c.Policy.MinCopiedShare },
	}, {
		Key: "policy.firsthandDefault", Env: "CREDENCE_POLICY_FIRSTHAND_DEFAULT", Flag: "policy-firsthand-default",
		Kind: Share, Default: "0.5",
		bounds:  between(0, 1),
		Meaning: "The own share of a source that is first-hand, without a number, and also takes from others",
		field:   func(c *Config) any { return &c.Policy.FirsthandDefault },
	}}
}

func sharedCauseSettings() []Setting {
	due := func(key, env, flag, fallback string, field func(*Config) any, whose string) Setting {
		return Setting{
			Key: key, Env: env, Flag: flag,
			Kind: Share, Default: fallback, bounds: bounds{set: true, high: 1, highOff: true}, field: field,
			Meaning: "The share of first-hand work that is due to a shared " + whose + "; the four shares add up to below 1",
		}
	}
	return []Setting{
		due(
			"policy.sharedCauseShares.author", "CREDENCE_POLICY_SHARED_CAUSE_SHARES_AUTHOR", "policy-shared-cause-shares-author",
			"0.3",
			func(c *Config) any { return &c.Policy.SharedCauseShares.Author }, "author"),
		due(
			"policy.sharedCauseShares.outlet", "CREDENCE_POLICY_SHARED_CAUSE_SHARES_OUTLET", "policy-shared-cause-shares-outlet",
			"0.25",
			func(c *Config) any { return &c.Policy.SharedCauseShares.Outlet }, "outlet"),
		due(
			"policy.sharedCauseShares.owner", "CREDENCE_POLICY_SHARED_CAUSE_SHARES_OWNER", "policy-shared-cause-shares-owner",
			"0.15",
			func(c *Config) any { return &c.Policy.SharedCauseShares.Owner }, "owner"),
		due(
			"policy.sharedCauseShares.funder", "CREDENCE_POLICY_SHARED_CAUSE_SHARES_FUNDER", "policy-shared-cause-shares-funder",
			"0.1",
			func(c *Config) any { return &c.Policy.SharedCauseShares.Funder }, "funder"),
	}
}

// likelihoodSettings move the likelihood alone.
func likelihoodSettings() []Setting {
	accuracy := func(letter, fallback, term string, field func(*Config) any) Setting {
		lower := strings.ToLower(letter)
		return Setting{
			Key: "policy.accuracies." + lower, Env: "CREDENCE_POLICY_ACCURACIES_" + letter, Flag: "policy-accuracies-" + lower,
			Kind:    Share,
			Default: fallback, bounds: between(0.5, 0.95), field: field,
			Meaning: "How often a source rated " + letter + " (" + term + ") is right; A to E do not rise",
		}
	}
	return []Setting{
		{
			Key: "policy.prior", Env: "CREDENCE_POLICY_PRIOR", Flag: "policy-prior", Kind: Share, Default: "0.5",
			bounds:  bounds{set: true, high: 1, lowOpen: true, highOff: true},
			Meaning: "How probable a claim is before any evidence; it moves the likelihood alone",
			field:   func(c *Config) any { return &c.Policy.Prior },
		},
		accuracy("A", "0.95", "completely reliable", func(c *Config) any { return &c.Policy.Accuracies.A }),
		accuracy("B", "0.85", "usually reliable", func(c *Config) any { return &c.Policy.Accuracies.B }),
		accuracy("C", "0.7", "fairly reliable", func(c *Config) any { return &c.Policy.Accuracies.C }),
		accuracy("D", "0.55", "not usually reliable", func(c *Config) any { return &c.Policy.Accuracies.D }),
		accuracy("E", "0.5", "unreliable", func(c *Config) any { return &c.Policy.Accuracies.E }),
		accuracy("F", "0.6", "cannot be judged", func(c *Config) any { return &c.Policy.Accuracies.F }),
	}
}

func budgetSettings() []Setting {
	return []Setting{{
		Key: "policy.budget.triedCount", Env: "CREDENCE_POLICY_BUDGET_TRIED_COUNT", Flag: "policy-budget-tried-count",
		Kind: Number, Unit: "sources", Default: "300",
		bounds:  between(1, 1000),
		Meaning: "How many sources are tried as the one that is wrong; evidence with no more is tried in full",
		field:   func(c *Config) any { return &c.Policy.Budget.TriedCount },
	}, {
		Key: "policy.budget.comparedCount", Env: "CREDENCE_POLICY_BUDGET_COMPARED_COUNT",
		Flag: "policy-budget-compared-count",
		Kind: Number, Unit: "groups", Default: "2000",
		bounds:  between(2, 5000),
		Meaning: "How many groups of sources are compared with each other for their overlaps, largest first",
		field:   func(c *Config) any { return &c.Policy.Budget.ComparedCount },
	}, {
		Key: "policy.budget.askedCount", Env: "CREDENCE_POLICY_BUDGET_ASKED_COUNT", Flag: "policy-budget-asked-count",
		Kind: Number, Unit: "sources", Default: "200",
		bounds:  between(1, 1000),
		Meaning: "For how many sources it is computed what their origin could be worth",
		field:   func(c *Config) any { return &c.Policy.Budget.AskedCount },
	}}
}
