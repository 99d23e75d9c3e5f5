// Package audit holds the commands that "credence help" lists under "Audit": where evidence is not independent, who
// reports well, and who changed what. Each has a file of its name.
package audit

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{
		auditCommand(a), whyCommand(a), sourcingCommand(a), matrixCommand(a), ownersCommand(a),
		sameCommand(a), reliabilityCommand(a), changesCommand(a), evalCommand(a),
	}
}
