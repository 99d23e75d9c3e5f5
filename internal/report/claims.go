package report

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// boardView is what the text shows of a ClaimConnection.
type boardView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			ID, Label string
			Score     *struct{ Supporting, Refuting boardFigures }
		}
	}
}

type boardFigures struct {
	Sources, DemonstratedLines      int
	Demonstrated, Pooled, Effective float64
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
	head, right := []string{"sources", "demonstrated", "pooled", "presumed", "demonstrated lines"}, []int{0, 1, 2, 3, 4}
	refuted := false
	for _, e := range view.Edges {
		refuted = refuted || e.Node.Score != nil && e.Node.Score.Refuting.Sources > 0
	}
	if refuted {
		head, right = append(head, "against"), append(right, 5)
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		if e.Node.Score == nil {
			return fmt.Errorf("reading the answer: %s has no figures", e.Node.ID)
		}
		f := e.Node.Score.Supporting
		rows[i] = []string{strconv.Itoa(f.Sources), number(f.Demonstrated), number(f.Pooled), number(f.Effective),
			strconv.Itoa(f.DemonstratedLines)}
		if refuted {
			rows[i] = append(rows[i], strconv.Itoa(e.Node.Score.Refuting.Sources))
		}
		rows[i] = append(rows[i], e.Node.Label, e.Node.ID)
	}
	p.Table(append(head, "claim", "id"), rows, right...)
	if more := view.TotalCount - len(view.Edges); more > 0 {
		p.Line("and %s more; --limit shows up to 100.", wording.Digits(more))
	}
	return nil
}
