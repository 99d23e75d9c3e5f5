package app

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) reviewCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "review DERIVATION confirmed|rejected|suggested",
		Short: "confirms or rejects a derivation, most often a suggested copy",
		Long: `Records whether a derivation holds. A suggested copy does not count until it is confirmed; a rejected one
never counts and is never suggested again; "suggested" leaves it open.` + printsPayload,
		Args:    exactly(2, "the id of a derivation, and confirmed, rejected or suggested"),
		Example: `  credence review derivation:0a1b2c confirmed --reason "word for word, with its errors"`,
	}
	act.register(cmd, "why")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		status := evidence.ReviewStatus(strings.ToUpper(args[1]))
		if !status.Valid() {
			return inputError{evidence.Invalidf("status",
				"%q is not a status; expected confirmed, rejected or suggested", args[1])}
		}
		return s.act(ctx, "ReviewDerivation", "reviewDerivation", act.all,
			map[string]any{"id": args[0], "status": status, "by": act.by()})
	})
	return cmd
}
