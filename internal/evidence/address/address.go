// Package address brings the addresses of pages into one form, so that one page is one source however its address was
// copied. It knows archives, caches, translations, mobile and AMP editions, and sites under several hosts.
package address

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostSteps is how many steps an address may need to its canonical form: each takes off one wrapping. More are no
// person's doing.
const mostSteps = 32

// Canonical returns the form under which two addresses of one page are the same: https and the host in its one form
// (see [CanonicalHost]) without "www." and default port, no trailing slash, query parameters sorted and without those
// that only track the reader. A fragment is left out, unless it is a route ("#/x", "#!x"): such a page is built in the
// browser, and the fragment says which it is. An address without a scheme ("//paper.example/x", "paper.example/x") has
// https.
//
// What stands for another page is taken for that page: its copy in an archive or a cache, its translation or preview by
// a service, a link that only counts who follows it, if they contain the whole address; its AMP edition (a host amp.…,
// a path that begins or ends with /amp, amp=1), and its edition for small screens (m.…, mobile.…). Sites that are known
// under several hosts, or that have several addresses for one post, have one (see known.go). The error says what
// is wrong, for a person.
//
// What separates the parts of a path is not what is a part of one: "/", ";", "?", "#" and "%" stay escaped where they
// are, and every other character is written in the one way, in NFC. A "%" that begins no escape means itself. The parts
// of a query are separated by "&"; a ";" within one stays as it is.
//
// A short address (of t.co, or archive.ph/AbCdE) does not say what it stands for and stays as it is.
func Canonical(text string) (string, error) {
	address := Absolute(text)
	for range mostSteps {
		next, ok := canonicalStep(address)
		switch {
		case !ok:
			return "", fmt.Errorf("%q is not an address; expected http:// or https:// and a host", text)
		case next == address:
			return address, nil
		}
		address = next
	}
	return "", fmt.Errorf(
		"%.200q is an address inside another more than %d times; expected the innermost", text, mostSteps-2)
}

// withoutScheme is a host with a path, or one that begins with "www.", as people write addresses.
var withoutScheme = regexp.MustCompile(`^[^\s/:?#@]+\.\pL{2,}(:\d+)?/|^(?i:www\.)[^\s/:?#@]+\.\pL{2,}(:\d+)?($|[?#])`)

// Absolute returns an address as it can be followed: without white space around it or a line end in it, and with a
// scheme. Where the text has none, https is added to "//host" and to a host with a path or "www."; a host alone may be
// a name and stays.
func Absolute(text string) string {
	text = inOneLine(nfc(text))
	switch {
	case strings.HasPrefix(text, "//"):
		return "https:" + text
	case withoutScheme.MatchString(text):
		return "https://" + text
	}
	return text
}

// Resolve returns the absolute address that a link means on a page or in a feed at base; "" if the link is empty, or
// is relative and base is no absolute address. What begins with "www." is a host, although the rules for links say
// otherwise.
func Resolve(base, link string) string {
	link = inOneLine(link)
	if strings.HasPrefix(strings.ToLower(link), "www.") {
		return Absolute(link)
	}
	u, err := url.Parse(wholeEscapes(link))
	if link == "" || err != nil {
		return ""
	}
	if u.IsAbs() {
		return link
	}
	from, err := parseAddress(Absolute(base))
	if err != nil {
		return usable(Absolute(link))
	}
	return from.ResolveReference(u).String()
}

// inOneLine takes the white space around an address away, and line ends in it, as browsers do.
func inOneLine(address string) string { return lineEnds.Replace(strings.TrimSpace(address)) }

var lineEnds = strings.NewReplacer("\n", "", "\r", "", "\t", "")

// parseAddress reads an absolute address of http or https.
func parseAddress(text string) (*url.URL, error) {
	u, err := url.Parse(wholeEscapes(text))
	if err != nil {
		return nil, err
	}
	if (u.Scheme != "http" && u.Scheme != "https") || canonicalHost(u) == "" {
		return nil, fmt.Errorf("%q is not an address; expected http:// or https:// and a host", text)
	}
	return u, nil
}

// address is an absolute address in its parts; path and query are as they were written, with their escapes.
type address struct {
	host, path, query string
	route             string // the fragment, if it is a route, with its "!" or "/"
}

// canonicalStep takes one wrapping off an address, or writes it in the one way; what it leaves alone is canonical.
func canonicalStep(text string) (string, bool) {
	u, err := parseAddress(text)
	if err != nil {
		return "", false
	}
	a := address{canonicalHost(u), u.EscapedPath(), u.RawQuery, routeOf(u.EscapedFragment())}
	if inner := a.wrapped(); inner != "" {
		return inner, true
	}
	a.knownHost()
	a.path = withoutAMP(strings.TrimRight(canonicalPath(a.path), "/"))
	a.query = canonicalQuery(a.query, a.tracks)
	return a.String(), true
}

func (a *address) String() string {
	text := "https://" + a.host + a.path
	if a.query != "" {
		text += "?" + a.query
	}
	if a.route != "" {
		text += "#" + a.route
	}
	return text
}

// routeOf returns a fragment that says which page it is, in the one way; "" of one that is a place on a page.
func routeOf(fragment string) string {
	mark, rest := "", fragment
	switch {
	case strings.HasPrefix(fragment, "!"):
		mark, rest = "!", fragment[1:]
	case !strings.HasPrefix(fragment, "/"):
		return ""
	}
	rest, _, _ = strings.Cut(rest, ":~:") // which words the browser shows
	path, query, _ := strings.Cut(rest, "?")
	path = strings.TrimRight(canonicalPath(path), "/")
	if query = canonicalQuery(query, tracks); query != "" {
		query = "?" + query
	}
	if path+query == "" {
		return ""
	}
	return mark + path + query
}

// withoutAMP takes off what makes a path that of the AMP edition.
func withoutAMP(path string) string {
	for {
		before := path
		if rest, found := strings.CutPrefix(path, "/amp/"); found {
			path = "/" + rest
		}
		path = strings.TrimSuffix(path, "/amp")
		if stem, found := strings.CutSuffix(path, ".amp.html"); found {
			path = stem + ".html"
		}
		path = strings.TrimRight(strings.TrimSuffix(path, ".amp"), "/")
		if path == before {
			return path
		}
	}
}

// nfc is the form of Unicode that addresses are in.
func nfc(text string) string { return norm.NFC.String(text) }

func beyondASCII(r rune) bool { return r > unicode.MaxASCII }
