// Package ask holds the commands that "credence help" lists under "Ask": what the evidence is worth, and what would
// change that. Each has a file of its name.
package ask

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{
		findCommand(a), convergeCommand(a), diffCommand(a), truthCommand(a), whatIfCommand(a),
		impactCommand(a), watchCommand(a), pathCommand(a), neighborsCommand(a), flatLineCommand(a),
	}
}
