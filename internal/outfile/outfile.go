// Package outfile writes files whole or not at all: beside their place first, and put there once all is on disk.
package outfile

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Place writes content into the file of a name, whole or not at all, and returns its size.
func Place(name string, content io.Reader) (int64, error) {
	file, err := Create(name)
	if err != nil {
		return 0, err
	}
	defer file.Discard()
	w, err := file.Begin()
	if err != nil {
		return 0, err
	}
	if _, err := io.Copy(w, content); err != nil {
		return 0, err
	}
	if err := file.Finish(); err != nil {
		return 0, err
	}
	return file.Install(name)
}

// Vacant refuses a file that is there and is not to be written over.
func Vacant(name string, force bool) error {
	if name == "-" {
		return nil
	}
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return evidence.Invalidf("output", "%v; choose another name", err)
	case !info.Mode().IsRegular():
		return evidence.Invalidf("output", "%s exists and is not a plain file; choose another name", name)
	case !force:
		return evidence.Invalidf("output", "%s exists already; overwrite it with --force, or choose another name", name)
	}
	return nil
}

// File is a file that is written beside its place, or in the folder for temporary files where it is for standard
// output.
type File struct {
	file   *os.File
	packed *gzip.Writer // nil = not packed
	pack   bool
}

// Create begins the file of a name, - for standard output. A name that ends in .gz is packed.
func Create(name string) (*File, error) {
	dir, pattern := "", "credence-export-*"
	if name != "-" {
		dir, pattern = filepath.Dir(name), "."+filepath.Base(name)+".*"
	}
	file, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, evidence.Invalidf("output", "%v; expected a file in a folder that can be written to", err)
	}
	return &File{file: file, pack: strings.HasSuffix(strings.ToLower(name), ".gz")}, nil
}

// Begin empties the file and returns what to write to.
func (f *File) Begin() (io.Writer, error) {
	if err := f.file.Truncate(0); err != nil {
		return nil, err
	}
	if _, err := f.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if !f.pack {
		return f.file, nil
	}
	f.packed = gzip.NewWriter(f.file)
	return f.packed, nil
}

// Finish makes sure that all is on disk.
func (f *File) Finish() error {
	if f.packed != nil {
		if err := f.packed.Close(); err != nil {
			return err
		}
	}
	return f.file.Sync()
}

// CopyTo copies what was written.
func (f *File) CopyTo(w io.Writer) error {
	if _, err := f.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, f.file)
	return err
}

// Install puts the file in its place, readable as new files are, and returns its size.
func (f *File) Install(name string) (int64, error) {
	info, err := f.file.Stat()
	if err != nil {
		return 0, err
	}
	if err := f.file.Chmod(0o644); err != nil {
		return 0, err
	}
	if err := f.file.Close(); err != nil {
		return 0, err
	}
	return info.Size(), os.Rename(f.file.Name(), name)
}

// Discard removes what is left of the file; of one that was put in its place nothing is.
func (f *File) Discard() {
	_ = f.file.Close()
	_ = os.Remove(f.file.Name())
}
