package app

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// TestHelp: every command is under one heading of the help, that of its package, and no help shows
// a switch with what it could be set to.
func TestHelp(t *testing.T) {
	root := rootCommand(&run.App{})
	grouped := map[string]int{}
	for _, g := range groups() {
		for _, name := range g.commands {
			grouped[name]++
		}
		for _, cmd := range g.of(&run.App{}) {
			if !slices.Contains(g.commands, cmd.Name()) {
				t.Errorf("%s is not under the heading %q of its package", cmd.Name(), g.title)
			}
		}
	}
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() && cmd.Name() != "help" && grouped[cmd.Name()] != 1 {
			t.Errorf("%s is under %d headings of the help; want one", cmd.Name(), grouped[cmd.Name()])
		}
	}
	everyCommand(root, func(cmd *cobra.Command) {
		var out bytes.Buffer
		cmd.SetOut(&out)
		if err := cmd.Help(); err != nil {
			t.Error(err)
		}
		if strings.Contains(out.String(), "[=") || strings.HasPrefix(out.String(), "\n") {
			t.Errorf("%s --help:\n%s", cmd.CommandPath(), out.String())
		}
	})
}

// TestHelp_Examples: every command has an example, and each could be typed as it is: its commands and flags are known,
// and its arguments are accepted.
func TestHelp_Examples(t *testing.T) {
	everyCommand(rootCommand(&run.App{}), func(cmd *cobra.Command) {
		if cmd.HasParent() && cmd.IsAvailableCommand() && cmd.Name() != "help" && cmd.Example == "" {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
		for _, words := range typed(t, cmd.Example) {
			root := rootCommand(&run.App{}) // flags keep what they are set to
			called, rest, err := root.Find(words)
			if err == nil && called.HasSubCommands() {
				err = knownCommand(called, rest)
			}
			if err == nil {
				err = called.ParseFlags(rest)
			}
			if err == nil {
				err = called.ValidateArgs(called.Flags().Args())
			}
			if err == nil {
				err = called.ValidateFlagGroups()
			}
			if err != nil {
				t.Errorf("the example %q of %s: %v", words, cmd.CommandPath(), err)
			}
		}
	})
}

// typed returns the words after "credence" of each call in an example, as a shell splits them.
func typed(t *testing.T, example string) [][]string {
	t.Helper()
	words := regexp.MustCompile(`"[^"]*"|'[^']*'|\|\||&&|[|>()#]|[^\s|>()#'"]+`)
	var calls [][]string
	for line := range strings.SplitSeq(strings.ReplaceAll(example, "\\\n", " "), "\n") {
		inside := false
		for _, word := range words.FindAllString(line, -1) {
			switch {
			case word == "#":
				inside = false
			case word == "credence" && !inside:
				inside, calls = true, append(calls, nil)
			case regexp.MustCompile(`^[|>()&]+$`).MatchString(word):
				inside = false
			case inside:
				calls[len(calls)-1] = append(calls[len(calls)-1], strings.Trim(word, `"'`))
			}
		}
	}
	if example != "" && len(calls) == 0 {
		t.Errorf("no call in the example %q", example)
	}
	return calls
}

// TestUnknownWord: what a command does not know is refused with the code of bad input, and something near is suggested.
func TestUnknownWord(t *testing.T) {
	for line, want := range map[string]string{
		"convrge x":              "did you mean converge?",
		"list":                   "credence --help",
		"add outlets X":          "did you mean outlet?",
		"add planet X":           "expected claim, ",
		"neo4j halt":             "expected install, remove, start, status, stop",
		"neo4j stat":             "did you mean status?",
		"help neo4j halt":        "unknown command",
		"completion csh":         "did you mean zsh?",
		"version now":            "takes no arguments",
		"neo4j remove data":      "did you mean --data?",
		"changes a b":            "one argument at most",
		"converge claim:c --jso": "did you mean --json?",
		"truth --frst 3":         "did you mean --first?",
		"truth --zzzzzz":         "credence truth --help",
	} {
		var out, err bytes.Buffer
		code := Main(t.Context(), strings.Fields(line), run.Streams{In: strings.NewReader(""), Out: &out, Err: &err})
		if code != exitBadInput || out.Len() > 0 || !strings.Contains(err.String(), want) {
			t.Errorf("credence %s: exit %d, %q, %q; want 2, nothing, and %q", line, code, out.String(), err.String(),
				want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"claim", "source", "outlet"}
	for name, want := range map[string]string{"clam": "claim", "outlets": "outlet", "so": "source", "x": "",
		"planet": ""} {
		if got := run.Nearest(name, known); got != want {
			t.Errorf("the nearest to %s is %q; want %q", name, got, want)
		}
	}
	if !slices.Contains(known, run.Nearest("outet", known)) {
		t.Error("outet is near nothing")
	}
}
