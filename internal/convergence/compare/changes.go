package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// maxExplained is the number of merged and of split groups of one side whose links are looked up.
const maxExplained = 50

// side tells what became of the sources and figures of one side.
func (c *comparison) side(k int, stance evidence.Stance) {
	members := c.members(k)
	c.moved(k, stance, members)
	c.regrouped(k, stance, members)
	c.renamed(stance, members)
	c.rebased(k, stance, members)
	c.figures(k, stance)
	c.weights(k, stance)
}

// chosen returns the ids of the members that meet a condition.
func chosen(members []member, is func(member) bool) []evidence.SourceID {
	var out []evidence.SourceID
	for _, m := range members {
		if is(m) {
			out = append(out, m.id)
		}
	}
	return out
}

// tell makes one change of all members that meet a condition; one and many are the words for one source and for
// several.
func (c *comparison) tell(
	code ChangeCode, stance evidence.Stance, members []member, is func(member) bool, one, many string) *Change {
	ids := chosen(members, is)
	if len(ids) == 0 {
		return nil
	}
	c.note(
		Change{Code: code, Side: stance, Text: c.names(ids) + " " + wording.Choose(len(ids), one, many) + ".",
			Nodes: c.nodes(ids)})
	return &c.changes[len(c.changes)-1]
}

// moved tells who left and joined the side, and who fell and rose on it.
func (c *comparison) moved(k int, stance evidence.Stance, members []member) {
	one, many := "supports it", "support it"
	if stance == evidence.Refutes {
		one, many = "refutes it", "refute it"
	}
	left := func(m member) bool { return m.before.present && !m.after.present }
	if change := c.tell(ChangeLeft, stance, members, left, "no longer "+one, "no longer "+many); change != nil {
		change.Links = statementsOf(c.before, k, members, left, func(m member) standing { return m.before })
	}
	joined := func(m member) bool { return !m.before.present && m.after.present }
	if change := c.tell(ChangeJoined, stance, members, joined, "now "+one, "now "+many); change != nil {
		change.Links = statementsOf(c.after, k, members, joined, func(m member) standing { return m.after })
	}
	c.tell(
		ChangeFell, stance, members, func(m member) bool {
			return m.after.present && m.before.grounded() &&
				!m.after.grounded()
		},
		"has lost all it rests on", "have lost all they rest on")
	c.tell(
		ChangeRose, stance, members, func(m member) bool {
			return m.before.present && !m.before.grounded() &&
				m.after.grounded()
		},
		"now rests on something that is in force", "now rest on something that is in force")
}

// statementsOf returns the statements of members in one answer, of the first few of them.
func statementsOf(
	a *convergence.Analysis, k int, members []member, is func(member) bool, at func(member) standing) []evidence.Link {
	var out []evidence.Link
	s := a.Side(k)
	for _, m := range members {
		if !is(m) {
			continue
		}
		i, _ := slices.BinarySearchFunc(
			s.Positions, at(m).node, func(p basis.Position, v int32) int { return cmp.Compare(p.Node, v) })
		for _, statement := range s.Positions[i].Statements {
			out = append(out, a.Ix.Statements[statement])
		}
		if len(out) >= maxExplained {
			return out
		}
	}
	return out
}

// regrouped tells which groups split and which merged.
func (c *comparison) regrouped(k int, stance evidence.Stance, members []member) {
	before, after := func(m member) standing { return m.before }, func(m member) standing { return m.after }
	for n, ids := range torn(members, before, after) {
		change := Change{Code: ChangeSplit, Side: stance, Nodes: c.nodes(ids)}
		change.Text = c.names(ids) + " no longer count once"
		if group := standingOf(c.before, k, ids[0]).group; n < maxExplained {
			change.explain(c.before.Side(k).Reasons(group), ", as they did because ")
		}
		change.Text += "."
		c.note(change)
	}
	for n, ids := range torn(members, after, before) {
		change := Change{Code: ChangeMerged, Side: stance, Nodes: c.nodes(ids)}
		change.Text = c.names(ids) + " count once now"
		if group := standingOf(c.after, k, ids[0]).group; n < maxExplained {
			change.explain(c.after.Side(k).Reasons(group), ": ")
		}
		change.Text += "."
		c.note(change)
	}
}

// explain adds why sources are, or were, one.
func (change *Change) explain(because []convergence.Reason, joint string) {
	if len(because) == 0 {
		change.Text += joint + "they are recorded as one source"
		return
	}
	change.Text += joint + convergence.Texts(because)
	for _, r := range because {
		change.Links = append(change.Links, r.Steps...)
	}
}

// torn returns the groups of one answer whose members are in several groups of the other, by their first member.
// Members that are grounded in one of the answers only are told of as fallen or risen.
func torn(members []member, in, other func(member) standing) [][]evidence.SourceID {
	type group struct {
		ids   []evidence.SourceID
		apart bool
		first int32
	}
	byNumber := map[int32]*group{}
	var order []*group
	for _, m := range members {
		if !in(m).grounded() || !other(m).grounded() {
			continue
		}
		g := byNumber[in(m).group]
		if g == nil {
			g = &group{first: other(m).group}
			byNumber[in(m).group] = g
			order = append(order, g)
		}
		g.ids = append(g.ids, m.id)
		g.apart = g.apart || other(m).group != g.first
	}
	var out [][]evidence.SourceID
	for _, g := range order {
		if g.apart {
			out = append(out, g.ids)
		}
	}
	return out
}

// renamed tells who no longer says all that it rests on, and who now does.
func (c *comparison) renamed(stance evidence.Stance, members []member) {
	c.tell(ChangeUntraced, stance, members, func(m member) bool {
		return m.before.grounded() && m.after.grounded() && m.before.named && !m.after.named
	}, "can no longer be fully traced to named origins", "can no longer be fully traced to named origins")
	c.tell(ChangeTraced, stance, members, func(m member) bool {
		return m.before.grounded() && m.after.grounded() && !m.before.named && m.after.named
	}, "can now be fully traced to named origins", "can now be fully traced to named origins")
}

// rebased tells whose basis is divided otherwise among its origins: one change for all that had one basis and have one.
func (c *comparison) rebased(k int, stance evidence.Stance, members []member) {
	type move struct{ from, to int32 }
	ids := map[move][]evidence.SourceID{}
	var order []move
	for _, m := range members {
		if !m.before.grounded() || !m.after.grounded() {
			continue
		}
		at := move{m.before.group, m.after.group}
		if ids[at] == nil {
			order = append(order, at)
		}
		ids[at] = append(ids[at], m.id)
	}
	for _, at := range order {
		shifts := c.shifts(k, at.from, at.to)
		if len(shifts) == 0 {
			continue
		}
		text := fmt.Sprintf("%s %s.", c.names(ids[at]), c.shiftText(ids[at], shifts))
		spoken := slices.Clone(ids[at])
		for _, s := range shifts {
			spoken = append(spoken, s.id)
		}
		slices.Sort(spoken)
		c.note(Change{Code: ChangeBasis, Side: stance, Text: text, Nodes: c.nodes(slices.Compact(spoken))})
	}
}

// shift is an origin whose share of a basis is another.
type shift struct {
	id            evidence.SourceID
	before, after float64
}

// shifts returns the origins whose shares differ between a group before and a group after, the largest difference
// first.
func (c *comparison) shifts(k int, from, to int32) []shift {
	shares := map[evidence.SourceID]*shift{}
	var list []*shift
	read := func(a *convergence.Analysis, group int32, set func(*shift, float64)) {
		cols, vals := a.G.Basis.Row(a.Side(k).RowOf[group])
		for i, origin := range cols {
			id := a.G.Source(origin).ID
			if shares[id] == nil {
				shares[id] = &shift{id: id}
				list = append(list, shares[id])
			}
			set(shares[id], vals[i])
		}
	}
	read(c.before, from, func(s *shift, x float64) { s.before = x })
	read(c.after, to, func(s *shift, x float64) { s.after = x })
	var out []shift
	for _, s := range list {
		if math.Abs(s.before-s.after) > convergence.SameFigure {
			out = append(out, *s)
		}
	}
	slices.SortFunc(out, func(x, y shift) int {
		return cmp.Or(
			cmp.Compare(tally.Rounded(math.Abs(y.before-y.after)), tally.Rounded(math.Abs(x.before-x.after))),
			cmp.Compare(x.id, y.id))
	})
	return out[:min(len(out), tally.MaxListed)]
}

// shiftText says what sources rest on now, more, less and no longer: "no longer rest on X (33% -> 0%)".
func (c *comparison) shiftText(ids []evidence.SourceID, shifts []shift) string {
	texts := make([]string, len(shifts))
	for i, s := range shifts {
		rests := wording.Choose(len(ids), "rests", "rest")
		switch {
		case s.after == 0:
			rests = "no longer " + rests
		case s.before == 0:
			rests = "now " + rests
		case s.after > s.before:
			rests += " more"
		default:
			rests += " less"
		}
		origin := c.name(s.id)
		if len(ids) == 1 && ids[0] == s.id {
			origin = c.own(s)
		}
		texts[i] = fmt.Sprintf("%s on %s (%s -> %s)", rests, origin, tally.Percent(s.before), tally.Percent(s.after))
	}
	return wording.Join(texts, "and")
}

// own says what a source that is an origin of its own basis rests on there.
func (c *comparison) own(s shift) string {
	a := c.before
	if s.before == 0 {
		a = c.after
	}
	if v, ok := a.G.Find(s.id); ok && a.G.Unnamed[v] {
		return "an origin that it does not name"
	}
	return "its own work"
}

// figures tells which figures moved.
func (c *comparison) figures(k int, stance evidence.Stance) {
	numbers := func(a *convergence.Analysis) convergence.Numbers {
		if a == nil {
			return convergence.Numbers{}
		}
		return a.Side(k).Numbers()
	}
	before, after := numbers(c.before), numbers(c.after)
	for _, f := range convergence.Figures() {
		was, knew := f.Of(before)
		is, knows := f.Of(after)
		nobody := before.SourceCount+after.SourceCount == 0 // what is left of nothing is no news
		if (knew == knows || nobody) && math.Abs(was-is) <= convergence.SameFigure {
			continue
		}
		change := Change{Code: ChangeFigure, Side: stance, Figure: f.Figure}
		if knew {
			change.Before = &was
		}
		if knows {
			change.After = &is
		}
		change.Text = ofSide(stance, figureMoved(f, change.Before, change.After))
		c.note(change)
	}
}

// figureMoved says how a figure moved; nil is one that nobody looked for.
func figureMoved(f convergence.FigureEntry, was, is *float64) string {
	format := "%.2f"
	if f.Whole {
		format = "%.0f"
	}
	number := func(x *float64) string { return fmt.Sprintf(format, *x) }
	choose := func(one, many string) string {
		if f.Many {
			return many
		}
		return one
	}
	switch {
	case was == nil:
		return fmt.Sprintf("%s %s now known: %s.", f.Words, choose("is", "are"), number(is))
	case is == nil:
		return fmt.Sprintf(
			"%s %s no longer known; %s %s before.", f.Words, choose("is", "are"), choose("it was", "they were"), number(was))
	}
	verb := direction(*was, *is)
	if f.Many {
		verb = strings.TrimSuffix(verb, "s")
	}
	return fmt.Sprintf("%s %s from %s to %s.", f.Words, verb, number(was), number(is))
}

// direction says where a figure goes.
func direction(was, is float64) string {
	if is < was {
		return "falls"
	}
	return "rises"
}

// ofSide makes a sentence of words about a figure of a side.
func ofSide(stance evidence.Stance, text string) string {
	if stance == evidence.Refutes {
		return "Against it, " + text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
