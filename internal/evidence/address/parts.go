package address

import (
	"net/url"
	"slices"
	"strings"
)

// canonicalPath writes the characters of an escaped path in the one way, those beyond ASCII in NFC, and leaves escaped
// what would separate its parts if it were not.
func canonicalPath(escaped string) string {
	var plain strings.Builder // with "/" and ";" escaped if they were
	for i := 0; i < len(escaped); i++ {
		char := escaped[i : i+1]
		if escapes(escaped, i) {
			char, _ = url.PathUnescape(escaped[i : i+3]) // two hexadecimal digits follow
			i += 2
			if strings.Contains("/;%", char) {
				char = strings.ToUpper(escaped[i-2 : i+1])
			}
		}
		plain.WriteString(char)
	}
	text := nfc(plain.String())
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if escapes(text, i) {
			b.WriteString(text[i : i+3])
			i += 2
			continue
		}
		b.WriteString((&url.URL{Path: "/" + text[i:i+1]}).EscapedPath()[1:])
	}
	return b.String()
}

// escapes reports whether a character of a text begins an escape: "%" and two hexadecimal digits.
func escapes(text string, at int) bool {
	const digits = "0123456789abcdefABCDEF"
	return text[at] == '%' && at+2 < len(text) && strings.IndexByte(digits, text[at+1]) >= 0 &&
		strings.IndexByte(digits, text[at+2]) >= 0
}

// wholeEscapes writes a "%" that begins no escape as one, as browsers do.
func wholeEscapes(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	var whole strings.Builder
	for i := range len(text) {
		whole.WriteByte(text[i])
		if text[i] == '%' && !escapes(text, i) {
			whole.WriteString("25")
		}
	}
	return whole.String()
}

// canonicalQuery sorts the parts of a query by name, writes them in NFC, and leaves out those that say nothing, by
// their name and all values under it.
func canonicalQuery(raw string, saysNothing func(name string, values []string) bool) string {
	type part struct{ name, text string }
	var parts []part
	all := parameters(raw, "&;")
	for text := range strings.SplitSeq(raw, "&") {
		var pieces []string
		first := ""
		for piece := range strings.SplitSeq(text, ";") {
			name, value := parameter(piece)
			if piece == "" || saysNothing(name, all[name]) {
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

// parameters reads a query that is separated by some characters. A browser sends the parts with a ";" that
// [url.ParseQuery] drops, so it is read here.
func parameters(raw, separators string) url.Values {
	values := url.Values{}
	for _, text := range strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		name, value := parameter(text)
		values.Add(name, value)
	}
	return values
}

// parameter reads one part of a query, in which every "%" begins an escape.
func parameter(text string) (name, value string) {
	name, value, _ = strings.Cut(text, "=")
	name, _ = url.QueryUnescape(name)
	value, _ = url.QueryUnescape(value)
	return nfc(name), nfc(value)
}

// tracks reports whether a parameter only says where the reader came from, or asks for the AMP edition of a page.
func tracks(parameter string, values []string) bool {
	name := strings.ToLower(parameter)
	for _, begin := range []string{"utm_", "mtm_", "hsa_"} {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return slices.Contains(tracking, name) || asksForAMP(name, values)
}

var tracking = []string{
	"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id",
	"mc_cid", "mc_eid", "igshid", "igsh", "amp_js_v",
	"amp_gsa", "_ga", "_gl", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking", "mkt_tok", "srsltid",
	"__twitter_impression", "ref_src", "ref_url",
	"pk_campaign", "pk_kwd", "pk_source", "pk_medium", "pk_content", "vero_id", "oly_enc_id", "oly_anon_id",
	"guccounter", "guce_referrer", "guce_referrer_sig",
}

func asksForAMP(name string, values []string) bool {
	for _, value := range values {
		switch name {
		case "amp", "isamp":
			if !slices.Contains([]string{"", "1", "true"}, value) {
				return false
			}
		case "outputtype", "output":
			if value != "amp" {
				return false
			}
		default:
			return false
		}
	}
	return true
}
