package audit

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// A side reaches sources behind which somebody has an interest in it: who gains if the claim is believed, among what
// supports it, or if it is not believed, among what refutes it. HIGH if no demonstrated line is left without them,
// MEDIUM if less than half of what is demonstrated is, else LOW. It weighs what is demonstrated through them alone.
var interestedOriginRule = rule{
	code: InterestedOrigin,
	meaning: "a side rests on sources that have an interest in it, or whose outlet, author, owner or funder has one: " +
		"who gains if the claim is believed, among what supports it, or if it is not, among what refutes it",
	severity: "HIGH if no demonstrated line is left without them, MEDIUM if less than half of what is demonstrated " +
		"is left, else LOW",
	remedy: "Name the interest whenever you cite them. Look for a source that does not gain, or for one that speaks " +
		"against its interest.",
	sentence: func(r *record) string {
		return fmt.Sprintf("Evidence that %s %s comes from those who have an interest %s: %s. What is left without %s: "+
			"%s of %s demonstrated, %s of %s.", r.verb(), r.what(), r.sides.wanted(), r.lead,
			wording.Choose(len(r.subjects), "it", "them"), number(float64(r.whole-r.change)/1e6),
			number(float64(r.whole)/1e6), wording.Digits(r.lines), wording.Count(r.allLines, "demonstrated line"))
	},
}

// wanted says what those gain from who have an interest in a side.
func (s sides) wanted() string {
	switch s {
	case supporting:
		return "in it"
	case refuting:
		return "against it"
	}
	return "in what they say"
}

func (w *witness) interested(side *convergence.Side, on sides) {
	list := side.Interested()
	if len(list) == 0 {
		return
	}
	o := observation{
		code: InterestedOrigin, severity: Low, change: side.Demonstrated - side.Disinterested, whole: side.Demonstrated,
		sides: on, sources: len(list), lines: side.DisinterestedLineCount, allLines: side.DemonstratedLineCount,
		lead:  func() string { return w.whoGains(list) },
		steps: func() []evidence.Link { return w.interestLinks(side, list) },
	}
	for _, s := range list {
		o.about += string(s.Source.ID) + " "
		o.subjects = append(o.subjects, s.Source)
		for _, h := range s.Held {
			o.about += string(h.Holder.NodeID()) + " "
			o.others = append(o.others, h.Holder)
		}
	}
	switch {
	case side.DisinterestedLineCount == 0 && side.DemonstratedLineCount > 0:
		o.severity = High
	case side.Disinterested < side.Demonstrated/2-convergence.SameFigure:
		o.severity = Medium
	}
	w.note(o)
}

// whoGains names the sources, each with those behind it who have an interest.
func (w *witness) whoGains(list []convergence.InterestedSource) string {
	names := make([]string, len(list))
	for i, s := range list {
		var held []string
		for _, h := range s.Held {
			held = append(held, w.InWords(s.Source, h))
		}
		names[i] = w.Label(s.Source) + " (" + strings.Join(held, "; ") + ")"
	}
	return wording.JoinMost(names, mostNamed, "and")
}

// interestLinks returns, for each of some sources, how the side comes to it, how it comes to those behind it, and their
// interests.
func (w *witness) interestLinks(side *convergence.Side, list []convergence.InterestedSource) []evidence.Link {
	var grounded []*evidence.Source
	for _, s := range side.Sources() {
		if s.Grounded {
			grounded = append(grounded, s.Source)
		}
	}
	var out []evidence.Link
	for _, s := range list {
		out = append(out, w.said(side, s.Source)...)
		out = append(out, w.ways(grounded, s.Source)...)
		for _, h := range s.Held {
			out = append(append(out, h.Links...), h.Interest)
		}
	}
	return out
}
