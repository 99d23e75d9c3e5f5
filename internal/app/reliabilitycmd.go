package app

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/wording"
)

// reliabilityFlags are what a person asks of how often sources are right.
type reliabilityFlags struct {
	first int
	all   bool
}

func (a *app) reliabilityCommand() *cobra.Command {
	var f reliabilityFlags
	cmd := &cobra.Command{
		Use:   "reliability [SOURCE...]",
		Short: "suggests how often sources are right, from what is believed of all that they say; records nothing",
		Long: `For each SOURCE, or for every source that takes a side on at least ten claims, it says how often it is estimated to be right, on how many
claims, and which letter is nearest, beside the letter on record. What differs most from what is on record comes first. A claim is believed as
its convergence has it, with copies counted as one, under the estimates in place of letters, in turns; the first turn begins with the
letters on record. Where nobody else speaks ("alone"), an estimate only repeats itself. Of a source that is named the reasons are told, too.

It is a suggestion: nothing is recorded, and it counts nowhere until you record a letter with "credence rate".

With --json it prints the GraphQL type SuggestedReliabilityConnection field for field.`,
		Example: `  credence reliability
  credence reliability almanac --json`,
	}
	cmd.Flags().IntVar(&f.first, "first", mostFindings, "how many sources are shown, 1 to 100")
	cmd.Flags().BoolVar(&f.all, "all", false, "every source")
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error { return s.reliability(ctx, f, args) })
	return cmd
}

func (s *session) reliability(ctx context.Context, f reliabilityFlags, names []string) error {
	document, err := graph.SuggestedReliabilitiesDocument()
	if err != nil {
		return err
	}
	variables := map[string]any{"first": f.first}
	if f.all {
		variables["first"] = graph.Everything
	}
	if len(names) > 0 {
		ids, err := resolveAll[evidence.ID](ctx, s, evidence.KindSource, names)
		if err != nil {
			return err
		}
		variables["sources"] = ids
	}
	answer, err := s.query(ctx, "suggestedReliabilities", document, variables)
	if err != nil {
		return err
	}
	return s.show(answer, viewed(func(p *page, view reliabilityView) { p.reliabilities(view, len(names) > 0) }))
}

// reliabilityView is what the text shows of a SuggestedReliabilityConnection.
type reliabilityView struct {
	TotalCount int
	Edges      []struct {
		Node struct {
			Source                                thingView
			Reliability, Suggested                evidence.SourceReliability
			ReliabilityFrom                       evidence.ID
			Accuracy                              *float64
			ClaimCount, ProbableCount, AloneCount int
			Reasons                               []string
		}
	}
}

// reliabilities prints a table of sources, with the reasons of each where they are asked for.
func (p *page) reliabilities(view reliabilityView, reasons bool) {
	if view.TotalCount == 0 {
		p.line("No source can be estimated: none takes a side on ten claims or more.")
		return
	}
	rows := make([][]string, len(view.Edges))
	for i, e := range view.Edges {
		n := e.Node
		onRecord, estimate, suggested := string(n.Reliability), "", string(n.Suggested)
		if onRecord == "" {
			onRecord = "none"
		} else if n.ReliabilityFrom != n.Source.ID {
			onRecord += " (its outlet's)"
		}
		probable, alone := "", ""
		if n.Accuracy != nil {
			estimate, probable, alone = fmt.Sprintf("%.0f%%", 100**n.Accuracy), wording.Digits(n.ProbableCount), wording.Digits(n.AloneCount)
		}
		rows[i] = []string{estimate, wording.Digits(n.ClaimCount), probable, alone, suggested, onRecord, n.Source.Label}
	}
	p.table([]string{"right", "of claims", "probable", "alone", "suggested", "on record", "source"}, rows, 0, 1, 2, 3)
	p.more("", view.TotalCount-len(view.Edges))
	p.gap()
	if !reasons {
		p.line("%s", reliability.Caveat)
		return
	}
	for _, e := range view.Edges {
		p.line("%s", p.style.bold(e.Node.Source.Label))
		for _, reason := range e.Node.Reasons {
			p.line("  %s", reason)
		}
	}
}
