package report

import (
	"bytes"
	"encoding/json"
	"io"
)

// PageInfoJSON is the GraphQL type PageInfo, in the order in which documents ask for its fields.
type PageInfoJSON struct {
	HasNextPage     bool    `json:"hasNextPage"`
	HasPreviousPage bool    `json:"hasPreviousPage"`
	StartCursor     *string `json:"startCursor"`
	EndCursor       *string `json:"endCursor"`
}

// GoesOn makes it that of a page which begins with another one.
func (p *PageInfoJSON) GoesOn(first PageInfoJSON) {
	p.StartCursor, p.HasPreviousPage = first.StartCursor, first.HasPreviousPage
	if p.EndCursor == nil {
		p.EndCursor = first.EndCursor
	}
}

// JSONList prints a list of JSON one element at a time, with the bytes that [printJSON] prints of all of it.
type JSONList struct {
	W      io.Writer
	Indent string // of the line in which the list begins
	N      int
}

// NewJSONList returns a list that prints to w, as the whole of a document.
func NewJSONList(w io.Writer) *JSONList { return &JSONList{W: w} }

// Add prints the next element.
func (l *JSONList) Add(element json.RawMessage) error {
	var b bytes.Buffer
	b.WriteString(",\n")
	if l.N++; l.N == 1 {
		b.Reset()
		b.WriteString("[\n")
	}
	b.WriteString(l.Indent + "  ")
	if err := json.Indent(&b, element, l.Indent+"  ", "  "); err != nil {
		return err
	}
	_, err := l.W.Write(b.Bytes())
	return err
}

// close ends the list without ending the line.
func (l *JSONList) close() error {
	text := "\n" + l.Indent + "]"
	if l.N == 0 {
		text = "[]"
	}
	_, err := io.WriteString(l.W, text)
	return err
}

// End ends the list and the line.
func (l *JSONList) End() error {
	if err := l.close(); err != nil {
		return err
	}
	_, err := io.WriteString(l.W, "\n")
	return err
}

// PrintJSON prints a value, indented.
func PrintJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
