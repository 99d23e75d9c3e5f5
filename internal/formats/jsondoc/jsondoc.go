// Package jsondoc reads documents of JSON piece by piece in bounded memory, and the values in them.
package jsondoc

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// Reader reads a JSON document piece by piece.
type Reader struct {
	name string // as messages call the document
	in   *formats.Meter
	dec  *json.Decoder
}

// NewReader reads a document; a byte order mark at its beginning is passed over.
func NewReader(doc formats.Document) *Reader {
	in := bufio.NewReader(doc.Body)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3) // it has just been seen
	}
	m := formats.NewMeter(in)
	return &Reader{name: doc.Name, in: m, dec: json.NewDecoder(m)}
}

// Token returns the next token.
func (j *Reader) Token() (json.Token, error) {
	j.in.Begin(j.dec.InputOffset())
	t, err := j.dec.Token()
	return t, j.Failed(err)
}

// Value returns the whole value that comes next.
func (j *Reader) Value() (json.RawMessage, error) {
	j.in.Begin(j.dec.InputOffset())
	var raw json.RawMessage
	err := j.dec.Decode(&raw)
	return raw, j.Failed(err)
}

// more reports whether another element or member follows in the list or object that is open.
func (j *Reader) more() bool {
	j.in.Begin(j.dec.InputOffset())
	return j.dec.More()
}

// key returns the name of the member that comes next.
func (j *Reader) key() (string, error) {
	t, err := j.Token()
	if err != nil {
		return "", err
	}
	name, _ := t.(string) // the decoder takes nothing else for a name
	return name, nil
}

// Elements gives each element of the list that is open to visit, and closes the list.
func (j *Reader) Elements(list string, visit func(at string, raw json.RawMessage) error) error {
	for i := 0; j.more(); i++ {
		raw, err := j.Value()
		if err != nil {
			return err
		}
		if err := visit(fmt.Sprintf("%s[%d]", list, i), raw); err != nil {
			return err
		}
	}
	_, err := j.Token()
	return err
}

// Members gives the name of each member of the object that is open to visit, which reads its value, and closes the
// object.
func (j *Reader) Members(visit func(name string) error) error {
	for j.more() {
		name, err := j.key()
		if err != nil {
			return err
		}
		if err := visit(name); err != nil {
			return err
		}
	}
	_, err := j.Token()
	return err
}

// Rest returns the whole value that begins with a token.
func (j *Reader) Rest(t json.Token) (json.RawMessage, error) {
	delim, opened := t.(json.Delim)
	if !opened {
		return json.Marshal(t)
	}
	raw := []byte{byte(delim)}
	add := func(piece []byte) error {
		if raw = append(raw, piece...); len(raw) > formats.MaxItemBytes {
			return j.Failed(formats.ErrItemTooLong)
		}
		return nil
	}
	var err error
	if delim == '[' {
		err = j.Elements("", func(_ string, element json.RawMessage) error { return add(append(element, ',')) })
	} else {
		err = j.Members(func(name string) error {
			value, err := j.Value()
			if err != nil {
				return err
			}
			quoted, err := json.Marshal(name)
			if err != nil {
				return err
			}
			return add(append(append(append(quoted, ':'), value...), ','))
		})
	}
	return append(bytes.TrimSuffix(raw, []byte(",")), byte(delim)+2), err // '[' and ']', '{' and '}' are two apart
}

// End says what is wrong where the document goes on.
func (j *Reader) End() error {
	j.in.Begin(j.dec.InputOffset())
	if _, err := j.dec.Token(); !errors.Is(err, io.EOF) {
		return evidence.Invalidf("", "%s: something follows the JSON document at byte %d; expected its end", j.name,
			j.dec.InputOffset())
	}
	return nil
}

// Failed turns an error of the decoder into one that a person can act on.
func (j *Reader) Failed(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, formats.ErrItemTooLong):
		return evidence.Invalidf("", "%s: %v, from byte %d on; expected items of at most that", j.name, err,
			j.dec.InputOffset())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return evidence.Invalidf("", "%s: ends in the middle of the JSON document, after byte %d; expected it whole",
			j.name, j.in.Count())
	case errors.As(err, &syntax):
		return evidence.Invalidf("", "%s: not valid JSON near byte %d (%v)", j.name, j.dec.InputOffset(), syntax)
	}
	return &evidence.Error{Code: evidence.CodeInvalid, Message: j.name + ": cannot be read", Err: err}
}
