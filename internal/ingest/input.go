package ingest

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// A packed file may be unpacked to this many bytes whatever its size, and beyond that to this many times its size: a
// file that holds more is a bomb, or no text that a person made.
const (
	freeUnpacked   = 64 << 20
	mostUnpackedBy = 200
)

// file is an input that can be read again from its start.
type file struct {
	name     string
	path     string
	found    bool // in a folder, not named
	packed   bool
	spooled  bool
	size     int64 // on disk
	modified time.Time
	first    int // its lines in the index: from first up to, not including, end
	end      int
	holds    grammar.Kinds
	format   string  // what it is; "" = nothing that is read, and it holds no lines
	places   *places // of its lines in the document that they were made from; nil where it holds lines of our own
	notes    []string
	wide     bool // in UTF-16 or UTF-32, when it was opened first
}

// newFile makes an input readable again, by copying it to a temporary file where it is not.
func newFile(ctx context.Context, in Input) (*file, error) {
	f := &file{name: in.Name, path: in.Path, found: in.Found, packed: strings.HasSuffix(in.Name, ".gz"), format: Native}
	source := in.Reader
	if in.Path != "" {
		info, err := os.Stat(in.Path)
		if err != nil {
			return nil, unreadable(in.Name, err)
		}
		if info.Mode().IsRegular() {
			f.size, f.modified = info.Size(), info.ModTime()
			return f, f.unpacks()
		}
		pipe, err := os.Open(in.Path)
		if err != nil {
			return nil, unreadable(in.Name, err)
		}
		defer func() { _ = pipe.Close() }()
		source = pipe
	}
	if err := f.spool(ctx, source); err != nil {
		return nil, unreadable(in.Name, err)
	}
	if err := f.unpacks(); err != nil {
		f.remove()
		return nil, err
	}
	return f, nil
}

// unpacks finds by the first bytes whether the file is packed if its name does not say so.
func (f *file) unpacks() error {
	if f.packed {
		return nil
	}
	opened, err := os.Open(f.path)
	if err != nil {
		return unreadable(f.name, err)
	}
	defer func() { _ = opened.Close() }()
	var magic [3]byte // of gzip, and its only method
	n, err := io.ReadFull(opened, magic[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unreadable(f.name, err)
	}
	f.packed = string(magic[:n]) == "\x1f\x8b\x08"
	return nil
}

func (f *file) spool(ctx context.Context, source io.Reader) error {
	temporary, err := os.CreateTemp("", "credence-import-*.jsonl")
	if err != nil {
		return err
	}
	f.path, f.spooled = temporary.Name(), true
	if err := copyUntil(ctx, temporary, source); err != nil {
		f.remove()
		return err
	}
	info, err := os.Stat(f.path)
	if err != nil {
		f.remove()
		return err
	}
	f.size, f.modified = info.Size(), info.ModTime()
	return nil
}

// copyUntil copies source to a file and closes it. A source that says nothing (a terminal) does not hold up the end of
// the context: the read is then left to end by itself.
func copyUntil(ctx context.Context, to *os.File, source io.Reader) error {
	done := make(chan error, 1)
	go func() {
		_, err := io.Copy(to, source)
		done <- errors.Join(err, to.Close())
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return stopped(ctx)
	}
}

// remove removes the temporary copies, where there are some.
func (f *file) remove() {
	if f.spooled {
		_ = os.Remove(f.path) // a file in the folder for temporary ones; the system removes it if this fails
	}
	if f.places != nil {
		_ = os.Remove(f.places.path)
	}
}

// document is how the records of the file say where they were taken from: never a path of this machine.
func (f *file) document() string { return filepath.Base(f.name) }

// open opens the file at its start, as UTF-8 where it is in UTF-16 or UTF-32. read counts the bytes on disk that have
// been read.
func (f *file) open(read *int64) (io.ReadCloser, error) {
	info, err := os.Stat(f.path)
	if err != nil {
		return nil, unreadable(f.name, err)
	}
	if info.Size() != f.size || !info.ModTime().Equal(f.modified) {
		return nil, changed(f.name)
	}
	opened, err := os.Open(f.path)
	if err != nil {
		return nil, unreadable(f.name, err)
	}
	counted := &counter{in: opened, n: read}
	if !f.packed {
		return struct {
			io.Reader
			io.Closer
		}{f.narrow(counted), opened}, nil
	}
	unpacked, err := gzip.NewReader(counted)
	if err != nil {
		_ = opened.Close()
		return nil, evidence.Invalidf("", "%s is not packed with gzip, as its name says: %v", f.name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{f.narrow(&bounded{in: unpacked, left: max(freeUnpacked, mostUnpackedBy*f.size), name: f.name}), opened}, nil
}

// narrow returns the text in UTF-8, and notes if it was not.
func (f *file) narrow(in io.Reader) io.Reader {
	text, wide := charsets.Narrow(in)
	if wide && !f.wide {
		f.wide = true
		f.notes = append(f.notes, "is in UTF-16 or UTF-32, and is read as that")
	}
	return text
}

// counter counts the bytes that pass.
type counter struct {
	in io.Reader
	n  *int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	*c.n += int64(n)
	return n, err
}

// bounded refuses to unpack more than left bytes.
type bounded struct {
	in   io.Reader
	left int64
	name string
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, evidence.Invalidf("",
			"%s unpacks to more than %d times its size; unpack it yourself if that is right", b.name, mostUnpackedBy)
	}
	return n, err
}

func unreadable(name string, err error) error {
	var known *evidence.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	return &evidence.Error{Code: evidence.CodeInvalid, Message: fmt.Sprintf("%s cannot be read", name), Err: err}
}

func changed(name string) error {
	return evidence.Conflictf("", "%s changed while it was imported; import it again", name)
}
