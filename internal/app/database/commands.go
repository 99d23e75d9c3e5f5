// Package database holds the commands that "credence help" lists under "Database": the Neo4j that keeps the graph. Each
// has a file of its name.
package database

import (
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

// Commands returns the commands, for one run of the program.
func Commands(a *run.App) []*cobra.Command {
	return []*cobra.Command{neo4jCommand(a), migrateCommand(a), doctorCommand(a)}
}
