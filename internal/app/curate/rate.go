package curate

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
)

func rateCommand(a *run.App) *cobra.Command {
	var act run.ActFlags
	cmd := &cobra.Command{
		Use:   "rate SUBJECT LETTER",
		Short: "gives a source or outlet its Admiralty letter, A to F, or takes it away",
		Long: `Gives a source or outlet its Admiralty letter: A completely reliable to E unreliable, F cannot be judged;
"none" takes it away. Name an outlet by id or name, and a source by global id, address or a piece of its
title.` + run.PrintsPayload,
		Args:    run.Exactly(2, "a source or outlet, and a letter from A to F or none"),
		Example: `  credence rate outlet:reuters B --reason "right in nine cases of ten"`,
	}
	act.Register(cmd, "why that letter")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if err := act.Check(); err != nil {
			return err
		}
		subject, err := s.Names().SourceOrOutlet(ctx, args[0])
		if err != nil {
			return err
		}
		variables := map[string]any{"subject": subject, "by": act.By()}
		if letter := strings.ToUpper(args[1]); letter != "NONE" {
			if !evidence.SourceReliability(letter).Valid() {
				return run.BadInput(evidence.Invalidf("letter",
					"%q is not an Admiralty letter; expected A, B, C, D, E, F or none", args[1]))
			}
			variables["reliability"] = letter
		}
		return s.Act(ctx, "RateReliability", "rateReliability", act.All, variables)
	})
	return cmd
}
