package curate

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

func confirmCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	var from string
	cmd := &cobra.Command{
		Use:   "confirm SOURCE...",
		Short: "confirms how the basis of sources is recorded: weights, own shares, what they take from",
		Long: `Records that a person has checked how the basis of sources is recorded and found it right: the weights of
their links, their own shares, and that the links name everything that they take from. A confirmation covers what is
recorded about a source at that time, and nothing that is recorded later. To confirm a source again, run the command
again, with the same reason or another. Importing the line of a confirmation again does not renew it.

Name a source by its id, its address or a piece of its title. The ids of the confirmations are printed; retract them
to undo this.` + run.PrintsPayload,
		Args:    run.Some("a source: an id, an address or a piece of its title"),
		Example: `  credence confirm source:daily --why "read it: two thirds are its own interviews"`,
	}
	act.RegisterAs(cmd, "why", "why it is right")
	cmd.Flags().StringVar(&from, "recorded-from", "",
		"the document or person it was taken from (default: whoever does it)")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if err := act.Check(); err != nil {
			return err
		}
		ids := make([]evidence.ID, len(args))
		for i, name := range args {
			source, err := s.Names().Node(ctx, evidence.KindSource, name)
			if err != nil {
				return err
			}
			ids[i] = source.NodeID()
		}
		provenance := map[string]any{
			"collector": act.Collector, "recordedFrom": cmp.Or(from, act.Collector), "justification": act.Reason,
		}
		return s.Act(ctx, "Confirm", "confirm", act.All, map[string]any{"sources": ids, "provenance": provenance})
	})
	return cmd
}
