package report

import (
	"fmt"
	"strings"

	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/receipt"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// Verification is a report as verify prints it with --json.
type Verification struct {
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
	return fmt.Sprintf("%d sources.", c.Supporting.SourceCount)
}

// WriteVerification prints whether a receipt is as it was written and its numbers are those that its evidence gives.
func WriteVerification(p *terminal.Page, r *receipt.Report) {
	p.Line("%s %s", p.Style.Bold("Claim:"), r.Text)
	p.Line("Graph: version %s.", r.GraphVersion)
	if r.Intact {
		p.Line("%s The content is as it was written: SHA-256 %s.", p.Style.Good("Intact."), r.SHA256)
	} else {
		p.Line("%s The content is not what SHA-256 %s was made of.", p.Style.Bad("Changed."), r.SHA256)
	}
	if len(r.Differences) == 0 {
		p.Line("%s Computing again gives the same numbers: %s", p.Style.Good("Right."), headline(r.Answer))
		writeJudgement(p, r.Answer)
		return
	}
	p.Line("%s Computing again gives %s different %s:", p.Style.Bad("Wrong."), wording.Digits(len(r.Differences)),
		wording.Choose(len(r.Differences), "number", "numbers"))
	for _, d := range r.Differences[:min(len(r.Differences), mostDifferences)] {
		p.Line("  %s: the receipt says %s, computed again it is %s", d.Path, d.Receipt, d.Recomputed)
	}
	if more := len(r.Differences) - mostDifferences; more > 0 {
		p.Line("  and %s more; --json lists all of them", wording.Digits(more))
	}
}
