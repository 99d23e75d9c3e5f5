package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/fetch"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest"
	"github.com/credence-graph/credence/internal/reading"
	"github.com/credence-graph/credence/internal/wording"
)

// readFlags are what read is told beside the text.
type readFlags struct {
	yes, dryRun bool
	annotation  string
}

func (a *app) readCommand() *cobra.Command {
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
them, not a person. What was recorded from the text before and is no longer in the corrected annotation is retracted.

A file may be plain text or HTML. In a page, the words of the article are read; quotes count its lines, one for each
paragraph below the title. Addresses that are not on the public web are refused.`,
		Args: one("a file, an address, or - for standard input"),
		Example: `  credence read factcheck.txt
  credence read https://example.org/article --dry-run > article.yaml
  credence read article.txt --annotation article.yaml`,
	}
	cmd.Flags().BoolVar(&flags.yes, "yes", false, "record everything without asking")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "print what would be suggested, and record nothing")
	cmd.Flags().StringVar(&flags.annotation, "annotation", "", "record this file, an annotation of the text that a person corrected, instead of a suggestion")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if flags.yes && (flags.dryRun || flags.annotation != "") {
			return inputError{evidence.Invalidf("yes", "it records what is suggested; expected neither --dry-run nor --annotation beside it")}
		}
		doc, err := a.textOf(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if flags.annotation != "" {
			return a.readAnnotated(cmd.Context(), doc, flags)
		}
		return a.read(cmd.Context(), doc, flags)
	}
	return cmd
}

// readable is a text with where it is from.
type readable struct {
	name      string // the file or the address
	fromInput bool   // the text came from standard input
	url       string // "" for a file
	text      string
}

// textOf gets the text of a file, of a page of the web or of standard input.
func (a *app) textOf(ctx context.Context, arg string) (readable, error) {
	doc := readable{name: arg}
	var raw []byte
	var err error
	isPage := false
	switch {
	case arg == "-":
		doc.name, doc.fromInput = "standard input", true
		raw, err = io.ReadAll(io.LimitReader(a.streams.In, fetch.MaxBytes+1))
	case strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://"):
		page, err := new(fetch.Client).Get(ctx, arg)
		if err != nil {
			return doc, err
		}
		doc.name, doc.url, raw, isPage = page.URL, page.URL, page.Body, page.HTML
	default:
		raw, err = readFile(arg)
	}
	if err != nil {
		return doc, inputError{err}
	}
	if len(raw) > fetch.MaxBytes {
		return doc, inputError{evidence.Invalidf("", "%s is longer than %d MB; expected one article", doc.name, fetch.MaxBytes>>20)}
	}
	if isPage || formats.IsPage(raw) {
		doc.text, err = articleWords(raw)
	} else {
		doc.text = strings.TrimPrefix(string(raw), "\ufeff")
	}
	if err != nil {
		return doc, fmt.Errorf("%s: %w", doc.name, err)
	}
	return doc, nil
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, evidence.Invalidf("", "%v; expected a file, an address that begins with https://, or - for standard input", err)
	}
	defer func() { _ = f.Close() }() // read only
	return io.ReadAll(io.LimitReader(f, fetch.MaxBytes+1))
}

// articleWords returns the title of a page on the first line, and its article below.
func articleWords(raw []byte) (string, error) {
	title, text, err := formats.ArticleText(raw)
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

// read suggests a graph and, confirmed or told to, records it.
func (a *app) read(ctx context.Context, doc readable, flags readFlags) error {
	graph, err := reading.Read(doc.text)
	if err != nil {
		return inputError{fmt.Errorf("%s: %w", doc.name, err)}
	}
	var person *terminal
	if !flags.yes && !flags.dryRun && !a.json {
		person = a.terminal(doc.fromInput)
	}
	if !flags.yes && person == nil {
		return a.printSuggested(doc, graph, flags.dryRun)
	}
	r := readRecord{doc: doc, graph: graph, method: evidence.Detected, person: person}
	kept := graph
	if person != nil {
		if kept, r.replaces, err = person.confirm(graph); err != nil {
			return err
		}
		r.method = evidence.Declared
		if len(kept.Items()) == 0 && !r.replaces {
			fmt.Fprintln(a.streams.Err, "Nothing was recorded.")
			return nil
		}
	}
	if r.annotation, err = parsed(kept, doc); err != nil {
		return err
	}
	if len(kept.Items()) == 0 {
		r.annotation.Batch = evidence.Batch{} // nothing was confirmed
	}
	return a.recordRead(ctx, r)
}

// parsed returns a graph as an annotation.
func parsed(graph *reading.Graph, doc readable) (*ingest.Annotation, error) {
	yaml, err := graph.Annotation()
	if err != nil {
		return nil, err
	}
	annotation, err := ingest.ParseAnnotation(yaml, doc.text)
	if err != nil {
		return nil, fmt.Errorf("what was read in %s: %w", doc.name, err)
	}
	return annotation, nil
}

// readAnnotated records an annotation that a person wrote or corrected.
func (a *app) readAnnotated(ctx context.Context, doc readable, flags readFlags) error {
	yaml, err := readFile(flags.annotation)
	if err != nil {
		return inputError{err}
	}
	annotation, err := ingest.ParseAnnotation(string(yaml), doc.text)
	if err != nil {
		return inputError{fmt.Errorf("%s: %w", flags.annotation, err)}
	}
	if flags.dryRun {
		fmt.Fprintf(a.streams.Out, "%s is an annotation of %s without fault, of %s records. Nothing was recorded.\n", flags.annotation, doc.name,
			wording.Digits(annotation.Batch.Len()))
		return nil
	}
	person := a.terminal(doc.fromInput)
	if a.json {
		person = nil
	}
	return a.recordRead(ctx, readRecord{doc: doc, annotation: annotation, method: evidence.Declared, person: person,
		replaces: true})
}

func (a *app) printSuggested(doc readable, graph *reading.Graph, dryRun bool) error {
	if a.json {
		return printJSON(a.streams.Out, readResult{RecordedFrom: doc.name, Text: doc.text, Suggested: graph})
	}
	yaml, err := graph.Annotation()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(a.streams.Out, yaml); err != nil {
		return err
	}
	if !dryRun {
		fmt.Fprintln(a.streams.Err, "Nothing was recorded. Correct this and record it with --annotation FILE, or record it as it is with --yes.")
	}
	return nil
}

// printable leaves out of words from elsewhere what a terminal would take for a command.
func printable(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, words)
}
