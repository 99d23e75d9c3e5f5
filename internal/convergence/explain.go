package convergence

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// maxSaid is the number of groups, circles and pairs that the explanation speaks of.
const maxSaid = 3

// Explanation says in sentences what the numbers say: the headline, what counts once or overlaps, what has one author,
// outlet, owner or funder, circles, the lines of evidence, bottlenecks, what falls if the most important source is
// wrong, how likely the claim is where anybody is rated, the confidence, and the suggested credibility. Made once.
func (c *Convergence) Explanation() []Note {
	a := c.analysis
	a.Mu.Lock()
	defer a.Mu.Unlock()
	if !a.explained {
		a.explained = true
		s := a.sides[0].analysis
		a.explanation = append(a.explanation, s.headline())
		if a.sides[1].SourceCount > 0 {
			a.explanation = append(a.explanation, a.sides[1].analysis.headline())
		}
		a.explanation = append(a.explanation, s.grouped()...)
		a.explanation = append(a.explanation, s.sharedNotes()...)
		a.explanation = append(a.explanation, s.circular()...)
		a.explanation = append(a.explanation, s.lineNotes()...)
		a.explanation = append(a.explanation, s.bottleneckNotes()...)
		a.explanation = append(a.explanation, s.ifWrongNotes()...)
		a.explanation = append(a.explanation, a.likelihoodNotes()...)
		a.explanation = append(a.explanation, a.confidenceNote(c.Confidence))
		a.explanation = append(a.explanation, c.credibilityNotes()...)
	}
	return slices.Clone(a.explanation)
}

// shows says where the numbers come from: "the text shows" where one document is all that was recorded from.
func (a *Analysis) shows() string {
	if a.document() != "" {
		return "the text shows"
	}
	return "the record shows"
}

// document returns the one document that everything was recorded from, "" where there are several or none.
func (a *Analysis) document() string {
	document, one := "", true
	check := func(p *evidence.Provenance) {
		if document == "" {
			document = p.RecordedFrom
		}
		one = one && p.RecordedFrom != "" && p.RecordedFrom == document
	}
	for _, side := range [][]basis.Position{a.G.Supports, a.G.Refutes} {
		for _, p := range side {
			for _, at := range p.Statements {
				check(&a.Ix.Statements[at].Provenance)
			}
		}
	}
	for _, l := range a.G.Via {
		check(&a.Ix.Links[l].Provenance)
	}
	for _, c := range a.G.Copies {
		check(&a.Ix.Links[c.Link].Provenance)
	}
	if !one {
		return ""
	}
	return document
}

// headline says how many sources there are and how much of that is demonstrated.
func (s *SideAnalysis) headline() Note {
	t, grounded := s.Tally, s.Tally.SourceCount-s.ungrounded()
	verb := wording.Choose(t.SourceCount, "supports", "support")
	if !s.Supports {
		verb = wording.Choose(t.SourceCount, "refutes", "refute")
	}
	n := Note{Code: NoteHeadline}
	if t.SourceCount == 0 {
		n.Text = "No source supports it."
		return n
	}
	n.Text = fmt.Sprintf("%s %s it", wording.Count(t.SourceCount, "source"), verb)
	not := ""
	if t.Demonstrated < float64(t.SourceCount)-0.005 {
		not = ", not " + wording.Digits(t.SourceCount)
	}
	shown := fmt.Sprintf("%s %s%s.", s.a.shows(), tally.Independent(t.Demonstrated), not)
	switch {
	case grounded == 0:
		n.Text += fmt.Sprintf(", but nothing that %s on is still in force, so %s",
			wording.Choose(t.SourceCount, "it rests", "they rest"), shown)
	case t.TracedCount < grounded && s.someOpen():
		n.Text += fmt.Sprintf(". %s, so %s", canBeTraced(t.TracedCount, t.SourceCount), shown)
	case t.TracedCount < grounded:
		n.Text += fmt.Sprintf(". %s, so %s", traceable(t.TracedCount, grounded, t.SourceCount), shown)
	case t.Demonstrated < s.Recorded.Demonstrated-0.005:
		n.Text += fmt.Sprintf(". Until open questions are answered, %s", shown)
	case t.SourceCount == 1:
		n.Text += ", and what it rests on is recorded: " + shown
	case t.Demonstrated >= float64(grounded)-0.005:
		n.Text += ", and nothing is shared on record: " + shown
	default:
		n.Text += fmt.Sprintf("; their bases overlap so much that they are worth %s.", tally.Independent(t.Demonstrated))
	}
	return n
}

// traceable says how many of the grounded sources can be traced to a named origin, if not all can.
func traceable(named, grounded, sources int) string {
	switch {
	case sources == 1:
		return "It cannot be traced to a named origin"
	case named == 0 && grounded == sources:
		return "None can be traced to a named origin"
	case named == 0:
		return "None of those still in force can be traced to a named origin"
	}
	return fmt.Sprintf("Only %d can be traced to a named origin", named)
}

// someOpen reports whether a grounded source cannot be traced although it names all that it rests on.
func (s *SideAnalysis) someOpen() bool {
	for i, g := range s.GroupOf {
		if g >= 0 && !s.Counts[i] && s.a.NamedRow(s.RowOf[g]) {
			return true
		}
	}
	return false
}

// canBeTraced says how many sources can be traced, if not all can.
func canBeTraced(traced, sources int) string {
	switch {
	case sources == 1:
		return "It cannot be traced to a named origin until open questions are answered"
	case traced == 0:
		return "None can be traced to a named origin until open questions are answered"
	}
	return fmt.Sprintf("Only %d can be traced to a named origin until open questions are answered", traced)
}

func (s *SideAnalysis) ungrounded() int {
	n := 0
	for _, g := range s.GroupOf {
		if g < 0 {
			n++
		}
	}
	return n
}

// grouped tells which sources count once, and which overlap.
func (s *SideAnalysis) grouped() []Note {
	var out []Note
	for _, at := range s.Listed()[:min(maxSaid, len(s.Groups))] {
		members := s.Groups[at]
		if len(members) == 1 {
			break
		}
		text := fmt.Sprintf("%s count once: %s.", s.a.List(members), Texts(s.Reasons(at)))
		out = append(
			out, Note{Code: NoteGrouped, Text: text, Nodes: s.a.NodesOf(members[:min(tally.MaxListed, len(members))])})
	}
	shared := s.overlaps(0.01).shared
	for _, p := range shared[:min(maxSaid, len(shared))] {
		v, w := s.Groups[p.a][0], s.Groups[p.b][0]
		i := s.a.independence(v, w)
		text := fmt.Sprintf(
			"%s and %s overlap %s because %s.", s.a.Name(v), s.a.Name(w), tally.Percent(i.Overlap), Texts(i.Reasons))
		out = append(out, Note{Code: NoteGrouped, Text: text, Nodes: s.a.NodesOf([]int32{v, w})})
	}
	return out
}

// circular tells which sources take from each other in a circle.
func (s *SideAnalysis) circular() []Note {
	var out []Note
	for _, k := range s.Circles(maxSaid) {
		members := k.Sorted()
		text := s.a.List(members)
		if len(members) == 1 {
			text += " takes from itself"
		} else {
			text += " take from each other"
		}
		if k.Grounded {
			text += fmt.Sprintf("; what that is worth comes in through %s.", s.a.List(basis.SortedNodes(k.Entries)))
		} else {
			text += " and nothing enters from outside: counted as zero."
		}
		out = append(
			out, Note{Code: NoteCircle, Text: text, Nodes: s.a.NodesOf(members[:min(tally.MaxListed, len(members))])})
	}
	return out
}

// lineNotes tells the lines of evidence.
func (s *SideAnalysis) lineNotes() []Note {
	t := s.Tally
	if t.LineCount == 0 {
		return nil
	}
	n := Note{Code: NoteLine}
	var said []string
	for _, presumed := range []bool{false, true} {
		for _, path := range s.Paths(presumed) {
			if len(said) == tally.MaxListed {
				break
			}
			text := s.a.Arrow(path)
			if presumed {
				text += " (presumed)"
			}
			said = append(said, text)
			n.Nodes = append(n.Nodes, s.a.G.Source(path[0]))
		}
	}
	n.Text = wording.Count(t.LineCount, "line") + " of evidence"
	if t.DemonstratedLineCount < t.LineCount {
		n.Text += fmt.Sprintf(", %d demonstrated", t.DemonstratedLineCount)
	}
	n.Text += ": " + strings.Join(said, "; ")
	if more := t.LineCount - len(said); more > 0 {
		n.Text += fmt.Sprintf("; and %d more", more)
	}
	n.Text += "."
	if t.LineCount > 1 {
		n.Text += fmt.Sprintf(
			" No single withdrawal can cut them all; cutting all takes at least %d: %s.", t.LineCount, s.a.List(s.Gatekeepers()))
	}
	return []Note{n}
}

// bottleneckNotes tells what everything goes through. Of a lone supporter that rests on nothing else that is no news.
func (s *SideAnalysis) bottleneckNotes() []Note {
	nodes := s.Bottlenecks()
	if len(nodes) == 0 || len(nodes) == 1 && s.Tally.SourceCount == 1 {
		return nil
	}
	text := fmt.Sprintf("Everything goes through %s.", s.a.List(nodes))
	return []Note{{Code: NoteBottleneck, Text: text, Nodes: s.a.NodesOf(nodes[:min(tally.MaxListed, len(nodes))])}}
}

// ifWrongNotes tells what remains if the source that matters most is wrong.
func (s *SideAnalysis) ifWrongNotes() []Note {
	v, _ := s.WorstDemonstrated()
	if v == digraph.NoNode {
		v, _ = s.Worst(false)
	}
	if v == digraph.NoNode {
		return nil
	}
	r := s.IfWrong(v)
	falls := slices.DeleteFunc(s.Lost(v), func(w int32) bool { return w == v })
	text := fmt.Sprintf("If %s is wrong, ", s.a.Name(v))
	if len(falls) > 0 {
		text += fmt.Sprintf("%s %s with it, ", s.a.List(falls), wording.Choose(len(falls), "falls", "fall"))
	}
	kept := s.Keeps(v)
	for _, k := range kept[:min(maxSaid, len(kept))] {
		text += fmt.Sprintf("%s keeps %s, ", s.a.Name(k.Node), tally.Percent(k.Part))
	}
	if len(falls)+len(kept) > 0 {
		text += "and "
	}
	if math.Abs(s.Tally.Presumed-s.Tally.Demonstrated) < 1e-9 {
		text += fmt.Sprintf("%.2f of %.2f remain.", s.DemonstratedWithout(v), s.Tally.Demonstrated)
	} else {
		text += fmt.Sprintf("%.2f demonstrated and %.2f presumed remain.", s.DemonstratedWithout(v), r.Presumed)
	}
	return []Note{{Code: NoteIfWrong, Text: text, Nodes: s.a.NodesOf([]int32{v})}}
}

// confidenceNote tells the confidence and what it comes from.
func (a *Analysis) confidenceNote(level AnalyticConfidence) Note {
	leading := a.Leading()
	t := leading.Tally
	lines := wording.Number(t.DemonstratedLineCount) + wording.Choose(
		t.DemonstratedLineCount, " demonstrated line", " demonstrated lines")
	if t.DemonstratedLineCount == 0 {
		lines = "no demonstrated line"
	}
	if !leading.Supports {
		lines += " against it"
	}
	text := fmt.Sprintf("Confidence is %s: %s", strings.ToLower(string(level)), lines)
	worth := " worth " + tally.Independent(t.Demonstrated)
	checked := t.DemonstratedLineCount
	if t.DemonstratedLineCount > 0 {
		checked = leading.Checkable().Lines
	}
	switch {
	case level == ConfidenceHigh:
		text += worth + ", and no one source carries more than half of that"
	case level == ConfidenceModerate && t.Demonstrated >= 2.5 && t.DemonstratedLineCount >= 3:
		text += worth + whyNotHigh(leading)
	case t.DemonstratedLineCount > 1:
		text += worth
	}
	if checked < t.DemonstratedLineCount && t.DemonstratedLineCount > 1 {
		text += ", but " + only(checked) + " in what somebody else could check"
	}
	return Note{Code: NoteConfidence, Text: text + "."}
}

// only says how many of several lines end somewhere: "only one of them ends", "none of them ends".
func only(some int) string {
	if some == 0 {
		return "none of them ends"
	}
	return fmt.Sprintf("only %s of them %s", wording.Number(some), wording.Choose(some, "ends", "end"))
}

// likelihoodNotes tells how likely the claim is, in a sentence of its own: ICD 203 forbids to mix it with the
// confidence.
func (a *Analysis) likelihoodNotes() []Note {
	p, rated := a.Probability()
	if !rated {
		return nil
	}
	before := "even odds"
	if prior := a.Ix.Policy.Prior; prior != 0.5 {
		before = tally.Percent(prior)
	}
	text := fmt.Sprintf(
		"%s (%s), assuming %s before%s.", LikelihoodOf(p).sentence(), tally.Percent(p), before, a.atMostOne())
	return []Note{{Code: NoteLikelihood, Text: text, Nodes: a.rivalNodes(a.rivals)}}
}

// credibilityNotes tells the suggested digit and what it comes from.
func (c *Convergence) credibilityNotes() []Note {
	digit := c.analysis.SuggestedCredibility()
	if digit == nil {
		return c.notConfirmed()
	}
	text := fmt.Sprintf("Credibility %s is suggested: ", digit.Text())
	switch {
	case *digit == CredibilityOne:
		text += fmt.Sprintf("%s demonstrated lines, and nothing still in force refutes it.",
			wording.Number(c.Supporting.analysis.Checkable().Lines))
	case c.Supporting.SourceCount == 0:
		text += "no source supports it."
	default:
		text += "nothing that its supporters rest on is still in force."
	}
	return []Note{{Code: NoteCredibility, Text: text}}
}
