package ask

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/wording"
)

// usingFlag registers the flag for the kinds of edges to follow.
func usingFlag(cmd *cobra.Command, using *[]string) {
	cmd.Flags().StringSliceVar(using, "using", nil,
		"only these kinds of steps, separated by commas, such as CITES,PUBLISHED_BY (default: all)")
}

func pathCommand(a *run.App) *cobra.Command {
	var using []string
	var most int
	cmd := &cobra.Command{
		Use:   "path FROM TO",
		Short: "shows the shortest path between two nodes of the graph",
		Long: `Shows the shortest path between two claims, sources, outlets, organizations or persons along statements,
derivations, samenesses, owners, funders, outlets and authors as they are recorded now, in either direction, and
quotes the words behind each step. If several paths are equally short, it shows the one whose ids come first.

Name the two by global id, by key or by a piece of their text. The exit code is 4 if there is no such path.

With --json it prints the GraphQL type Path field for field.`,
		Args: run.Two("the ends of the way: ids, keys or pieces of their texts"),
		Example: `  credence path reuters kyiv-post
  credence path outlet:reuters person:owner --using PUBLISHED_BY,OWNED_BY --max 10`,
	}
	usingFlag(cmd, &using)
	cmd.Flags().IntVar(&most, "max", 6, "how many steps at most, 1 to 10")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		ends := make([]evidence.Node, len(args))
		for i, name := range args {
			var err error
			if ends[i], err = s.Names().Any(ctx, name); err != nil {
				return err
			}
		}
		document, err := query.Path()
		if err != nil {
			return err
		}
		answer, err := s.Query(ctx, "path", document,
			map[string]any{"from": ends[0].NodeID(), "to": ends[1].NodeID(), "maxLength": most,
				"using": kindsOf(using)})
		if err != nil {
			return err
		}
		if string(answer) == "null" {
			return noPath(ctx, s, most, ends)
		}
		return s.Show(answer, report.WritePath)
	})
	return cmd
}

// kindsOf reads kinds of edges, in any case; nil = all.
func kindsOf(names []string) []string {
	kinds := make([]string, len(names))
	for i, name := range names {
		kinds[i] = strings.ToUpper(strings.TrimSpace(name))
	}
	if len(kinds) == 0 {
		return nil
	}
	return kinds
}

// noPath is the error that there is no path between two nodes.
func noPath(ctx context.Context, s *run.Session, most int, ends []evidence.Node) error {
	var names []string
	for _, n := range ends {
		name, err := s.Names().Mention(ctx, n)
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	return evidence.NotFoundf("no connection within %s between %s", wording.Count(most, "step"),
		wording.Join(names, "and"))
}
