package app

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/dossier"
	"github.com/credence-graph/credence/internal/evidence"
)

// pages returns what people see of the graph without any program of their own.
func (s *session) pages() http.Handler {
	return dossier.Pages{Reader: s.reader, Service: s.service, Policy: s.policy}.Handler()
}

func (a *app) dossierCommand() *cobra.Command {
	var at momentFlags
	f := exportFlags{}
	cmd := &cobra.Command{
		Use:   "dossier CLAIM",
		Short: "writes a page about a claim, to read, print and pass on",
		Long: `Writes one self-contained HTML page: what the evidence for a claim is worth and why, a picture of it, the
groups that count once, what would be lost if a source were wrong, which questions are open, and every quote with its
place. "credence serve" shows the same page at /claim/ID.`,
		Args:    one("the claim: its id or a piece of its text"),
		Example: `  credence dossier partner --output partner.html`,
	}
	at.register(cmd)
	outputFlags(cmd, &f)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		return s.writePage(ctx, f, args[0], at, func(w io.Writer, claim evidence.ClaimID, moment evidence.Moment) error {
			c, err := dossier.Open(ctx, s.reader, claim, moment, s.policy)
			if err != nil {
				return err
			}
			return c.Write(w)
		})
	})
	return cmd
}

func (a *app) flatLineCommand() *cobra.Command {
	f := exportFlags{}
	cmd := &cobra.Command{
		Use:   "flatline CLAIM",
		Short: "draws how often a claim was made over the days, and how much of that was new",
		Long: `Writes one self-contained SVG: day by day the number of sources that support the claim, below it the number
that are demonstrated to be independent, and each new source with what it took from where. A source counts on a day if
it had been published and not withdrawn by then. Of more than forty days, forty are drawn, and the picture says so.`,
		Args:    one("the claim: its id or a piece of its text"),
		Example: `  credence flatline partner --output partner.svg`,
	}
	outputFlags(cmd, &f)
	cmd.RunE = a.withSession(func(ctx context.Context, s *session, args []string) error {
		return s.writePage(ctx, f, args[0], momentFlags{}, func(w io.Writer, claim evidence.ClaimID, _ evidence.Moment) error {
			line, err := dossier.FlatLineOf(ctx, s.reader, claim, s.policy)
			if err != nil {
				return err
			}
			return line.Write(w)
		})
	})
	return cmd
}

// outputFlags registers where a command writes to.
func outputFlags(cmd *cobra.Command, f *exportFlags) {
	cmd.Flags().StringVarP(&f.output, "output", "o", "-", "the `FILE` to write, or - for standard output")
	cmd.Flags().BoolVar(&f.force, "force", false, "write over a file that is there")
}

// written is what a command that writes a file prints with --json.
type written struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

// writePage writes what make makes of a claim, whole or not at all.
func (s *session) writePage(ctx context.Context, f exportFlags, name string, at momentFlags, make func(io.Writer, evidence.ClaimID, evidence.Moment) error) error {
	if s.json && f.output == "-" {
		return errJSONNeedsFile()
	}
	if err := f.vacant(); err != nil {
		return err
	}
	moment, err := at.moment()
	if err != nil {
		return err
	}
	ids, err := s.claims(ctx, []string{name})
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := make(&page, ids[0], moment); err != nil {
		return err
	}
	if f.output == "-" {
		_, err = page.WriteTo(s.streams.Out)
		return err
	}
	size, err := f.place(&page)
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(written{f.output, size})
	}
	_, err = fmt.Fprintf(s.streams.Out, "%s\n", f.output)
	return err
}

// place writes content beside the file and puts it in its place.
func (f exportFlags) place(content io.Reader) (int64, error) {
	file, err := newOutput(f.output)
	if err != nil {
		return 0, err
	}
	defer file.discard()
	w, err := file.begin()
	if err != nil {
		return 0, err
	}
	if _, err := io.Copy(w, content); err != nil {
		return 0, err
	}
	if err := file.finish(); err != nil {
		return 0, err
	}
	return file.install(f.output)
}
