package evidence

import (
	"net/url"
	"slices"
	"strings"
)

// canonicalPath writes the characters of an escaped path in the one way, and leaves escaped what would separate its parts
// if it were not.
func canonicalPath(escaped string) string {
	var b strings.Builder
	for i := 0; i < len(escaped); i++ {
		char := escaped[i : i+1]
		if escapes(escaped, i) {
			char, _ = url.PathUnescape(escaped[i : i+3]) // two hexadecimal digits follow
			i += 2
			if char == "/" || char == ";" {
				b.WriteString(strings.ToUpper(escaped[i-2 : i+1]))
				continue
			}
		}
		b.WriteString((&url.URL{Path: "/" + char}).EscapedPath()[1:])
	}
	return b.String()
}

// escapes reports whether a character of a text begins an escape: "%" and two hexadecimal digits.
func escapes(text string, at int) bool {
	const digits = "0123456789abcdefABCDEF"
	return text[at] == '%' && at+2 < len(text) && strings.IndexByte(digits, text[at+1]) >= 0 && strings.IndexByte(digits, text[at+2]) >= 0
}

// canonicalQuery sorts the parts of a query by name, and leaves out what only tracks the reader or asks for the AMP edition.
func canonicalQuery(raw string) string {
	type part struct{ name, text string }
	var parts []part
	all := parameters(raw, "&;")
	for text := range strings.SplitSeq(raw, "&") {
		var pieces []string
		first := ""
		for piece := range strings.SplitSeq(text, ";") {
			name, value := parameter(piece)
			if piece == "" || tracks(name) || asksForAMP(name, all[name]) {
				continue
			}
			if len(pieces) == 0 {
				first = name
			}
			pieces = append(pieces, url.QueryEscape(name)+"="+url.QueryEscape(value))
		}
		if len(pieces) > 0 {
			parts = append(parts, part{first, strings.Join(pieces, ";")})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.text
	}
	return strings.Join(texts, "&")
}

// parameters reads a query that is separated by some characters. A browser sends what [url.ParseQuery] drops, parts with a ";"
// or with a "%" that begins no escape, so it is read here.
func parameters(raw, separators string) url.Values {
	values := url.Values{}
	for _, text := range strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		name, value := parameter(text)
		values.Add(name, value)
	}
	return values
}

// parameter reads one part of a query. A "%" that begins no escape means itself.
func parameter(text string) (name, value string) {
	var whole strings.Builder
	for i := range len(text) {
		whole.WriteByte(text[i])
		if text[i] == '%' && !escapes(text, i) {
			whole.WriteString("25")
		}
	}
	name, value, _ = strings.Cut(whole.String(), "=")
	name, _ = url.QueryUnescape(name) // every escape is one now
	value, _ = url.QueryUnescape(value)
	return name, value
}
