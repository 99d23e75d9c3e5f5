package app

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/wording"
)

// exportTries is how often a graph is read that changes meanwhile.
const exportTries = 3

// exportFlags are what export is asked for.
type exportFlags struct {
	format string
	output string
	force  bool
	hash   bool
}

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export [CLAIM...]",
		Short: "writes the graph, or what belongs to claims, to a file",
		Long: `Writes everything in the graph that is in force, or what belongs to the claims that you name: their sources
and all that these rest on, with publishers, owners and funders; their fact checks; who mentions them; and their
relations, with the records of the other claims alone. Retracted and replaced records are left out, except for denied
merges.

The formats are ` + formatList() + `.

Without --format the name of the file decides, or else it is jsonl. A file whose name ends in .gz is packed. A file
appears only when it is complete: there is never half a file. A graph that is exported, imported and exported again
gives the same bytes, and --hash prints their SHA-256 (of the lines of jsonl, as sha256sum would): two graphs that state
the same, with the same versions of records in force, have the same hash, whoever recorded them and when.`,
		Example: `  credence export --output backup.jsonl.gz
  credence export partner --output partner.gexf
  credence export | head
  credence export --hash`,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "",
		"the format: "+wording.Join(export.Names(), "or")+" (default: as the file is named)")
	outputFlags(cmd, &f)
	flags.BoolVar(&f.hash, "hash", false, "write nothing but the hash of what would be exported")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		format, err := f.check(a.streams.Out, a.json)
		if err != nil {
			return err
		}
		return a.with(cmd.Context(), func(ctx context.Context, s *session) error {
			claims, err := s.claims(ctx, args)
			if err != nil {
				return err
			}
			return s.export(ctx, claims, format, f)
		})
	}
	return cmd
}

func formatList() string {
	var list []string
	for _, f := range export.Formats() {
		list = append(list, f.Name+" ("+f.About+")")
	}
	return wording.Join(list, "and")
}

// check chooses the format, and refuses what cannot be before the graph is opened.
func (f exportFlags) check(out io.Writer, json bool) (export.Format, error) {
	format, _ := export.Named("jsonl")
	switch known := false; {
	case f.format != "":
		if format, known = export.Named(f.format); !known {
			return format, inputError{evidence.Invalidf("format", "%q is no format that is written; expected %s", f.format, wording.Join(export.Names(), "or"))}
		}
	case f.output != "-":
		if format, known = export.OfFile(f.output); !known {
			return format, inputError{evidence.Invalidf("output", "the name %q says nothing of the format; expected one that ends in %s, or --format %s",
				f.output, wording.Join(extensions(), "or"), strings.Join(export.Names(), "|"))}
		}
	}
	switch {
	case f.hash:
		return format, nil
	case f.output == "-" && json:
		return format, errJSONNeedsFile()
	case f.output == "-" && format.Binary && isTerminal(out):
		return format, inputError{fmt.Errorf("%s is nothing to print on a terminal; name a file by --output", format.Name)}
	}
	return format, f.vacant()
}

// errJSONNeedsFile is the error of --json beside a file on standard output.
func errJSONNeedsFile() error {
	return inputError{errors.New("--json tells what was written, and standard output is taken; name a file by --output")}
}

func extensions() []string {
	var list []string
	for _, f := range export.Formats() {
		for _, e := range f.Extensions {
			list = append(list, "."+e)
		}
	}
	return list
}

// vacant refuses a file that is there and is not to be written over.
func (f exportFlags) vacant() error {
	if f.output == "-" {
		return nil
	}
	info, err := os.Lstat(f.output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return inputError{err}
	case !info.Mode().IsRegular():
		return inputError{evidence.Invalidf("output", "%s is there and is no plain file; choose another name", f.output)}
	case !f.force:
		return inputError{evidence.Invalidf("output", "%s is there already; write over it with --force, or choose another name", f.output)}
	}
	return nil
}

// exported is what export prints with --json.
type exported struct {
	File   string `json:"file,omitempty"`
	Format string `json:"format,omitempty"`
	Bytes  int64  `json:"bytes,omitempty"` // of the file
	Hash   string `json:"hash,omitempty"`
	// Items and LeftOut say what the file holds by type, as it was written, and what of the graph its format cannot hold.
	Items   []export.Count `json:"items,omitempty"`
	LeftOut []export.Count `json:"leftOut,omitempty"`
	Records int            `json:"records"` // of the graph that were read for it
	Version string         `json:"version"`
}

// told says what is in a file, as in "48 items in x.jsonld, 1,234 bytes: 7 ClaimReview and 41 Claim".
func (e exported) told() string {
	contents := export.Contents{Items: e.Items}
	text := fmt.Sprintf("%s in %s, %s bytes", wording.Count(contents.Total(), "item"), e.File, wording.Digits(int(e.Bytes)))
	if len(e.Items) > 0 {
		text += ": " + counted(e.Items)
	}
	text += "\n"
	if len(e.LeftOut) > 0 {
		text += fmt.Sprintf("Not in it, because %s cannot hold it: %s.\n", e.Format, counted(e.LeftOut))
	}
	return text
}

// counted lists counts in words.
func counted(list []export.Count) string {
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = wording.Digits(c.Count) + " " + inPlural(c.What, c.Count)
	}
	return wording.Join(texts, "and")
}

// ofType are names that have no plural: types of other formats, and those of lines that are no nouns.
var ofType = regexp.MustCompile(`[A-Z-]|^(same|distinct)$`)

// inPlural puts what is counted into the plural if there are several: "quads", "rows of a table", "identities".
func inPlural(what string, n int) string {
	if n == 1 || ofType.MatchString(what) {
		return what
	}
	end := len(what)
	for _, sep := range []string{" of ", " after "} {
		if i := strings.Index(what, sep); i >= 0 {
			end = min(end, i)
		}
	}
	head := what[:end]
	if short, is := strings.CutSuffix(head, "y"); is {
		return short + "ies" + what[end:]
	}
	return head + "s" + what[end:]
}

// export writes the graph, or what belongs to claims where some are named.
func (s *session) export(ctx context.Context, claims []evidence.ClaimID, format export.Format, f exportFlags) error {
	if f.hash {
		sum := sha256.New()
		lines, _ := export.Named("jsonl")
		done, err := s.exportAgain(ctx, claims, lines, func() (io.Writer, error) { sum.Reset(); return sum, nil })
		if err != nil {
			return err
		}
		done.Hash = hex.EncodeToString(sum.Sum(nil))
		if s.json {
			return s.printJSON(done)
		}
		_, err = fmt.Fprintln(s.streams.Out, done.Hash)
		return err
	}
	file, err := newOutput(f.output)
	if err != nil {
		return err
	}
	defer file.discard()
	done, err := s.exportAgain(ctx, claims, format, file.begin)
	if err != nil {
		return err
	}
	if err := file.finish(); err != nil {
		return err
	}
	if f.output == "-" {
		return file.copyTo(s.streams.Out)
	}
	if err := f.vacant(); err != nil { // somebody else may have been quicker
		return err
	}
	if done.Bytes, err = file.install(f.output); err != nil {
		return err
	}
	done.File, done.Format = f.output, format.Name
	if s.json {
		return s.printJSON(done)
	}
	_, err = io.WriteString(s.streams.Out, done.told())
	return err
}

// exportAgain writes an export, and begins anew where the graph changed meanwhile.
func (s *session) exportAgain(ctx context.Context, claims []evidence.ClaimID, format export.Format, begin func() (io.Writer, error)) (exported, error) {
	for try := 1; ; try++ {
		w, err := begin()
		if err != nil {
			return exported{}, err
		}
		done, err := s.exportOnce(ctx, claims, format, w)
		if !errors.Is(err, evidence.ErrUnavailable) || try == exportTries || ctx.Err() != nil {
			return done, err
		}
	}
}

func (s *session) exportOnce(ctx context.Context, claims []evidence.ClaimID, format export.Format, w io.Writer) (exported, error) {
	if len(claims) > 0 {
		return s.exportClaims(ctx, claims, format, w)
	}
	status, err := s.reader.Status(ctx)
	if err != nil {
		return exported{}, err
	}
	all := total(status.Nodes) + total(status.Links)
	bar := newCountBar(s.streams.Err, "records exported")
	defer bar.done()
	done := exported{}
	from := export.From{Scanner: s.store, Words: s.store, Rejections: s.store, Editions: s.store, Progress: func(records int) {
		done.Records = records
		bar.update(records, all)
	}}
	if format.Stream != nil {
		version, contents, err := format.Stream(ctx, w, from)
		done.Version, done.Items, done.LeftOut = version.String(), contents.Items, contents.LeftOut
		return done, err
	}
	g, version, err := from.Graph(ctx)
	if err != nil {
		return done, err
	}
	done.Version = version.String()
	contents, err := format.Write(w, g)
	done.Items, done.LeftOut = contents.Items, contents.LeftOut
	return done, err
}

// exportClaims writes what belongs to claims. Of one claim alone it says which of the sources count once together.
func (s *session) exportClaims(ctx context.Context, claims []evidence.ClaimID, format export.Format, w io.Writer) (exported, error) {
	g, sub, err := export.Evidence(ctx, s.store, claims)
	if err != nil {
		return exported{}, err
	}
	if err := g.Quote(ctx, s.store); err != nil {
		return exported{}, err
	}
	if len(claims) == 1 && format.Grouped {
		if err := g.Group(sub, claims[0], s.policy); err != nil {
			return exported{}, err
		}
	}
	contents, err := format.Write(w, g)
	return exported{Items: contents.Items, LeftOut: contents.LeftOut, Records: g.Len(), Version: sub.Version.String()}, err
}

// output is a file that is written beside its place, or in the folder for temporary files where it is for standard output.
type output struct {
	file   *os.File
	packed *gzip.Writer // nil = not packed
	pack   bool
}

func newOutput(name string) (*output, error) {
	dir, pattern := "", "credence-export-*"
	if name != "-" {
		dir, pattern = filepath.Dir(name), "."+filepath.Base(name)+".*"
	}
	file, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, inputError{evidence.Invalidf("output", "%v; expected a file in a folder that can be written to", err)}
	}
	return &output{file: file, pack: strings.HasSuffix(strings.ToLower(name), ".gz")}, nil
}

// begin empties the file and returns what to write to.
func (o *output) begin() (io.Writer, error) {
	if err := o.file.Truncate(0); err != nil {
		return nil, err
	}
	if _, err := o.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if !o.pack {
		return o.file, nil
	}
	o.packed = gzip.NewWriter(o.file)
	return o.packed, nil
}

// finish makes sure that all is on disk.
func (o *output) finish() error {
	if o.packed != nil {
		if err := o.packed.Close(); err != nil {
			return err
		}
	}
	return o.file.Sync()
}

func (o *output) copyTo(w io.Writer) error {
	if _, err := o.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, o.file)
	return err
}

// install puts the file in its place, readable as new files are, and returns its size.
func (o *output) install(name string) (int64, error) {
	info, err := o.file.Stat()
	if err != nil {
		return 0, err
	}
	if err := o.file.Chmod(0o644); err != nil {
		return 0, err
	}
	if err := o.file.Close(); err != nil {
		return 0, err
	}
	return info.Size(), os.Rename(o.file.Name(), name)
}

// discard removes what is left of the file; of one that was put in its place nothing is.
func (o *output) discard() {
	_ = o.file.Close()
	_ = os.Remove(o.file.Name())
}
