package convergence

import (
	"fmt"
	"math"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/whatif"
	"github.com/credence-graph/credence/internal/evidence"
)

// letterText says what a letter stands for, in the words of the Admiralty code.
func letterText(letter evidence.SourceReliability) string {
	words := map[evidence.SourceReliability]string{
		evidence.ReliabilityA: "completely reliable", evidence.ReliabilityB: "usually reliable", evidence.ReliabilityC: "fairly reliable",
		evidence.ReliabilityD: "not usually reliable", evidence.ReliabilityE: "unreliable", evidence.ReliabilityF: "reliability cannot be judged",
	}
	return fmt.Sprintf("%s (%s)", letter, words[letter])
}

// letters is the letter of a source or outlet in both answers, and that of the source's outlet, which counts where it has
// none itself.
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
		text += fmt.Sprintf(" is rated %s; before, it was not rated itself, and its outlet's %s counted.", letterText(l.after), letterText(l.outletBefore))
	case l.before == "":
		text += fmt.Sprintf(" is rated %s; before, it was not rated.", letterText(l.after))
	case l.after == "" && l.outletAfter != "":
		text += fmt.Sprintf(" is not rated itself any more, and its outlet's %s counts; before, it was rated %s.", letterText(l.outletAfter), letterText(l.before))
	case l.after == "":
		text += fmt.Sprintf(" is not rated any more; before, it was rated %s.", letterText(l.before))
	default:
		text += fmt.Sprintf(" is rated %s rather than %s.", letterText(l.after), letterText(l.before))
	}
	c.note(Change{Code: ChangeRating, Text: text, Nodes: []evidence.Node{l.node}, ReliabilityBefore: l.before, ReliabilityAfter: l.after})
}

// ratings tells of sources and outlets that are rated otherwise. Outlets that are the same have one letter.
func (c *comparison) ratings() {
	for v := range c.after.g.Nodes {
		s := c.after.g.Source(int32(v))
		if at, ok := c.before.g.Find(s.ID); ok && c.before.g.Source(at).Reliability != s.Reliability {
			c.rerated(letters{name: c.name(s.ID), node: s, before: c.before.g.Source(at).Reliability, after: s.Reliability,
				outletBefore: c.before.g.Letter(at), outletAfter: c.after.g.Letter(int32(v))})
		}
	}
	for at, party := range c.after.ix.Parties {
		o, isOutlet := party.(*evidence.Outlet)
		was, ok := c.before.ix.PartyAt[party.NodeID()]
		if isOutlet && ok && c.before.ix.PartyLetter[was] != c.after.ix.PartyLetter[at] {
			c.rerated(letters{name: o.Label(), node: o, before: c.before.ix.PartyLetter[was], after: c.after.ix.PartyLetter[at]})
		}
	}
}

// weights tells how the weight of a side moved. Of a side that nobody takes there is none to tell of.
func (c *comparison) weights(k int, stance evidence.Stance) {
	if taking(c.before, k)+taking(c.after, k) == 0 {
		return
	}
	was, wasPooled := weightsOf(c.before, k)
	is, isPooled := weightsOf(c.after, k)
	c.moves(FigureWeight, "weight", stance, was, is)
	c.moves(FigurePooledWeight, "pooled weight", stance, wasPooled, isPooled)
}

// taking returns how many sources take a side, 0 where there is no answer.
func taking(a *analysis, k int) int {
	if a == nil {
		return 0
	}
	return len(a.side(k).positions)
}

// weightsOf returns the weights of a side, nil where there is no answer or nobody is rated.
func weightsOf(a *analysis, k int) (weight, pooled *float64) {
	if a == nil || !a.rated() {
		return nil, nil
	}
	s := a.side(k)
	s.weigh()
	w, p := s.weight, s.pooledWeight
	return &w, &p
}

// moves tells of a figure that there is only where somebody is rated. words is a singular.
func (c *comparison) moves(name Figure, words string, stance evidence.Stance, was, is *float64) {
	change := Change{Code: ChangeFigure, Side: stance, Figure: name, Before: was, After: is}
	switch {
	case was == nil && is == nil:
		return
	case was == nil:
		change.Text = fmt.Sprintf("%s is %.2f; nobody was rated before.", words, *is)
	case is == nil:
		change.Text = fmt.Sprintf("%s was %.2f; nobody is rated any more.", words, *was)
	case math.Abs(*was-*is) <= sameFigure:
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
	c.moves(FigureLogOdds, "the logarithm of the odds", "", was, is)
	if before == nil && after == nil || before != nil && after != nil && math.Abs(*before-*after) <= sameFigure {
		return
	}
	c.note(Change{Code: ChangeLikelihood, Text: likelihoodText(before, after), Figure: FigureProbability, Before: before, After: after})
}

// chances returns the log-odds and the probability of the claim, nil where there is no answer or nobody is rated.
func chances(a *analysis) (odds, probability *float64) {
	if a == nil || !a.rated() {
		return nil, nil
	}
	o, _ := a.logOdds()
	p, _ := a.probability()
	return &o, &p
}

// likelihoodText says how likely a claim is rather than it was; nil = nobody is rated.
func likelihoodText(before, after *float64) string {
	switch {
	case after == nil:
		return fmt.Sprintf("Nobody is rated any more, so no likelihood is given; before, %s %s.", chance(*before).was(), chance(*before))
	case before == nil:
		return fmt.Sprintf("%s %s; before, nobody was rated, so no likelihood was given.", chance(*after).is(), chance(*after))
	}
	was, is := chance(*before), chance(*after)
	switch {
	case was.term() == is.term() && percent(*before) == percent(*after):
		return fmt.Sprintf("%s still %s.", is.is(), is)
	case was.term() == is.term():
		return fmt.Sprintf("%s still %s, %s before.", is.is(), is, percent(*before))
	case was.is() == is.is():
		return fmt.Sprintf("%s %s rather than %s.", is.is(), is, was)
	}
	return fmt.Sprintf("%s %s; before, %s %s.", is.is(), is, was.was(), was)
}

// chance is a probability that is told by its term.
type chance float64

func (p chance) term() Likelihood { return LikelihoodOf(float64(p)) }

// String is the term with the probability.
func (p chance) String() string {
	words := map[Likelihood]string{
		AlmostNoChance: "almost no chance of it", VeryUnlikely: "very unlikely", Unlikely: "unlikely", RoughlyEvenChance: "a roughly even chance of it",
		Likely: "likely", VeryLikely: "very likely", AlmostCertain: "almost certain",
	}
	return fmt.Sprintf("%s (%s)", words[p.term()], percent(float64(p)))
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

func (p chance) isNoun() bool { return p.term() == AlmostNoChance || p.term() == RoughlyEvenChance }

// credibility tells that another Admiralty digit is suggested.
func (c *comparison) credibility() {
	was, is := suggestedIn(c.before), suggestedIn(c.after)
	if was == is {
		return
	}
	text := fmt.Sprintf("Credibility %s is suggested rather than %s.", is.text(), was.text())
	switch {
	case was == "":
		text = fmt.Sprintf("Credibility %s is suggested; before, none was.", is.text())
	case is == "":
		text = fmt.Sprintf("No credibility is suggested any more; before, %s was.", was.text())
	}
	c.note(Change{Code: ChangeCredibility, Text: text})
}

// suggestedIn returns the suggested digit, "" where there is none.
func suggestedIn(a *analysis) InformationCredibility {
	if a == nil {
		return ""
	}
	if digit := a.suggestedCredibility(); digit != nil {
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
		if slices.ContainsFunc(d.changes, func(c Change) bool { return c.Code == ChangeRating && c.Nodes[0].NodeID() == shown }) {
			continue
		}
		if r := d.After.ExcludingWith(id); r != nil && !d.After.Concerns(id) {
			out = append(out, Change{Code: ChangeRating, Nodes: []evidence.Node{r}, Text: fmt.Sprintf(
				"%s is part of the evidence for %q, which excludes this claim: its rating counts there.", id, r.Label())})
			continue
		}
		text := "The rating supposed for %s changes nothing: it is recorded so, or the letter of a record that is the same counts."
		if !part {
			text = "%s is not part of the evidence for this claim: its rating changes nothing."
		}
		out = append(out, Change{Code: ChangeNoEffect, Text: fmt.Sprintf(text, id)})
	}
	return out
}

// shownIn is shownAs for those who have not opened the answer.
func shownIn(c *Convergence, id evidence.ID) (shown evidence.ID, part bool) {
	a := c.Open()
	defer a.mu.Unlock()
	return shownAs(a, id)
}

// shownAs returns the id under which a source or outlet is shown, which another record of the same may give, and whether
// the claim has anything to do with it.
func shownAs(a *analysis, id evidence.ID) (shown evidence.ID, part bool) {
	if at, ok := a.ix.SourceAt[evidence.SourceID(id)]; ok {
		shown := a.ix.Sources[at].ID
		_, part := a.g.Find(shown)
		return evidence.ID(shown), part
	}
	if at, ok := a.ix.PartyAt[id]; ok {
		return a.ix.Parties[at].NodeID(), true
	}
	return id, false
}

// NoEffect puts first what of a hypothesis changes nothing: ids that are not in the evidence, then ratings.
func (d *Diff) NoEffect(ratings []whatif.Rating, idle []evidence.ID) {
	first := make([]Change, 0, len(idle))
	for _, id := range idle {
		first = append(first, Change{Code: ChangeNoEffect,
			Text: fmt.Sprintf("%s is not part of the evidence for this claim: without it nothing changes.", id)})
	}
	d.changes = slices.Concat(first, d.idleRatings(ratings), d.changes)
}
