package report

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// WritePath prints a Path: the ways' things in one line, and what lies between them.
func WritePath(p *terminal.Page, answer json.RawMessage) error {
	var view struct {
		Nodes []ThingView
		Steps []stepView
	}
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	labels := make([]string, len(view.Nodes))
	for i, n := range view.Nodes {
		labels[i] = n.mention()
	}
	p.Line("%s: %s", p.Style.Bold(wording.Count(len(view.Steps), "step")), strings.Join(labels, " - "))
	for i, step := range view.Steps {
		if step.Link != nil {
			writeLinks(p, []linkView{*step.Link})
			continue
		}
		p.Line("  %s", step.between(view.Nodes[i], view.Nodes[i+1]))
	}
	return nil
}

// stepView is what the text shows of a PathStep.
type stepView struct {
	Kind evidence.EdgeKind
	Link *linkView
}

// between says who published or wrote a source, whichever of two things is the source.
func (s stepView) between(a, b ThingView) string {
	if a.ID.Kind() != evidence.KindSource {
		a, b = b, a
	}
	return join(a.Label, "is", verb(string(s.Kind)), b.Label)
}

// arrows show which way an edge reads, as seen from the thing asked about.
var arrows = map[evidence.EdgeDirection]string{evidence.EdgeOut: "→", evidence.EdgeIn: "←", evidence.EdgeBoth: "↔"}

// WriteNeighbors prints a NeighborConnection: how many there are of each kind, and those of the page.
func WriteNeighbors(p *terminal.Page, of string, answer json.RawMessage) error {
	var view struct {
		Edges []struct {
			stepView
			Direction evidence.EdgeDirection
			Verb      string
			Node      ThingView
		}
		PageInfo struct{ HasNextPage bool }
		Counts   []struct {
			Kind  evidence.EdgeKind
			Count int
		}
	}
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	total, counts := 0, make([]string, len(view.Counts))
	for i, c := range view.Counts {
		total += c.Count
		counts[i] = wording.Digits(c.Count) + " " + string(c.Kind)
	}
	p.Line("%s %s%s", p.Style.Bold(of+":"), wording.Count(total, "neighbor"), Parenthesized(strings.Join(counts, ", ")))
	if len(view.Edges) == 0 {
		return nil
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		rows[i] = []string{string(e.Kind), arrows[e.Direction] + " " + e.Verb, string(e.Node.ID), e.Node.Label}
	}
	p.Table([]string{"edge", "reads", "id", "text"}, rows)
	p.Line("%s", p.Style.Dim("→ reads from it to the neighbor, ← from the neighbor to it."))
	if view.PageInfo.HasNextPage {
		p.Line("There are more: --limit and --after show them, and --using narrows the list to some kinds.")
	}
	return nil
}
