package intake

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/app/serve"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/wording"
	"github.com/credence-graph/credence/seed"
)

func demoCommand(a *run.App) *cobra.Command {
	var leave bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "records a real fact check as a graph, answers for it and serves it",
		Example: `  credence demo
  credence demo --exit`,
		Long: `Records the fact check "North Korea's Military Support to Russia in Ukraine" as a graph in Neo4j, shows how
much independent evidence its text contains, and serves the GraphQL API until you press Ctrl-C.`,
		Args: run.NoArgs,
	}
	cmd.Flags().BoolVar(&leave, "exit", false, "print the answer and leave, instead of serving")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return demo(cmd.Context(), a, leave)
	}
	return cmd
}

func demo(ctx context.Context, a *run.App, leave bool) error {
	fmt.Fprintln(a.Streams.Err, "Credence demo: records a fact check in Neo4j and says how much independent "+
		"evidence it shows.")
	return a.With(ctx, func(ctx context.Context, s *run.Session) error {
		main, err := recordSeed(ctx, s)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.Streams.Err)
		if s.JSON {
			err = ask.ConvergeJSON(ctx, s, []evidence.ClaimID{main}, evidence.Moment{}, false)
		} else {
			err = ask.Converge(ctx, s, []evidence.ClaimID{main}, evidence.Moment{})
		}
		if err != nil || leave {
			return err
		}
		fmt.Fprintln(s.Streams.Err)
		return serve.Run(ctx, s)
	})
}

// recordSeed records the fact check; recording it again changes nothing. It returns its main claim.
func recordSeed(ctx context.Context, s *run.Session) (evidence.ClaimID, error) {
	annotation, err := annotation.Parse(seed.Annotation(), seed.Text())
	if err != nil {
		return "", fmt.Errorf("the fact check that comes with Credence: %w", err)
	}
	applied, err := s.Writer.Apply(ctx, annotation.Batch)
	if err != nil {
		return "", fmt.Errorf("recording the fact check: %w", err)
	}
	if n := report.Total(applied.Created) + report.Total(applied.Changed); n > 0 {
		fmt.Fprintf(s.Streams.Err, "Recorded the fact check: %s records, each with its line and quote.\n",
			wording.Digits(n))
	} else {
		fmt.Fprintln(s.Streams.Err, "The fact check is recorded already.")
	}
	return annotation.Main, nil
}
