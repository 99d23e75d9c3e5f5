package report

import (
	"github.com/credence-graph/credence/internal/convergence"
	"github.com/credence-graph/credence/internal/terminal"
)

// mostQuestions is how many open questions the report asks.
const mostQuestions = 3

// questions prints what to ask next, and the commands that take the answer.
func (r Claim) questions(p *terminal.Page) {
	for i, q := range r.Answer.NextQuestions(mostQuestions) {
		head := "Ask first:"
		if i > 0 {
			head = "Ask then:"
		}
		p.Line("%s %s", p.Style.Bold(head), lowerFirst(q.Text))
		for _, command := range commandsFor(q) {
			p.Line("  %s", p.Style.Dim(command))
		}
	}
}

// commandsFor returns the commands that record an answer: none where it has to be evidence, or a correction of what
// is recorded.
func commandsFor(q convergence.Question) []string {
	switch q.Kind {
	case convergence.AskSameness:
		pair := terminal.ShellQuoted(string(q.Source.ID)) + " " + terminal.ShellQuoted(string(q.Other.ID)) + " --reason WHY"
		return []string{"credence merge " + pair, "credence same --deny " + pair}
	case convergence.AskCopy:
		return []string{"credence review " + terminal.ShellQuoted(string(q.Links[0].LinkID())) +
			" confirmed|rejected --reason WHY"}
	case convergence.AskBasis:
		return []string{"credence confirm " + terminal.ShellQuoted(string(q.Source.ID)) + " --why WHY"}
	}
	return nil
}
