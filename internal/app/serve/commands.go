// Package serve holds the commands that "credence help" lists under "Serve": the server, the settings and the version.
// Each has a file of its name.
package serve

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{serveCommand(a), configCommand(a), versionCommand(a)}
}
