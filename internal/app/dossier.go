package app

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) dossierCommand() *cobra.Command {
	var at momentFlags
	f := exportFlags{}
	cmd := &cobra.Command{
		Use:   "dossier CLAIM",
		Short: "writes a page about a claim, to read, print and pass on",
		Long: `Writes one page of HTML that needs nothing else: what the evidence for a claim amounts to and why, its picture, the groups
that count once, what would fall if a source were wrong, what is left open, and every quote with its place. It is the page that
"credence serve" shows at /claim/ID.`,
		Args:    one("the claim: its id or a piece of its text"),
		Example: `  credence dossier partner --output partner.html`,
	}
	at.register(cmd)
	outputFlags(cmd, &f)
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
