package evidence

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// mostSteps is how many steps an address may need to its canonical form: each takes off one wrapping. More are no
// person's doing.
const mostSteps = 32

// CanonicalURL returns the form under which two addresses of one page are the same: https and the lower-case host without
// "www." and default port, no fragment, no trailing slash, query parameters sorted and without those that only track the
// reader. What stands for another page is taken for that page: its copy in an archive (web.archive.org, archive.today and
// its other names, Google's cache), its AMP edition (a host amp.…, a path that begins or ends with /amp, amp=1; Google's
// AMP addresses and cache), and its edition for small screens (m.…, mobile.…). The error has code [CodeInvalid].
//
// What separates the parts of a path is not what is a part of one: "/", ";", "?", "#" and "%" stay escaped where they are, and
// every other character is written in the one way. The parts of a query are separated by "&"; a ";" within one stays as it is.
//
// A short address (of t.co, or archive.ph/AbCdE) does not say what it stands for and stays as it is.
func CanonicalURL(text string) (string, error) {
	address := text
	for range mostSteps {
		next, ok := canonicalStep(address)
		switch {
		case !ok:
			return "", Invalidf("url", "%q is not an address; expected http:// or https:// and a host", text)
		case next == address:
			return address, nil
		}
		address = next
	}
	return "", Invalidf("url", "%.200q is an address inside another more than %d times; expected the innermost", text, mostSteps-2)
}

// canonicalStep takes one wrapping off an address, or writes it in the one way; what it leaves alone is canonical.
func canonicalStep(text string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	host := canonicalHost(u)
	if host == "" {
		return "", false
	}
	if inner := wrapped(host, u.EscapedPath(), u.RawQuery, parameters(u.RawQuery, "&")); inner != "" {
		return inner, true
	}
	canonical := url.URL{Scheme: "https", Host: host, RawQuery: canonicalQuery(u.RawQuery)}
	canonical.RawPath = withoutAMP(strings.TrimRight(canonicalPath(u.EscapedPath()), "/"))
	if canonical.Path, err = url.PathUnescape(canonical.RawPath); err != nil {
		return "", false
	}
	return canonical.String(), true
}

// canonicalHost returns host and port, "" where there is no host.
func canonicalHost(u *url.URL) string {
	host := plainHost(strings.ToLower(u.Hostname()))
	if host == "" {
		return ""
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]" // an address of IPv6
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// plainHost takes off what only says which edition of a site it is.
func plainHost(host string) string {
	for {
		label, rest, _ := strings.Cut(host, ".")
		switch label {
		case "www":
		case "amp", "m", "mobile":
			if !site(rest) {
				return host
			}
		default:
			if before, found := strings.CutSuffix(host, ".m.wikipedia.org"); found {
				return before + ".wikipedia.org"
			}
			return host
		}
		host = rest
	}
}

// site tells whether a host can be somebody's site: not an ending such as "de" or "co.uk", under which amp.… and m.… are
// names like any other. Few endings of two parts are known here, those under which most sites of a country are.
func site(host string) bool {
	labels := strings.Split(host, ".")
	switch len(labels) {
	case 1:
		return false
	case 2:
		country := len(labels[1]) == 2
		shared := country && slices.Contains([]string{"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"}, labels[0])
		return labels[0] != "" && !shared
	}
	return labels[0] != ""
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

func asksForAMP(parameter string, values []string) bool {
	for _, value := range values {
		switch strings.ToLower(parameter) {
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

func tracks(parameter string) bool {
	switch strings.ToLower(parameter) {
	case "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "amp_js_v", "amp_gsa":
		return true
	}
	return strings.HasPrefix(strings.ToLower(parameter), "utm_")
}

// wrapped returns the address that another one stands for, "" where it stands for itself. path is as it was written, with
// its escapes.
func wrapped(host, path, rawQuery string, query url.Values) string {
	switch {
	case host == "web.archive.org":
		if rest, found := strings.CutPrefix(path, "/web/"); found {
			return embedded(afterStamp(rest), rawQuery)
		}
	case archiveToday(host):
		return embedded(afterStamp(strings.TrimPrefix(path, "/")), rawQuery)
	case host == "webcache.googleusercontent.com":
		return cached(query.Get("q"))
	case host == "cdn.ampproject.org" || strings.HasSuffix(host, ".cdn.ampproject.org"):
		for _, kind := range []string{"/c/", "/v/", "/wp/"} {
			if rest, found := strings.CutPrefix(path, kind); found {
				return bare(rest, rawQuery)
			}
		}
	case strings.HasPrefix(host, "google."):
		if rest, found := strings.CutPrefix(path, "/amp/"); found {
			return bare(rest, rawQuery)
		}
		if path == "/url" {
			return usable(cmp.Or(query.Get("q"), query.Get("url")))
		}
	}
	return ""
}

func archiveToday(host string) bool {
	name, ending, _ := strings.Cut(host, ".")
	return name == "archive" && slices.Contains([]string{"today", "ph", "is", "li", "vn", "fo", "md"}, ending)
}

// afterStamp returns what follows the time of a copy: digits, which may be grouped and be followed by what was kept
// ("20200101000000id_", "2020.01.01-120000"), or *, or a word. "" where no time stands first.
func afterStamp(path string) string {
	stamp, rest, found := strings.Cut(path, "/")
	if !found || stamp == "" {
		return ""
	}
	if stamp == "o" { // archive.today's own name of the copy follows
		_, rest, _ = strings.Cut(rest, "/")
		return rest
	}
	if stamp == "newest" || stamp == "oldest" || stamp == "*" || (stamp[0] >= '0' && stamp[0] <= '9') {
		return rest
	}
	return ""
}

// embedded reads an address that is the end of another one's path, where the query of the outer one is its own.
func embedded(rest, rawQuery string) string {
	if plain, err := url.PathUnescape(rest); err == nil && (strings.HasPrefix(strings.ToLower(rest), "http%3a") || strings.HasPrefix(strings.ToLower(rest), "https%3a")) {
		rest = plain
	}
	scheme, after, found := strings.Cut(rest, ":")
	switch {
	case found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		rest = strings.ToLower(scheme) + "://" + strings.TrimLeft(after, "/") // two slashes become one on the way
	case rest == "" || !strings.Contains(strings.SplitN(rest, "/", 2)[0], "."):
		return ""
	default:
		rest = "http://" + rest
	}
	if rawQuery != "" {
		rest += "?" + rawQuery
	}
	return usable(rest)
}

// bare reads an address without its scheme, behind "s/" where that is https.
func bare(rest, rawQuery string) string {
	rest = strings.TrimPrefix(rest, "s/")
	if strings.Contains(strings.SplitN(rest, "/", 2)[0], ":") {
		return "" // a host with a port is no page that these serve
	}
	return embedded(rest, rawQuery)
}

// cached reads what Google's cache was asked for: "cache:", its own key of the copy perhaps, the address, words perhaps.
func cached(asked string) string {
	asked, found := strings.CutPrefix(asked, "cache:")
	if !found {
		return ""
	}
	asked, _, _ = strings.Cut(asked, " ")
	if key, rest, found := strings.Cut(asked, ":"); found && !strings.ContainsAny(key, "./") && !strings.HasPrefix(rest, "//") {
		asked = rest
	}
	return embedded(asked, "")
}

// usable returns an address that can be one, else "".
func usable(address string) string {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || canonicalHost(u) == "" {
		return ""
	}
	return address
}
