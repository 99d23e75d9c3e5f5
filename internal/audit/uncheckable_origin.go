package audit

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Demonstrated lines of a side end in what no one else can check: a record without an address, or a date together
// with an outlet or author, that no curator confirmed. MEDIUM if that is every demonstrated line, else LOW. It weighs
// these lines.
var uncheckableOriginRule = rule{
	code: UncheckableOrigin,
	meaning: "demonstrated lines of a side end in what no one else can check: a record without an address, or a " +
		"date together " +
		"with an outlet or author, that no curator confirmed",
	severity: "MEDIUM if that is every demonstrated line, else LOW",
	remedy: "Record the address, or the date with the outlet or author; or have a second person confirm it: " +
		"credence confirm.",
	sentence: func(r *record) string {
		return fmt.Sprintf("%s of %s %s %s %s in what no one else can check: %s%s.", wording.Digits(r.lines),
			wording.Count(r.allLines, "demonstrated line"), r.sides.preposition(), r.what(),
			wording.Choose(r.lines, "ends", "end"), r.lead, r.tail)
	},
}

func (w *witness) uncheckable(side *convergence.Side, on sides) {
	u := side.Uncheckable()
	if u == nil {
		return
	}
	o := observation{
		code: UncheckableOrigin, about: idsOf(u.Ends), severity: Low, change: float64(u.Lines), sides: on,
		subjects: nodesOf(u.Ends), sources: len(u.Ends), lines: u.Lines, allLines: side.DemonstratedLineCount,
		steps: func() []evidence.Link { return u.Steps },
		lead:  func() string { return w.records(u.Ends) },
		tail: func() string {
			if len(u.Collectors) == 0 {
				return ""
			}
			return fmt.Sprintf(". Only %s %s for it", wording.JoinMost(u.Collectors, mostNamed, "and"),
				wording.Choose(len(u.Collectors), "vouches", "vouch"))
		},
	}
	if u.All {
		o.severity = Medium
	}
	w.note(o)
}
