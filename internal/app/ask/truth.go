package ask

import (
	"bufio"
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// truthFlags are what a person asks of competing claims.
type truthFlags struct {
	first int
	all   bool
}

func truthCommand(a *run.App) *cobra.Command {
	var f truthFlags
	cmd := &cobra.Command{
		Use:   "truth [ITEM...]",
		Short: "shows which value of an item is the most probable, with copies counted once",
		Long: `Claims that share an item and differ in its value compete: "number of soldiers sent", 14,000 or 10,000. For
each ITEM, or for every item with at least two values, this shows how probable each value is, who gives it, which of
these sources count as one, and how often each is right, estimated from everything that it says about all items. A
source gives an item the values of the claims that it supports.

The votes are those of the groups that converge shows: sources that take everything from one source, or rest on the
same, have one vote. A source has none if it was withdrawn, rests on nothing that is in force, or takes both sides.
Only then is it estimated who copies whom: agreement on what is true proves no copying; shared values that are
believed false do.

With --json it prints the GraphQL type ItemTruthConnection field for field. The first of the values is the one
believed; mostStated is the one that most sources give, whether or not they have a vote.`,
		Example: `  credence truth
  credence truth "number of soldiers sent" --json`,
	}
	cmd.Flags().IntVar(&f.first, "first", run.FirstShown, "how many items are shown, 1 to 100")
	cmd.Flags().BoolVar(&f.all, "all", false, "every item, voice and source")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session,
		args []string) error {
		return truth(ctx, s, f, args)
	})
	return cmd
}

func truth(ctx context.Context, s *run.Session, f truthFlags, items []string) error {
	document, err := query.Truth(f.all)
	if err != nil {
		return err
	}
	bar := terminal.NewPhaseBar(s.Streams.Err, run.PhaseUnit)
	defer bar.Done()
	ctx = detect.WithProgress(ctx, bar.Update)
	variables := map[string]any{"first": f.first}
	if len(items) > 0 {
		variables["items"] = items
	}
	if f.all {
		return everyTruth(s.Store.LongRead(ctx), s, document, variables, bar)
	}
	answer, err := s.Query(ctx, "truth", document, variables)
	if err != nil {
		return err
	}
	bar.Done()
	return s.Show(answer, report.Viewed(report.WriteTruths))
}

// truthsAtOnce is how many items are answered at a time where all are wanted: what they take of memory goes when they
// are printed.
const truthsAtOnce = 100

// everyTruth prints the values of every item, some at a time.
func everyTruth(ctx context.Context, s *run.Session, document string, variables map[string]any,
	bar *terminal.PhaseBar) error {
	variables["first"] = truthsAtOnce
	before, err := s.Reader.Status(ctx)
	if err != nil {
		return err
	}
	ask, out := s.Asking(), bufio.NewWriter(s.Streams.Out)
	list := report.TruthList{JSONList: report.JSONList{W: out, Indent: "  "}, W: out, Style: s.Style, JSON: s.JSON}
	for more := true; more; {
		answer, err := ask.Query(ctx, "truth", document, variables)
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		if more, err = list.Take(answer); err != nil {
			return err
		}
		variables["after"] = list.Info.EndCursor
		bar.Update("items printed", list.N, list.Total)
	}
	if err := errors.Join(list.Finish(), out.Flush()); err != nil {
		return err
	}
	after, err := s.Reader.Status(ctx)
	if err == nil && after.Version != before.Version {
		err = evidence.ChangedMeanwhile()
	}
	return err
}
