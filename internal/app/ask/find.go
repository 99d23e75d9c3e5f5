package ask

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/folding"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

func findCommand(a *run.App) *cobra.Command {
	var limit int
	var kinds []string
	var board boardFlags
	cmd := &cobra.Command{
		Use:   "find [TEXT | CONDITION...]",
		Short: "finds claims, sources, outlets, organizations and persons by their words, or claims by their figures",
		Long: `Finds records by their words, best match first. Or lists claims by what they are worth: a condition is a
figure of the supporting side, =, <, <=, > or >=, and a number; if there are several, all must hold. "refuting."
before a figure means the other side's. The figures are ` + wording.Join(FigureNames(), "and") + `.
--tag, --item, --outlet and --rests-on narrow the list, and --order sorts it; each of them also lists claims without a
condition.

With --json it prints a list of what was found, or the GraphQL type ClaimConnection if claims are listed by figures.`,
		Example: `  credence find "artillery shells" --kind claim
  credence find 'demonstratedLineCount<=1' 'sourceCount>=3' --tag board --order shrinkage`,
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "how many to show, 1 to 100")
	cmd.Flags().StringSliceVar(&kinds, "kind", nil,
		"claim, source, outlet, organization or person; may be repeated (default: all); by words only")
	board.register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, args []string) error {
		if limit < 1 || limit > 100 {
			return run.BadInput(evidence.Invalidf("limit", "%d is out of range; expected 1 to 100", limit))
		}
		conditions, err := conditionsOf(args)
		if err != nil {
			return err
		}
		if len(conditions) > 0 || board.set() {
			return findClaims(ctx, s, args, conditions, board, kinds, limit)
		}
		if len(args) != 1 {
			return run.BadInput(errors.New("expected the words to look for as one argument, or conditions such as " +
				"'lineCount<=1'; see: credence find --help"))
		}
		return findWords(ctx, s, args[0], kinds, limit)
	})
	return cmd
}

// findWords prints what matches a text.
func findWords(ctx context.Context, s *run.Session, text string, kinds []string, limit int) error {
	wanted, err := resolve.Kinds(kinds)
	if err != nil {
		return err
	}
	hits, err := s.Reader.Find(ctx, text, wanted, limit)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.PrintJSON(foundJSON(hits, text))
	}
	if len(hits) == 0 {
		return evidence.NotFoundf("nothing matches %q", text)
	}
	nodes := make([]evidence.Node, len(hits))
	for i, h := range hits {
		nodes[i] = h.Node
	}
	labels, err := s.Names().Labels(ctx, nodes...)
	if err != nil {
		return err
	}
	p := &terminal.Page{Style: s.Style}
	rows := make([][]string, len(hits))
	for i, n := range nodes {
		rows[i] = []string{string(n.NodeID()), report.FoundText(p, n, labels[i], text)}
	}
	p.Table([]string{"id", "text"}, rows)
	_, err = io.WriteString(s.Streams.Out, p.String())
	return err
}

// found is a node as find prints it with --json.
type found struct {
	ID        evidence.ID        `json:"id"`
	Kind      evidence.Kind      `json:"kind"`
	Label     string             `json:"label"`
	Score     float64            `json:"score"`
	Highlight []folding.TextPart `json:"highlight"` // as SearchEdge.highlight
}

func foundJSON(hits []evidence.Hit, search string) []found {
	list := make([]found, len(hits))
	for i, h := range hits {
		list[i] = found{h.Node.NodeID(), h.Node.NodeID().Kind(), report.Label(h.Node), h.Score,
			evidence.Highlight(h.Node, search)}
	}
	return list
}
