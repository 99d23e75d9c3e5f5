package serve

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

func configCommand(a *run.App) *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "shows every setting, its value and where it came from",
		Example: `  credence config
  credence config --config server.yaml --json`,
		Args: run.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			rows := a.Config.Describe()
			if a.JSON {
				return report.PrintJSON(a.Streams.Out, rows)
			}
			p := &terminal.Page{Style: terminal.StyleFor(a.Streams.Out, a.Config.Output.Color)}
			table := make([][]string, len(rows))
			for i, r := range rows {
				table[i] = []string{r.Key, r.Value, r.Source}
			}
			p.Table([]string{"key", "value", "from"}, table)
			_, err := io.WriteString(a.Streams.Out, p.String())
			return err
		},
	}
}
