package app

import (
	"context"

	"github.com/spf13/cobra"
)

func (a *app) unretractCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "unretract ID...",
		Short: "records again links that were retracted",
		Long: `Records links again, as they were, with who did it and why. For the time in between they stay retracted. The
claims whose figures change are listed as "credence impact" does.` + printsPayload,
		Args:    some("the id of a link, such as statement:4f1c..."),
		Example: `  credence unretract statement:0a1b2c --reason "the quote is of this article after all"`,
	}
	act.register(cmd, "why the links are right")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		return s.act(ctx, "Unretract", "unretract", act.all, map[string]any{"ids": args, "by": act.by()})
	})
	return cmd
}
