package curate

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

func reviewCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	cmd := &cobra.Command{
		Use:   "review DERIVATION confirmed|rejected|suggested",
		Short: "confirms or rejects a derivation, most often a suggested copy",
		Long: `Records whether a derivation holds. A suggested copy does not count until it is confirmed; a rejected one
never counts and is never suggested again; "suggested" leaves it open.` + run.PrintsPayload,
		Args:    run.Exactly(2, "the id of a derivation, and confirmed, rejected or suggested"),
		Example: `  credence review derivation:0a1b2c confirmed --reason "word for word, with its errors"`,
	}
	act.Register(cmd, "why")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if err := act.Check(); err != nil {
			return err
		}
		status := evidence.ReviewStatus(strings.ToUpper(args[1]))
		if !status.Valid() {
			return run.BadInput(evidence.Invalidf("status",
				"%q is not a status; expected confirmed, rejected or suggested", args[1]))
		}
		return s.Act(ctx, "ReviewDerivation", "reviewDerivation", act.All,
			map[string]any{"id": args[0], "status": status, "by": act.By()})
	})
	return cmd
}
