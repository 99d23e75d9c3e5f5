package ask

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// diffFlags are what a person asks of a comparison.
type diffFlags struct {
	since, from, to string
	undated         run.MomentFlags
	world, all      bool
}

func diffCommand(a *run.App) *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff CLAIM...",
		Short: "compares the evidence for claims at two moments",
		Long: `Compares what the evidence for claims was worth at two moments, and shows what merged, split, fell and rose
in between. For several claims, or with --all for every claim, those that did not change are counted in one line.

The moments are moments of knowledge: what had been recorded here by then. With --world they are moments of the world:
what had been published and withdrawn, and who owned whom, as recorded now. A day given with --since counts from its
beginning, so that what happened on it is a change; with --from and --to it counts to its end.

With --json it prints the GraphQL type ConvergenceDiff field for field: an object for one CLAIM, a list for several.`,
		Example: `  credence diff partner --since yesterday
  credence diff partner "bridge was closed" --since "last week"
  credence diff --all --since monday
  credence diff partner --from 2024-01-01 --to 2024-10-05 --world`,
	}
	cmd.Flags().StringVar(&f.since, "since", "", "begin just before: "+dates.SinceUsage)
	cmd.Flags().StringVar(&f.from, "from", "",
		"the moment to begin at: a day, an instant in RFC 3339, or now; this or --since is required")
	cmd.Flags().StringVar(&f.to, "to", "now", "the moment to end at")
	cmd.Flags().BoolVar(&f.world, "world", false, "compare moments of the world, not of knowledge")
	cmd.Flags().BoolVar(&f.all, "all", false,
		"every claim if none is named; with --json: lists in full length, not only the schema's default")
	f.undated.RegisterUndated(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := f.comparison(time.Now())
		if err == nil && len(args) == 0 && !f.all {
			err = run.BadInput(fmt.Errorf("missing a claim: its id or a piece of its text, or --all; see: %s --help",
				cmd.CommandPath()))
		}
		if err != nil {
			return err
		}
		return a.With(cmd.Context(), func(ctx context.Context, s *run.Session) error { return diff(ctx, s, c, args) })
	}
	return cmd
}

// comparison is two moments and what to call them.
type comparison struct {
	from, to     evidence.Moment
	names        [2]string
	world, whole bool // whole: lists in full length
}

func (f *diffFlags) comparison(now time.Time) (comparison, error) {
	c := comparison{names: [2]string{f.from, f.to}, world: f.world, whole: f.all}
	switch {
	case f.since != "" && f.from != "":
		return c, run.BadInput(evidence.Invalidf("--since", "cannot be used together with --from"))
	case f.since == "" && f.from == "":
		return c, run.BadInput(evidence.Invalidf("--since",
			"missing; expected when to begin, such as --since yesterday or --from 2024-10-05"))
	}
	var err error
	if f.since != "" {
		var since time.Time
		if since, err = dates.Since("--since", f.since, now); err != nil {
			return c, err
		}
		f.from, c.names[0] = since.Add(-1).Format(time.RFC3339Nano), "before "+dates.Clock(since.In(now.Location()))
	}
	if c.from, err = f.moment(f.from); err != nil {
		if _, readable := dates.Since("", f.from, now); readable == nil {
			return c, run.BadInput(evidence.Invalidf("--from", "%q is not a date or an instant; did you mean --since %s?",
				f.from, terminal.ShellQuoted(f.from)))
		}
		return c, err
	}
	c.to, err = f.moment(f.to)
	return c, err
}

func (f *diffFlags) moment(text string) (evidence.Moment, error) {
	if f.world {
		return (&run.MomentFlags{Undated: f.undated.Undated, Valid: text}).Moment()
	}
	return (&run.MomentFlags{Undated: f.undated.Undated, Known: text}).Moment()
}

// head says what is compared.
func (c comparison) head() string {
	kind := "As recorded"
	if c.world {
		kind = "As it was in the world"
	}
	return fmt.Sprintf("%s, from %s to %s.", kind, c.names[0], c.names[1])
}

func diff(ctx context.Context, s *run.Session, c comparison, args []string) error {
	document, err := query.ConvergenceDiff(c.whole || !s.JSON)
	if err != nil {
		return err
	}
	ask := s.Asking()
	compare := func(id evidence.ClaimID) (json.RawMessage, error) {
		return ask.Query(ctx, "convergenceDiff", document, map[string]any{
			"claim": id, "from": run.MomentInput(c.from), "to": run.MomentInput(c.to),
		})
	}
	if len(args) == 0 {
		ids, err := everyClaim(ctx, s)
		if err != nil {
			return err
		}
		return diffs(s, c, ids, compare)
	}
	ids, err := s.Names().Claims(ctx, args)
	if err != nil {
		return err
	}
	if len(ids) > 1 {
		return diffs(s, c, once(ids), compare)
	}
	answer, err := compare(ids[0])
	if err != nil {
		return err
	}
	return printDiff(s, answer, c.head(), c.names[0], c.names[1])
}

// printDiff prints a diff: as it is with --json, else as a text whose two columns are named.
func printDiff(s *run.Session, answer json.RawMessage, head, before, after string) error {
	if s.JSON {
		return s.PrintJSON(answer)
	}
	var d report.DiffView
	if err := json.Unmarshal(answer, &d); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	p := &terminal.Page{Style: s.Style}
	report.WriteDiff(d, p, head, before, after)
	_, err := io.WriteString(s.Streams.Out, p.String())
	return err
}

// once leaves out what was named before.
func once[T comparable](list []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(list, func(x T) bool {
		again := seen[x]
		seen[x] = true
		return again
	})
}

// everyClaim returns the ids of all claims.
func everyClaim(ctx context.Context, s *run.Session) ([]evidence.ClaimID, error) {
	var ids []evidence.ClaimID
	page := evidence.Page{First: claimsAtOnce}
	for {
		found, err := s.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindClaim, Page: page})
		if err != nil {
			return nil, err
		}
		for _, n := range found.Nodes {
			ids = append(ids, evidence.ClaimID(n.Node.NodeID()))
			page.After = n.Cursor
		}
		if !found.HasNext || len(found.Nodes) == 0 {
			return ids, nil
		}
	}
}

// claimsAtOnce is how many claims are read at a time where all are wanted.
const claimsAtOnce = 1000

// diffs compares many claims, and prints each that changed as soon as it is compared.
func diffs(
	s *run.Session, c comparison, ids []evidence.ClaimID, compare func(evidence.ClaimID) (json.RawMessage, error),
) error {
	bar := terminal.NewCountBar(s.Streams.Err, "claims compared")
	defer bar.Done()
	list := report.NewJSONList(s.Streams.Out)
	changed, unchanged, unknown := 0, 0, 0
	for i, id := range ids {
		answer, err := compare(id)
		switch {
		case evidence.CodeOf(err) == evidence.CodeNotFound: // recorded since, or not yet
			unknown++
			continue
		case err != nil:
			return err
		}
		bar.Update(i, len(ids))
		if s.JSON {
			if err := list.Add(answer); err != nil {
				return err
			}
			continue
		}
		var d report.DiffView
		if err := json.Unmarshal(answer, &d); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		if len(d.Changes) == 0 {
			unchanged++
			continue
		}
		p := &terminal.Page{Style: s.Style}
		if changed++; changed == 1 {
			p.Line("%s", c.head())
		}
		p.WriteByte('\n')
		report.WriteDiff(d, p, "", c.names[0], c.names[1])
		if _, err := io.WriteString(s.Streams.Out, p.String()); err != nil {
			return err
		}
	}
	if s.JSON {
		return list.End()
	}
	p := &terminal.Page{Style: s.Style}
	if changed > 0 {
		p.WriteByte('\n')
	} else {
		p.Line("%s", c.head())
	}
	p.Line("%s changed, %s did not.", wording.Count(changed, "claim"), wording.Digits(unchanged))
	if unknown > 0 {
		p.Line("%s recorded at neither time.", wording.Count(unknown, "claim")+wording.Choose(unknown, " was", " were"))
	}
	_, err := io.WriteString(s.Streams.Out, p.String())
	return err
}
