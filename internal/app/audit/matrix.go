package audit

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
)

func matrixCommand(a *run.App) *cobra.Command {
	var scheme, tag, policy string
	var at run.MomentFlags
	cmd := &cobra.Command{
		Use:   "matrix OUTLET OUTLET...",
		Short: "shows on how many claims outlets agree, and on how many without sharing an origin",
		Long: `Compares outlets two by two: how many claims both support, and for how many of these they share nothing on record,
depend on each other or on the same, or may do so for all that is recorded.

With --camps or --camps-tag it also sorts the outlets into camps, and shows on how many claims outlets of different
camps agree without sharing an origin. With --camps the camp of an outlet is the value that it is rated with in a
scheme of leanings. With --camps-tag it is FOR if the outlet, whoever controls it or whoever funds it gains when claims
with the tag are believed, AGAINST if they gain when these are not believed, and BOTH if both are so. An outlet that is
of no camp is of "none".

With --json it prints a list of the GraphQL type OutletPair field for field.`,
		Args: run.Some("two to twenty outlets: their ids or pieces of their names"),
		Example: `  credence matrix daily "The Example" post
  credence matrix daily post --camps political
  credence matrix daily post --camps-tag board --json`,
	}
	cmd.Flags().StringVar(&scheme, "camps", "", "sort the outlets by their values in this `SCHEME` of leanings")
	cmd.Flags().StringVar(&tag, "camps-tag", "", "sort the outlets by who gains from claims with this `TAG`")
	cmd.Flags().StringVar(&policy, "policy", "", "what counts: the name of a policy, or a `FILE` with one policy in it")
	at.Register(cmd)
	answer := a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		moment, err := at.Moment()
		if err != nil {
			return err
		}
		outlets, err := resolve.IDs[evidence.OutletID](ctx, s.Names(), evidence.KindOutlet, args)
		if err != nil {
			return err
		}
		document, err := query.Matrix()
		if err != nil {
			return err
		}
		variables := map[string]any{"outlets": outlets, "at": run.MomentInput(moment)}
		if scheme != "" || tag != "" {
			variables["camps"] = campsInput(scheme, tag)
		}
		pairs, err := s.Query(ctx, "corroborationMatrix", document, variables)
		if err != nil {
			return err
		}
		return s.Show(pairs, report.Viewed(report.WriteMatrix))
	})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if scheme != "" && tag != "" {
			return run.BadInput(evidence.Invalidf("--camps", "stands beside --camps-tag; expected one of the two"))
		}
		if err := a.UsePolicy(cmd, policy); err != nil {
			return err
		}
		return answer(cmd, args)
	}
	return cmd
}

// campsInput is the CampsInput of a scheme or a tag.
func campsInput(scheme, tag string) map[string]any {
	if scheme != "" {
		return map[string]any{"scheme": scheme}
	}
	return map[string]any{"tag": tag}
}
