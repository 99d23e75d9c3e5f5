package app

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

func (a *app) rateCommand() *cobra.Command {
	var act actFlags
	cmd := &cobra.Command{
		Use:   "rate SUBJECT LETTER",
		Short: "gives a source or outlet its Admiralty letter, A to F, or takes it away",
		Long: `Gives a source or outlet its Admiralty letter: A completely reliable to E unreliable, F cannot be judged;
"none" takes it away. Name an outlet by id or name, and a source by global id, address or a piece of its
title.` + printsPayload,
		Args:    exactly(2, "a source or outlet, and a letter from A to F or none"),
		Example: `  credence rate outlet:reuters B --reason "right in nine cases of ten"`,
	}
	act.register(cmd, "why that letter")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if err := act.check(); err != nil {
			return err
		}
		subject, err := s.names().SourceOrOutlet(ctx, args[0])
		if err != nil {
			return err
		}
		variables := map[string]any{"subject": subject, "by": act.by()}
		if letter := strings.ToUpper(args[1]); letter != "NONE" {
			if !evidence.SourceReliability(letter).Valid() {
				return inputError{evidence.Invalidf("letter",
					"%q is not an Admiralty letter; expected A, B, C, D, E, F or none", args[1])}
			}
			variables["reliability"] = letter
		}
		return s.act(ctx, "RateReliability", "rateReliability", act.all, variables)
	})
	return cmd
}
