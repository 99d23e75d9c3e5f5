package formats

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/credence-graph/credence/internal/evidence"
)

// jsonIn reads a JSON document piece by piece.
type jsonIn struct {
	name string // as messages call the document
	in   *Meter
	dec  *json.Decoder
}

// newJSONIn reads a document; a byte order mark at its beginning is passed over.
func newJSONIn(doc Document) *jsonIn {
	in := bufio.NewReader(doc.Body)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3) // it has just been seen
	}
	m := NewMeter(in)
	return &jsonIn{name: doc.Name, in: m, dec: json.NewDecoder(m)}
}

// token returns the next token.
func (j *jsonIn) token() (json.Token, error) {
	j.in.Begin(j.dec.InputOffset())
	t, err := j.dec.Token()
	return t, j.failed(err)
}

// value returns the whole value that comes next.
func (j *jsonIn) value() (json.RawMessage, error) {
	j.in.Begin(j.dec.InputOffset())
	var raw json.RawMessage
	err := j.dec.Decode(&raw)
	return raw, j.failed(err)
}

// more reports whether another element or member follows in the list or object that is open.
func (j *jsonIn) more() bool {
	j.in.Begin(j.dec.InputOffset())
	return j.dec.More()
}

// key returns the name of the member that comes next.
func (j *jsonIn) key() (string, error) {
	t, err := j.token()
	if err != nil {
		return "", err
	}
	name, _ := t.(string) // the decoder takes nothing else for a name
	return name, nil
}

// elements gives each element of the list that is open to visit, and closes the list.
func (j *jsonIn) elements(list string, visit func(at string, raw json.RawMessage) error) error {
	for i := 0; j.more(); i++ {
		raw, err := j.value()
		if err != nil {
			return err
		}
		if err := visit(fmt.Sprintf("%s[%d]", list, i), raw); err != nil {
			return err
		}
	}
	_, err := j.token()
	return err
}

// members gives the name of each member of the object that is open to visit, which reads its value, and closes the object.
func (j *jsonIn) members(visit func(name string) error) error {
	for j.more() {
		name, err := j.key()
		if err != nil {
			return err
		}
		if err := visit(name); err != nil {
			return err
		}
	}
	_, err := j.token()
	return err
}

// rest returns the whole value that begins with a token.
func (j *jsonIn) rest(t json.Token) (json.RawMessage, error) {
	delim, opened := t.(json.Delim)
	if !opened {
		return json.Marshal(t)
	}
	raw := []byte{byte(delim)}
	add := func(piece []byte) error {
		if raw = append(raw, piece...); len(raw) > maxItemBytes {
			return j.failed(ErrItemTooLong)
		}
		return nil
	}
	var err error
	if delim == '[' {
		err = j.elements("", func(_ string, element json.RawMessage) error { return add(append(element, ',')) })
	} else {
		err = j.members(func(name string) error {
			value, err := j.value()
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

// end says what is wrong where the document goes on.
func (j *jsonIn) end() error {
	j.in.Begin(j.dec.InputOffset())
	if _, err := j.dec.Token(); !errors.Is(err, io.EOF) {
		return evidence.Invalidf("", "%s: something follows the JSON document at byte %d; expected its end", j.name, j.dec.InputOffset())
	}
	return nil
}

// failed turns an error of the decoder into one that a person can act on.
func (j *jsonIn) failed(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrItemTooLong):
		return evidence.Invalidf("", "%s: %v, from byte %d on; expected items of at most that", j.name, err, j.dec.InputOffset())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return evidence.Invalidf("", "%s: ends in the middle of the JSON document, after byte %d; expected it whole", j.name, j.in.Count())
	case errors.As(err, &syntax):
		return evidence.Invalidf("", "%s: not valid JSON near byte %d (%v)", j.name, j.dec.InputOffset(), syntax)
	}
	return &evidence.Error{Code: evidence.CodeInvalid, Message: j.name + ": cannot be read", Err: err}
}
