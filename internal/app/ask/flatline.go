package ask

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
)

func flatLineCommand(a *run.App) *cobra.Command {
	var f run.OutputFile
	cmd := &cobra.Command{
		Use:   "flatline CLAIM",
		Short: "draws how often a claim was made over the days, and how much of that was new",
		Long: `Writes one self-contained SVG: day by day the number of sources that support the claim, below it the number
that are demonstrated to be independent, and each new source with what it took from where. A source counts on a day if
it had been published and not withdrawn by then. Of more than forty days, forty are drawn, and the picture says so.`,
		Args:    run.One("the claim: its id or a piece of its text"),
		Example: `  credence flatline partner --output partner.svg`,
	}
	f.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		return s.WritePage(ctx, f, args[0], run.MomentFlags{},
			func(w io.Writer, claim evidence.ClaimID, _ evidence.Moment) error {
				line, err := dossier.FlatLineOf(ctx, s.Reader, claim, s.Policy)
				if err != nil {
					return err
				}
				return line.Write(w)
			})
	})
	return cmd
}
