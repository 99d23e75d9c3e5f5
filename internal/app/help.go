package app

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/audit"
	"github.com/credence-graph/credence/internal/app/curate"
	"github.com/credence-graph/credence/internal/app/database"
	"github.com/credence-graph/credence/internal/app/intake"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/app/serve"
	"github.com/credence-graph/credence/internal/app/share"
	"github.com/credence-graph/credence/internal/terminal"
)

// group is some commands under one heading of the help. The commands of a package are under one heading.
type group struct {
	title    string
	of       func(*run.App) []*cobra.Command // the package's
	commands []string                        // by name, in the order of the help
}

// groups are the headings of the help, in order. Every command is under one of them.
func groups() []group {
	return []group{
		{"Evidence in", intake.Commands, []string{"demo", "read", "add", "import", "detect"}},
		{"Ask", ask.Commands, []string{
			"find", "converge", "diff", "truth", "what-if", "impact", "watch", "path", "neighbors", "flatline"}},
		{"Audit", audit.Commands, []string{"audit", "why", "sourcing", "matrix", "owners", "same", "reliability",
			"changes", "eval"}},
		{"Curate", curate.Commands, []string{"review", "confirm", "rate", "merge", "retract", "unretract", "erase"}},
		{"Share", share.Commands, []string{"dossier", "export", "receipt", "verify"}},
		{"Serve", serve.Commands, []string{"serve", "config", "completion", "version"}},
		{"Database", database.Commands, []string{"neo4j", "migrate", "doctor"}},
	}
}

// helpful gives a command and those below it help in plain lines, and makes what they do not know an error.
func helpful(a *run.App, root *cobra.Command) {
	root.SetUsageFunc(func(cmd *cobra.Command) error { return usage(a, cmd) })
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		p := helpPage(a, cmd)
		p.Flow(cmp.Or(cmd.Long, capital(cmd.Short)+"."))
		p.Gap()
		_, _ = io.WriteString(cmd.OutOrStdout(), p.String())
		_ = usage(a, cmd)
	})
	root.SetFlagErrorFunc(flagError)
	shellCompletion(root)
	root.SetHelpCommand(helpCommand(root))
	everyCommand(root, func(cmd *cobra.Command) {
		if cmd.HasSubCommands() && !cmd.Runnable() {
			cmd.Args = knownCommand
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	})
}

// helpCommand returns the command that explains commands and topics. A topic is found in whatever case it is written;
// one that is called like a command follows the help of that.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND | TOPIC]", Short: "explains a command or a topic",
		Example: "  credence help converge\n  credence help formats",
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return helpValues(root, args, typed), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			found := err == nil && len(rest) == 0
			t, isTopic := topic{}, false
			if len(args) == 1 {
				t, isTopic = topicNamed(args[0])
			}
			switch {
			case !found && !isTopic:
				return knownCommand(about, rest)
			case found:
				if err := about.Help(); err != nil || !isTopic || about.IsAdditionalHelpTopicCommand() {
					return err
				}
				_, err := io.WriteString(root.OutOrStdout(), "\n"+t.text())
				return err
			}
			_, err = io.WriteString(root.OutOrStdout(), t.text())
			return err
		}}
}

// everyCommand calls f for a command and all below it.
func everyCommand(cmd *cobra.Command, f func(*cobra.Command)) {
	f(cmd)
	for _, sub := range cmd.Commands() {
		everyCommand(sub, f)
	}
}

// knownCommand refuses a word that is not one of a command's own commands, and names those that are near.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	names := make([]string, 0, len(cmd.Commands()))
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return run.BadInput(fmt.Errorf(
		"unknown command %q for %q; %s", args[0], cmd.CommandPath(), suggestion(cmd, args[0], names)))
}

// mostSuggested is how many names a suggestion lists.
const mostSuggested = 6

// suggestion says which of some names was probably meant, or else which there are.
func suggestion(cmd *cobra.Command, name string, known []string) string {
	if near := run.Nearest(name, known); near != "" {
		return "did you mean " + near + "?"
	}
	if len(known) <= mostSuggested {
		return "expected " + strings.Join(known, ", ")
	}
	return "see: " + cmd.CommandPath() + " --help"
}

// flagError makes an error of a flag one of the input, and says which flag was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	words := fmt.Errorf("%w; see: %s --help", err, cmd.CommandPath())
	if _, name, unknown := strings.Cut(err.Error(), "unknown flag: --"); unknown {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := run.Nearest(name, names); near != "" {
			words = fmt.Errorf("%w; did you mean --%s?", err, near)
		}
	}
	return run.BadInput(words)
}

func helpPage(a *run.App, cmd *cobra.Command) *terminal.Page {
	return &terminal.Page{Style: terminal.StyleFor(cmd.OutOrStdout(), a.Color())}
}

// usage prints how a command is called, its commands and its own flags: the settings, which every command takes, would
// bury them.
func usage(a *run.App, cmd *cobra.Command) error {
	p := helpPage(a, cmd)
	p.Line("Usage:")
	if cmd.HasAvailableSubCommands() {
		p.Line("  %s COMMAND", cmd.CommandPath())
	} else {
		p.Line("  %s", cmd.UseLine())
	}
	if cmd.HasExample() {
		p.Gap()
		p.Line("Examples:")
		p.WriteString(cmd.Example + "\n")
	}
	listCommands(p, cmd)
	listFlags(p, cmd)
	p.Gap()
	p.Line(`Every command takes --json, --config and a flag for each setting; "credence config" lists them.`)
	_, err := io.WriteString(cmd.OutOrStdout(), p.String())
	return err
}

// listCommands lists the commands below one, those of the root under their headings.
func listCommands(p *terminal.Page, cmd *cobra.Command) {
	byName, names := map[string]string{}, []string{}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() && sub.Name() != "help" {
			byName[sub.Name()] = sub.Short
			names = append(names, sub.Name())
		}
	}
	list := []group{{title: "Commands", commands: names}}
	if !cmd.HasParent() {
		list = groups()
	}
	width := 0
	for _, name := range names {
		width = max(width, len(name))
	}
	for _, g := range list {
		if len(g.commands) == 0 {
			continue
		}
		p.Gap()
		p.Line("%s:", g.title)
		for _, name := range g.commands {
			p.Hanging(width+4, "  %s  %s", terminal.Padded(name, width, false), byName[name])
		}
	}
	listTopics(p, cmd, width)
}

// listTopics lists what help is about beside commands.
func listTopics(p *terminal.Page, cmd *cobra.Command, width int) {
	begun := false
	for _, sub := range cmd.Commands() {
		if !sub.IsAdditionalHelpTopicCommand() {
			continue
		}
		if !begun {
			p.Gap()
			p.Line("Topics, which %s help explains:", cmd.CommandPath())
			begun = true
		}
		p.Hanging(width+4, "  %s  %s", terminal.Padded(strings.ToLower(sub.Name()), width, false), sub.Short)
	}
}

// listFlags lists a command's own flags. A switch prints as its name alone.
func listFlags(p *terminal.Page, cmd *cobra.Command) {
	var rows [][2]string
	width := 0
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || !cmd.HasParent() {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" && value != "" {
			name += " " + strings.TrimSuffix(strings.TrimSuffix(value, "s"), "Array")
		}
		if standard := f.DefValue; !slices.Contains([]string{"", "false", "0", "-1", "[]"}, standard) {
			usage += " (default " + standard + ")"
		}
		rows, width = append(rows, [2]string{name, usage}), max(width, len(name))
	})
	if len(rows) == 0 {
		return
	}
	p.Gap()
	p.Line("Flags:")
	for _, row := range rows {
		p.Hanging(width+4, "  %s  %s", terminal.Padded(row[0], width, false), row[1])
	}
}

// capital returns a text with its first letter upper case.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
