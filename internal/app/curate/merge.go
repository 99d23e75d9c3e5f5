package curate

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

func mergeCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	var from string
	cmd := &cobra.Command{
		Use:   "merge ID ID...",
		Short: "records that claims, sources, outlets, organizations or persons are one",
		Long: `Records that things of one kind are one. They count as one from then on. Nothing is moved or lost, and
retracting the assertions, whose ids are printed, undoes it. The claims whose figures change are listed as "credence
impact" does.` + run.PrintsPayload,
		Args:    run.Some("two global ids or more, such as source:a source:b"),
		Example: `  credence merge source:official source:ukrainian-official --reason "the same briefing"`,
	}
	act.Register(cmd, "why they are one")
	cmd.Flags().StringVar(&from, "recorded-from", "",
		"the document or person it was taken from (default: whoever does it)")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if err := act.Check(); err != nil {
			return err
		}
		if from == "" {
			from = act.Collector
		}
		ids := make([]evidence.ID, len(args))
		for i, text := range args {
			var err error
			if ids[i], err = s.Names().ID(ctx, text); err != nil {
				return err
			}
		}
		provenance := map[string]any{"collector": act.Collector, "recordedFrom": from, "justification": act.Reason}
		return s.Act(ctx, "AssertSame", "assertSame", act.All, map[string]any{"ids": ids, "provenance": provenance})
	})
	return cmd
}
