package app

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) mergeCommand() *cobra.Command {
	var act actFlags
	var from string
	cmd := &cobra.Command{
		Use:   "merge ID ID...",
		Short: "records that claims, sources, outlets, organizations or persons are one",
		Long: `Records that things of one kind are one. They count as one from then on. Nothing is moved or lost, and
retracting the assertions, whose ids are printed, undoes it. The claims whose figures change are listed as "credence
impact" does.` + printsPayload,
		Args:    some("two global ids or more, such as source:a source:b"),
		Example: `  credence merge source:official source:ukrainian-official --reason "the same briefing"`,
	}
	act.register(cmd, "why they are one")
	cmd.Flags().StringVar(&from, "recorded-from", "",
		"the document or person it was taken from (default: whoever does it)")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		if from == "" {
			from = act.collector
		}
		ids := make([]evidence.ID, len(args))
		for i, text := range args {
			var err error
			if ids[i], err = s.names().ID(ctx, text); err != nil {
				return err
			}
		}
		provenance := map[string]any{"collector": act.collector, "recordedFrom": from, "justification": act.reason}
		return s.act(ctx, "AssertSame", "assertSame", act.all, map[string]any{"ids": ids, "provenance": provenance})
	})
	return cmd
}
