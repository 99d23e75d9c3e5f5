package database

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/report"
)

func migrateCommand(a *run.App) *cobra.Command {
	return &cobra.Command{
		Use:     "migrate",
		Short:   "brings the graph's layout up to this version",
		Example: `  CREDENCE_NEO4J_URI=neo4j://db.example:7687 credence migrate`,
		Long: `Applies the migrations that the graph does not have yet. The local Neo4j is brought up to date by every
command; a Neo4j of your own is changed only by this command.`,
		Args: run.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.Open(cmd.Context())
			if err != nil {
				return err
			}
			applied, err := s.Store.Migrate(cmd.Context())
			if err = errors.Join(err, s.Close()); err != nil {
				return err
			}
			names := make([]string, len(applied))
			for i, m := range applied {
				names[i] = m.ID
			}
			if a.JSON {
				return report.PrintJSON(a.Streams.Out, map[string][]string{"applied": names})
			}
			if len(names) == 0 {
				_, err = fmt.Fprintln(a.Streams.Out, "The graph is up to date.")
				return err
			}
			for _, name := range names {
				fmt.Fprintln(a.Streams.Out, "applied", name)
			}
			return nil
		},
	}
}
