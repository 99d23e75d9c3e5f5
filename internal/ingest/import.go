package ingest

import (
	"context"
	"io"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// DefaultBatchSize is how many records are written in one transaction if nothing else is asked.
const DefaultBatchSize = 10_000

// MemoryGoal is how much memory, in bytes, a process that imports should keep to
// (runtime/debug.SetMemoryLimit): it then looks for unused memory more often when it comes near. A file of one
// gigabyte needs less.
const MemoryGoal = 430 << 20

// Store is what an import needs of a graph: parts of evidence.Reader and evidence.Writer, with their guarantees.
type Store interface {
	// Objects looks up what the lines name, in batches of [Options.BatchSize].
	Objects(ctx context.Context, ids []evidence.ID, at evidence.Moment) ([]evidence.Object, error)
	// Status reports whether the graph holds anything yet, and its version.
	Status(ctx context.Context) (evidence.Status, error)
	// Checkpoint tells how far an import of the same name has come that was interrupted.
	Checkpoint(ctx context.Context, work string) (evidence.Checkpoint, error)
	// Editions tells which versions of records the graph has, where lines say of which version they are.
	Editions(ctx context.Context, of []string) (map[string]evidence.Edition, error)
	// Denials tells which nodes are denied to be one; it is asked by a dry run of files that deny some.
	Denials(ctx context.Context) ([]evidence.Denial, evidence.Version, error)
	// Apply writes one batch, all of it or none, and its mark with it.
	Apply(ctx context.Context, b evidence.Batch) (evidence.Applied, error)
}

// Options say how to import. The zero Options are usable.
type Options struct {
	// Strict writes nothing at all if any line is bad.
	Strict bool
	// Collector is who is recorded as the importer; "" = "credence import".
	Collector string
	// BatchSize is the number of records in one transaction; 0 = [DefaultBatchSize].
	BatchSize int
	// MaxLineBytes is the longest line that is read; 0 = [MaxLineBytes].
	MaxLineBytes int
	// Rejects receives the bad lines as they stand in the files, but for those that are too long; of a file of another
	// format, a line of JSON for each item that is not recorded, with file, at, field and reason. nil = nobody does.
	Rejects io.Writer
	// Formats are the formats that are read beside JSON Lines, in the order in which they are tried; nil = none:
	// whatever a file holds is taken for JSON Lines.
	Formats []formats.Format
	// Format is the name of the one that all files are of, [Native] for JSON Lines; "" = what each file's content says.
	Format string
	// Resume goes on where an import of the same files with the same options was interrupted: what that wrote is not
	// sent again. Nothing is written, and the error has code evidence.CodeConflict, where there is no such import, or
	// where the part of the files that it wrote, or what the graph says of their lines, is not what it was.
	Resume bool
	// DryRun writes nothing: the summary says what would have been written.
	DryRun bool
	// Progress is called now and then from the goroutine that imports; nil = never.
	Progress func(Progress)
}

// Phase is what an import is doing.
type Phase string

// The phases, in their order.
const (
	Translating Phase = "translating" // only where there are files of other formats

	Reading  Phase = "reading"
	Checking Phase = "checking"
	Writing  Phase = "writing"
)

// Progress is how far an import is.
type Progress struct {
	Phase    Phase
	Done, Of int64 // bytes: on disk while translating and reading, of lines while writing; 0 of 0 while checking
	Lines    int64 // lines read so far
	Problems int   // bad lines found so far
}

// Summary is what an import did.
type Summary struct {
	// Created, Changed and Unchanged count records by kind. Several lines about one record are one record; one that
	// two nodes are not one is a record of a sameness.
	Created, Changed, Unchanged map[evidence.Kind]int
	// Retracted counts the links that were retracted because a later version of their record does not state them.
	Retracted map[evidence.Kind]int
	// Files says what each file is, in the order in which they were read.
	Files []FileSummary
	// Problems are the bad lines by file and line, the first [MaxProblems] that were found.
	Problems []Problem
	// Notes say what a person should know of lines that are good: that they state again what is stated already.
	Notes []string
	// ProblemCount is the number of all bad lines, of Rejected and of LeftOut.
	ProblemCount int
	// Lines and Bytes are what the files hold, unpacked: lines with content, and their size. Of files of other formats
	// they are of the lines that these were turned into.
	Lines, Bytes int64
	// Rejected is the number of items of other formats that could not be turned into lines, and of files in folders
	// that are of no format that is read.
	Rejected int64
	// LeftOut is the number of fields in files of other formats that cannot be read and are left out of their records.
	LeftOut int
	// Resumed is the number of records that the interrupted import had written; they are not counted above.
	Resumed int
	// Written is the number of records in the batches that were written.
	Written  int
	Duration time.Duration
	// Version is that of the graph after the last write; of the graph as it was where nothing was written.
	Version evidence.Version
}

// FileSummary says what a file is.
type FileSummary struct {
	Name     string
	Format   string   // as [formats.Format] names it, [Native] for JSON Lines; "" = none that is read
	Lines    int      // that it holds or was turned into
	Problems int      // bad lines, and items that were rejected
	Notes    []string // what its reader guessed and a person should know
}

func (s *Summary) add(a evidence.Applied) {
	for _, pair := range []struct{ sum, more map[evidence.Kind]int }{
		{s.Created, a.Created}, {s.Changed, a.Changed}, {s.Unchanged, a.Unchanged}, {s.Retracted, a.Retracted},
	} {
		for kind, n := range pair.more {
			pair.sum[kind] += n
		}
	}
	s.Version = a.Version
}

// Import records files of JSON Lines (see the package comment) and of the formats of [Options.Formats] in the graph.
// Every line is judged before the first is written; bad ones are in the summary and are not an error, unless
// [Options.Strict] is set: then nothing is written and the error has code evidence.CodeInvalid.
//
// An error of the store ends the import; what was written before stays, in whole batches, and importing the same files
// again completes it. A file that changes meanwhile is evidence.CodeConflict. The summary is valid beside an error.
func Import(ctx context.Context, store Store, inputs []Input, o Options) (Summary, error) {
	im := &importer{store: store, options: o.withDefaults(), grammar: grammar.New(), index: newIndex()}
	count := func() map[evidence.Kind]int { return map[evidence.Kind]int{} }
	im.summary = Summary{Created: count(), Changed: count(), Unchanged: count(), Retracted: count()}
	started := time.Now()
	err := im.run(ctx, inputs)
	im.summary.Problems, im.summary.ProblemCount = im.bad.sorted(), im.bad.count
	for i, f := range im.files {
		im.summary.Files = append(im.summary.Files,
			FileSummary{
				Name: f.name, Format: f.format, Lines: f.end - f.first, Problems: im.bad.byFile[i], Notes: f.notes,
			})
	}
	im.summary.Duration = time.Since(started)
	return im.summary, err
}

func (o Options) withDefaults() Options {
	if o.Collector == "" {
		o.Collector = "credence import"
	}
	if o.BatchSize <= 0 {
		o.BatchSize = DefaultBatchSize
	}
	if o.MaxLineBytes <= 0 {
		o.MaxLineBytes = MaxLineBytes
	}
	return o
}

func (im *importer) run(ctx context.Context, inputs []Input) error {
	defer func() {
		for _, f := range im.files {
			f.remove()
		}
	}()
	for _, in := range inputs {
		f, err := newFile(ctx, in)
		if err != nil {
			return err
		}
		im.files = append(im.files, f)
		im.diskAll += f.size
	}
	if err := im.translate(ctx); err != nil {
		return err
	}
	if err := im.scan(ctx); err != nil {
		return err
	}
	im.progress(Checking, 0, 0)
	status, err := im.store.Status(ctx)
	if err != nil {
		return err
	}
	im.summary.Version, im.empty = status.Version, holdsNothing(status)
	if err := im.resume(ctx); err != nil {
		return err
	}
	if err := im.check(ctx); err != nil {
		return err
	}
	if err := im.reject(ctx); err != nil {
		return err
	}
	if im.options.Strict && im.bad.count > 0 {
		return im.refusal()
	}
	return im.write(ctx)
}

// refusal is the error of a strict import of which something is bad.
func (im *importer) refusal() error {
	const remedy = "and nothing was imported; correct them, or leave out --strict to import the others"
	if lines := im.bad.count - im.summary.LeftOut; lines > 0 {
		return evidence.Invalidf("", "%d of %d lines are bad, %s", lines, im.summary.Lines+im.summary.Rejected, remedy)
	}
	return evidence.Invalidf("", "fields that cannot be read: %d, %s", im.summary.LeftOut, remedy)
}

func holdsNothing(s evidence.Status) bool {
	for _, n := range s.Nodes {
		if n > 0 {
			return false
		}
	}
	return true
}
