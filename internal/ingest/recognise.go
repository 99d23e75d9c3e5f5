package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// Native is the name of Credence's own format, JSON Lines, beside those of package formats.
const Native = "jsonl"

// headBytes is how much of a file is looked at to find its format.
const headBytes = 64 << 10

// recognise finds of which format a file is; nil is JSON Lines. The error of a file that is of none has code
// evidence.CodeInvalid.
func (im *importer) recognise(f *file) (*formats.Format, error) {
	if im.options.Format == Native || len(im.options.Formats) == 0 {
		return nil, nil
	}
	if im.options.Format != "" {
		for i, format := range im.options.Formats {
			if format.Name == im.options.Format {
				return &im.options.Formats[i], nil
			}
		}
		return nil, evidence.Invalidf("format", "%q is not a format that is read; expected %s", im.options.Format,
			formatNames(im.options.Formats))
	}
	head, err := f.head()
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(f.name, ".gz")
	if native(im.grammar, head) || len(bytes.TrimSpace(head)) == 0 {
		return nil, nil
	}
	for i, format := range im.options.Formats {
		if format.Recognise(name, head) {
			return &im.options.Formats[i], nil
		}
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return nil, nil // what is wrong with its lines is reported line by line
	}
	if typed(head) {
		return nil, nil
	}
	return nil, evidence.Invalidf("",
		"%s is of no format that is read: it %s; expected %s, or the format by name with --format",
		f.name, seen(head), formatNames(im.options.Formats))
}

func formatNames(list []formats.Format) string {
	names := []string{Native}
	for _, f := range list {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// head returns how the file begins, unpacked.
func (f *file) head() ([]byte, error) {
	var read int64
	in, err := f.open(&read)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, unreadable(f.name, err)
	}
	return bytes.TrimPrefix(head[:n], []byte("\xef\xbb\xbf")), nil
}

// native reports whether a line of the head is an object with a type that lines of our own have.
func native(g *grammar.Grammar, head []byte) bool {
	for line := range bytes.Lines(head) {
		if g.Knows(typeOfLine(line)) {
			return true
		}
	}
	return false
}

// typed reports whether the first line with content is an object that says its type, if an unknown one: a bad line of
// our own rather than another format.
func typed(head []byte) bool {
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return typeOfLine(line) != ""
		}
	}
	return false
}

// typeOfLine returns the "type" of a line that begins with an object, "" if it is not one or says none. The line may be
// cut after it.
func typeOfLine(line []byte) string {
	if len(line) == 0 || line[0] != '{' {
		return ""
	}
	in := json.NewDecoder(bytes.NewReader(line))
	if _, err := in.Token(); err != nil {
		return ""
	}
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return ""
		}
		var value json.RawMessage
		if err := in.Decode(&value); err != nil {
			return ""
		}
		if name == "type" {
			var text string
			if json.Unmarshal(value, &text) != nil {
				return ""
			}
			return text
		}
	}
	return ""
}

// seen says what a file begins with, for a message.
func seen(head []byte) string {
	for magic, what := range map[string]string{
		"PK\x03\x04": "is a ZIP archive (or a file of an office program); unpack it first",
		"\x1f\x8b":   "is packed twice with gzip; unpack it first",
		"BZh":        "is packed with bzip2; unpack it first",
		"\xfd7zXZ":   "is packed with xz; unpack it first",
		"%PDF-":      "is a PDF",
	} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return what
		}
	}
	text := bytes.TrimSpace(head)
	if len(text) > utf8.UTFMax*60 {
		text = text[:utf8.UTFMax*60]
	}
	return fmt.Sprintf("begins with %q", grammar.Shorten(string(text)))
}
