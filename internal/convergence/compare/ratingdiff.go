package compare

import (
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

// letterText says what a letter stands for, in the words of the Admiralty code.
func letterText(letter evidence.SourceReliability) string {
	words := map[evidence.SourceReliability]string{
		evidence.ReliabilityA: "completely reliable", evidence.ReliabilityB: "usually reliable",
		evidence.ReliabilityC: "fairly reliable",
		evidence.ReliabilityD: "not usually reliable", evidence.ReliabilityE: "unreliable",
		evidence.ReliabilityF: "reliability cannot be judged",
	}
	return fmt.Sprintf("%s (%s)", letter, words[letter])
}

// letters is the letter of a source or outlet in both answers, and that of the source's outlet, which counts where it
// has none itself.
type letters struct {
	name                      string
	node                      evidence.Node
	before, after             evidence.SourceReliability
	outletBefore, outletAfter evidence.SourceReliability
}

// rerated tells that a source or outlet has another letter.
func (c *comparison) rerated(l letters) {
	text := l.name
	switch {
	case l.before == "" && l.outletBefore != "":
		text += fmt.Sprintf(" is now rated %s; it was not rated itself before, and its outlet's %s counted.",
			letterText(l.after), letterText(l.outletBefore))
	case l.before == "":
		text += fmt.Sprintf(" is now rated %s; it was not rated before.", letterText(l.after))
	case l.after == "" && l.outletAfter != "":
		text += fmt.Sprintf(" is no longer rated itself, and its outlet's %s counts; it was rated %s before.",
			letterText(l.outletAfter), letterText(l.before))
	case l.after == "":
		text += fmt.Sprintf(" is no longer rated; it was rated %s before.", letterText(l.before))
	default:
		text += fmt.Sprintf(" is now rated %s instead of %s.", letterText(l.after), letterText(l.before))
	}
	c.note(
		Change{Code: ChangeRating, Text: text, Nodes: []evidence.Node{l.node}, ReliabilityBefore: l.before,
			ReliabilityAfter: l.after})
}

// ratings tells of sources and outlets that are rated otherwise. Outlets that are the same have one letter.
func (c *comparison) ratings() {
	for v := range c.after.G.Nodes {
		s := c.after.G.Source(int32(v))
		if at, ok := c.before.G.Find(s.ID); ok && c.before.G.Source(at).Reliability != s.Reliability {
			c.rerated(letters{name: c.name(s.ID), node: s, before: c.before.G.Source(at).Reliability, after: s.Reliability,
				outletBefore: c.before.G.Letter(at), outletAfter: c.after.G.Letter(int32(v))})
		}
	}
	for at, party := range c.after.Ix.Parties {
		o, isOutlet := party.(*evidence.Outlet)
		was, ok := c.before.Ix.PartyAt[party.NodeID()]
		if isOutlet && ok && c.before.Ix.PartyLetter[was] != c.after.Ix.PartyLetter[at] {
			c.rerated(letters{name: o.Label(), node: o, before: c.before.Ix.PartyLetter[was], after: c.after.Ix.PartyLetter[at]})
		}
	}
}

// weights notes how the weight of a side moved. A side that nobody takes has no weight.
func (c *comparison) weights(k int, stance evidence.Stance) {
	if taking(c.before, k)+taking(c.after, k) == 0 {
		return
	}
	was, wasPooled := weightsOf(c.before, k)
	is, isPooled := weightsOf(c.after, k)
	c.moves(convergence.FigureWeight, "weight", stance, was, is)
	c.moves(convergence.FigurePooledWeight, "pooled weight", stance, wasPooled, isPooled)
}

// taking returns how many sources take a side, 0 where there is no answer.
func taking(a *convergence.Analysis, k int) int {
	if a == nil {
		return 0
	}
	return len(a.Side(k).Positions)
}

// weightsOf returns the weights of a side, nil where there is no answer or nobody is rated.
func weightsOf(a *convergence.Analysis, k int) (weight, pooled *float64) {
	if a == nil || !a.Rated() {
		return nil, nil
	}
	s := a.Side(k)
	s.Weigh()
	w, p := s.Weight, s.PooledWeight
	return &w, &p
}

// moves tells of a figure that there is only where somebody is rated. words is a singular.
func (c *comparison) moves(name convergence.Figure, words string, stance evidence.Stance, was, is *float64) {
	change := Change{Code: ChangeFigure, Side: stance, Figure: name, Before: was, After: is}
	switch {
	case was == nil && is == nil:
		return
	case was == nil:
		change.Text = fmt.Sprintf("%s is %.2f; no source was rated before.", words, *is)
	case is == nil:
		change.Text = fmt.Sprintf("%s was %.2f; no source is rated any more.", words, *was)
	case math.Abs(*was-*is) <= convergence.SameFigure:
		return
	default:
		change.Text = fmt.Sprintf("%s %s from %.2f to %.2f.", words, direction(*was, *is), *was, *is)
	}
	change.Text = ofSide(stance, change.Text)
	c.note(change)
}

// likelihood tells how the log-odds of the claim and its likelihood moved, the likelihood in a sentence of its own.
func (c *comparison) likelihood() {
	was, before := chances(c.before)
	is, after := chances(c.after)
	c.moves(convergence.FigureLogOdds, "the logarithm of the odds", "", was, is)
	if before == nil && after == nil || before != nil && after != nil &&
		math.Abs(*before-*after) <= convergence.SameFigure {
		return
	}
	c.note(
		Change{Code: ChangeLikelihood, Text: likelihoodText(before, after), Figure: convergence.FigureProbability,
			Before: before, After: after})
}

// chances returns the log-odds and the probability of the claim, nil where there is no answer or nobody is rated.
func chances(a *convergence.Analysis) (odds, probability *float64) {
	if a == nil || !a.Rated() {
		return nil, nil
	}
	o, _ := a.LogOdds()
	p, _ := a.Probability()
	return &o, &p
}

// likelihoodText says how likely a claim is rather than it was; nil = nobody is rated.
func likelihoodText(before, after *float64) string {
	switch {
	case after == nil:
		return fmt.Sprintf("No source is rated any more, so no likelihood is given; %s %s before.",
			chance(*before).was(), chance(*before))
	case before == nil:
		return fmt.Sprintf("%s %s; no source was rated before, so no likelihood was given.",
			chance(*after).is(), chance(*after))
	}
	was, is := chance(*before), chance(*after)
	switch {
	case was.term() == is.term() && tally.Percent(*before) == tally.Percent(*after):
		return fmt.Sprintf("%s still %s.", is.is(), is)
	case was.term() == is.term():
		return fmt.Sprintf("%s still %s, %s before.", is.is(), is, tally.Percent(*before))
	case was.is() == is.is():
		return fmt.Sprintf("%s %s rather than %s.", is.is(), is, was)
	}
	return fmt.Sprintf("%s %s; %s %s before.", is.is(), is, was.was(), was)
}

// chance is a probability that is told by its term.
type chance float64

func (p chance) term() convergence.Likelihood { return convergence.LikelihoodOf(float64(p)) }

// String is the term with the probability.
func (p chance) String() string {
	words := map[convergence.Likelihood]string{
		convergence.AlmostNoChance: "almost no chance of it", convergence.VeryUnlikely: "very unlikely",
		convergence.Unlikely: "unlikely", convergence.RoughlyEvenChance: "a roughly even chance of it",
		convergence.Likely: "likely", convergence.VeryLikely: "very likely", convergence.AlmostCertain: "almost certain",
	}
	return fmt.Sprintf("%s (%s)", words[p.term()], tally.Percent(float64(p)))
}

// is begins a sentence with the term.
func (p chance) is() string {
	if p.isNoun() {
		return "There is"
	}
	return "It is"
}

// was begins a clause about the past with the term.
func (p chance) was() string {
	if p.isNoun() {
		return "there was"
	}
	return "it was"
}

func (p chance) isNoun() bool {
	return p.term() == convergence.AlmostNoChance || p.term() == convergence.RoughlyEvenChance
}

// credibility tells that another Admiralty digit is suggested.
func (c *comparison) credibility() {
	was, is := suggestedIn(c.before), suggestedIn(c.after)
	if was == is {
		return
	}
	text := fmt.Sprintf("Credibility %s is suggested rather than %s.", is.Text(), was.Text())
	switch {
	case was == "":
		text = fmt.Sprintf("Credibility %s is suggested; none was suggested before.", is.Text())
	case is == "":
		text = fmt.Sprintf("No credibility is suggested any more; %s was suggested before.", was.Text())
	}
	c.note(Change{Code: ChangeCredibility, Text: text})
}

// suggestedIn returns the suggested digit, "" if none is suggested.
func suggestedIn(a *convergence.Analysis) convergence.InformationCredibility {
	if a == nil {
		return ""
	}
	if digit := a.SuggestedCredibility(); digit != nil {
		return *digit
	}
	return ""
}

// idleRatings tells of supposed ratings of which nothing else tells, so that none goes without an answer.
func (d *Diff) idleRatings(ratings []whatif.Rating) []Change {
	subjects := make([]evidence.ID, len(ratings))
	for i, r := range ratings {
		subjects[i] = r.Subject
	}
	slices.Sort(subjects)
	var out []Change
	for _, id := range slices.Compact(subjects) {
		shown, part := shownIn(d.After, id)
		if slices.ContainsFunc(
			d.changes, func(c Change) bool { return c.Code == ChangeRating && c.Nodes[0].NodeID() == shown }) {
			continue
		}
		if r := d.After.ExcludingWith(id); r != nil && !d.After.Concerns(id) {
			out = append(out, Change{Code: ChangeRating, Nodes: []evidence.Node{r}, Text: fmt.Sprintf(
				"%s is part of the evidence for %q, which excludes this claim: its rating counts there.", id, r.Label())})
			continue
		}
		text := "The rating supposed for %s changes nothing: it is already recorded, or the letter of a" +
			" record that is the same counts."
		if !part {
			text = "%s is not part of the evidence for this claim: its rating changes nothing."
		}
		out = append(out, Change{Code: ChangeNoEffect, Text: fmt.Sprintf(text, id)})
	}
	return out
}

// shownIn is shownAs for those who have not opened the answer.
func shownIn(c *convergence.Convergence, id evidence.ID) (shown evidence.ID, part bool) {
	a := c.Open()
	defer a.Mu.Unlock()
	return shownAs(a, id)
}

// shownAs returns the id under which a source or outlet is shown, which another record of the same may give, and
// whether the claim has anything to do with it.
func shownAs(a *convergence.Analysis, id evidence.ID) (shown evidence.ID, part bool) {
	if at, ok := a.Ix.SourceAt[evidence.SourceID(id)]; ok {
		shown := a.Ix.Sources[at].ID
		_, part := a.G.Find(shown)
		return evidence.ID(shown), part
	}
	if at, ok := a.Ix.PartyAt[id]; ok {
		return a.Ix.Parties[at].NodeID(), true
	}
	return id, false
}

// NoEffect puts first what of a hypothesis changes nothing: ids that are not in the evidence, then ratings.
func (d *Diff) NoEffect(ratings []whatif.Rating, idle []evidence.ID) {
	first := make([]Change, 0, len(idle))
	for _, id := range idle {
		first = append(first, Change{Code: ChangeNoEffect,
			Text: fmt.Sprintf("%s is not part of the evidence for this claim: leaving it out changes nothing.", id)})
	}
	d.changes = slices.Concat(first, d.idleRatings(ratings), d.changes)
}
