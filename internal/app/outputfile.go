package app

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/credence-graph/credence/internal/evidence"
)

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
	ids, err := s.names().Claims(ctx, []string{name})
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

// errJSONNeedsFile is the error of --json beside a file on standard output.
func errJSONNeedsFile() error {
	return inputError{errors.New("--json tells what was written, and standard output is taken; name a file by --output")}
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
