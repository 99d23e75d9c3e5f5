package jsonld

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
)

// IsMediaType reports whether a type of a script, with its parameters, is that of JSON-LD.
func IsMediaType(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.EqualFold(strings.TrimSpace(kind), "application/ld+json")
}

var wrapping = regexp.MustCompile(`^(?:\s|\x{feff}|//[^\n{\[]*\n|/\*[^*]*\*/|<!--|-->|<!\[CDATA\[|` +
	`//\s*<!\[CDATA\[|//\s*<!--)+`)

// Mended returns JSON as its writers mean it and as browsers and search engines put up with it: without what wraps a
// script (comments, CDATA), semicolons after it and commas before a closing bracket; with line ends, tabs and wrong
// escapes within strings escaped; with entities for its quotes resolved; several values after each other as a list.
// What cannot be mended stays broken JSON: nothing is added but the brackets of that list.
func Mended(raw []byte) []byte {
	if json.Valid(raw) {
		return raw
	}
	text := wrapping.ReplaceAll(raw, nil)
	if head, _, _ := bytes.Cut(text, []byte(`"`)); bytes.Contains(head, []byte("&quot;")) ||
		bytes.Contains(head, []byte("&#34;")) {
		text = []byte(html.UnescapeString(string(text)))
	}
	m := mender{in: text}
	for m.at < len(m.in) {
		m.step()
	}
	if m.values > 1 {
		return append(append([]byte{'['}, m.out...), ']')
	}
	return m.out
}

type mender struct {
	in, out       []byte
	at            int
	depth, values int
}

// ignored is what stands between the values of a script without being one.
var ignored = []string{"<!--", "-->", "<![CDATA[", "]]>", "\ufeff"}

// step takes one string, mark or comment.
func (m *mender) step() {
	rest := m.in[m.at:]
	for _, text := range ignored {
		if bytes.HasPrefix(rest, []byte(text)) {
			m.at += len(text)
			return
		}
	}
	switch c := rest[0]; {
	case c == '"':
		m.text()
	case bytes.HasPrefix(rest, []byte("//")):
		m.pass(rest, "\n")
	case bytes.HasPrefix(rest, []byte("/*")):
		m.pass(rest, "*/")
	case c == '{' || c == '[':
		m.open(c)
	case c == '}' || c == ']':
		m.out = append(bytes.TrimRight(bytes.TrimRight(m.out, " \t\r\n"), ","), c)
		m.depth--
		m.at++
	case m.depth == 0 && (c == ';' || c == ','): // after a value
		m.at++
	default:
		m.out = append(m.out, c)
		m.at++
	}
}

// open begins an object or a list, a further value of the document where none is open.
func (m *mender) open(c byte) {
	if m.depth == 0 {
		if m.values++; m.values > 1 {
			m.out = append(m.out, ',')
		}
	}
	m.depth++
	m.out = append(m.out, c)
	m.at++
}

// pass leaves out what ends with a text. A comment that ends CDATA or a comment of HTML ends with its line.
func (m *mender) pass(rest []byte, end string) {
	n := bytes.Index(rest, []byte(end))
	if n < 0 {
		m.at = len(m.in)
		return
	}
	m.at += n + len(end)
}

// text takes a string, and escapes in it what has to be.
func (m *mender) text() {
	m.out = append(m.out, '"')
	for m.at++; m.at < len(m.in); m.at++ {
		switch c := m.in[m.at]; {
		case c == '"':
			m.out = append(m.out, '"')
			m.at++
			return
		case c == '\\' && m.at+1 < len(m.in):
			m.at++
			m.escape(m.in[m.at])
		case c < 0x20:
			m.control(c)
		default:
			m.out = append(m.out, c)
		}
	}
}

// escape takes what follows a backslash: where JSON has no such escape the character means itself.
func (m *mender) escape(c byte) {
	switch {
	case c < 0x20:
		m.control(c)
	case strings.IndexByte(`"\/bfnrtu`, c) < 0:
		m.out = append(m.out, c)
	default:
		m.out = append(m.out, '\\', c)
	}
}

func (m *mender) control(c byte) {
	quoted, err := json.Marshal(string(rune(c)))
	if err == nil {
		m.out = append(m.out, quoted[1:len(quoted)-1]...)
	}
}
