package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// sourcingFlags are what a person asks of the sourcing of outlets.
type sourcingFlags struct {
	on, of   string
	outlets  []string
	from, to string
	all      bool
	at       momentFlags
}

func (a *app) sourcingCommand() *cobra.Command {
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
		Args: noArgs,
		Example: `  credence sourcing --on reuters
  credence sourcing --on reuters --outlets kyiv-post,cnn --from 2024-10 --to 2024-12
  credence sourcing --of kyiv-post --json`,
	}
	cmd.Flags().StringVar(&f.on, "on", "", "the outlet that others rest on")
	cmd.Flags().StringVar(&f.of, "of", "", "the outlet that rests on others")
	cmd.Flags().StringSliceVar(&f.outlets, "outlets", nil,
		"only these other outlets, separated by commas (default: all)")
	cmd.Flags().StringVar(&f.from, "from", "", "only items published on this day, month or year, or later")
	cmd.Flags().StringVar(&f.to, "to", "", "only items published on this day, month or year, or earlier")
	cmd.Flags().BoolVar(&f.all, "all", false, "with --json: print lists in full, not only the schema's default number")
	f.at.register(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, _ []string) error {
		if (f.on == "") == (f.of == "") {
			return inputError{errors.New("expected one of --on and --of: the outlet that others rest on, or the one that rests on others")}
		}
		return s.sourcing(ctx, f)
	})
	return cmd
}

// sourcing asks for a list of outlets and prints it.
func (s *session) sourcing(ctx context.Context, f sourcingFlags) error {
	outlet, variables, err := s.sourcingVariables(ctx, f)
	if err != nil {
		return err
	}
	document, err := graph.SourcingDocument(f.all || !s.json)
	if err != nil {
		return err
	}
	answer, err := s.query(ctx, "outlet", document, variables)
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
	return s.show(list, viewed(func(p *page, view sourcingView) {
		if f.on != "" {
			p.feeds(label(outlet), view)
		} else {
			p.takesFrom(label(outlet), view)
		}
	}))
}

// sourcingVariables turns flags into the variables of the document.
func (s *session) sourcingVariables(ctx context.Context, f sourcingFlags) (evidence.Node, map[string]any, error) {
	moment, err := f.at.moment()
	if err != nil {
		return nil, nil, err
	}
	where := map[string]any{}
	for flag, day := range map[string]string{"publishedFrom": f.from, "publishedTo": f.to} {
		if day == "" {
			continue
		}
		if !evidence.Date(day).Known() {
			return nil, nil, inputError{evidence.Invalidf("--"+strings.ToLower(strings.TrimPrefix(flag, "published")), "%q is no day; expected one such as 2024-10-05, or 2024-10, or 2024", day)}
		}
		where[flag] = day
	}
	outlet, err := s.resolve(ctx, evidence.KindOutlet, f.on+f.of)
	if err != nil {
		return nil, nil, err
	}
	variables := map[string]any{"outlet": outlet.NodeID(), "on": f.on != "", "where": where, "at": momentInput(moment)}
	if f.outlets != nil {
		names := make([]string, len(f.outlets))
		for i, name := range f.outlets {
			names[i] = strings.TrimSpace(name)
		}
		ids, err := resolveAll[evidence.ID](ctx, s, evidence.KindOutlet, names)
		if err != nil {
			return nil, nil, err
		}
		variables["outlets"] = ids
	}
	return outlet, variables, nil
}

// sourcingView is what the text shows of a SourcingConnection.
type sourcingView struct {
	Items, Original, Unnamed int
	Edges                    []struct {
		Node                   thingView
		Items, Resting, Wholly int
		Share                  float64
		Examples               []thingView
	}
}

// feeds prints which outlets rest on one.
func (p *page) feeds(outlet string, v sourcingView) {
	resting, repeating := 0, 0
	for _, e := range v.Edges {
		if e.Resting > 0 {
			resting++
		}
		if e.Resting > 0 && e.Wholly == e.Items {
			repeating++
		}
	}
	if resting == 0 {
		p.line("No outlet rests on %s.", outlet)
	} else {
		p.line("%s %s on %s%s.", wording.Count(resting, "outlet"), wording.Choose(resting, "rests", "rest"), outlet, merely(repeating))
	}
	p.sourcing(v)
}

// merely tells how many outlets have nothing that does not wholly rest on another.
func merely(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %s merely %s it", wording.Digits(n), wording.Choose(n, "repeats", "repeat"))
}

// takesFrom prints which outlets one rests on.
func (p *page) takesFrom(outlet string, v sourcingView) {
	p.line("%s has %s, %s with first-hand work of %s own and %s that %s no origin.", outlet, wording.Count(v.Items, "item"),
		wording.Digits(v.Original), wording.Choose(v.Original, "its", "their"), wording.Digits(v.Unnamed), wording.Choose(v.Unnamed, "names", "name"))
	p.sourcing(v)
}

// mostExamples is how many items a row names.
const mostExamples = 2

// sourcing prints the table, outlet by outlet.
func (p *page) sourcing(v sourcingView) {
	if len(v.Edges) == 0 {
		return
	}
	rows := make([][]string, len(v.Edges))
	for i, e := range v.Edges {
		var examples []string
		for _, s := range e.Examples[:min(mostExamples, len(e.Examples))] {
			examples = append(examples, s.Label)
		}
		rows[i] = []string{
			e.Node.Label, wording.Digits(e.Items), wording.Digits(e.Resting), wording.Digits(e.Wholly), wording.Digits(e.Resting - e.Wholly),
			wording.Digits(e.Items - e.Resting), fmt.Sprintf("%.0f%%", 100*e.Share), strings.Join(examples, ", "),
		}
	}
	p.table([]string{"outlet", "items", "resting", "wholly", "partly", "not at all", "share", "such as"}, rows, 1, 2, 3, 4, 5, 6)
}
