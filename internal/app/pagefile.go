package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/outfile"
)

// outputFile is where a command writes to.
type outputFile struct {
	name  string
	force bool
}

func (f *outputFile) register(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.name, "output", "o", "-", "the `FILE` to write, or - for standard output")
	cmd.Flags().BoolVar(&f.force, "force", false, "write over a file that is there")
}

// written is what a command that writes a file prints with --json.
type written struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

// writePage writes what make makes of a claim, whole or not at all.
func (s *session) writePage(ctx context.Context, f outputFile, claim string, at momentFlags,
	make func(io.Writer, evidence.ClaimID, evidence.Moment) error) error {
	if s.json && f.name == "-" {
		return errJSONNeedsFile()
	}
	if err := outfile.Vacant(f.name, f.force); err != nil {
		return err
	}
	moment, err := at.moment()
	if err != nil {
		return err
	}
	ids, err := s.names().Claims(ctx, []string{claim})
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := make(&page, ids[0], moment); err != nil {
		return err
	}
	if f.name == "-" {
		_, err = page.WriteTo(s.streams.Out)
		return err
	}
	size, err := outfile.Place(f.name, &page)
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(written{f.name, size})
	}
	_, err = fmt.Fprintf(s.streams.Out, "%s\n", f.name)
	return err
}

// errJSONNeedsFile is the error of --json beside a file on standard output.
func errJSONNeedsFile() error {
	return badInput(errors.New("--json prints what was written, so the file cannot go to standard output as well; " +
		"name a file with --output"))
}
