package receipt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deep the values of a receipt may be nested: more than any has, and little enough to recurse on.
const maxDepth = 64

// canonical appends a value in the form of RFC 8785. Values are nil, bool, float64, string, []any and map[string]any.
func canonical(out []byte, value any) []byte {
	switch v := value.(type) {
	case map[string]any:
		out = append(out, '{')
		for i, name := range slices.SortedFunc(maps.Keys(v), byUnits) {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(quote(out, name), ':')
			out = canonical(out, v[name])
		}
		return append(out, '}')
	case []any:
		out = append(out, '[')
		for i, x := range v {
			if i > 0 {
				out = append(out, ',')
			}
			out = canonical(out, x)
		}
		return append(out, ']')
	case string:
		return quote(out, v)
	}
	text, _ := json.Marshal(value) // nil, bool and finite numbers never fail; numbers are written as ECMAScript does
	return append(out, text...)
}

// byUnits orders names by their UTF-16 code units.
func byUnits(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// quote appends a string with no escapes but those that JSON demands.
func quote(out []byte, text string) []byte {
	const short = "\b\t\n\f\r\"\\"
	const letters = `btnfr"\`
	out = append(out, '"')
	for _, r := range text {
		switch i := bytes.IndexRune([]byte(short), r); {
		case i >= 0 && r != utf8.RuneError:
			out = append(out, '\\', letters[i])
		case r < 0x20:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}

// parse reads one JSON value and refuses what would make two readers see different things: a name that an object has
// twice, a number out of range, and anything after the value.
func parse(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	value, err := parseValue(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("there is something after the object, at byte %d", d.InputOffset())
	}
	return value, nil
}

func parseValue(d *json.Decoder, depth int) (any, error) {
	token, err := d.Token()
	if errors.Is(err, io.EOF) {
		return nil, io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("values are nested deeper than %d at byte %d", maxDepth, d.InputOffset())
	}
	switch token {
	case json.Delim('{'):
		return parseObject(d, depth)
	case json.Delim('['):
		list := []any{}
		for d.More() {
			x, err := parseValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, x)
		}
		_, err = d.Token()
		return list, err
	}
	return token, nil
}

func parseObject(d *json.Decoder, depth int) (any, error) {
	object := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string) // the decoder accepts no other name
		if _, twice := object[name]; twice {
			return nil, fmt.Errorf("an object has the member %q twice, at byte %d", name, d.InputOffset())
		}
		if object[name], err = parseValue(d, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return object, err
}
