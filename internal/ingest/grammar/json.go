package grammar

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
)

// member is one member of a JSON object: its name and its value as it stands in the line.
type member struct {
	name  []byte
	value value
}

// value is a JSON value as it stands in the line; it is known to be valid JSON.
type value []byte

// checkJSON says why a line is not a JSON object.
func checkJSON(line []byte) *Fault {
	if f := checkBytes(line); f != nil {
		return f
	}
	if !json.Valid(line) {
		return Faultf("", "not valid JSON %s; expected one object on the line", syntaxError(line))
	}
	if v := value(bytes.TrimSpace(line)); v[0] != '{' {
		return Faultf("", "found %s; expected one JSON object", v.describe())
	}
	return nil
}

func checkBytes(line []byte) *Fault {
	if i := bytes.IndexByte(line, 0); i >= 0 {
		return Faultf("", "a NUL byte at byte %d; expected text in UTF-8", i+1)
	}
	if utf8.Valid(line) {
		return nil
	}
	at := 0
	for at < len(line) {
		r, size := utf8.DecodeRune(line[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return Faultf("", "not UTF-8: byte 0x%02x at byte %d; expected text in UTF-8", line[at], at+1)
}

func syntaxError(line []byte) string {
	var raw json.RawMessage
	err := json.Unmarshal(line, &raw)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("at byte %d (%s)", syntax.Offset, syntax.Error())
	}
	return "(the reason is not known)"
}

// split takes a valid JSON object apart, appending its members to list.
func split(object []byte, list []member) []member {
	i := bytes.IndexByte(object, '{') + 1
	for {
		i = skipSpace(object, i)
		if object[i] == ',' {
			i = skipSpace(object, i+1)
		}
		if object[i] == '}' {
			return list
		}
		end := skipValue(object, i)
		name := object[i+1 : end-1]
		if bytes.IndexByte(name, '\\') >= 0 {
			if text, err := value(object[i:end]).unescape(); err == nil {
				name = []byte(text)
			}
		}
		i = skipSpace(object, skipSpace(object, end)+1) // past the colon
		end = skipValue(object, i)
		list = append(list, member{name: name, value: object[i:end]})
		i = end
	}
}

// elements takes a valid JSON list apart.
func (v value) elements() []value {
	var list []value
	i := 1
	for {
		i = skipSpace(v, i)
		if v[i] == ',' {
			i = skipSpace(v, i+1)
		}
		if v[i] == ']' {
			return list
		}
		end := skipValue(v, i)
		list = append(list, v[i:end])
		i = end
	}
}

func skipSpace(text []byte, i int) int {
	for text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n' {
		i++
	}
	return i
}

// skipValue returns the index after the value that begins at i.
func skipValue(text []byte, i int) int {
	depth := 0
	for {
		switch text[i] {
		case '"':
			i = skipString(text, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\t', '\r', '\n':
			i++
		default:
			i = skipWord(text, i)
		}
		if depth == 0 {
			return i
		}
	}
}

func skipString(text []byte, i int) int {
	for i++; text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// skipWord returns the index after a number, true, false or null.
func skipWord(text []byte, i int) int {
	for i < len(text) && strings.IndexByte(",]} \t\r\n", text[i]) < 0 {
		i++
	}
	return i
}

func (v value) null() bool { return v[0] == 'n' }

// text reads a string; null is "".
func (v value) text(expected string) (string, error) {
	if v.null() {
		return "", nil
	}
	if v[0] != '"' {
		return "", v.unexpected(expected)
	}
	if bytes.IndexByte(v, '\\') < 0 {
		return string(v[1 : len(v)-1]), nil
	}
	return v.unescape()
}

// unescape reads a string with escapes. What cannot be stored as text is refused, never replaced.
func (v value) unescape() (string, error) {
	var s string
	if err := json.Unmarshal(v, &s); err != nil {
		return "", evidence.Invalidf("", "%s cannot be read as a string", v.describe())
	}
	if strings.IndexByte(s, 0) >= 0 {
		return "", evidence.Invalidf("", "contains a NUL character; expected text without it")
	}
	if strings.ContainsRune(s, utf8.RuneError) && !bytes.ContainsRune(v, utf8.RuneError) &&
		!bytes.Contains(bytes.ToLower(v), []byte(`\ufffd`)) {
		return "", evidence.Invalidf("", `contains half of a \u pair; expected whole characters`)
	}
	return s, nil
}

// number reads a finite number; null is nil.
func (v value) number(expected string) (*float64, error) {
	if v.null() {
		return nil, nil
	}
	if v[0] != '-' && (v[0] < '0' || v[0] > '9') {
		return nil, v.unexpected(expected)
	}
	x, err := strconv.ParseFloat(string(v), 64)
	if err != nil || math.IsInf(x, 0) {
		return nil, v.unexpected(expected)
	}
	return &x, nil
}

// whole reads a whole number; null is nil.
func (v value) whole(expected string) (*int, error) {
	x, err := v.number(expected)
	if x == nil || err != nil {
		return nil, err
	}
	if *x != math.Trunc(*x) || math.Abs(*x) > math.MaxInt32 {
		return nil, v.unexpected(expected)
	}
	n := int(*x)
	return &n, nil
}

// texts reads a list of strings; null is nil.
func (v value) texts(expected string) ([]string, error) {
	if v.null() {
		return nil, nil
	}
	if v[0] != '[' {
		return nil, v.unexpected(expected)
	}
	var list []string
	for _, e := range v.elements() {
		if e.null() {
			return nil, e.unexpected(expected)
		}
		text, err := e.text(expected)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

func (v value) unexpected(expected string) error {
	return evidence.Invalidf("", "found %s; expected %s", v.describe(), expected)
}

// describe names the value for a message.
func (v value) describe() string {
	switch v[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "the text " + Shorten(string(v))
	case 'n', 't', 'f':
		return string(v)
	}
	return "the number " + Shorten(string(v))
}

// Shorten cuts a text for a message, at a character.
func Shorten(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
