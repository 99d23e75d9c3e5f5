package report

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// BadLines is the error of an import that left some lines or fields out.
func BadLines(summary ingest.Summary, dryRun bool) error {
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
		parts = append(parts, fmt.Sprintf("%s %s cannot be read; the other fields of their records %s",
			wording.Digits(fields),
			wording.Choose(fields, "field", "fields"), recorded))
	}
	return errors.New(strings.Join(parts, "; "))
}

// worthListing reports whether there is more to say of a file than that it was read.
func worthListing(f ingest.FileSummary) bool { return f.Format != ingest.Native || len(f.Notes) > 0 }

// writeRetracted says how many links of each kind later versions of their records do not state any more.
func writeRetracted(p *terminal.Page, counts map[evidence.Kind]int, dryRun bool) {
	var parts []string
	for _, kind := range evidence.LinkKinds() {
		if n := counts[kind]; n > 0 {
			parts = append(parts, countOf(n, string(kind)))
		}
	}
	if len(parts) > 0 {
		done := "Retracted"
		if dryRun {
			done = "Would be retracted"
		}
		p.Line("%s, because later versions of their records no longer state them: %s", done, strings.Join(parts, ", "))
	}
}

// writeImportedFiles lists what the files are, with what their readers guessed.
func writeImportedFiles(p *terminal.Page, files []ingest.FileSummary) {
	rows := make([][]string, len(files))
	for i, f := range files {
		rows[i] = []string{f.Name, cmp.Or(f.Format, "not read"), wording.Digits(f.Lines), wording.Digits(f.Problems)}
	}
	p.Table([]string{"file", "format", "lines", "bad"}, rows, 2, 3)
	for _, f := range files {
		for _, note := range f.Notes {
			p.Line("%s: %s", f.Name, note)
		}
	}
	p.Gap()
}

// importSummary is what import prints with --json.
type importSummary struct {
	// true: nothing was recorded, and the counts are of what would be
	DryRun    bool                  `json:"dryRun"`
	Created   map[evidence.Kind]int `json:"created"`
	Changed   map[evidence.Kind]int `json:"changed"`
	Unchanged map[evidence.Kind]int `json:"unchanged"`
	Retracted map[evidence.Kind]int `json:"retracted,omitempty"` // links that later versions do not state
	// records that the interrupted import had written, not counted above
	Resumed      int             `json:"resumed,omitempty"`
	Lines        int64           `json:"lines"`
	Bytes        int64           `json:"bytes"`
	Seconds      float64         `json:"seconds"`
	Version      string          `json:"version"`
	Files        []importedFile  `json:"files"`
	ProblemCount int             `json:"problemCount"`
	Problems     []importProblem `json:"problems"` // the first of them
	Notes        []string        `json:"notes,omitempty"`
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

// SummaryJSON returns what --json prints of an import.
func SummaryJSON(s ingest.Summary, dryRun bool) importSummary {
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

// WriteImportSummary prints what the files are, if there is something to say of them, and what was recorded of each
// kind.
func WriteImportSummary(p *terminal.Page, summary ingest.Summary, dryRun bool) {
	if dryRun || slices.ContainsFunc(summary.Files, worthListing) {
		writeImportedFiles(p, summary.Files)
	}
	rows := [][]string{}
	for _, kind := range append(evidence.NodeKinds(), evidence.LinkKinds()...) {
		created, changed, unchanged := summary.Created[kind], summary.Changed[kind], summary.Unchanged[kind]
		if created+changed+unchanged > 0 {
			rows = append(rows, []string{string(kind), wording.Digits(created), wording.Digits(changed),
				wording.Digits(unchanged)})
		}
	}
	rows = append(rows, []string{"all", wording.Digits(Total(summary.Created)), wording.Digits(Total(summary.Changed)),
		wording.Digits(Total(summary.Unchanged))})
	head := []string{"", "created", "changed", "unchanged"}
	if dryRun {
		head = []string{"", "would be created", "changed", "unchanged"}
	}
	p.Table(head, rows, 1, 2, 3)
	writeRetracted(p, summary.Retracted, dryRun)
	for _, note := range summary.Notes {
		p.Line("%s", note)
	}
	if summary.Resumed > 0 {
		p.Line("%s more records had been written before the import was interrupted.", wording.Digits(summary.Resumed))
	}
	p.Line("%s lines in %.1f s", wording.Digits(int(summary.Lines)), summary.Duration.Seconds())
	if dryRun {
		p.Line("Nothing was recorded.")
	}
}
