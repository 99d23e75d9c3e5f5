package app

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/config"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jd"
	"github.com/credence-graph/credence/internal/report"
)

// shellCompletion adds the command that prints the script for a shell. It takes the place of cobra's own.
func shellCompletion(root *cobra.Command) {
	cmd := &cobra.Command{
		Use:   "completion",
		Short: "prints the script by which a shell completes commands, flags and their values",
		Long: `Prints a script for bash, zsh, fish or powershell. With it the Tab key completes commands, flags and values:
codes of findings, kinds, formats, policies and, if Neo4j answers at once, the ids of claims, sources and outlets.
Without Neo4j these are left out without a word. For bash, the package bash-completion must be installed.

Load it from the file that your shell reads when it starts.`,
		Example: `  source <(credence completion bash)    # in ~/.bashrc
  source <(credence completion zsh)     # in ~/.zshrc, after compinit
  credence completion fish | source     # in ~/.config/fish/config.fish
  credence completion powershell | Out-String | Invoke-Expression`,
	}
	for shell, write := range map[string]func(io.Writer) error{
		"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        root.GenZshCompletion,
		"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": root.GenPowerShellCompletionWithDesc,
	} {
		cmd.AddCommand(&cobra.Command{
			Use: shell, Short: "prints the script for " + shell, Args: run.NoArgs,
			Example: "  credence completion " + shell,
			RunE:    func(cmd *cobra.Command, _ []string) error { return write(cmd.OutOrStdout()) },
		})
	}
	root.AddCommand(cmd)
}

// completes reports whether a shell asks for values; every other run is spared the preparation.
func completes(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// request is what a shell asks for: the values of a flag or of the next argument that begin as was typed.
type request struct {
	app   *run.App
	cmd   *cobra.Command // with its flags parsed
	typed string
}

// completer returns the values that fit a request, each with a description after a tab, if it has one.
type completer func(request) []string

// completing gives every argument and flag of a command, and of those below it, the values that a shell offers. What
// takes neither files nor known values is offered nothing.
func completing(a *run.App, root *cobra.Command) {
	arguments, flags := argumentCompleters(), flagCompleters()
	everyCommand(root, func(cmd *cobra.Command) {
		name := strings.TrimPrefix(cmd.CommandPath(), root.Name()+" ")
		if cmd.Runnable() && cmd.ValidArgsFunction == nil && len(cmd.ValidArgs) == 0 && !cmd.HasSubCommands() {
			cmd.ValidArgsFunction = argumentCompletion(a, name, arguments[name])
		}
		cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			complete, known := flags[name+" --"+f.Name]
			if !known {
				complete = flags["--"+f.Name]
			}
			if complete := flagCompletion(a, f, complete); complete != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, complete) // fails only if the flag has one already
			}
		})
	})
}

// argumentCompletion completes the arguments of a command. The last completer is that of all further arguments.
func argumentCompletion(a *run.App, name string, list []completer) cobra.CompletionFunc {
	if takesFiles(name) {
		return nil
	}
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(list) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		complete := list[min(len(args), len(list)-1)]
		return offered(complete(request{a, cmd, typed}))
	}
}

// flagCompletion completes the value of a flag, nil if it is a file. In a list with commas it completes the last part.
func flagCompletion(a *run.App, f *pflag.Flag, complete completer) cobra.CompletionFunc {
	if complete == nil && namesFile(f) {
		return nil
	}
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		if complete == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		done := ""
		if comma := strings.LastIndexByte(typed, ','); comma >= 0 && f.Value.Type() == "stringSlice" {
			done, typed = typed[:comma+1], typed[comma+1:]
		}
		values := complete(request{a, cmd, typed})
		for i := range values {
			values[i] = done + values[i]
		}
		if f.Name == "policy" {
			return values, cobra.ShellCompDirectiveDefault // a file will do as well
		}
		return offered(values)
	}
}

// offered returns values for a shell. After one that ends in a relation a number follows, not a space.
func offered(values []string) ([]string, cobra.ShellCompDirective) {
	directive := cobra.ShellCompDirectiveNoFileComp
	if len(values) > 0 && strings.HasSuffix(values[0], "=") {
		directive |= cobra.ShellCompDirectiveNoSpace
	}
	return values, directive
}

// namesFile reports whether a flag takes the name of a file or folder.
func namesFile(f *pflag.Flag) bool {
	switch f.Name {
	case "output", "rejects", "map", "annotation", "file", "data", "config", "data-dir", "cache-dir", "policy-file":
		return true
	}
	return false
}

// takesFiles reports whether the arguments of a command are files.
func takesFiles(name string) bool { return name == "import" || name == "read" || name == "verify" }

// words completes one of some words.
func words(list ...string) completer {
	return func(r request) []string { return beginning(list, r.typed) }
}

// beginning keeps the values that begin as was typed.
func beginning(values []string, typed string) []string {
	var kept []string
	for _, v := range values {
		if strings.HasPrefix(v, typed) {
			kept = append(kept, v)
		}
	}
	return kept
}

const (
	// mostCompletions is how many ids of a kind a shell is offered.
	mostCompletions = 50
	// completionTime is how long the graph may take to tell them.
	completionTime = 2 * time.Second
	// describedAs is how many letters of a text describe an id.
	describedAs = 60
)

// ids completes the id of a thing of one of some kinds: its bare key if there is one kind, and the whole id if there
// are more or a colon has been typed. Without a graph that answers at once there is none.
func ids(kinds ...evidence.Kind) completer {
	return func(r request) []string {
		var values []string
		peek(r.cmd, func(ctx context.Context, reader evidence.Reader) {
			for _, kind := range kinds {
				bare := len(kinds) == 1 && !strings.Contains(r.typed, ":")
				values = append(values, idsOf(ctx, reader, kind, r.typed, bare)...)
			}
		})
		return values
	}
}

// idsOf returns the first ids of a kind that begin as was typed, with what they are called.
func idsOf(ctx context.Context, reader evidence.Reader, kind evidence.Kind, typed string, bare bool) []string {
	prefix := string(kind) + ":"
	from := typed
	switch {
	case bare:
		from = prefix + typed
	case strings.HasPrefix(prefix, typed):
		from = prefix
	case !strings.HasPrefix(typed, prefix):
		return nil
	}
	q := evidence.ListQuery{Kind: kind, Page: evidence.Page{First: mostCompletions, After: evidence.Cursor{from}}}
	page, err := reader.List(ctx, q)
	if err != nil {
		return nil
	}
	var values []string
	for _, n := range page.Nodes {
		id := string(n.Node.NodeID())
		if !strings.HasPrefix(id, from) || strings.ContainsAny(id, " \t") {
			continue
		}
		if bare {
			id = strings.TrimPrefix(id, prefix)
		}
		values = append(values, cobra.CompletionWithDesc(id, description(report.Label(n.Node))))
	}
	return values
}

// description returns a text as one line of at most so many letters.
func description(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) <= describedAs {
		return string(letters)
	}
	return string(letters[:describedAs-3]) + "..."
}

// peek calls f with the graph, if one answers at once. It starts no Neo4j, changes nothing and reports nothing: a
// person who presses a key has not run a command.
func peek(cmd *cobra.Command, f func(context.Context, evidence.Reader)) {
	cfg, err := config.Load(cmd.Flags())
	if err != nil {
		return
	}
	quiet := &run.App{Streams: run.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}, Config: cfg}
	if cfg.Neo4j.URI == "" {
		if status, err := neo4jd.Inspect(quiet.Neo4jOptions()); err != nil || !status.Running {
			return
		}
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), completionTime)
	defer cancel()
	s, err := quiet.Open(ctx)
	if err != nil {
		return
	}
	f(ctx, s.Reader)
	_ = s.Close() // nobody could be told
}
