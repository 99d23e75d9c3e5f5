package app

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/report"
)

func migrateCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "migrate",
		Short:   "brings the graph's layout up to this version",
		Example: `  CREDENCE_NEO4J_URI=neo4j://db.example:7687 credence migrate`,
		Long: `Applies the migrations that the graph does not have yet. The local Neo4j is brought up to date by every
command; a Neo4j of your own is changed only by this command.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			applied, err := s.store.Migrate(cmd.Context())
			if err = errors.Join(err, s.close()); err != nil {
				return err
			}
			names := make([]string, len(applied))
			for i, m := range applied {
				names[i] = m.ID
			}
			if a.json {
				return report.PrintJSON(a.streams.Out, map[string][]string{"applied": names})
			}
			if len(names) == 0 {
				_, err = fmt.Fprintln(a.streams.Out, "The graph is up to date.")
				return err
			}
			for _, name := range names {
				fmt.Fprintln(a.streams.Out, "applied", name)
			}
			return nil
		},
	}
}
