package app

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/audit"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/terminal"
)

// topic is what "credence help" explains beside the commands: a table of reference, from the package that goes by it.
type topic struct {
	name  string // in capitals, so that it is not taken for a command
	short string
	text  func() string
}

// topics returns the topics, in the order of the help.
func topics() []topic {
	return []topic{
		{"FORMATS", "the fields of JSON Lines, and all formats that are read and written", formatsText},
		{"TABLES", "how tables (CSV, TSV) are read, and what their columns may be called", tablesText},
		{"KINDS", "the kinds of sources, outlets and links, and the other words of the graph", kindsText},
		{"FIGURES", "what the figures of an answer mean, and how an open question is closed", figuresText},
		{"AUDIT", "what the codes of an audit mean, how grave they are and what to do", auditText},
		{"SETTINGS", "every setting, with its default, its variable and its flag", settingsText},
		{"POLICIES", "what counts: how a policy is written and chosen, and its settings", policiesText},
	}
}

// topicNamed returns the topic of a name, in whatever case it is written.
func topicNamed(name string) (topic, bool) {
	for _, t := range topics() {
		if strings.EqualFold(t.name, name) {
			return t, true
		}
	}
	return topic{}, false
}

// command returns the topic as cobra has it: a command that cannot run. The text is made when it is asked for.
func (t topic) command() *cobra.Command {
	cmd := &cobra.Command{Use: t.name, Short: t.short}
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _, _ = io.WriteString(cmd.OutOrStdout(), t.text()) })
	return cmd
}

// topicWidth is how wide the lines of a topic are: they are read like a page of a manual, on a terminal or not.
const topicWidth = 100

// manual collects the text of a topic.
type manual struct{ strings.Builder }

// heading begins a part.
func (m *manual) heading(text string) { m.WriteString("\n" + text + "\n") }

// entry writes a name and, indented below it, what there is to say of it.
func (m *manual) entry(name string, lines ...string) {
	m.WriteString("\n" + strings.Join(terminal.Wrap(name, topicWidth, 2), "\n") + "\n")
	for _, line := range lines {
		m.WriteString(strings.Join(terminal.Wrap("  "+line, topicWidth, 2), "\n") + "\n")
	}
}

// row writes a name and what it means beside it, the names being padded to a width.
func (m *manual) row(name, meaning string, width int) {
	line := "  " + terminal.Padded(name, width, false) + "  " + meaning
	m.WriteString(strings.Join(terminal.Wrap(strings.TrimRight(line, " "), topicWidth, width+4), "\n") + "\n")
}

// documented writes what the schema says of some types: each with its values or fields, or with those that are named.
func (m *manual) documented(typeName string, only ...string) {
	about, parts := graph.Documented(typeName)
	m.WriteString("\n" + typeName + "\n")
	m.WriteString(strings.Join(terminal.Wrap(about, topicWidth, 0), "\n") + "\n")
	width := 0
	var rows []graph.Documentation
	for _, part := range parts {
		if len(only) == 0 || slices.Contains(only, part.Name) {
			rows, width = append(rows, part), max(width, len(part.Name))
		}
	}
	for _, row := range rows {
		m.row(row.Name, row.Text, width)
	}
}

// auditText says what the codes of findings mean, from the table that reports have it from.
func auditText() string {
	var m manual
	m.WriteString("What the codes of an audit mean, how grave they are, and what to do.\n")
	for _, g := range audit.Guides() {
		m.entry(string(g.Code), "It means: "+g.Meaning+".", "Severity: "+g.Severity+".", "What to do: "+g.Remedy)
	}
	return m.String()
}

// kindsText lists the values of the graph's fields, as the schema has them.
func kindsText() string {
	var m manual
	m.WriteString("The words that fields of the graph are filled with, in files, on the command line and over GraphQL.\n")
	for _, name := range []string{"SourceKind", "Identity", "SourceReliability", "OutletKind", "Stance", "DerivationKind",
		"ReviewStatus", "RelationKind", "InterestDirection", "InterestKind", "Verdict", "EdgeKind"} {
		m.documented(name)
	}
	return m.String()
}

// figuresText says what the figures of an answer mean, as the schema has it.
func figuresText() string {
	var m manual
	m.WriteString("What the figures of an answer mean. A graph can disprove independence but never prove it, so the\n" +
		"demonstrated number leads.\n")
	m.documented(
		"Side", append(ask.FigureNames(), "ungroundedCount", "weight", "presumedOrigins", "gatekeepers", "rootCauses",
			"bottlenecks", "groups", "attributeGroups", "circles", "ifWrong", "fragility", "interested",
			"againstInterest", "ifWrongTogether", "spread", "distanceToCollapse")...)
	m.documented("Convergence", "logOdds", "probability", "likelihood", "weightShare", "confidence",
		"suggestedCredibility", "nextQuestions")
	for _, name := range []string{"Likelihood", "AnalyticConfidence", "InformationCredibility", "QuestionKind"} {
		m.documented(name)
	}
	return m.String()
}

// settingsText lists every setting.
func settingsText() string {
	var m manual
	m.WriteString(config.SettingsGuide)
	m.settings(func(config.Setting) bool { return true })
	return m.String()
}

// policiesText says how policies are written, and lists the settings that they consist of.
func policiesText() string {
	var m manual
	m.WriteString(config.PoliciesGuide + "\n")
	for line := range strings.Lines(config.PoliciesExample) {
		m.WriteString("  " + line)
	}
	m.settings(func(s config.Setting) bool { return strings.HasPrefix(s.Key, "policy.") })
	return m.String()
}

// settings lists the settings that are wanted.
func (m *manual) settings(wanted func(config.Setting) bool) {
	for _, s := range config.Table() {
		if wanted(s) {
			lines := s.Help()
			m.entry(lines[0], lines[1:]...)
		}
	}
}
