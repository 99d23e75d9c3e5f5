package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/wording"
)

// muchGrown is how many new records make Neo4j plan its queries anew.
const muchGrown = 1000

// mostProblems is how many bad lines are told one by one.
const mostProblems = 50

// importFlags are what import is told beside the files.
type importFlags struct {
	strict, dryRun, resume   bool
	bulk                     bool
	rejects, format, mapping string
}

func (a *app) importCommand() *cobra.Command {
	var flags importFlags
	cmd := &cobra.Command{
		Use:   "import FILE...|FOLDER...|-",
		Short: "records files of JSON Lines or of other formats; bad lines are reported and the others recorded",
		Long: `Records claims, sources, outlets and the links between them from JSON Lines, one object per line in any
order, or from files in other formats. "credence help formats" lists the types of lines and their fields. Folders are
read with everything below them, patterns in quotes are understood, and gzip is unpacked. Importing a file twice
changes nothing. Bad lines are reported by file, line and field, and the others are recorded; the exit code is then 2.

The content of a file shows its format:` + formatTable(),
		Args: some("a file or folder, or - for standard input"),
		Example: `  credence import claims.jsonl sources.jsonl
  credence import articles/ --dry-run
  credence import claims.jsonl sources.jsonl --resume
  credence import archive/ --bulk
  zcat dump.jsonl.gz | credence import - --strict`,
	}
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "record nothing at all if any line is bad")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "record nothing; say what each file is and what would be recorded")
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
		inputs, err := ingest.Inputs(args, a.streams.In)
		if err != nil {
			return inputError{err}
		}
		if flags.bulk {
			return a.importBulk(cmd.Context(), inputs, flags)
		}
		return a.with(cmd.Context(), func(ctx context.Context, s *session) error {
			return s.importFiles(ctx, inputs, flags)
		})
	}
	return cmd
}

// formatTable lists the formats for the help text.
func formatTable() string {
	names, texts := []string{ingest.Native}, []string{"Credence's own JSON Lines"}
	for _, f := range formats.Formats(nil) {
		names, texts = append(names, f.Name), append(texts, f.About)
	}
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "  %-12s  %s\n", name, texts[i])
	}
	return strings.TrimRight(b.String(), "\n")
}

func (s *session) importFiles(ctx context.Context, inputs []ingest.Input, flags importFlags) error {
	options, done, err := flags.options()
	if err != nil {
		return err
	}
	defer done()
	stop := func() {}
	if !flags.dryRun {
		stop = s.warmMeanwhile(ctx) // whoever imports asks next
	}
	summary, err := s.runImport(ctx, s.store, inputs, options)
	stop()
	return s.imported(ctx, summary, flags, err)
}

// options are those of the import itself; done closes the file for what is rejected.
func (flags importFlags) options() (options ingest.Options, done func(), err error) {
	mapping, err := mappingOf(flags.mapping)
	if err != nil {
		return options, nil, inputError{err}
	}
	options = ingest.Options{Strict: flags.strict, DryRun: flags.dryRun, Resume: flags.resume, Collector: collector(), Formats: formats.Formats(mapping), Format: flags.format}
	if flags.rejects == "" {
		return options, func() {}, nil
	}
	f, err := os.OpenFile(flags.rejects, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) // never over a file that is there, an input perhaps
	if err != nil {
		return options, nil, inputError{evidence.Invalidf("rejects", "%v; expected a file that is not there yet", err)}
	}
	options.Rejects = f
	return options, func() { _ = f.Close() }, nil // written through to the end by Import; a failed close loses copies of lines only
}

// runImport imports into a store, with a bar and in bounded memory.
func (a *app) runImport(ctx context.Context, store ingest.Store, inputs []ingest.Input, options ingest.Options) (ingest.Summary, error) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(min(ingest.MemoryGoal, debug.SetMemoryLimit(-1)))) // what was set lower stays
	bar := newImportBar(a.streams.Err)
	defer bar.done()
	options.Progress = bar.update
	return ingest.Import(ctx, store, inputs, options)
}

// imported tells what an import did that ended with err.
func (s *session) imported(ctx context.Context, summary ingest.Summary, flags importFlags, err error) error {
	if err == nil && !flags.dryRun && total(summary.Created) >= muchGrown {
		s.warm(ctx)
	}
	if s.json {
		if failed := s.printJSON(summaryJSON(summary, flags.dryRun)); failed != nil {
			return failed
		}
	} else if failed := s.tellSummary(summary, flags.dryRun, err); failed != nil {
		return failed
	}
	if err == nil && summary.ProblemCount > 0 {
		return inputError{badLines(summary, flags.dryRun)}
	}
	return err
}

// mappingOf reads the file of a mapping; nil where none is given.
func mappingOf(file string) (*formats.Mapping, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, evidence.Invalidf("map", "%v; expected a file with a mapping", err)
	}
	return formats.ParseMapping(text)
}

// badLines is the error of an import that left some lines or fields out.
func badLines(summary ingest.Summary, dryRun bool) error {
	recorded := "are recorded"
	if dryRun {
		recorded = "would be recorded"
	}
	var parts []string
	if lines := summary.ProblemCount - summary.LeftOut; lines > 0 {
		parts = append(parts, fmt.Sprintf("%s of %s lines %s bad; the others %s", wording.Digits(lines),
			wording.Digits(int(summary.Lines+summary.Rejected)), wording.Choose(lines, "is", "are"), recorded))
	}
	if fields := summary.LeftOut; fields > 0 {
		parts = append(parts, fmt.Sprintf("%s %s cannot be read; the other fields of their records %s", wording.Digits(fields),
			wording.Choose(fields, "field", "fields"), recorded))
	}
	return errors.New(strings.Join(parts, "; "))
}

// tellSummary prints the bad lines on standard error, and on standard output what was recorded.
func (s *session) tellSummary(summary ingest.Summary, dryRun bool, err error) error {
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
	if dryRun || slices.ContainsFunc(summary.Files, worthListing) {
		p.importedFiles(summary.Files)
	}
	rows := [][]string{}
	for _, kind := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		created, changed, unchanged := summary.Created[kind], summary.Changed[kind], summary.Unchanged[kind]
		if created+changed+unchanged > 0 {
			rows = append(rows, []string{string(kind), wording.Digits(created), wording.Digits(changed), wording.Digits(unchanged)})
		}
	}
	rows = append(rows, []string{"all", wording.Digits(total(summary.Created)), wording.Digits(total(summary.Changed)), wording.Digits(total(summary.Unchanged))})
	head := []string{"", "created", "changed", "unchanged"}
	if dryRun {
		head = []string{"", "would be created", "changed", "unchanged"}
	}
	p.table(head, rows, 1, 2, 3)
	p.retracted(summary.Retracted, dryRun)
	for _, note := range summary.Notes {
		p.line("%s", note)
	}
	if summary.Resumed > 0 {
		p.line("%s records more had been written before the import was interrupted.", wording.Digits(summary.Resumed))
	}
	p.line("%s lines in %.1f s", wording.Digits(int(summary.Lines)), summary.Duration.Seconds())
	if dryRun {
		p.line("Nothing was recorded.")
	}
	_, err = io.WriteString(s.streams.Out, p.String())
	return err
}

// worthListing reports whether there is more to say of a file than that it was read.
func worthListing(f ingest.FileSummary) bool { return f.Format != ingest.Native || len(f.Notes) > 0 }

// retracted tells how many links of each kind later versions of their records do not state any more.
func (p *page) retracted(counts map[evidence.Kind]int, dryRun bool) {
	var parts []string
	for _, kind := range evidence.LinkKinds() {
		if n := counts[kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", wording.Digits(n), kind))
		}
	}
	if len(parts) > 0 {
		done := "retracted"
		if dryRun {
			done = "would be retracted"
		}
		p.line("%s, because later versions of their records do not state them: %s", done, strings.Join(parts, ", "))
	}
}

// importedFiles lists what the files are, with what their readers guessed.
func (p *page) importedFiles(files []ingest.FileSummary) {
	rows := make([][]string, len(files))
	for i, f := range files {
		rows[i] = []string{f.Name, cmp.Or(f.Format, "not read"), wording.Digits(f.Lines), wording.Digits(f.Problems)}
	}
	p.table([]string{"file", "format", "lines", "bad"}, rows, 2, 3)
	for _, f := range files {
		for _, note := range f.Notes {
			p.line("%s: %s", f.Name, note)
		}
	}
	p.gap()
}

// importSummary is what import prints with --json.
type importSummary struct {
	DryRun       bool                  `json:"dryRun"` // true: nothing was recorded, and the counts are of what would be
	Created      map[evidence.Kind]int `json:"created"`
	Changed      map[evidence.Kind]int `json:"changed"`
	Unchanged    map[evidence.Kind]int `json:"unchanged"`
	Retracted    map[evidence.Kind]int `json:"retracted,omitempty"` // links that later versions do not state
	Resumed      int                   `json:"resumed,omitempty"`   // records that the interrupted import had written, not counted above
	Lines        int64                 `json:"lines"`
	Bytes        int64                 `json:"bytes"`
	Seconds      float64               `json:"seconds"`
	Version      string                `json:"version"`
	Files        []importedFile        `json:"files"`
	ProblemCount int                   `json:"problemCount"`
	Problems     []importProblem       `json:"problems"` // the first of them
	Notes        []string              `json:"notes,omitempty"`
}

type importedFile struct {
	Name     string   `json:"name"`
	Format   string   `json:"format"` // "" = of no format that is read
	Lines    int      `json:"lines"`
	Problems int      `json:"problems"`
	Notes    []string `json:"notes,omitempty"`
}

type importProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	At      string `json:"at,omitempty"` // in a file of another format
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

func summaryJSON(s ingest.Summary, dryRun bool) importSummary {
	problems := make([]importProblem, len(s.Problems))
	for i, p := range s.Problems {
		problems[i] = importProblem(p)
	}
	files := make([]importedFile, len(s.Files))
	for i, f := range s.Files {
		files[i] = importedFile(f)
	}
	return importSummary{
		DryRun: dryRun, Created: s.Created, Changed: s.Changed, Unchanged: s.Unchanged, Retracted: s.Retracted,
		Resumed: s.Resumed, Lines: s.Lines, Bytes: s.Bytes, Seconds: s.Duration.Seconds(),
		Version: s.Version.String(), Files: files, ProblemCount: s.ProblemCount, Problems: problems, Notes: s.Notes,
	}
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
			progressbar.OptionSetDescription(b.what(p.Phase)), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(throttle))
	}
	_ = b.bar.Set64(min(p.Done, max(p.Of, 1))) // a bar that cannot be drawn is no reason to stop
}

// what says what a phase counts: of files as they lie on disk the bytes, of their lines those that are written.
func (b *importBar) what(phase ingest.Phase) string {
	if phase == ingest.Writing {
		return "writing, bytes of lines"
	}
	return string(phase) + ", bytes of files"
}

func (b *importBar) done() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
