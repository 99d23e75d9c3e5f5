package app

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/wording"
)

// muchGrown is how many new records make Neo4j plan its queries anew.
const muchGrown = 1000

// mostProblems is how many bad lines are told one by one.
const mostProblems = 50

func (a *app) importCommand() *cobra.Command {
	var strict bool
	var rejects string
	cmd := &cobra.Command{
		Use:   "import FILE...|-",
		Short: "records files of JSON Lines; a bad line is told and loses nothing",
		Long: `Records claims, sources, outlets and the links between them from files of JSON Lines, one object a line, in any order;
the README lists the types of lines. Importing a file twice changes nothing. Bad lines are told by file, line and field
and the others are recorded; the exit code is then 2.`,
		Args: some("a file, or - for standard input"),
		Example: `  credence import claims.jsonl sources.jsonl
  zcat dump.jsonl.gz | credence import - --strict`,
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "record nothing at all if any line is bad")
	cmd.Flags().StringVar(&rejects, "rejects", "", "a file to write the bad lines to, to correct and import again")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		inputs, err := ingest.Inputs(args, a.streams.In)
		if err != nil {
			return inputError{err}
		}
		return a.with(cmd.Context(), func(ctx context.Context, s *session) error {
			return s.importFiles(ctx, inputs, strict, rejects)
		})
	}
	return cmd
}

func (s *session) importFiles(ctx context.Context, inputs []ingest.Input, strict bool, rejects string) error {
	options := ingest.Options{Strict: strict, Collector: collector()}
	if rejects != "" {
		f, err := os.OpenFile(rejects, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) // never over a file that is there, an input perhaps
		if err != nil {
			return inputError{evidence.Invalidf("rejects", "%v; expected a file that is not there yet", err)}
		}
		defer func() { _ = f.Close() }() // written through to the end by Import; a failed close loses copies of lines only
		options.Rejects = f
	}
	stop := s.warmMeanwhile(ctx) // whoever imports asks next
	bar := newImportBar(s.streams.Err)
	options.Progress = bar.update
	summary, err := ingest.Import(ctx, s.store, inputs, options)
	bar.done()
	stop()
	if err == nil && total(summary.Created) >= muchGrown {
		s.warm(ctx)
	}
	if s.json {
		if failed := s.printJSON(summaryJSON(summary)); failed != nil {
			return failed
		}
	} else if failed := s.tellSummary(summary, err); failed != nil {
		return failed
	}
	if err == nil && summary.ProblemCount > 0 {
		return inputError{fmt.Errorf("%s of %s lines %s bad; the others are recorded", wording.Digits(summary.ProblemCount),
			wording.Digits(int(summary.Lines)), wording.Choose(summary.ProblemCount, "is", "are"))}
	}
	return err
}

// tellSummary prints the bad lines on standard error, and on standard output what was recorded.
func (s *session) tellSummary(summary ingest.Summary, err error) error {
	shown := summary.Problems[:min(len(summary.Problems), mostProblems)]
	for _, p := range shown {
		fmt.Fprintln(s.streams.Err, p)
	}
	if more := summary.ProblemCount - len(shown); more > 0 {
		fmt.Fprintf(s.streams.Err, "... and %s more; --rejects FILE keeps them all\n", wording.Digits(more))
	}
	if err != nil {
		return nil // what was recorded is told by the error
	}
	p := &page{style: s.style}
	rows := [][]string{}
	for _, kind := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		created, changed, unchanged := summary.Created[kind], summary.Changed[kind], summary.Unchanged[kind]
		if created+changed+unchanged > 0 {
			rows = append(rows, []string{string(kind), wording.Digits(created), wording.Digits(changed), wording.Digits(unchanged)})
		}
	}
	rows = append(rows, []string{"all", wording.Digits(total(summary.Created)), wording.Digits(total(summary.Changed)), wording.Digits(total(summary.Unchanged))})
	p.table([]string{"", "created", "changed", "unchanged"}, rows, 1, 2, 3)
	p.line("%s lines in %.1f s", wording.Digits(int(summary.Lines)), summary.Duration.Seconds())
	_, err = io.WriteString(s.streams.Out, p.String())
	return err
}

// importSummary is what import prints with --json.
type importSummary struct {
	Created      map[evidence.Kind]int `json:"created"`
	Changed      map[evidence.Kind]int `json:"changed"`
	Unchanged    map[evidence.Kind]int `json:"unchanged"`
	Lines        int64                 `json:"lines"`
	Bytes        int64                 `json:"bytes"`
	Seconds      float64               `json:"seconds"`
	Version      string                `json:"version"`
	ProblemCount int                   `json:"problemCount"`
	Problems     []importProblem       `json:"problems"` // the first of them
}

type importProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

func summaryJSON(s ingest.Summary) importSummary {
	problems := make([]importProblem, len(s.Problems))
	for i, p := range s.Problems {
		problems[i] = importProblem(p)
	}
	return importSummary{s.Created, s.Changed, s.Unchanged, s.Lines, s.Bytes, s.Duration.Seconds(), s.Version.String(), s.ProblemCount, problems}
}

// importBar shows how far an import is, to a person only.
type importBar struct {
	w     io.Writer
	bar   *progressbar.ProgressBar
	phase ingest.Phase
}

func newImportBar(w io.Writer) *importBar {
	if !isTerminal(w) {
		w = nil
	}
	return &importBar{w: w}
}

func (b *importBar) update(p ingest.Progress) {
	if b.w == nil {
		return
	}
	if p.Phase != b.phase {
		b.done()
		b.phase = p.Phase
		b.bar = progressbar.NewOptions64(max(p.Of, 1), progressbar.OptionSetWriter(b.w), progressbar.OptionShowBytes(true),
			progressbar.OptionSetDescription(fmt.Sprintf("%-8s", p.Phase)), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	_ = b.bar.Set64(min(p.Done, max(p.Of, 1))) // a bar that cannot be drawn is no reason to stop
}

func (b *importBar) done() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
