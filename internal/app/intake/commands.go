// Package intake holds the commands that "credence help" lists under "Evidence in". Each has a file of its name; what
// "credence add" records has several.
package intake

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{demoCommand(a), readCommand(a), addCommand(a), importCommand(a), detectCommand(a)}
}
