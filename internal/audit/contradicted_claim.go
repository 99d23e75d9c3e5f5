package audit

import (
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// Claims exclude each other: a contradiction is recorded (each is a finding, and its proof), or, if none is recorded
// of the two, they give different values of one item (one finding for the item). MEDIUM if two of them have a
// demonstrated line, else LOW. It weighs what is demonstrated of the weaker of two claims.
var contradictedClaimRule = rule{
	code: ContradictedClaim,
	meaning: "claims exclude each other: a contradiction is recorded, which is the proof, or they give different " +
		"values of one item",
	severity: "MEDIUM if two of them have a demonstrated line, else LOW",
	remedy:   "Weigh both claims before you use one of them, and name the other: credence truth.",
}

// excluded notes the claims that cannot be true together with the witness's: the pairs that are recorded to
// contradict each other, and of the items of which others give another value each once.
func (w *witness) excluded() {
	valued := map[string][]otherValue{}
	for _, e := range w.Excluding() {
		var recorded []evidence.Link
		for _, why := range e.Reasons {
			if why.Relation != nil {
				recorded = append(recorded, why.Relation)
			}
		}
		if len(recorded) > 0 {
			w.contradicted(e, recorded)
			continue
		}
		for _, why := range e.Reasons {
			valued[why.Item] = append(valued[why.Item], otherValue{e, why})
		}
	}
	for item, list := range valued {
		w.otherValues(item, list)
	}
}

// otherValue is a claim that gives another value of an item.
type otherValue struct {
	convergence.ExcludingClaim
	why convergence.Exclusion
}

// contradicted notes two claims that are recorded to contradict each other, once or several times. Of both claims it
// is the same finding.
func (w *witness) contradicted(e convergence.ExcludingClaim, records []evidence.Link) {
	pair := []*evidence.Claim{w.Claim, e.Claim}
	if e.Claim.ID < w.Claim.ID {
		slices.Reverse(pair)
	}
	o := w.excludedBy(string(pair[0].ID+" "+pair[1].ID), e)
	o.subjects = []evidence.Node{pair[0], pair[1]}
	o.lead = func() string {
		return fmt.Sprintf("%s and %s are recorded to contradict each other, so at most one of them is true",
			called(pair[0]), called(pair[1]))
	}
	o.steps = func() []evidence.Link { return records }
	w.note(o)
}

// otherValues notes an item of which claims give different values. Of all of them it is the same finding.
func (w *witness) otherValues(item string, list []otherValue) {
	var values []string
	var claims []convergence.ExcludingClaim
	for _, other := range list {
		claims = append(claims, other.ExcludingClaim)
		values = append(values, fmt.Sprintf("%q", other.why.Value), fmt.Sprintf("%q", other.why.Other))
	}
	slices.Sort(values)
	o := w.excludedBy("item "+item, claims...)
	o.subjects = []evidence.Node{w.Claim}
	for _, c := range claims {
		o.others = append(o.others, c.Claim)
	}
	o.lead = func() string {
		return fmt.Sprintf("Claims give different values for %q; at most one of them is true: %s", item,
			wording.JoinMost(slices.Compact(values), mostNamed, "and"))
	}
	o.steps = func() []evidence.Link { return nil }
	w.note(o)
}

// excludedBy is what is found of claims that exclude the witness's: grave where it and one of them have a demonstrated
// line, and as much as is demonstrated of the weaker of the two.
func (w *witness) excludedBy(about string, list ...convergence.ExcludingClaim) observation {
	o := observation{code: ContradictedClaim, about: about, severity: Low, sides: supporting}
	for _, e := range list {
		if w.Supporting.DemonstratedLineCount > 0 && e.Supporting.DemonstratedLineCount > 0 {
			o.severity = Medium
		}
		o.change = math.Max(o.change, math.Min(w.Supporting.Demonstrated, e.Supporting.Demonstrated))
	}
	return o
}
