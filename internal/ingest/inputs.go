package ingest

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// Input is one file to import: a path, or a reader such as standard input.
type Input struct {
	// Name is how messages call it.
	Name string
	// Path is read several times and must not change meanwhile. What is packed with gzip, by its first bytes or by a
	// name that ends in .gz, is unpacked; what is not a regular file (a pipe) is copied to a temporary file first.
	Path string
	// Reader is read once, into a temporary file that is removed finally. It is used where Path is "".
	Reader io.Reader
	// Found says that nobody named the file: it lay in a folder. If it is of no format that is read, that is a
	// [Problem] then, and the others go on.
	Found bool
}

// Inputs turns the arguments of a command line into inputs; "-" is stdin and may stand once. A folder stands for the
// files in it and in the folders below, by name; what is hidden (its name begins with a dot) and links are passed
// over. A name that is not there but has *, ? or [ in it is a pattern, see [filepath.Match]. A file that comes up
// twice is read once. No arguments, or a file, or any file of a folder or pattern, that is not there is refused with
// code evidence.CodeInvalid before anything is read.
//
// No archive of several files is unpacked, so no name inside a file ever becomes a path.
func Inputs(arguments []string, stdin io.Reader) ([]Input, error) {
	if len(arguments) == 0 {
		return nil, evidence.Invalidf("", "no file given; expected files or folders, or - for standard input")
	}
	l := inputList{seen: map[string]bool{}}
	for _, name := range arguments {
		if name == "-" {
			if l.seen["-"] {
				return nil, evidence.Invalidf("", "- is given twice; standard input can be read once")
			}
			l.seen["-"] = true
			l.inputs = append(l.inputs, Input{Name: "standard input", Reader: stdin})
			continue
		}
		if err := l.addArgument(name); err != nil {
			return nil, err
		}
	}
	return l.inputs, nil
}

type inputList struct {
	inputs []Input
	seen   map[string]bool
}

func (l *inputList) addArgument(name string) error {
	_, err := os.Stat(name)
	if !errors.Is(err, fs.ErrNotExist) || !strings.ContainsAny(name, "*?[") {
		return l.addPath(name)
	}
	names, err := filepath.Glob(name)
	if err != nil {
		return evidence.Invalidf("", "%s cannot be read as a pattern: %v", name, err)
	}
	if len(names) == 0 {
		return evidence.Invalidf("", "%s: no file has a name like that", name)
	}
	for _, name := range names { // sorted
		if err := l.addPath(name); err != nil {
			return err
		}
	}
	return nil
}

func (l *inputList) addPath(name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return evidence.Invalidf("", "%s: there is no such file", name)
	case err != nil:
		return &evidence.Error{Code: evidence.CodeInvalid, Message: name + " cannot be read", Err: err}
	case info.IsDir():
		return l.addFolder(name)
	}
	l.add(Input{Name: name, Path: name})
	return nil
}

func (l *inputList) add(in Input) {
	whole, err := filepath.Abs(in.Path)
	if key := cmp.Or(whole, in.Path); err != nil || !l.seen[key] {
		l.seen[key] = true
		l.inputs = append(l.inputs, in)
	}
}

func (l *inputList) addFolder(folder string) error {
	files := 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != folder && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			return &evidence.Error{Code: evidence.CodeInvalid, Message: path + " cannot be read", Err: err}
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case hidden || !entry.Type().IsRegular():
			return nil
		}
		files++
		l.add(Input{Name: path, Path: path, Found: true})
		return nil
	})
	if err == nil && files == 0 {
		return evidence.Invalidf("", "%s is a folder without files; expected files to import in it", folder)
	}
	return err
}
