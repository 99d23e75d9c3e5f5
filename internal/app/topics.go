package app

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/terminal"
)

// auditTopic is what "credence help AUDIT" prints: what the codes of findings mean, from the table that reports have it from.
func (a *app) auditTopic() *cobra.Command {
	var b strings.Builder
	b.WriteString("What the codes of an audit mean, how grave they are, and what to do.\n")
	for _, g := range audit.Guides() {
		b.WriteString("\n" + string(g.Code) + "\n")
		for _, line := range []string{"It means: " + g.Meaning + ".", "Severity: " + g.Severity + ".", "What to do: " + g.Remedy} {
			b.WriteString(strings.Join(terminal.Wrap("  "+line, 100, 2), "\n") + "\n")
		}
	}
	return &cobra.Command{Use: "AUDIT", Short: "what the codes of an audit mean, and what to do", Long: b.String()}
}
