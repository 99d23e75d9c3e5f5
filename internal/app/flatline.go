package app

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) flatLineCommand() *cobra.Command {
	f := exportFlags{}
	cmd := &cobra.Command{
		Use:   "flatline CLAIM",
		Short: "draws how often a claim was made over the days, and how much of that was new",
		Long: `Writes one SVG that needs nothing else: the number of sources that say so, day by day, and under it the number of those that are
demonstrated to be independent, with each source that came and where it took it from. What was out on a day is what had been
published and not withdrawn by then. Of more than forty days it takes forty, and says so.`,
		Args:    one("the claim: its id or a piece of its text"),
		Example: `  credence flatline partner --output partner.svg`,
	}
	outputFlags(cmd, &f)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		return s.writePage(ctx, f, args[0], momentFlags{},
			func(w io.Writer, claim evidence.ClaimID, _ evidence.Moment) error {
				line, err := dossier.FlatLineOf(ctx, s.reader, claim, s.policy)
				if err != nil {
					return err
				}
				return line.Write(w)
			})
	})
	return cmd
}
