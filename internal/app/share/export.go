package share

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/app/run"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
	"github.com/credence-graph/credence/internal/outfile"
	"github.com/credence-graph/credence/internal/report"
	"github.com/credence-graph/credence/internal/terminal"
	"github.com/credence-graph/credence/internal/wording"
)

// exportTries is how often a graph is read that changes meanwhile.
const exportTries = 3

// exportFlags are what export is asked for.
type exportFlags struct {
	format string
	file   run.OutputFile
	hash   bool
}

func exportCommand(a *run.App) *cobra.Command {
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
	f.file.Register(cmd)
	flags.BoolVar(&f.hash, "hash", false, "write nothing but the hash of what would be exported")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		format, err := f.check(a.Streams.Out, a.JSON)
		if err != nil {
			return err
		}
		return a.With(cmd.Context(), func(ctx context.Context, s *run.Session) error {
			claims, err := s.Names().Claims(ctx, args)
			if err != nil {
				return err
			}
			return writeExport(ctx, s, claims, format, f)
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
			return format, run.BadInput(evidence.Invalidf("format",
				"%q is not a format that can be written; expected %s", f.format, wording.Join(export.Names(), "or")))
		}
	case f.file.Name != "-":
		if format, known = export.OfFile(f.file.Name); !known {
			return format, run.BadInput(evidence.Invalidf("output",
				"the name %q says nothing of the format; expected one that ends in %s, or --format %s",
				f.file.Name, wording.Join(extensions(), "or"), strings.Join(export.Names(), "|")))
		}
	}
	switch {
	case f.hash:
		return format, nil
	case f.file.Name == "-" && json:
		return format, run.JSONNeedsFile()
	case f.file.Name == "-" && format.Binary && terminal.Is(out):
		return format, run.BadInput(fmt.Errorf("%s cannot be printed on a terminal; write to a file with --output",
			format.Name))
	}
	return format, outfile.Vacant(f.file.Name, f.file.Force)
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

// writeExport writes the graph, or what belongs to claims where some are named.
func writeExport(
	ctx context.Context, s *run.Session, claims []evidence.ClaimID, format export.Format, f exportFlags,
) error {
	if f.hash {
		sum := sha256.New()
		lines, _ := export.Named("jsonl")
		done, err := exportAgain(ctx, s, claims, lines, func() (io.Writer, error) { sum.Reset(); return sum, nil })
		if err != nil {
			return err
		}
		done.Hash = hex.EncodeToString(sum.Sum(nil))
		if s.JSON {
			return s.PrintJSON(done)
		}
		_, err = fmt.Fprintln(s.Streams.Out, done.Hash)
		return err
	}
	file, err := outfile.Create(f.file.Name)
	if err != nil {
		return err
	}
	defer file.Discard()
	done, err := exportAgain(ctx, s, claims, format, file.Begin)
	if err != nil {
		return err
	}
	if err := file.Finish(); err != nil {
		return err
	}
	if f.file.Name == "-" {
		return file.CopyTo(s.Streams.Out)
	}
	if err := outfile.Vacant(f.file.Name, f.file.Force); err != nil { // somebody else may have been quicker
		return err
	}
	if done.Bytes, err = file.Install(f.file.Name); err != nil {
		return err
	}
	done.File, done.Format = f.file.Name, format.Name
	if s.JSON {
		return s.PrintJSON(done)
	}
	_, err = io.WriteString(s.Streams.Out, done.Told())
	return err
}

// exportAgain writes an export, and starts again if the graph has changed meanwhile.
func exportAgain(ctx context.Context, s *run.Session, claims []evidence.ClaimID, format export.Format,
	begin func() (io.Writer, error)) (report.Exported, error) {
	for try := 1; ; try++ {
		w, err := begin()
		if err != nil {
			return report.Exported{}, err
		}
		done, err := exportOnce(ctx, s, claims, format, w)
		if !errors.Is(err, evidence.ErrUnavailable) || try == exportTries || ctx.Err() != nil {
			return done, err
		}
	}
}

func exportOnce(ctx context.Context, s *run.Session, claims []evidence.ClaimID, format export.Format,
	w io.Writer) (report.Exported, error) {
	if len(claims) > 0 {
		return exportClaims(ctx, s, claims, format, w)
	}
	status, err := s.Reader.Status(ctx)
	if err != nil {
		return report.Exported{}, err
	}
	all := report.Total(status.Nodes) + report.Total(status.Links)
	bar := terminal.NewCountBar(s.Streams.Err, "records exported")
	defer bar.Done()
	done := report.Exported{}
	from := export.From{Scanner: s.Store, Words: s.Store, Denials: s.Store, Editions: s.Store,
		Progress: func(records int) {
			done.Records = records
			bar.Update(records, all)
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
func exportClaims(ctx context.Context, s *run.Session, claims []evidence.ClaimID, format export.Format,
	w io.Writer) (report.Exported, error) {
	g, sub, err := export.Evidence(ctx, s.Store, claims)
	if err != nil {
		return report.Exported{}, err
	}
	if err := g.Quote(ctx, s.Store); err != nil {
		return report.Exported{}, err
	}
	if len(claims) == 1 && format.Grouped {
		if err := g.Group(sub, claims[0], s.Policy); err != nil {
			return report.Exported{}, err
		}
	}
	contents, err := format.Write(w, g)
	return report.Exported{Items: contents.Items, LeftOut: contents.LeftOut, Records: g.Len(),
		Version: sub.Version.String()}, err
}
