package run

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/wording"
)

// Two asks for two arguments.
func Two(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 2 {
			return BadInput(fmt.Errorf("expected two arguments, got %d: %s; see: %s --help", len(args), what,
				cmd.CommandPath()))
		}
		return nil
	}
}

// Exactly asks for so many arguments, and says what is missing.
func Exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return BadInput(fmt.Errorf("expected %s arguments, got %s: %s; see: %s --help", wording.Number(n),
				wording.Number(len(args)), what, cmd.CommandPath()))
		}
		return nil
	}
}

// One asks for one argument, and says what is missing.
func One(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return BadInput(fmt.Errorf("expected one argument, got %s: %s; see: %s --help",
				wording.Number(len(args)), what, cmd.CommandPath()))
		}
		return nil
	}
}

// Some asks for at least one argument.
func Some(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return BadInput(fmt.Errorf("missing %s; see: %s --help", what, cmd.CommandPath()))
		}
		return nil
	}
}

// NoArgs refuses arguments.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := Nearest(args[0], names); near != "" {
		return BadInput(fmt.Errorf("%s takes no arguments, got %q; did you mean --%s?", cmd.CommandPath(), args[0],
			near))
	}
	return BadInput(fmt.Errorf("%s takes no arguments, got %q; see: %[1]s --help", cmd.CommandPath(), args[0]))
}

// AtMostOne refuses a second argument.
func AtMostOne(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return BadInput(fmt.Errorf("%s takes one argument at most, got %s; put what has spaces in quotes; see: %[1]s "+
		"--help",
		cmd.CommandPath(), wording.Number(len(args))))
}

// FirstShown is how many rows of a list are shown where no number is given.
const FirstShown = 20

// Nearest returns the known name that begins as name does, or takes the fewest edits to reach, at most a third of its
// letters; "" if none is near.
func Nearest(name string, known []string) string {
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
