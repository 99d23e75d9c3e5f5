package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/wording"
)

func (a *app) diffCommand() *cobra.Command {
	var from, to string
	var undated momentFlags
	var world, all bool
	cmd := &cobra.Command{
		Use:   "diff CLAIM",
		Short: "compares the evidence for claims at two moments",
		Long: `Compares what the evidence for a claim was worth at two moments, and says what merged, split, fell and rose in between.

The moments are of knowledge: what was recorded here by then. With --world they are moments of the world: what had been
published and withdrawn, and who owned whom, by then, as recorded now. A day counts to its end.

With --json it prints the GraphQL type ConvergenceDiff field for field.`,
		Args: one("the claim: its id or a piece of its text"),
		Example: `  credence diff partner --from 2024-10-05
  credence diff partner --from 2024-01-01 --to 2024-10-05 --world`,
	}
	cmd.Flags().StringVar(&from, "from", "", "the moment to begin at: a day, an instant in RFC 3339, or now (required)")
	cmd.Flags().StringVar(&to, "to", "now", "the moment to end at")
	cmd.Flags().BoolVar(&world, "world", false, "compare moments of the world, not of knowledge")
	cmd.Flags().BoolVar(&all, "all", false, "with --json: lists in full length, not only the schema's default")
	undated.registerUndated(cmd)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		if from == "" {
			return inputError{evidence.Invalidf("--from", "missing; expected the moment to begin at, such as 2024-10-05")}
		}
		moments := [2]evidence.Moment{}
		for i, text := range []string{from, to} {
			f := momentFlags{undated: undated.undated, known: text}
			if world {
				f = momentFlags{undated: undated.undated, valid: text}
			}
			var err error
			if moments[i], err = f.moment(); err != nil {
				return err
			}
		}
		return s.diff(ctx, args, moments, [2]string{from, to}, all)
	})
	return cmd
}

func (s *session) diff(ctx context.Context, args []string, moments [2]evidence.Moment, names [2]string, all bool) error {
	ids, err := s.claims(ctx, args)
	if err != nil {
		return err
	}
	document, err := graph.ConvergenceDiffDocument(all || !s.json)
	if err != nil {
		return err
	}
	answer, err := s.query(ctx, "convergenceDiff", document, map[string]any{"claim": ids[0], "from": momentInput(moments[0]), "to": momentInput(moments[1])})
	if err != nil {
		return err
	}
	kind := "As recorded"
	if !moments[0].ValidAt.IsZero() || !moments[1].ValidAt.IsZero() {
		kind = "As it was in the world"
	}
	return s.printDiff(answer, fmt.Sprintf("%s, from %s to %s.", kind, names[0], names[1]), names[0], names[1])
}

// query asks the GraphQL layer for one field of the root, with a document of one operation.
func (s *session) query(ctx context.Context, field, document string, variables map[string]any) (json.RawMessage, error) {
	return s.execute(ctx, "", field, document, variables)
}

// execute has the GraphQL layer answer one field of the root by an operation of a document.
func (s *session) execute(ctx context.Context, operation, field, document string, variables map[string]any) (json.RawMessage, error) {
	return s.asking().execute(ctx, operation, field, document, variables)
}

// asking is the GraphQL layer for several requests of one command; what it has estimated of the graph serves them all.
type asking struct {
	server *graph.Server
	bar    *countBar
}

func (s *session) asking() *asking {
	a := &asking{bar: newCountBar(s.streams.Err, "claims computed")}
	table := scores.New(scores.Config{Service: s.service, Policy: s.policy, Progress: a.bar.update})
	a.server = s.graph(s.quietLogger(), s.writer, table, nil)
	return a
}

func (a *asking) query(ctx context.Context, field, document string, variables map[string]any) (json.RawMessage, error) {
	return a.execute(ctx, "", field, document, variables)
}

func (a *asking) execute(ctx context.Context, operation, field, document string, variables map[string]any) (json.RawMessage, error) {
	defer a.bar.done()
	data, errs := a.server.Execute(graph.WithAuditProgress(ctx, a.bar.update), document, variables, operation)
	if len(errs) > 0 {
		return nil, asked(errs)
	}
	var answer map[string]json.RawMessage
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	return answer[field], nil
}

// diffView is what the text shows of a ConvergenceDiff.
type diffView struct {
	Before, After *struct {
		Claim                struct{ Label string }
		Supporting, Refuting figuresView
		Confidence           string
	}
	Because []struct{ Code, Text string }
}

// figuresView is what the text shows of a side.
type figuresView struct {
	Sources, Named, Lines           int
	Demonstrated, Pooled, Effective float64
	Weight                          *float64 // nil = nobody is rated
}

// printDiff prints a diff: as it is with --json, else as a text whose two columns are named.
func (s *session) printDiff(answer json.RawMessage, head, before, after string) error {
	if s.json {
		return s.printJSON(answer)
	}
	var d diffView
	if err := json.Unmarshal(answer, &d); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	p := &page{style: s.style}
	shown := d.After
	if shown == nil {
		shown = d.Before
	}
	p.line("%s %s", p.style.bold("Claim:"), shown.Claim.Label)
	p.line("%s", head)
	p.gap()
	d.figures(p, before, after)
	p.gap()
	d.changes(p)
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}

// figures prints the figures side by side; those of the refuting side only where there is one.
func (d diffView) figures(p *page, before, after string) {
	var was, is, wasAgainst, isAgainst figuresView
	if d.Before != nil {
		was, wasAgainst = d.Before.Supporting, d.Before.Refuting
	}
	if d.After != nil {
		is, isAgainst = d.After.Supporting, d.After.Refuting
	}
	p.table([]string{"", before, after}, figureRows(was, is), 1, 2)
	if wasAgainst.Sources+isAgainst.Sources > 0 {
		p.gap()
		p.table([]string{"against it", before, after}, figureRows(wasAgainst, isAgainst), 1, 2)
	}
}

func figureRows(was, is figuresView) [][]string {
	whole := func(n int) string { return wording.Digits(n) }
	rows := [][]string{
		{"sources", whole(was.Sources), whole(is.Sources)},
		{"named", whole(was.Named), whole(is.Named)},
		{"demonstrated", number(was.Demonstrated), number(is.Demonstrated)},
		{"pooled", number(was.Pooled), number(is.Pooled)},
		{"presumed", number(was.Effective), number(is.Effective)},
		{"lines", whole(was.Lines), whole(is.Lines)},
	}
	if was.Weight != nil || is.Weight != nil {
		rows = append(rows, []string{"weight", weightText(was.Weight), weightText(is.Weight)})
	}
	return rows
}

// weightText tells a weight that there is only where somebody is rated.
func weightText(weight *float64) string {
	if weight == nil {
		return "unrated"
	}
	return number(*weight)
}

// mostChanges is how many differences the text lists.
const mostChanges = 100

// changes prints what the figures do not say: they stand above.
func (d diffView) changes(p *page) {
	var texts []string
	for _, c := range d.Because {
		if c.Code != "FIGURE" {
			texts = append(texts, c.Text)
		}
	}
	if len(d.Because) == 0 {
		p.line("Nothing changes.")
		return
	}
	for _, text := range texts[:min(len(texts), mostChanges)] {
		p.line("%s", strings.TrimSpace(text))
	}
	if more := len(texts) - mostChanges; more > 0 {
		p.line("and %s more %s; --json --all has all of them.", wording.Digits(more), wording.Choose(more, "difference", "differences"))
	}
}
