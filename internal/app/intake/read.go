package intake

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/annotate"
	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/attribution"
	"github.com/credence-graph/credence/internal/attribution/outline"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/fetch"
	"github.com/credence-graph/credence/internal/formats/articles"
	"github.com/credence-graph/credence/internal/ingest/annotation"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// readFlags are what read is told beside the text.
type readFlags struct {
	yes, dryRun bool
	annotation  string
	fromInput   bool // the text comes from standard input
}

func readCommand(a *run.App) *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Use:   "read FILE|URL|-",
		Short: "reads an article or a fact check and suggests its claims, sources and links",
		Long: `Finds in an article or a fact check who says what, and what they take it from, by patterns of attribution and
without a language model. Every assertion has its words and their line. At a terminal you see each one, and only what
you confirm is recorded, even if the text comes from standard input:

  y  yes, record it      e  edit the words of the claim and the names of the sources      u  undo
  n  no                  c  attach: what is said is another claim of the text, such as the main one
  a  yes, and all the rest                          q  stop here; what you confirmed is recorded

Before anything is recorded you are asked whether a person or a claim is one that the graph already has: y yes,
nothing new is made; n no, they are two, and that is recorded; s not known, they stay apart. With --yes nothing is
merged; possible matches in the graph are listed.

If there is no terminal, the suggestion is printed as an annotation (YAML) and nothing is recorded. Correct it in an
editor and record it with --annotation, or record it as it is with --yes: its links then say that a detector found
them, not a person, and interests, which only a person can confirm, are left out. What was recorded from the text
before and is no longer in the corrected annotation is retracted.

A file may be plain text or HTML. In a page, the words of the article are read; quotes count its lines, one for each
paragraph below the title. Addresses that are not on the public web are refused.`,
		Args: run.One("a file, an address, or - for standard input"),
		Example: `  credence read factcheck.txt
  credence read https://example.org/article --dry-run > article.yaml
  credence read article.txt --annotation article.yaml`,
	}
	cmd.Flags().BoolVar(&flags.yes, "yes", false, "record everything without asking")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "print what would be suggested, and record nothing")
	cmd.Flags().StringVar(
		&flags.annotation, "annotation", "", "record this file, an annotation of the text that a person corrected, instead of a suggestion")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if flags.yes && (flags.dryRun || flags.annotation != "") {
			return run.BadInput(evidence.Invalidf("yes", "cannot be used together with --dry-run or --annotation"))
		}
		flags.fromInput = args[0] == "-"
		doc, err := textOf(cmd.Context(), a, args[0])
		if err != nil {
			return err
		}
		if flags.annotation != "" {
			return readAnnotated(cmd.Context(), a, doc, flags)
		}
		return readText(cmd.Context(), a, doc, flags)
	}
	return cmd
}

// textOf gets the text of a file, of a page of the web or of standard input.
func textOf(ctx context.Context, a *run.App, arg string) (annotate.Text, error) {
	doc := annotate.Text{Name: arg}
	var raw []byte
	var err error
	isPage := false
	switch {
	case arg == "-":
		doc.Name = "standard input"
		raw, err = io.ReadAll(io.LimitReader(a.Streams.In, fetch.MaxBytes+1))
	case strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://"):
		page, err := new(fetch.Client).Get(ctx, arg)
		if err != nil {
			return doc, err
		}
		doc.Name, doc.URL, raw, isPage = page.URL, page.URL, page.Body, page.HTML
	default:
		raw, err = readFile(arg)
	}
	if err != nil {
		return doc, run.BadInput(err)
	}
	if len(raw) > fetch.MaxBytes {
		return doc, run.BadInput(evidence.Invalidf("", "%s is longer than %d MB; expected one article", doc.Name,
			fetch.MaxBytes>>20))
	}
	if isPage || articles.IsPage(raw) {
		doc.Words, err = articleWords(raw)
	} else {
		doc.Words = strings.TrimPrefix(string(raw), "\ufeff")
	}
	if err != nil {
		return doc, fmt.Errorf("%s: %w", doc.Name, err)
	}
	return doc, nil
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, evidence.Invalidf("", "%v; expected a file, an address that begins with https://, or - for "+
			"standard input", err)
	}
	defer func() { _ = f.Close() }() // read only
	return io.ReadAll(io.LimitReader(f, fetch.MaxBytes+1))
}

// articleWords returns the title of a page on the first line, and its article below.
func articleWords(raw []byte) (string, error) {
	title, text, err := articles.PageText(raw)
	switch {
	case err != nil:
		return "", err
	case text == "":
		return "", evidence.Invalidf("", "the page has no article in it; copy its words into a file")
	case title == "" || text == title || strings.HasPrefix(text, title+"\n"):
		return text, nil
	}
	return title + "\n" + text, nil
}

// readText suggests a graph and, confirmed or told to, records it.
func readText(ctx context.Context, a *run.App, doc annotate.Text, flags readFlags) error {
	graph, err := attribution.Read(doc.Words)
	if err != nil {
		return run.BadInput(fmt.Errorf("%s: %w", doc.Name, err))
	}
	var asked *terminal.Person
	if !flags.yes && !flags.dryRun && !a.JSON {
		asked = terminal.PersonAt(a.Streams.In, a.Streams.Err, flags.fromInput)
	}
	if !flags.yes && asked == nil {
		return printSuggested(a, doc, graph, flags.dryRun)
	}
	r := annotate.Recording{Text: doc, Graph: graph, Method: evidence.Detected, Person: asked}
	kept := graph
	if asked != nil {
		if kept, r.Replaces, err = annotate.Confirm(asked, graph); err != nil {
			return err
		}
		r.Method = evidence.Declared
		if len(kept.Items()) == 0 && !r.Replaces {
			fmt.Fprintln(a.Streams.Err, "Nothing was recorded.")
			return nil
		}
	}
	if r.Annotation, err = annotate.Parse(kept, doc); err != nil {
		return err
	}
	if len(kept.Items()) == 0 {
		r.Annotation.Batch = evidence.Batch{} // nothing was confirmed
	}
	return recordRead(ctx, a, r)
}

// readAnnotated records an annotation that a person wrote or corrected.
func readAnnotated(ctx context.Context, a *run.App, doc annotate.Text, flags readFlags) error {
	yaml, err := readFile(flags.annotation)
	if err != nil {
		return run.BadInput(err)
	}
	annotation, err := annotation.Parse(string(yaml), doc.Words)
	if err != nil {
		return run.BadInput(fmt.Errorf("%s: %w", flags.annotation, err))
	}
	if flags.dryRun {
		fmt.Fprintf(a.Streams.Out, "%s is a valid annotation of %s with %s records. Nothing was recorded.\n",
			flags.annotation, doc.Name,
			wording.Digits(annotation.Batch.Len()))
		return nil
	}
	asked := terminal.PersonAt(a.Streams.In, a.Streams.Err, flags.fromInput)
	if a.JSON {
		asked = nil
	}
	return recordRead(ctx, a, annotate.Recording{Text: doc, Annotation: annotation, Method: evidence.Declared,
		Person:   asked,
		Replaces: true})
}

func printSuggested(a *run.App, doc annotate.Text, graph *outline.Graph, dryRun bool) error {
	if a.JSON {
		return report.PrintJSON(a.Streams.Out, readResult{RecordedFrom: doc.Name, Text: doc.Words, Suggested: graph})
	}
	yaml, err := graph.Annotation()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(a.Streams.Out, yaml); err != nil {
		return err
	}
	if !dryRun {
		fmt.Fprintln(a.Streams.Err, "Nothing was recorded. Correct this and record it with --annotation FILE, or "+
			"record it as it is with --yes.")
	}
	return nil
}

// readResult is what read prints with --json.
type readResult struct {
	RecordedFrom string             `json:"recordedFrom"`
	Text         string             `json:"text"` // what the quotes' bytes and lines count in
	Suggested    *outline.Graph     `json:"suggested"`
	Recorded     *annotate.Recorded `json:"recorded"` // null: nothing was
}

// recordRead records an annotation of a text and says what it did.
func recordRead(ctx context.Context, a *run.App, r annotate.Recording) error {
	return a.With(ctx, func(ctx context.Context, s *run.Session) error {
		recorded, err := annotate.Recorder{Reader: s.Reader, Writer: s.Writer, Collector: run.Collector()}.Record(ctx, r)
		if err != nil {
			return err
		}
		if s.JSON {
			return s.PrintJSON(readResult{RecordedFrom: r.Text.Name, Text: r.Text.Words, Suggested: r.Graph,
				Recorded: &recorded})
		}
		p := &terminal.Page{Style: s.Style}
		writeRecorded(p, r.Text.Name, recorded)
		_, err = io.WriteString(s.Streams.Out, p.String())
		return err
	})
}

// writeRecorded prints what was recorded of a text.
func writeRecorded(p *terminal.Page, name string, r annotate.Recorded) {
	p.Line("%s records from %s: %s created, %s changed, %s unchanged", wording.Digits(r.Records),
		terminal.Printable(name),
		wording.Digits(report.Total(r.Created)), wording.Digits(report.Total(r.Changed)),
		wording.Digits(report.Total(r.Unchanged)))
	if n := report.Total(r.Retracted); n > 0 {
		p.Line("%s retracted: recorded from this text before, and not in the annotation", wording.Digits(n))
	}
	if n := r.SuggestedInterests; n > 0 {
		p.Line("%s not recorded: the text suggests them, and a person has to confirm them", wording.Count(n, "interest"))
	}
	p.Line("main claim: %s", r.Main)
	writeMayBe(p, r.MayBe)
}

// mostMayBe is how many records are listed that the graph may have had already.
const mostMayBe = 9

// writeMayBe lists what the graph may have had already.
func writeMayBe(p *terminal.Page, may []annotate.MayBe) {
	if len(may) == 0 {
		return
	}
	p.Gap()
	p.Line("%s may be in the graph already; none was merged:", wording.Count(len(may),
		"record"))
	for _, m := range may[:min(len(may), mostMayBe)] {
		where := ""
		if m.Where != "" {
			where = ", of " + terminal.Printable(m.Where)
		}
		p.Line("  %s%s\n    credence merge %s %s --reason WHY", terminal.Printable(m.Name), where,
			terminal.ShellQuoted(string(m.New)), terminal.ShellQuoted(string(m.Known)))
	}
	if len(may) > mostMayBe {
		p.Line("  ... and more: credence same")
	}
}
