package run

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

// OutputFile is where a command writes to.
type OutputFile struct {
	Name  string
	Force bool
}

// Register adds the flags to those of a command.
func (f *OutputFile) Register(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.Name, "output", "o", "-", "the `FILE` to write, or - for standard output")
	cmd.Flags().BoolVar(&f.Force, "force", false, "write over a file that is there")
}

// Written is what a command that writes a file prints with --json.
type Written struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

// WritePage writes what make makes of a claim, whole or not at all.
func (s *Session) WritePage(ctx context.Context, f OutputFile, claim string, at MomentFlags,
	make func(io.Writer, evidence.ClaimID, evidence.Moment) error) error {
	if s.JSON && f.Name == "-" {
		return JSONNeedsFile()
	}
	if err := outfile.Vacant(f.Name, f.Force); err != nil {
		return err
	}
	moment, err := at.Moment()
	if err != nil {
		return err
	}
	ids, err := s.Names().Claims(ctx, []string{claim})
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := make(&page, ids[0], moment); err != nil {
		return err
	}
	if f.Name == "-" {
		_, err = page.WriteTo(s.Streams.Out)
		return err
	}
	size, err := outfile.Place(f.Name, &page)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.PrintJSON(Written{f.Name, size})
	}
	_, err = fmt.Fprintf(s.Streams.Out, "%s\n", f.Name)
	return err
}

// JSONNeedsFile is the error of --json beside a file on standard output.
func JSONNeedsFile() error {
	return BadInput(errors.New("--json prints what was written, so the file cannot go to standard output as well; " +
		"name a file with --output"))
}
