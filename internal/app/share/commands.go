// Package share holds the commands that "credence help" lists under "Share": what others can read and check. Each has a
// file of its name.
package share

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{dossierCommand(a), exportCommand(a), receiptCommand(a), verifyCommand(a)}
}
