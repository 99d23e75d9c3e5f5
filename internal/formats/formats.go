// Package formats reads what other systems write and says the same in the lines of Credence's own format, JSON Lines
// (see package ingest): each reader turns one document into lines, and the import takes it from there, as if a person
// had written them. So there is one path into the graph, whatever the format.
package formats

import (
	"context"
	"io"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/evidence"
)

// Format is a format that Credence reads beside its own.
type Format struct {
	// Name is what people call it, in lower case: "claimreview", "stix".
	Name string
	// About says in a few words what it is, for lists: "fact checks as schema.org JSON-LD, or in HTML".
	About string
	// Becomes says what of the format becomes what in the graph, Loses what is not taken over, and Version by which of its
	// own times the versions of a record are ordered, "" if it has none. They are clauses, for the help.
	Becomes, Loses, Version string
	// Recognise reports by how a document begins (up to 64 KB, unpacked) and by its name whether it is of this format.
	// The content decides; the name may only settle what the content leaves open.
	Recognise func(name string, head []byte) bool
	// Read turns the document into lines, in one pass and in bounded memory where the format allows it. What is wrong
	// with one item is rejected with its place, and the rest goes on; an error ends the document: what cannot be read
	// at all, with code evidence.CodeInvalid, or an error of out.
	Read func(ctx context.Context, doc Document, out Lines) error
}

// Document is what is read.
type Document struct {
	Name string // as messages call it
	Body io.Reader
	// Has returns which of the nodes the graph has already; nil = it is not known.
	Has func(ids []evidence.ID) (map[evidence.ID]bool, error)
}

// Known is [Document.Has]; without it, no node is known.
func (d Document) Known(ids []evidence.ID) (map[evidence.ID]bool, error) {
	if d.Has == nil || len(ids) == 0 {
		return nil, nil
	}
	return d.Has(ids)
}

// Line is one line of Credence's own format: its "type" and fields, by name. Values are what encoding/json writes.
type Line map[string]any

// Lines takes what a reader finds.
type Lines interface {
	// Write takes a line. at is the item of the document that it was made from, as a person would look for it: "row
	// 12", "objects[3] report--…", "line 7".
	Write(at string, line Line) error
	// Reject notes an item that is not recorded: the field at fault, "" where it is the item as a whole, and what was
	// expected and found.
	Reject(at, field, message string) error
}

// Noter is what a [Lines] may be as well: it takes what a person should know about how a document was understood, and
// what no item is at fault for: which column was taken for which field.
type Noter interface {
	Note(text string)
}

// NoteEncoding notes in which encoding a text was read that does not name it.
func NoteEncoding(out Lines, text *charsets.Reader) {
	if e := text.Guessed(); e != "" {
		Note(out, "is read as "+e+", judged by its letters: it does not name its encoding")
	}
}

// Note gives a note to out if it takes notes.
func Note(out Lines, text string) {
	if n, ok := out.(Noter); ok {
		n.Note(text)
	}
}

// Clear states of fields that a version of a record does not have that they are empty: an earlier one may have had
// them.
func (l Line) Clear(fields ...string) {
	for _, name := range fields {
		if _, stated := l[name]; !stated {
			l[name] = nil
		}
	}
}

// Set puts a field on the line unless there is nothing to say.
func (l Line) Set(field, text string) {
	if text != "" {
		l[field] = text
	}
}
