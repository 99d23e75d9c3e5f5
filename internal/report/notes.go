package report

import (
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/terminal"
)

// writeNotes prints the sentences with one of the codes, in the order of the codes.
func writeNotes(p *terminal.Page, notes []convergence.Note, codes ...convergence.NoteCode) {
	for _, code := range codes {
		for _, n := range notes {
			if n.Code == code {
				p.Line("%s", n.Text)
			}
		}
	}
}

// writeJudgement prints how likely a claim is, or that no source is rated, and then, in sentences of their own, the
// confidence and the suggested credibility.
func writeJudgement(p *terminal.Page, answer *convergence.Convergence) {
	if answer.Likelihood() == nil {
		writeNotes(p, answer.Caveats(), convergence.NoteUnrated)
	}
	writeNotes(p, answer.Explanation(), convergence.NoteLikelihood, convergence.NoteConfidence,
		convergence.NoteCredibility)
	if answer.Likelihood() != nil {
		writeNotes(p, answer.Caveats(), convergence.NoteUnrated)
	}
}
