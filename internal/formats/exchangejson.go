package formats

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

// What documents of JSON may take up in memory.
const (
	maxItemBytes = 10 << 20 // one item; a longer one ends the document
	maxHeldBytes = 64 << 20 // items that wait for what they name, together
)

var errItemTooLong = fmt.Errorf("an item is longer than %d MB", maxItemBytes>>20)

// meter counts what is read and ends where an item would become too long, so that the decoder's memory is bounded.
type meter struct {
	in    io.Reader
	read  int64
	limit int64
}

func (m *meter) Read(p []byte) (int, error) {
	if m.read >= m.limit {
		return 0, errItemTooLong
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.limit-m.read)])
	m.read += int64(n)
	return n, err
}

// jsonIn reads a JSON document piece by piece.
type jsonIn struct {
	name string // as messages call the document
	in   *meter
	dec  *json.Decoder
}

// newJSONIn reads a document; a byte order mark at its beginning is passed over.
func newJSONIn(doc Document) *jsonIn {
	in := bufio.NewReader(doc.Body)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3) // it has just been seen
	}
	m := &meter{in: in}
	return &jsonIn{name: doc.Name, in: m, dec: json.NewDecoder(m)}
}

// token returns the next token.
func (j *jsonIn) token() (json.Token, error) {
	j.in.limit = j.dec.InputOffset() + maxItemBytes
	t, err := j.dec.Token()
	return t, j.failed(err)
}

// value returns the whole value that comes next.
func (j *jsonIn) value() (json.RawMessage, error) {
	j.in.limit = j.dec.InputOffset() + maxItemBytes
	var raw json.RawMessage
	err := j.dec.Decode(&raw)
	return raw, j.failed(err)
}

// more reports whether another element or member follows in the list or object that is open.
func (j *jsonIn) more() bool {
	j.in.limit = j.dec.InputOffset() + maxItemBytes
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
			return j.failed(errItemTooLong)
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
	j.in.limit = j.dec.InputOffset() + maxItemBytes
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
	case errors.Is(err, errItemTooLong):
		return evidence.Invalidf("", "%s: %v, from byte %d on; expected items of at most that", j.name, err, j.dec.InputOffset())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return evidence.Invalidf("", "%s: ends in the middle of the JSON document, after byte %d; expected it whole", j.name, j.in.read)
	case errors.As(err, &syntax):
		return evidence.Invalidf("", "%s: not valid JSON near byte %d (%v)", j.name, j.dec.InputOffset(), syntax)
	}
	return &evidence.Error{Code: evidence.CodeInvalid, Message: j.name + ": cannot be read", Err: err}
}

// jsonFault says why an item cannot be read as text, "" where it can.
func jsonFault(raw []byte) string {
	switch {
	case !utf8.Valid(raw):
		return "not UTF-8; expected text in UTF-8"
	case bytes.IndexByte(raw, 0) >= 0:
		return "contains a NUL byte; expected text without it"
	}
	return ""
}

// jsonValue reads a value that is known to be valid JSON; numbers stay as they are written.
func jsonValue(raw []byte) any {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	_ = dec.Decode(&v) // its caller took it from a decoder
	return v
}

// jsonList returns the elements of a list, a single value as a list of one, and none of null.
func jsonList(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// jsonText returns a value as words: the text, the number as written, the @value of JSON-LD, the first of a list; "" of
// anything else.
func jsonText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case map[string]any:
		return jsonText(v["@value"])
	case []any:
		for _, e := range v {
			if text := jsonText(e); text != "" {
				return text
			}
		}
	}
	return ""
}

// jsonNumber returns a number that is written as one or in quotes; nil where there is none.
func jsonNumber(v any) *float64 {
	x, err := strconv.ParseFloat(strings.ReplaceAll(jsonText(v), ",", "."), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// jsonDay returns the day of a date, as [jsonMoment] returns the date.
func jsonDay(v any) string { return string(evidence.Date(jsonMoment(v)).Day()) }

// jsonMoment returns a date as [dates.Read] reads it; what cannot be read is returned unchanged, so that the import reports
// it with its words.
func jsonMoment(v any) string { return firstDate(jsonText(v)) }

// firstDate returns the first date that one of several texts has, else the first text that is there and cannot be read.
func firstDate(texts ...string) string {
	bad := ""
	for _, text := range texts {
		d, err := dates.Read(text)
		switch {
		case err != nil:
			bad = cmp.Or(bad, text)
		case d != "":
			return string(d)
		}
	}
	return bad
}

// hostOf returns the host of an address, with or without its scheme, in its one form and without "www."; "" if there is
// none.
func hostOf(address string) string {
	u, err := url.Parse(evidence.AbsoluteURL(address))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	host := evidence.CanonicalHost(u.Hostname())
	if strings.ContainsAny(host, ":/ \t") {
		return ""
	}
	return strings.TrimPrefix(host, "www.")
}

// outletKeyOf returns the key of an outlet: that of its registrable domain (see package publisher), else a hash of its name.
func outletKeyOf(host, name string) string {
	if id, _, ok := publisher.OutletOfHost(host); ok {
		return evidence.ID(id).Key()
	}
	return evidence.HashKey(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

// editionText returns the time at which a version was made as a line takes it, "" if the text is no such time.
func editionText(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), " ", "T")
	if _, ok := evidence.EditionTime(text); ok {
		return text
	}
	return ""
}

// latestEdition returns the latest of several times.
func latestEdition(texts []string) (latest string) {
	var last time.Time
	for _, text := range texts {
		if text = editionText(text); text == "" {
			continue
		}
		if at, _ := evidence.EditionTime(text); latest == "" || at.After(last) {
			latest, last = text, at
		}
	}
	return latest
}

// clear states of fields that a version of a record does not have that they are empty: an earlier one may have had
// them.
func (l Line) clear(fields ...string) {
	for _, name := range fields {
		if _, stated := l[name]; !stated {
			l[name] = nil
		}
	}
}

// set puts a field on the line unless there is nothing to say.
func (l Line) set(field, text string) {
	if text != "" {
		l[field] = text
	}
}
