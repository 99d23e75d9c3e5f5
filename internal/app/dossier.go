package app

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
)

func dossierCommand(a *app) *cobra.Command {
	var at momentFlags
	var f outputFile
	cmd := &cobra.Command{
		Use:   "dossier CLAIM",
		Short: "writes a page about a claim, to read, print and pass on",
		Long: `Writes one self-contained HTML page: what the evidence for a claim is worth and why, a picture of it, the
groups that count once, what would be lost if a source were wrong, which questions are open, and every quote with its
place. "credence serve" shows the same page at /claim/ID.`,
		Args:    one("the claim: its id or a piece of its text"),
		Example: `  credence dossier partner --output partner.html`,
	}
	at.register(cmd)
	f.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		return s.writePage(ctx, f, args[0], at,
			func(w io.Writer, claim evidence.ClaimID, moment evidence.Moment) error {
				c, err := dossier.Open(ctx, s.reader, claim, moment, s.policy)
				if err != nil {
					return err
				}
				return c.Write(w)
			})
	})
	return cmd
}
