package ingest

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// everyPlace is the number of lines between two whose place in the file of places is kept in memory.
const everyPlace = 256

// maxPlaceBytes is the longest place that is kept; an item can have a long name.
const maxPlaceBytes = 200

// places holds, for each line that a document was turned into, which item of the document it was made from: in a
// temporary file, because there may be as many as there are lines.
type places struct {
	path  string
	marks []int64 // where the places of the lines 1, 257, 513 ... begin in the file
	out   *bufio.Writer
	file  *os.File // nil once all are there
	size  int64
	lines int
}

func newPlaces() (*places, error) {
	temporary, err := os.CreateTemp("", "credence-import-*.places")
	if err != nil {
		return nil, err
	}
	return &places{path: temporary.Name(), file: temporary, out: bufio.NewWriter(temporary)}, nil
}

// add notes the place of the next line.
func (p *places) add(at string) error {
	if p.lines%everyPlace == 0 {
		p.marks = append(p.marks, p.size)
	}
	p.lines++
	n, err := p.out.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(cutPlace(at)) + "\n")
	p.size += int64(n)
	return err
}

func cutPlace(at string) string {
	if len(at) <= maxPlaceBytes {
		return at
	}
	cut := maxPlaceBytes
	for cut > 0 && !utf8.RuneStart(at[cut]) {
		cut--
	}
	return at[:cut] + "…"
}

// close ends the adding.
func (p *places) close() error {
	err := errors.Join(p.out.Flush(), p.file.Close())
	p.file, p.out = nil, nil
	return err
}

// of returns the place of a line, from 1; "" where it cannot be had, since a message is better without its place than
// not told at all.
func (p *places) of(line int) string {
	opened, err := os.Open(p.path)
	if err != nil {
		return ""
	}
	defer func() { _ = opened.Close() }()
	if _, err := opened.Seek(p.marks[(line-1)/everyPlace], io.SeekStart); err != nil {
		return ""
	}
	in := bufio.NewReader(opened)
	for range (line - 1) % everyPlace {
		if _, err := in.ReadSlice('\n'); err != nil {
			return ""
		}
	}
	at, err := in.ReadString('\n')
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(at, "\n")
}
