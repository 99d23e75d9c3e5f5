package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// MaxLineBytes is the longest line that is read.
const MaxLineBytes = 10 << 20

// rawLine is a line as it stands in a file.
type rawLine struct {
	number  int    // from 1
	text    []byte // without its line end and without white space around it; valid until the next line is read
	size    int64  // bytes that the line takes up in the file, line end included
	tooLong bool   // longer than the limit; text holds its beginning
	cut     bool   // the file ends without a line end after it
}

// lineReader reads the lines of a file with content: blank ones are passed over but numbered.
type lineReader struct {
	in     *bufio.Reader
	limit  int
	number int
	long   []byte // holds a line that does not fit the reader's own memory
}

func newLineReader(in io.Reader, limit int) *lineReader {
	return &lineReader{in: bufio.NewReaderSize(in, 256<<10), limit: limit}
}

// next returns the next line with content, io.EOF after the last.
func (r *lineReader) next() (rawLine, error) {
	var passed int64
	for {
		line, err := r.line()
		if err != nil {
			return rawLine{}, err
		}
		if r.number == 1 {
			line.text = bytes.TrimPrefix(line.text, []byte("\xef\xbb\xbf"))
		}
		line.text = bytes.Trim(line.text, " \t\r\n")
		passed += line.size
		if len(line.text) > 0 {
			line.size = passed
			return line, nil
		}
	}
}

func (r *lineReader) line() (rawLine, error) {
	text, err := r.in.ReadSlice('\n')
	line := rawLine{text: text, size: int64(len(text))}
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = r.longLine(text)
	}
	switch {
	case errors.Is(err, io.EOF):
		if line.size == 0 {
			return line, io.EOF
		}
		line.cut = true
	case err != nil:
		return line, err
	}
	line.tooLong = line.tooLong || len(line.text) > r.limit
	r.number++
	line.number = r.number
	return line, nil
}

// longLine collects a line that does not fit the reader's memory, up to the limit, and passes over the rest.
func (r *lineReader) longLine(start []byte) (rawLine, error) {
	r.long = append(r.long[:0], start...)
	line := rawLine{size: int64(len(start))}
	for {
		more, err := r.in.ReadSlice('\n')
		line.size += int64(len(more))
		if len(r.long)+len(more) <= r.limit {
			r.long = append(r.long, more...)
		} else {
			line.tooLong = true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			line.text = r.long
			return line, err
		}
	}
}
