package app

import (
	"bytes"
	"encoding/json"
	"io"
)

// pageInfoJSON is the GraphQL type PageInfo, in the order in which documents ask for its fields.
type pageInfoJSON struct {
	HasNextPage     bool    `json:"hasNextPage"`
	HasPreviousPage bool    `json:"hasPreviousPage"`
	StartCursor     *string `json:"startCursor"`
	EndCursor       *string `json:"endCursor"`
}

// goesOn makes it that of a page which begins with another one.
func (p *pageInfoJSON) goesOn(first pageInfoJSON) {
	p.StartCursor, p.HasPreviousPage = first.StartCursor, first.HasPreviousPage
	if p.EndCursor == nil {
		p.EndCursor = first.EndCursor
	}
}

// jsonList prints a list of JSON one element at a time, with the bytes that [printJSON] prints of all of it.
type jsonList struct {
	w      io.Writer
	indent string // of the line in which the list begins
	n      int
}

func newJSONList(w io.Writer) *jsonList { return &jsonList{w: w} }

// add prints the next element.
func (l *jsonList) add(element json.RawMessage) error {
	var b bytes.Buffer
	b.WriteString(",\n")
	if l.n++; l.n == 1 {
		b.Reset()
		b.WriteString("[\n")
	}
	b.WriteString(l.indent + "  ")
	if err := json.Indent(&b, element, l.indent+"  ", "  "); err != nil {
		return err
	}
	_, err := l.w.Write(b.Bytes())
	return err
}

// close ends the list without ending the line.
func (l *jsonList) close() error {
	text := "\n" + l.indent + "]"
	if l.n == 0 {
		text = "[]"
	}
	_, err := io.WriteString(l.w, text)
	return err
}

// end ends the list and the line.
func (l *jsonList) end() error {
	if err := l.close(); err != nil {
		return err
	}
	_, err := io.WriteString(l.w, "\n")
	return err
}

// printJSON prints a value, indented.
func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
