package app

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/audit"
)

// auditTopic is what "credence help AUDIT" prints: what the codes of findings mean, from the table that reports have it from.
func (a *app) auditTopic() *cobra.Command {
	var b strings.Builder
	b.WriteString("What the codes of an audit mean, how grave they are, and what to do.\n")
	for _, g := range audit.Guides() {
		b.WriteString("\n" + string(g.Code) + "\n")
		for _, line := range []string{"It means: " + g.Meaning + ".", "Severity: " + g.Severity + ".", "What to do: " + g.Remedy} {
			b.WriteString(indented(line, 2, 100))
		}
	}
	return &cobra.Command{Use: "AUDIT", Short: "what the codes of an audit mean, and what to do", Long: b.String()}
}

// indented breaks a text at words into indented lines of at most width characters.
func indented(text string, indent, width int) string {
	var b strings.Builder
	at := 0
	for _, word := range strings.Fields(text) {
		switch {
		case at == 0:
			b.WriteString(strings.Repeat(" ", indent))
			at = indent
		case at+1+len([]rune(word)) > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len([]rune(word))
	}
	return b.String() + "\n"
}
