package audit

// rule is all that is said of one code. When it holds and how grave it is stands in the same file, in the methods of
// [witness] that note it.
type rule struct {
	code     Code
	meaning  string                 // see [Guide]
	severity string                 // see [Guide]
	remedy   string                 // see [Guide]
	sentence func(r *record) string // of a finding; nil = what the observation says is a whole sentence
}

// rules returns a rule for every code, in the order in which they are counted.
func rules() []rule {
	return []rule{
		circularReportingRule, commonOriginRule, commonOwnerRule, textCopyRule, selfCorroborationRule,
		dependentCorroborationRule, unknownCorroborationRule, undisclosedDerivationRule, anachronismRule,
		missingOriginRule, retractedUpstreamRule, contradictsOwnSourceRule, contradictedClaimRule,
		bottleneckRule, unreciprocatedOwnershipRule, uncheckableOriginRule, interestedOriginRule,
		possibleDuplicateRule, burstRule,
	}
}

func ruleOf(code Code) rule {
	for _, r := range rules() {
		if r.code == code {
			return r
		}
	}
	return rule{}
}
