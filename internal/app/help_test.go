package app

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHelp: every command is under one heading of the help, and no help shows a switch with what it could be set to.
func TestHelp(t *testing.T) {
	root := (&app{}).rootCommand()
	grouped := map[string]int{}
	for _, g := range groups() {
		for _, name := range g.commands {
			grouped[name]++
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
		code := Main(t.Context(), strings.Fields(line), Streams{In: strings.NewReader(""), Out: &out, Err: &err})
		if code != exitBadInput || out.Len() > 0 || !strings.Contains(err.String(), want) {
			t.Errorf("credence %s: exit %d, %q, %q; want 2, nothing, and %q", line, code, out.String(), err.String(),
				want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"claim", "source", "outlet"}
	for name, want := range map[string]string{"clam": "claim", "outlets": "outlet", "so": "source", "x": "", "planet": ""} {
		if got := nearest(name, known); got != want {
			t.Errorf("the nearest to %s is %q; want %q", name, got, want)
		}
	}
	if !slices.Contains(known, nearest("outet", known)) {
		t.Error("outet is near nothing")
	}
}
