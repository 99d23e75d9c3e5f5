package share

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
)

func dossierCommand(a *run.App) *cobra.Command {
	var at run.MomentFlags
	var f run.OutputFile
	cmd := &cobra.Command{
		Use:   "dossier CLAIM",
		Short: "writes a page about a claim, to read, print and pass on",
		Long: `Writes one self-contained HTML page: what the evidence for a claim is worth and why, a picture of it, the
groups that count once, what would be lost if a source were wrong, which questions are open, and every quote with its
place. "credence serve" shows the same page at /claim/ID.`,
		Args:    run.One("the claim: its id or a piece of its text"),
		Example: `  credence dossier partner --output partner.html`,
	}
	at.Register(cmd)
	f.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		return s.WritePage(ctx, f, args[0], at,
			func(w io.Writer, claim evidence.ClaimID, moment evidence.Moment) error {
				c, err := dossier.Open(ctx, s.Reader, claim, moment, s.Policy)
				if err != nil {
					return err
				}
				return c.Write(w)
			})
	})
	return cmd
}
