package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"golang.org/x/term"

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
		Long: `Finds in an article or a fact check who says what, and what they take it from, by patterns of attribution and without a
model. Every assertion has its words and their line. At a terminal each is shown and recorded only if you confirm it:

  y  yes, record it      n  no      a  yes, and all the rest      q  stop here; what you confirmed is recorded

Elsewhere the suggestion is printed as an annotation (YAML) and nothing is recorded. Correct it in an editor and record it
with --annotation, or record it as it is with --yes: then its links say that a detector found them, not a person.

A file may be plain text or HTML. Of a page the words of the article are read; the lines of the quotes are theirs, one a
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
	name string // the file or the address
	url  string // "" for a file
	text string
}

// textOf gets the text of a file, of a page of the web or of standard input.
func (a *app) textOf(ctx context.Context, arg string) (readable, error) {
	doc := readable{name: arg}
	var raw []byte
	var err error
	isPage := false
	switch {
	case arg == "-":
		doc.name = "standard input"
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

// readResult is what read prints with --json.
type readResult struct {
	RecordedFrom string         `json:"recordedFrom"`
	Text         string         `json:"text"` // what the quotes' bytes and lines count in
	Suggested    *reading.Graph `json:"suggested"`
	Recorded     *readRecorded  `json:"recorded"` // null: nothing was
}

type readRecorded struct {
	Main      evidence.ClaimID         `json:"main"`
	Method    evidence.AssertionMethod `json:"method"`
	Created   map[evidence.Kind]int    `json:"created"`
	Changed   map[evidence.Kind]int    `json:"changed"`
	Unchanged map[evidence.Kind]int    `json:"unchanged"`
	Version   string                   `json:"version"`
}

// read suggests a graph and, confirmed or told to, records it.
func (a *app) read(ctx context.Context, doc readable, flags readFlags) error {
	graph, err := reading.Read(doc.text)
	if err != nil {
		return inputError{fmt.Errorf("%s: %w", doc.name, err)}
	}
	asks := !flags.yes && !flags.dryRun && !a.json && doc.name != "standard input" && a.streams.interactive()
	if !flags.yes && !asks {
		return a.printSuggested(doc, graph, flags.dryRun)
	}
	kept, method := graph, evidence.Detected
	if asks {
		chosen, err := confirm(a.streams.Err, graph.Items(), a.key)
		if err != nil {
			return err
		}
		if !slices.Contains(chosen, true) {
			fmt.Fprintln(a.streams.Err, "Nothing was recorded.")
			return nil
		}
		kept, method = graph.Keep(chosen), evidence.Declared
	}
	yaml, err := kept.Annotation()
	if err != nil {
		return err
	}
	annotation, err := ingest.ParseAnnotation(yaml, doc.text)
	if err != nil {
		return fmt.Errorf("what was read in %s: %w", doc.name, err)
	}
	return a.recordRead(ctx, doc, graph, annotation, method)
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
	return a.recordRead(ctx, doc, nil, annotation, evidence.Declared)
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

// recordRead records an annotation of a text. graph is what was suggested, nil where a person wrote the annotation.
func (a *app) recordRead(ctx context.Context, doc readable, graph *reading.Graph, annotation *ingest.Annotation, method evidence.AssertionMethod) error {
	batch := annotation.Batch
	batch.Collector, batch.Method = collector(), method
	takenFrom(&batch, doc)
	if method == evidence.Detected {
		batch.Collector = "credence read"
		for i := range batch.Derivations {
			batch.Derivations[i].Value.Detector, batch.Derivations[i].Value.Status = "attribution", evidence.Suggested
		}
	}
	if graph != nil && graph.Self != "" && doc.url != "" {
		for i := range batch.Sources {
			if s := &batch.Sources[i].Value; s.ID == evidence.SourceID("source:"+graph.Self) {
				s.URL = doc.url
				*s = s.Normalize()
			}
		}
	}
	return a.with(ctx, func(ctx context.Context, s *session) error {
		applied, err := s.writer.Apply(ctx, batch)
		if err != nil {
			return err
		}
		if s.json {
			return s.printJSON(readResult{RecordedFrom: doc.name, Text: doc.text, Suggested: graph, Recorded: &readRecorded{Main: annotation.Main, Method: method,
				Created: applied.Created, Changed: applied.Changed, Unchanged: applied.Unchanged, Version: applied.Version.String()}})
		}
		fmt.Fprintf(s.streams.Out, "%s records from %s: %s created, %s changed, %s unchanged\nmain claim: %s\n", wording.Digits(batch.Len()), printable(doc.name),
			wording.Digits(total(applied.Created)), wording.Digits(total(applied.Changed)), wording.Digits(total(applied.Unchanged)), annotation.Main)
		return nil
	})
}

// takenFrom says of every link and review where it was read.
func takenFrom(batch *evidence.Batch, doc readable) {
	batch.RecordedFrom = doc.name
	for i := range batch.Statements {
		batch.Statements[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Derivations {
		batch.Derivations[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Corroborations {
		batch.Corroborations[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Relations {
		batch.Relations[i].Value.Provenance.RecordedFrom = doc.name
	}
	for i := range batch.Reviews {
		batch.Reviews[i].Value.URL = doc.url
	}
}

// errInterrupted is Ctrl-C, typed while a key is read: the terminal does not make a signal of it then.
var errInterrupted = fmt.Errorf("%w: nothing was recorded", context.Canceled)

// confirm shows the items one by one and returns which of them a person confirmed; key waits for a key. The error is
// context.Canceled after Ctrl-C, and that of key; then nothing is confirmed.
func confirm(w io.Writer, items []reading.Item, key func() (byte, error)) ([]bool, error) {
	kept := make([]bool, len(items))
	for i, item := range items {
		fmt.Fprintf(w, "\n%d of %d  %s\n", i+1, len(items), printable(item.Text))
		for _, q := range item.Quotes {
			fmt.Fprintf(w, "  line %d: %s\n", q.Line, printable(q.Exact))
		}
		answer, err := answerTo(w, key)
		switch {
		case err != nil:
			return nil, err
		case answer == 'q':
			return kept, nil
		case answer == 'a':
			for ; i < len(kept); i++ {
				kept[i] = true
			}
			return kept, nil
		}
		kept[i] = answer == 'y'
	}
	return kept, nil
}

// answerTo waits for one of the keys; others are asked again.
func answerTo(w io.Writer, key func() (byte, error)) (byte, error) {
	for {
		fmt.Fprint(w, "Record it? [y/n/a/q] ")
		k, err := key()
		if errors.Is(err, io.EOF) {
			return 'q', nil // nobody is there any more
		}
		if err != nil {
			return 0, err
		}
		k = byte(unicode.ToLower(rune(k)))
		switch k {
		case 'y', 'n', 'a', 'q':
			fmt.Fprintf(w, "%c\n", k)
			return k, nil
		case 3: // Ctrl-C
			fmt.Fprintln(w)
			return 0, errInterrupted
		case 4: // Ctrl-D
			fmt.Fprintln(w)
			return 'q', nil
		}
		fmt.Fprintln(w, "\ny yes, n no, a yes to all the rest, q stop")
	}
}

// key reads one key of the terminal, without the Enter that a line would need.
func (a *app) key() (byte, error) {
	var b [1]byte
	f, ok := a.streams.In.(*os.File)
	if !ok {
		_, err := io.ReadFull(a.streams.In, b[:])
		return b[0], err
	}
	state, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return 0, err
	}
	_, err = io.ReadFull(f, b[:])
	return b[0], errors.Join(err, term.Restore(int(f.Fd()), state))
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
