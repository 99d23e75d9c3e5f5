package ask

import (
	"context"
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

func impactCommand(a *run.App) *cobra.Command {
	var at run.MomentFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "impact ID...",
		Short: "lists the claims that change if sources or links are left out; records nothing",
		Long: `Lists every claim whose figures or likelihood change if all the sources and links that you name are left out,
those that lose most of the demonstrated number first. Look at it before you retract anything; "credence retract" also
prints it. Name sources by id, key, address or a piece of their title, and links by id.

With --json it prints the GraphQL type ImpactConnection field for field.`,
		Args:    run.Some("a source or a link: its id"),
		Example: `  credence impact reuters derivation:0a1b2c`,
	}
	cmd.Flags().BoolVar(&all, "all", false, "every claim, not only the first fifty")
	at.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		moment, err := at.Moment()
		if err != nil {
			return err
		}
		ids, err := s.Names().SourcesOrLinks(ctx, args)
		if err != nil {
			return err
		}
		answer, err := Impact(ctx, s, ids, moment, all)
		if err != nil {
			return err
		}
		if s.JSON {
			return s.PrintJSON(answer)
		}
		p := &terminal.Page{Style: s.Style}
		if err := report.WriteImpact(p, answer); err != nil {
			return err
		}
		p.Line("Nothing was recorded.")
		_, err = io.WriteString(s.Streams.Out, p.String())
		return err
	})
	return cmd
}

// Impact asks which claims change without sources and links, as the GraphQL type ImpactConnection.
func Impact(
	ctx context.Context, s *run.Session, without []evidence.ID, at evidence.Moment, all bool,
) (json.RawMessage, error) {
	document, err := query.Impact(all)
	if err != nil {
		return nil, err
	}
	return s.Query(ctx, "impact", document, map[string]any{"without": without, "at": run.MomentInput(at)})
}
