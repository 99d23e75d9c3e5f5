package intake

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/ask"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/registry"
	"github.com/credence-graph/credence/internal/formats/tables"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// muchGrown is how many new records make Neo4j plan its queries again.
const muchGrown = 1000

// mostProblems is how many bad lines are reported one by one.
const mostProblems = 50

// importFlags are what import is told apart from the files.
type importFlags struct {
	strict, dryRun, resume   bool
	bulk                     bool
	rejects, format, mapping string
}

func importCommand(a *run.App) *cobra.Command {
	var flags importFlags
	cmd := &cobra.Command{
		Use:   "import FILE...|FOLDER...|-",
		Short: "records files of JSON Lines or of other formats; bad lines are reported and the others recorded",
		Long: `Records claims, sources, outlets and the links between them from JSON Lines, one object per line in any
order, or from files in other formats. "credence help formats" lists the types of lines and their fields. Folders are
read with everything below them, patterns in quotes are understood, and gzip is unpacked. Importing a file twice
changes nothing. Bad lines are reported by file, line and field, and the others are recorded; the exit code is then 2.

The content of a file shows its format:` + formatTable(),
		Args: run.Some("a file or folder, or - for standard input"),
		Example: `  credence import claims.jsonl sources.jsonl
  credence import articles/ --dry-run
  credence import claims.jsonl sources.jsonl --resume
  credence import archive/ --bulk
  zcat dump.jsonl.gz | credence import - --strict`,
	}
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "record nothing at all if any line is bad")
	cmd.Flags().BoolVar(
		&flags.dryRun, "dry-run", false, "record nothing; say what each file is and what would be recorded")
	cmd.Flags().BoolVar(&flags.resume, "resume", false,
		"continue an interrupted import of exactly these files, without writing again what it wrote")
	cmd.Flags().BoolVar(&flags.bulk, "bulk", false,
		"use Neo4j's own importer, for millions of records; the local graph must be empty and not in use")
	cmd.MarkFlagsMutuallyExclusive("resume", "dry-run", "bulk")
	cmd.Flags().StringVar(&flags.rejects, "rejects", "",
		"a file for the bad lines, to correct and import again; for other formats, their places and the reasons")
	cmd.Flags().StringVar(&flags.format, "format", "",
		"the format of all the files, whatever their content looks like: one of the names above")
	cmd.Flags().StringVar(&flags.mapping, "map", "",
		"a file that maps columns of tables to fields of records; see: credence help tables")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		inputs, err := ingest.Inputs(args, a.Streams.In)
		if err != nil {
			return run.BadInput(err)
		}
		if flags.bulk {
			return importBulk(cmd.Context(), a, inputs, flags)
		}
		return a.With(cmd.Context(), func(ctx context.Context, s *run.Session) error {
			return importFiles(ctx, s, inputs, flags)
		})
	}
	return cmd
}

// formatTable lists the formats for the help text.
func formatTable() string {
	names, texts := []string{ingest.Native}, []string{"Credence's own JSON Lines"}
	for _, f := range registry.Formats(nil) {
		names, texts = append(names, f.Name), append(texts, f.About)
	}
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "  %-12s  %s\n", name, texts[i])
	}
	return strings.TrimRight(b.String(), "\n")
}

func importFiles(ctx context.Context, s *run.Session, inputs []ingest.Input, flags importFlags) error {
	options, done, err := flags.options()
	if err != nil {
		return err
	}
	defer done()
	stop := func() {}
	if !flags.dryRun {
		stop = ask.WarmMeanwhile(ctx, s) // whoever imports asks next
	}
	summary, err := runImport(ctx, s.App, s.Store, inputs, options)
	stop()
	return imported(ctx, s, summary, flags, err)
}

// options are those of the import itself; done closes the file for what is rejected.
func (flags importFlags) options() (options ingest.Options, done func(), err error) {
	mapping, err := mappingOf(flags.mapping)
	if err != nil {
		return options, nil, run.BadInput(err)
	}
	options = ingest.Options{Strict: flags.strict, DryRun: flags.dryRun, Resume: flags.resume, Collector: run.Collector(),
		Formats: registry.Formats(mapping), Format: flags.format}
	if flags.rejects == "" {
		return options, func() {}, nil
	}
	// never over a file that is there, an input perhaps
	f, err := os.OpenFile(flags.rejects, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return options, nil, run.BadInput(evidence.Invalidf("rejects", "%v; expected a file that is not there yet", err))
	}
	options.Rejects = f
	// written through to the end by Import; a failed close loses copies of lines only
	return options, func() { _ = f.Close() }, nil
}

// runImport imports into a store, with a bar and in bounded memory.
func runImport(ctx context.Context, a *run.App, store ingest.Store, inputs []ingest.Input,
	options ingest.Options) (ingest.Summary, error) {
	// what was set lower stays
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(min(ingest.MemoryGoal, debug.SetMemoryLimit(-1))))
	bar := terminal.NewBytesBar(a.Streams.Err)
	defer bar.Done()
	options.Progress = func(p ingest.Progress) { bar.Update(importUnit(p.Phase), p.Done, p.Of) }
	return ingest.Import(ctx, store, inputs, options)
}

// imported says what an import did that ended with err.
func imported(ctx context.Context, s *run.Session, summary ingest.Summary, flags importFlags, err error) error {
	if err == nil && !flags.dryRun && report.Total(summary.Created) >= muchGrown {
		ask.Warm(ctx, s)
	}
	if s.JSON {
		if failed := s.PrintJSON(report.SummaryJSON(summary, flags.dryRun)); failed != nil {
			return failed
		}
	} else if failed := tellSummary(s, summary, flags.dryRun, err); failed != nil {
		return failed
	}
	if err == nil && summary.ProblemCount > 0 {
		return run.BadInput(report.BadLines(summary, flags.dryRun))
	}
	return err
}

// mappingOf reads the file of a mapping; nil where none is given.
func mappingOf(file string) (*tables.Mapping, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, evidence.Invalidf("map", "%v; expected a file with a mapping", err)
	}
	return tables.ParseMapping(text)
}

// tellSummary prints the bad lines on standard error, and on standard output what was recorded.
func tellSummary(s *run.Session, summary ingest.Summary, dryRun bool, err error) error {
	shown := summary.Problems[:min(len(summary.Problems), mostProblems)]
	for _, p := range shown {
		fmt.Fprintln(s.Streams.Err, p)
	}
	if more := summary.ProblemCount - len(shown); more > 0 {
		fmt.Fprintf(s.Streams.Err, "... and %s more; --rejects FILE keeps them all\n", wording.Digits(more))
	}
	if err != nil {
		return nil // what was recorded is told by the error
	}
	p := &terminal.Page{Style: s.Style}
	report.WriteImportSummary(p, summary, dryRun)
	_, err = io.WriteString(s.Streams.Out, p.String())
	return err
}

// importUnit says what a phase of an import counts: bytes of the files as they lie on disk, or of the lines that are
// written.
func importUnit(phase ingest.Phase) string {
	if phase == ingest.Writing {
		return "writing, bytes of lines"
	}
	return string(phase) + ", bytes of files"
}
