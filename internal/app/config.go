package app

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

func configCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "shows every setting, its value and where it came from",
		Example: `  credence config
  credence config --config server.yaml --json`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			rows := a.cfg.Describe()
			if a.json {
				return report.PrintJSON(a.streams.Out, rows)
			}
			p := &terminal.Page{Style: terminal.StyleFor(a.streams.Out, a.cfg.Output.Color)}
			table := make([][]string, len(rows))
			for i, r := range rows {
				table[i] = []string{r.Key, r.Value, r.Source}
			}
			p.Table([]string{"key", "value", "from"}, table)
			_, err := io.WriteString(a.streams.Out, p.String())
			return err
		},
	}
}
