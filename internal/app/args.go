package app

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/wording"
)

// two asks for two arguments.
func two(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 2 {
			return badInput(fmt.Errorf("expected two arguments, got %d: %s; see: %s --help", len(args), what,
				cmd.CommandPath()))
		}
		return nil
	}
}

// exactly asks for so many arguments, and says what is missing.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return badInput(fmt.Errorf("expected %s arguments, got %s: %s; see: %s --help", wording.Number(n),
				wording.Number(len(args)), what, cmd.CommandPath()))
		}
		return nil
	}
}

// one asks for one argument, and says what is missing.
func one(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return badInput(fmt.Errorf("expected one argument, got %s: %s; see: %s --help",
				wording.Number(len(args)), what, cmd.CommandPath()))
		}
		return nil
	}
}

// some asks for at least one argument.
func some(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return badInput(fmt.Errorf("missing %s; see: %s --help", what, cmd.CommandPath()))
		}
		return nil
	}
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := nearest(args[0], names); near != "" {
		return badInput(fmt.Errorf("%s takes no arguments, got %q; did you mean --%s?", cmd.CommandPath(), args[0],
			near))
	}
	return badInput(fmt.Errorf("%s takes no arguments, got %q; see: %[1]s --help", cmd.CommandPath(), args[0]))
}

// atMostOne refuses a second argument.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return badInput(fmt.Errorf("%s takes one argument at most, got %s; put what has spaces in quotes; see: %[1]s "+
		"--help",
		cmd.CommandPath(), wording.Number(len(args))))
}

// firstShown is how many rows of a list are shown where no number is given.
const firstShown = 20

// nearest returns the known name that begins as name does, or takes the fewest edits to reach, at most a third of its
// letters; "" if none is near.
func nearest(name string, known []string) string {
	best, least := "", 1+len(name)/3
	for _, k := range known {
		if len(name) > 1 && strings.HasPrefix(k, name) {
			return k
		}
		if d := wording.Edits(name, k); d <= least && d < len(k) {
			if best == "" || d < wording.Edits(name, best) {
				best = k
			}
		}
	}
	return best
}
