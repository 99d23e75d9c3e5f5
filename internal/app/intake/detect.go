package intake

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/terminal"
)

// detectFlags are what a person asks of a look for copies.
type detectFlags struct {
	report.DetectionAsked
	all       bool
	collector string
}

func detectCommand(a *run.App) *cobra.Command {
	var f detectFlags
	cmd := &cobra.Command{
		Use:   "detect [SOURCE...]",
		Short: "finds sources that copy others without saying so, and suggests them as copies",
		Long: `Compares the words of sources (--text: their texts, or headlines if there is no text) and the false values
that they share (--statistical: for items on which claims compete); without either flag, both. What it finds is
recorded as suggested copies. A copy counts once somebody confirms it with "credence review", or under a policy with
suggestedCopies. With SOURCE, only pairs with at least one of these sources are compared; name it by id, address or a
piece of its title.

It skips pairs that a declared link joins, that print the same wire report, that are recorded as one, or that somebody
has judged: a rejected copy is never suggested again. Running it again changes nothing, except that copies which are
no longer found are withdrawn.

With --json it prints the GraphQL type Detection field for field.`,
		Example: `  credence detect --dry-run
  credence detect --text
  credence detect https://example.org/bridge-closed --json
  credence review derivation:0a1b2c confirmed --reason "word for word"`,
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.Text, "text", false, "compare words only")
	flags.BoolVar(&f.Statistical, "statistical", false, "compare shared false values only")
	flags.BoolVar(&f.DryRun, "dry-run", false, "record nothing")
	flags.BoolVar(&f.all, "all", false, "every copy, group and credit line")
	flags.StringVar(&f.collector, "collector", detect.DefaultCollector, "who is recorded as having found them")
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session,
		args []string) error {
		return detectCopies(ctx, s, f, args)
	})
	return cmd
}

func detectCopies(ctx context.Context, s *run.Session, f detectFlags, names []string) error {
	document, err := query.Detect(f.all)
	if err != nil {
		return err
	}
	both := f.Text == f.Statistical
	variables := map[string]any{"text": f.Text || both, "statistical": f.Statistical || both, "collector": f.collector}
	if len(names) > 0 {
		ids, err := resolve.IDs[evidence.ID](ctx, s.Names(), evidence.KindSource, names)
		if err != nil {
			return err
		}
		variables["sources"] = ids
	}
	bar := terminal.NewPhaseBar(s.Streams.Err, run.PhaseUnit)
	answer, err := look(detect.WithProgress(ctx, bar.Update), s, f.DryRun, document, variables)
	bar.Done()
	if err != nil {
		return err
	}
	return s.Show(answer, report.Viewed(func(p *terminal.Page,
		view report.DetectionView) {
		report.WriteDetection(p, view, f.DetectionAsked)
	}))
}

// look looks for copies and returns the Detection. What is wrong with the input is the error.
func look(
	ctx context.Context, s *run.Session, dryRun bool, document string, variables map[string]any,
) (json.RawMessage, error) {
	if dryRun {
		return s.Execute(ctx, "SuggestedCopies", "suggestedCopies", document, variables)
	}
	answer, err := s.Execute(ctx, "DetectCopies", "detectCopies", document, variables)
	if err != nil {
		return nil, err
	}
	var payload struct {
		UserErrors report.UserErrors
		Detection  json.RawMessage
	}
	if err := json.Unmarshal(answer, &payload); err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	return payload.Detection, payload.UserErrors.First()
}
