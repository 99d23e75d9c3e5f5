// Package curate holds the commands that "credence help" lists under "Curate": how people put right what is recorded.
// Each has a file of its name.
package curate

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{
		reviewCommand(a), confirmCommand(a), rateCommand(a), mergeCommand(a),
		retractCommand(a), unretractCommand(a), eraseCommand(a),
	}
}
