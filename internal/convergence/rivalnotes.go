package convergence

import (
	"fmt"

	"github.com/credence-graph/credence/internal/convergence/tally"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// rivalNodes returns the claims that a sentence speaks of, the first few.
func (a *Analysis) rivalNodes(rivals []rival) []evidence.Node {
	var nodes []evidence.Node
	for _, r := range rivals[:min(tally.MaxListed, len(rivals))] {
		nodes = append(nodes, a.Ix.ClaimOf(r.class))
	}
	return nodes
}

// rivalList names claims, the first few in quotation marks.
func (a *Analysis) rivalList(rivals []rival) string {
	names := make([]string, len(rivals))
	for i, r := range rivals {
		names[i] = fmt.Sprintf("%q", a.Ix.ClaimOf(r.class).Label())
	}
	return wording.JoinMost(names, tally.MaxListed, "and")
}

// atMostOne says what else the likelihood assumes where claims exclude this one.
func (a *Analysis) atMostOne() string {
	if len(a.rivals) == 0 {
		return ""
	}
	return fmt.Sprintf(", and that at most one of it and %s is true", a.rivalList(a.rivals))
}

// notConfirmed says why credibility 1 is not suggested, where that is because of a claim that excludes this one.
func (c *Convergence) notConfirmed() []Note {
	a := c.analysis
	standing := a.standing()
	if len(standing) == 0 || !c.analysis.confirmed() {
		return nil
	}
	text := fmt.Sprintf("Credibility %s is not suggested: %s, which %s it, %s.", CredibilityOne.Text(),
		a.rivalList(standing), wording.Choose(len(standing), "excludes", "exclude"),
		wording.Choose(len(standing), "has a demonstrated line of its own", "have demonstrated lines of their own"))
	return []Note{{Code: NoteCredibility, Text: text, Nodes: a.rivalNodes(standing)}}
}

// excludedNotes names the claims that exclude this one, with why, with what supports and refutes them,
// and how likely they are.
func (a *Analysis) excludedNotes() []Note {
	var out []Note
	for _, r := range a.rivals[:min(tally.MaxListed, len(a.rivals))] {
		claim, sides := a.Ix.ClaimOf(r.class), r.analysis.sides
		because := make([]string, len(r.because))
		for i, e := range r.because {
			because[i] = e.Text
		}
		text := fmt.Sprintf("%q and this claim cannot both be true: %s. %s", claim.Label(), wording.Join(because, "and"),
			sides[0].worth("supports", "support"))
		if sides[1].SourceCount > 0 {
			text += " " + sides[1].worth("refutes", "refute")
		}
		if f := r.analysis.figures; f.rated {
			p := probabilityAmong(f.odds, a.sharing(r))
			text += fmt.Sprintf(" %s (%s).", LikelihoodOf(p).sentence(), tally.Percent(p))
		}
		out = append(out, Note{Code: NoteExcluded, Text: text, Nodes: []evidence.Node{claim}})
	}
	if more := len(a.rivals) - len(out); more > 0 {
		out = append(out, Note{Code: NoteExcluded, Text: fmt.Sprintf("%d more claims exclude this one.", more)})
	}
	return out
}

// worth says how many sources take a side of another claim, and how much of that is demonstrated.
func (s *Side) worth(one, many string) string {
	if s.SourceCount == 0 {
		return fmt.Sprintf("No source %s it.", one)
	}
	return fmt.Sprintf("%s %s it: %.2f demonstrated, by %s; %.2f if all that is unnamed is independent.",
		wording.Count(s.SourceCount, "source"), wording.Choose(s.SourceCount, one, many), s.Demonstrated,
		wording.Count(s.DemonstratedLineCount, "line"), s.Presumed)
}
