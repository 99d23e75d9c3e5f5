package audit

// Guide says what a code means to whoever reads a finding.
type Guide struct {
	Code     Code
	Meaning  string // when a finding has the code; it begins in small letters and has no full stop
	Severity string // how grave it is, and when
	Remedy   string // what to do about it, as whole sentences
}

// Guides returns what each code means, in the order of [Codes]. Reports and the help have it from here.
func Guides() []Guide {
	var out []Guide
	for _, r := range rules() {
		out = append(out, r.guide())
	}
	return out
}

func (r rule) guide() Guide {
	return Guide{Code: r.code, Meaning: r.meaning, Severity: r.severity, Remedy: r.remedy}
}

// Guide returns what a code means, empty if there is no such code.
func (c Code) Guide() Guide { return ruleOf(c).guide() }
