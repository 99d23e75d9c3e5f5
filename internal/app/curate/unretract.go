package curate

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
)

func unretractCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	cmd := &cobra.Command{
		Use:   "unretract ID...",
		Short: "records again links that were retracted",
		Long: `Records links again, as they were, with who did it and why. For the time in between they stay retracted. The
claims whose figures change are listed as "credence impact" does.` + run.PrintsPayload,
		Args:    run.Some("the id of a link, such as statement:4f1c..."),
		Example: `  credence unretract statement:0a1b2c --reason "the quote is of this article after all"`,
	}
	act.Register(cmd, "why the links are right")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if err := act.Check(); err != nil {
			return err
		}
		return s.Act(ctx, "Unretract", "unretract", act.All, map[string]any{"ids": args, "by": act.By()})
	})
	return cmd
}
