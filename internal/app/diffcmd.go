package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/graph"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/wording"
)

// diffFlags are what a person asks of a comparison.
type diffFlags struct {
	since, from, to string
	undated         momentFlags
	world, all      bool
}

func (a *app) diffCommand() *cobra.Command {
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
	cmd.Flags().StringVar(&f.since, "since", "", "begin just before: "+sinceUsage)
	cmd.Flags().StringVar(&f.from, "from", "",
		"the moment to begin at: a day, an instant in RFC 3339, or now; this or --since is required")
	cmd.Flags().StringVar(&f.to, "to", "now", "the moment to end at")
	cmd.Flags().BoolVar(&f.world, "world", false, "compare moments of the world, not of knowledge")
	cmd.Flags().BoolVar(&f.all, "all", false,
		"every claim if none is named; with --json: lists in full length, not only the schema's default")
	f.undated.registerUndated(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := f.comparison(time.Now())
		if err == nil && len(args) == 0 && !f.all {
			err = inputError{fmt.Errorf("missing a claim: its id or a piece of its text, or --all; see: %s --help",
				cmd.CommandPath())}
		}
		if err != nil {
			return err
		}
		return a.with(cmd.Context(), func(ctx context.Context, s *session) error { return s.diff(ctx, c, args) })
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
		return c, inputError{evidence.Invalidf("--since", "stands beside --from; expected one of them")}
	case f.since == "" && f.from == "":
		return c, inputError{evidence.Invalidf("--since",
			"missing; expected when to begin, such as --since yesterday or --from 2024-10-05")}
	}
	var err error
	if f.since != "" {
		var since time.Time
		if since, err = parseSince("--since", f.since, now); err != nil {
			return c, err
		}
		f.from, c.names[0] = since.Add(-1).Format(time.RFC3339Nano), "before "+clock(since.In(now.Location()))
	}
	if c.from, err = f.moment(f.from); err != nil {
		if _, readable := parseSince("", f.from, now); readable == nil {
			return c, inputError{evidence.Invalidf("--from", "%q is not a date or an instant; did you mean --since %s?",
				f.from, shellQuoted(f.from))}
		}
		return c, err
	}
	c.to, err = f.moment(f.to)
	return c, err
}

func (f *diffFlags) moment(text string) (evidence.Moment, error) {
	if f.world {
		return (&momentFlags{undated: f.undated.undated, valid: text}).moment()
	}
	return (&momentFlags{undated: f.undated.undated, known: text}).moment()
}

// head says what is compared.
func (c comparison) head() string {
	kind := "As recorded"
	if c.world {
		kind = "As it was in the world"
	}
	return fmt.Sprintf("%s, from %s to %s.", kind, c.names[0], c.names[1])
}

func (s *session) diff(ctx context.Context, c comparison, args []string) error {
	document, err := graph.ConvergenceDiffDocument(c.whole || !s.json)
	if err != nil {
		return err
	}
	ask := s.asking()
	compare := func(id evidence.ClaimID) (json.RawMessage, error) {
		return ask.query(ctx, "convergenceDiff", document, map[string]any{
			"claim": id, "from": momentInput(c.from), "to": momentInput(c.to),
		})
	}
	if len(args) == 0 {
		ids, err := s.everyClaim(ctx)
		if err != nil {
			return err
		}
		return s.diffs(c, ids, compare)
	}
	ids, err := s.claims(ctx, args)
	if err != nil {
		return err
	}
	if len(ids) > 1 {
		return s.diffs(c, once(ids), compare)
	}
	answer, err := compare(ids[0])
	if err != nil {
		return err
	}
	return s.printDiff(answer, c.head(), c.names[0], c.names[1])
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

func (a *asking) execute(
	ctx context.Context, operation, field, document string, variables map[string]any,
) (json.RawMessage, error) {
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
	d.print(p, head, before, after)
	_, err := io.WriteString(s.streams.Out, p.String())
	return err
}

// print prints the diff of one claim; head says what is compared, "" where that stands above.
func (d diffView) print(p *page, head, before, after string) {
	shown := d.After
	if shown == nil {
		shown = d.Before
	}
	p.line("%s %s", p.style.bold("Claim:"), shown.Claim.Label)
	if head != "" {
		p.line("%s", head)
	}
	p.gap()
	d.figures(p, before, after)
	p.gap()
	d.changes(p)
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
