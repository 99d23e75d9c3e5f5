package report

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/terminal"
)

// IndependenceView is what the text shows of an Independence.
type IndependenceView struct {
	A, B    ThingView
	Verdict convergence.IndependenceVerdict
	Overlap float64
	Reasons []struct {
		Kind  convergence.ReasonKind
		Text  string
		Steps []linkView
	}
	Missing []struct{ Text string }
}

// verdict says the verdict in a sentence.
func (v IndependenceView) verdict() string {
	names := v.A.Label + " and " + v.B.Label
	switch {
	case v.A.ID == v.B.ID:
		return v.A.Label + " was named twice; it is one source."
	case len(v.Reasons) > 0 && v.Reasons[0].Kind == convergence.ReasonSameness:
		return names + " are one source."
	case v.Verdict == convergence.Same:
		return names + " rest on the same evidence: together they count once."
	case v.Verdict == convergence.Dependent && v.Overlap == 0:
		return names + " are not independent: the record links them, but what they share has no weight."
	case v.Verdict == convergence.Dependent:
		return fmt.Sprintf("%s are not independent: they overlap %.0f%%.", names, 100*v.Overlap)
	case v.Verdict == convergence.NothingShared:
		return names + " share nothing on record, and both can be traced to named origins. This does not prove that " +
			"they are independent."
	}
	return fmt.Sprintf("It is not known whether %s are independent: they share nothing on record, but not all that "+
		"they rest on is recorded.", names)
}

// WriteIndependence prints an Independence: the verdict, every reason with its path, and what would have to be known.
func WriteIndependence(p *terminal.Page, v IndependenceView, scope string) {
	p.Line("%s", p.Style.Bold(v.verdict()))
	p.Line("%s", scope)
	for _, r := range v.Reasons {
		p.Gap()
		p.Line("Because %s%s", r.Text, map[bool]string{true: ":", false: "."}[len(r.Steps) > 0])
		writeLinks(p, r.Steps)
	}
	if len(v.Missing) > 0 {
		p.Gap()
		p.Line("What would have to be known:")
		for _, n := range v.Missing {
			p.Line("  %s", n.Text)
		}
	}
}
