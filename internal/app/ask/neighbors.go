package ask

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

func neighborsCommand(a *run.App) *cobra.Command {
	var using []string
	var limit int
	var after string
	cmd := &cobra.Command{
		Use:   "neighbors THING",
		Short: "lists what is one step away from a claim, source, outlet, organization or person",
		Long: `Lists what is one step away from a claim, source, outlet, organization or person as recorded now, in either
direction, and counts each kind of step. The arrow shows the direction: → from the thing to its neighbor (it cites the
neighbor), ← from the neighbor to it (the neighbor cites it). Name the thing by global id, by key or by a piece of its
text.

With --json it prints the GraphQL type NeighborConnection field for field.`,
		Args: run.One("the thing: its id, key or a piece of its text"),
		Example: `  credence neighbors outlet:reuters
  credence neighbors kyiv-post --using SYNDICATES,CITES --json`,
	}
	usingFlag(cmd, &using)
	cmd.Flags().IntVar(&limit, "limit", 50, "how many to show, 1 to 100")
	cmd.Flags().StringVar(&after, "after", "", "begin after this cursor, which --json prints (default: at the start)")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if limit < 1 || limit > 100 {
			return run.BadInput(evidence.Invalidf("--limit", "%d is out of range; expected 1 to 100", limit))
		}
		node, err := s.Names().Any(ctx, args[0])
		if err != nil {
			return err
		}
		document, err := query.Neighbors()
		if err != nil {
			return err
		}
		answer, err := s.Query(ctx, "neighbors", document,
			map[string]any{"id": node.NodeID(), "using": kindsOf(using), "first": limit, "after": after})
		if err != nil {
			return err
		}
		of, err := s.Names().Mention(ctx, node)
		if err != nil {
			return err
		}
		return s.Show(answer, func(p *terminal.Page, answer json.RawMessage) error {
			return report.WriteNeighbors(p, of, answer)
		})
	})
	return cmd
}
