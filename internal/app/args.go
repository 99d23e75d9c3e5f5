package app

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/credence-graph/credence/internal/wording"
)

// two asks for two arguments.
func two(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 2 {
			return inputError{fmt.Errorf("expected two arguments, got %d: %s; see: %s --help", len(args), what,
				cmd.CommandPath())}
		}
		return nil
	}
}

// exactly asks for so many arguments, and says what is missing.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return inputError{fmt.Errorf("expected %s arguments, got %s: %s; see: %s --help", wording.Number(n),
				wording.Number(len(args)), what, cmd.CommandPath())}
		}
		return nil
	}
}

// one asks for one argument, and says what is missing.
func one(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return inputError{fmt.Errorf("expected one argument, got %s: %s; see: %s --help",
				wording.Number(len(args)), what, cmd.CommandPath())}
		}
		return nil
	}
}

// some asks for at least one argument.
func some(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return inputError{fmt.Errorf("missing %s; see: %s --help", what, cmd.CommandPath())}
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
		return inputError{fmt.Errorf("%s takes no arguments, got %q; did you mean --%s?", cmd.CommandPath(), args[0],
			near)}
	}
	return inputError{fmt.Errorf("%s takes no arguments, got %q; see: %[1]s --help", cmd.CommandPath(), args[0])}
}

// atMostOne refuses a second argument.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return inputError{fmt.Errorf("%s takes one argument at most, got %s; put what has spaces in quotes; see: %[1]s "+
		"--help",
		cmd.CommandPath(), wording.Number(len(args)))}
}
