package app

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/receipt"
)

// reportJSON is a report as verify prints it with --json.
type reportJSON struct {
	OK bool `json:"ok"`
	*receipt.Report
}

// mostDifferences is how many numbers that differ the text lists.
const mostDifferences = 20

// headline returns the first sentences of an answer.
func headline(c *convergence.Convergence) string {
	for _, note := range c.Explanation() {
		if note.Code == convergence.NoteHeadline {
			return strings.TrimSpace(note.Text)
		}
	}
	return fmt.Sprintf("%d sources.", c.Supporting.Sources)
}
