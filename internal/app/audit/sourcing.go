package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph/query"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/resolve"
	"github.com/credence-graph/credence/internal/terminal"
)

// sourcingFlags are what a person asks of the sourcing of outlets.
type sourcingFlags struct {
	on, of   string
	outlets  []string
	from, to string
	all      bool
	at       run.MomentFlags
}

func sourcingCommand(a *run.App) *cobra.Command {
	var f sourcingFlags
	cmd := &cobra.Command{
		Use:   "sourcing --on OUTLET | --of OUTLET",
		Short: "shows which outlets take from an outlet, or which it takes from, and for how many items",
		Long: `With --on it lists the outlets with items that rest on this outlet's items, such as those that only repeat an
agency. With --of it lists the outlets that this outlet's own items rest on. An item rests on an outlet to the extent
that its basis comes through the outlet's items, whether they are its origin or pass it on: wholly if nothing else is
behind it. Every link counts, whatever the items say.

Name outlets by id, key or a piece of their name. With --outlets only those are shown, even if nothing rests on them.
At most 10,000 items are looked at; narrow more down with --from and --to, or with --outlets.

With --json it prints the GraphQL type SourcingConnection field for field.`,
		Args: run.NoArgs,
		Example: `  credence sourcing --on reuters
  credence sourcing --on reuters --outlets kyiv-post,cnn --from 2024-10 --to 2024-12
  credence sourcing --of kyiv-post --json`,
	}
	cmd.Flags().StringVar(&f.on, "on", "", "the outlet that others rest on")
	cmd.Flags().StringVar(&f.of, "of", "", "the outlet that rests on others")
	cmd.Flags().StringSliceVar(&f.outlets, "outlets", nil,
		"only these other outlets, separated by commas (default: all)")
	cmd.Flags().StringVar(&f.from, "from", "", "only items published on this day, month or year, or later")
	cmd.Flags().StringVar(&f.to, "to", "", "only items published on this day, month or year, all of it, or earlier")
	cmd.Flags().BoolVar(&f.all, "all", false, "with --json: print lists in full, not only the schema's default number")
	f.at.Register(cmd)
	cmd.RunE = a.WithSession(func(ctx context.Context, s *run.Session, _ []string) error {
		if (f.on == "") == (f.of == "") {
			return run.BadInput(errors.New("expected one of --on and --of: the outlet that others rest on, or the one " +
				"that rests on others"))
		}
		return sourcing(ctx, s, f)
	})
	return cmd
}

// sourcing asks for a list of outlets and prints it.
func sourcing(ctx context.Context, s *run.Session, f sourcingFlags) error {
	outlet, variables, err := sourcingVariables(ctx, s, f)
	if err != nil {
		return err
	}
	document, err := query.Sourcing(f.all || !s.JSON)
	if err != nil {
		return err
	}
	answer, err := s.Query(ctx, "outlet", document, variables)
	if err != nil {
		return err
	}
	var lists struct{ TakesFrom, Feeds json.RawMessage }
	if err := json.Unmarshal(answer, &lists); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	list := lists.TakesFrom
	if f.on != "" {
		list = lists.Feeds
	}
	return s.Show(list, report.Viewed(func(p *terminal.Page, view report.SourcingView) {
		if f.on != "" {
			report.WriteSourcingOn(p, report.Label(outlet), view)
		} else {
			report.WriteSourcingOf(p, report.Label(outlet), view)
		}
	}))
}

// sourcingVariables turns flags into the variables of the document.
func sourcingVariables(ctx context.Context, s *run.Session, f sourcingFlags) (evidence.Node, map[string]any, error) {
	moment, err := f.at.Moment()
	if err != nil {
		return nil, nil, err
	}
	where := map[string]any{}
	for flag, day := range map[string]string{"publishedFrom": f.from, "publishedTo": f.to} {
		if day == "" {
			continue
		}
		if !evidence.Date(day).Known() {
			return nil, nil, run.BadInput(evidence.Invalidf("--"+strings.ToLower(strings.TrimPrefix(flag, "published")),
				"%q is not a day; expected one such as 2024-10-05, or 2024-10, or 2024", day))
		}
		where[flag] = day
	}
	outlet, err := s.Names().Node(ctx, evidence.KindOutlet, f.on+f.of)
	if err != nil {
		return nil, nil, err
	}
	variables := map[string]any{"outlet": outlet.NodeID(), "on": f.on != "", "where": where, "at": run.MomentInput(moment)}
	if f.outlets != nil {
		names := make([]string, len(f.outlets))
		for i, name := range f.outlets {
			names[i] = strings.TrimSpace(name)
		}
		ids, err := resolve.IDs[evidence.ID](ctx, s.Names(), evidence.KindOutlet, names)
		if err != nil {
			return nil, nil, err
		}
		variables["outlets"] = ids
	}
	return outlet, variables, nil
}
