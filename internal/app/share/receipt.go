package share

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/receipt"
)

func receiptCommand(a *run.App) *cobra.Command {
	var at run.MomentFlags
	cmd := &cobra.Command{
		Use:   "receipt CLAIM",
		Short: "writes an answer with all that it was computed from, for \"credence verify\"",
		Long: `Writes one JSON object with all the evidence for a claim (every record with its provenance and quotes), the
policy, the moment, the version of the graph, every number of the answer, and the SHA-256 of all that. The same
evidence always gives the same bytes. "credence verify" checks it without Neo4j.`,
		Args:    run.One("the claim: its id or a piece of its text"),
		Example: `  credence receipt partner > partner.receipt.json`,
	}
	at.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		moment, err := at.Moment()
		if err != nil {
			return err
		}
		ids, err := s.Names().Claims(ctx, args)
		if err != nil {
			return err
		}
		sub, err := s.Reader.Subgraphs(ctx, ids, moment)
		if err != nil {
			return err
		}
		text, err := receipt.Make(sub, ids[0], s.Policy)
		if err != nil {
			return err
		}
		_, err = s.Streams.Out.Write(append(text, '\n'))
		return err
	})
	return cmd
}
