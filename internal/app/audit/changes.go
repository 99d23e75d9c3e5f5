package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
)

// changesFlags are what a person asks of the changes.
type changesFlags struct {
	first        int
	after, since string
	all          bool
}

func changesCommand(a *run.App) *cobra.Command {
	var f changesFlags
	cmd := &cobra.Command{
		Use:   "changes [SUBJECT]",
		Short: "lists who recorded, changed, retracted or erased what, when and why",
		Long: `Lists what was changed, newest first: in the whole graph, or in one record, named by its global id. What one
person recorded at one time is counted in one line; with --all each record has its own line.

With --json it prints the GraphQL type RecordChangeConnection field for field.`,
		Args: run.AtMostOne,
		Example: `  credence changes --since yesterday
  credence changes claim:partner --since "3 days ago"`,
	}
	cmd.Flags().StringVar(&f.since, "since", "", dates.SinceUsage)
	cmd.Flags().IntVar(
		&f.first, "first", report.ChangesShown, fmt.Sprintf("how many, 1 to %d; with --since %[1]d", report.ChangesSince))
	cmd.Flags().StringVar(&f.after, "after", "", "continue after this cursor, which the previous list printed")
	cmd.Flags().BoolVar(&f.all, "all", false, "list each record of what was recorded at one time")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		since, err := f.check(cmd, time.Now())
		if err != nil {
			return err
		}
		return a.With(cmd.Context(), func(ctx context.Context, s *run.Session) error {
			return changes(ctx, s, f, since, args)
		})
	}
	return cmd
}

// check reads the moment since when changes are listed; the zero time is always.
func (f *changesFlags) check(cmd *cobra.Command, now time.Time) (since time.Time, err error) {
	if f.since != "" {
		if since, err = dates.Since("--since", f.since, now); err != nil {
			return since, err
		}
		if !cmd.Flags().Changed("first") {
			f.first = report.ChangesSince
		}
	}
	if f.first < 1 || f.first > report.ChangesSince {
		return since, run.BadInput(evidence.Invalidf("--first", "%d is out of range; expected 1 to %d", f.first,
			report.ChangesSince))
	}
	return since, nil
}

func changes(ctx context.Context, s *run.Session, f changesFlags, since time.Time, args []string) error {
	variables := map[string]any{"after": f.after}
	if !since.IsZero() {
		variables["since"] = since.UTC().Format(time.RFC3339Nano)
	}
	if len(args) == 1 {
		subject, err := s.Names().ID(ctx, args[0])
		if err != nil {
			return err
		}
		variables["subject"] = subject
	}
	ask := s.Asking()
	if s.JSON {
		return changesJSON(ctx, s, ask, f.first, variables)
	}
	list := report.ChangeList{Most: f.first, Each: f.all}
	for !list.Done() {
		variables["first"] = report.ChangesAtOnce
		answer, err := ask.Query(ctx, "changes", query.ChangesInWords(), variables)
		if err != nil {
			return err
		}
		var page report.ChangesView
		if err := json.Unmarshal(answer, &page); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		list.Take(page)
		variables["after"] = page.PageInfo.EndCursor
	}
	p := &terminal.Page{Style: s.Style}
	report.WriteChanges(p, &list, since)
	_, err := io.WriteString(s.Streams.Out, p.String())
	return err
}

// changesJSON prints as many changes as are asked for as one list, which is read by pages.
func changesJSON(ctx context.Context, s *run.Session, ask *run.Asking, first int, variables map[string]any) error {
	var all struct {
		Edges    []json.RawMessage   `json:"edges"`
		PageInfo report.PageInfoJSON `json:"pageInfo"`
	}
	all.Edges = []json.RawMessage{}
	for begun := false; len(all.Edges) < first; begun = true {
		variables["first"] = min(report.ChangesAtOnce, first-len(all.Edges))
		answer, err := ask.Query(ctx, "changes", query.Changes(), variables)
		if err != nil {
			return err
		}
		before, edges := all.PageInfo, all.Edges
		if err := json.Unmarshal(answer, &all); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		if all.Edges = append(edges, all.Edges...); begun {
			all.PageInfo.GoesOn(before)
		}
		if !all.PageInfo.HasNextPage {
			break
		}
		variables["after"] = all.PageInfo.EndCursor
	}
	return s.PrintJSON(all)
}
