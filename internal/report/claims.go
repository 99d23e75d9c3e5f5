package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// boardView is what the text shows of a ClaimConnection.
type boardView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			ID, Label string
			Score     *struct{ Supporting, Refuting figuresView }
		}
	}
}

// WriteClaims prints claims with their figures; those against them only if a source refutes one.
func WriteClaims(p *terminal.Page, answer json.RawMessage) error {
	var view boardView
	if err := json.Unmarshal(answer, &view); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if view.TotalCount == 0 {
		p.Line("No claim meets that.")
		return nil
	}
	p.Line("%s.", wording.Count(view.TotalCount, "claim"))
	for _, e := range view.Edges {
		if e.Node.Score == nil {
			return fmt.Errorf("reading the answer: %s has no figures", e.Node.ID)
		}
	}
	figures := view.figures()
	var head []string
	var right []int
	for i, f := range figures {
		head, right = append(head, f.Heading), append(right, i)
	}
	refuted := false
	for _, e := range view.Edges {
		refuted = refuted || e.Node.Score.Refuting.SourceCount > 0
	}
	if refuted {
		head, right = append(head, "against"), append(right, len(right))
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		for _, f := range figures {
			rows[i] = append(rows[i], figureText(f, e.Node.Score.Supporting.Numbers, strconv.Itoa))
		}
		if refuted {
			rows[i] = append(rows[i], strconv.Itoa(e.Node.Score.Refuting.SourceCount))
		}
		rows[i] = append(rows[i], e.Node.Label, e.Node.ID)
	}
	p.Table(append(head, "claim", "id"), rows, right...)
	if more := view.TotalCount - len(view.Edges); more > 0 {
		p.Line("and %s more; --limit shows up to 100.", wording.Digits(more))
	}
	return nil
}

// figures are those that the list has columns of: one that is known of none of the claims has none.
func (v *boardView) figures() []convergence.FigureEntry {
	return slices.DeleteFunc(convergence.Figures(), func(f convergence.FigureEntry) bool {
		if !f.Listed {
			return true
		}
		for _, e := range v.Edges {
			if _, known := f.Of(e.Node.Score.Supporting.Numbers); known {
				return false
			}
		}
		return true
	})
}

// unknownFigure stands for a figure that nobody looked for.
const unknownFigure = "unknown"

// figureText writes a figure: a count as whole does, another to two places.
func figureText(f convergence.FigureEntry, n convergence.Numbers, whole func(int) string) string {
	switch value, known := f.Of(n); {
	case !known:
		return unknownFigure
	case f.Whole:
		return whole(int(value))
	default:
		return number(value)
	}
}
