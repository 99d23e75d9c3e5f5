package ingest

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/ingest/grammar"
)

// spare returns the field by which nodes, or links, say less without it and nothing else, see
// [evidence.Property.Spare]; nil if they cannot do without. A link without its validTo would be in force for ever, an
// ownership without its share would be one of control.
func spare(nodes bool, name string) *evidence.Property {
	for _, t := range evidence.Tables() {
		for i := range t.Fields {
			f := &t.Fields[i]
			if f.Spare && t.Kind.IsNode() == nodes && (f.Name == name || name != "" && f.Clock() == name) {
				return f
			}
		}
	}
	return nil
}

// encode returns a line as JSON. A field that cannot be read, and that its record can do without, is reported and left
// out: what one cell of a table or one element of a feed has wrong costs nothing else.
func (t *translation) encode(at string, line formats.Line) ([]byte, error) {
	for {
		var text bytes.Buffer
		if err := json.NewEncoder(&text).Encode(line); err != nil {
			return nil, err
		}
		field, message := t.unreadable(line, bytes.TrimSpace(text.Bytes()))
		if field == "" {
			return text.Bytes(), nil
		}
		t.leaveOut(at, field, message)
		delete(line, field)
	}
}

// unreadable returns the field of a line that can be left out and has to be, and what is wrong with it.
func (t *translation) unreadable(line formats.Line, text []byte) (field, message string) {
	r, kind, _, f := t.im.grammar.Read(text)
	if f == nil && r != nil {
		_, err := r.Validate()
		f = grammar.FaultOf(err)
	}
	if f == nil {
		return "", ""
	}
	can := spare(kind.IsNode(), f.Field)
	value, stated := line[f.Field]
	if can == nil || !stated {
		return "", ""
	}
	isDate := can.Name == f.Field && (can.Shape == evidence.ShapeDay || can.Shape == evidence.ShapeTime)
	if words, is := value.(string); is && isDate {
		var known *evidence.Error
		if _, err := dates.Read(words); errors.As(err, &known) {
			return f.Field, known.Message // it says more than that the form is another one
		}
	}
	return f.Field, f.Message
}

// leaveOut reports a field that is left out of an item.
func (t *translation) leaveOut(at, field, message string) {
	t.im.summary.LeftOut++
	t.report(at, field, message+"; this field is left out and the rest is recorded")
}
