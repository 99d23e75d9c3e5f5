package addresses

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// wrapped returns the address that another one contains and stands for, "" if it stands for itself. It is recognised by
// its form: an archive has the time of the copy before it, what counts readers has it in a parameter, and so on.
func (a *address) wrapped() string {
	for _, read := range []func(*address) string{archived, inParameter, afterPath, translated, ampServed, cached} {
		if inner := read(a); inner != "" {
			return inner
		}
	}
	return ""
}

var (
	// stamped is a path in which the time of a copy, with how it is shown ("id_", "*"), stands before what was copied.
	stamped = regexp.MustCompile(`^(/.*?)?/(\d{4,14}(?:[a-z]{2}_)?\*?|\d{4}[.-]\d\d?[.-]?\d\d?(?:-\d+)*)/(.+)$`)
	// contained is an absolute address in a path: two slashes become one on the way, or all is escaped.
	contained = regexp.MustCompile(`(?i)/(https?(?::|%3A)(?:/|%2F)+.+)$`)
	// archiveName is in what archives of the web are called, as hosts or as the first parts of their paths.
	archiveName = regexp.MustCompile(`archiv|arquiv|wayback|memento|warc|replay|^megalodon\.jp$`)
	// wholeStamp is a time of a copy that names a day at least.
	wholeStamp = regexp.MustCompile(`^\d{8}`)
)

// archives are hosts that only show copies of other people's pages, beside those of archive.today.
var archives = []string{
	"web.archive.org", "wayback.archive.org", "wayback.archive-it.org", "ghostarchive.org", "megalodon.jp",
	"archive.wikiwix.com", "arquivo.pt", "webarchive.nationalarchives.gov.uk", "webarchive.org.uk",
	"web.archive.org.au", "webarchive.loc.gov", "perma-archives.org", "timetravel.mementoweb.org", "webarchiv.cz",
	"vefsafn.is", "haw.nsk.hr", "swap.stanford.edu", "padi.cat", "webcitation.org", "perma.cc", "conifer.rhizome.org",
}

// Archive reports whether a host, in its one form, only shows copies of other people's pages.
func Archive(host string) bool {
	return archiveToday(host) || below(host, archives)
}

// below reports whether a host is one of some, or below one.
func below(host string, of []string) bool {
	return slices.ContainsFunc(of, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
}

func archiveToday(host string) bool {
	name, ending, _ := strings.Cut(host, ".")
	return name == "archive" && slices.Contains([]string{"today", "ph", "is", "li", "vn", "fo", "md"}, ending)
}

// archived reads the address of a copy. An archive is known by its host, or by the time before an absolute address: to
// the day, unless host or path are called an archive. Only where the host is an archive may the address be without its
// scheme.
func archived(a *address) string {
	known := Archive(a.host)
	called := known || archiveName.MatchString(a.host)
	if m := contained.FindStringSubmatchIndex(a.path); m != nil {
		before, stamp := a.path[:m[0]], ""
		if i := strings.LastIndexByte(before, '/'); i >= 0 {
			before, stamp = before[:i], before[i+1:]
		}
		called = called || archiveName.MatchString(before)
		at := stamped.FindStringSubmatch("/" + stamp + "/x")
		if called && (known || at != nil) || at != nil && wholeStamp.MatchString(stamp) {
			return a.embedded(a.path[m[2]:m[3]])
		}
		return ""
	}
	if !known {
		return ""
	}
	if m := stamped.FindStringSubmatch(a.path); m != nil {
		return a.embedded(m[3])
	}
	if rest, found := afterWord(a.path); found {
		return a.embedded(rest)
	}
	return ""
}

// afterWord returns what follows a word that stands where the time of a copy does; behind "o" archive.today has its own
// name of the copy first.
func afterWord(path string) (rest string, found bool) {
	for _, word := range []string{"/newest/", "/oldest/", "/*/", "/save/"} {
		if _, rest, found = strings.Cut(path, word); found {
			return rest, true
		}
	}
	if rest, found = strings.CutPrefix(path, "/o/"); found {
		_, rest, found = strings.Cut(rest, "/")
	}
	return rest, found
}

// carriers have the address that they lead to, show or translate in a parameter: below a host, at the beginning of a
// path.
var carriers = []struct {
	host, path string
	names      []string
}{
	{"webcitation.org", "/", []string{"url"}},
	{"archive.wikiwix.com", "/cache", []string{"url"}},
	{"timetravel.mementoweb.org", "/", []string{"url"}},
	{"translate.google.com", "/", []string{"u"}},
	{"translate.googleusercontent.com", "/", []string{"u"}},
	{"translate.yandex.com", "/translate", []string{"url"}},
	{"translate.yandex.ru", "/translate", []string{"url"}},
	{"microsofttranslator.com", "/", []string{"a"}},
	{"translatetheweb.com", "/", []string{"a"}},
	{"facebook.com", "/l.php", []string{"u"}},
	{"facebook.com", "/flx/warn", []string{"u"}},
	{"l.instagram.com", "/", []string{"u"}},
	{"l.messenger.com", "/l.php", []string{"u"}},
	{"youtube.com", "/redirect", []string{"q"}},
	{"out.reddit.com", "/", []string{"url"}},
	{"vk.com", "/away.php", []string{"to"}},
	{"t.umblr.com", "/redirect", []string{"z"}},
	{"linkedin.com", "/redir/redirect", []string{"url"}},
	{"linkedin.com", "/safety/go", []string{"url"}},
	{"getpocket.com", "/redirect", []string{"url"}},
	{"slack-redir.net", "/link", []string{"url"}},
	{"duckduckgo.com", "/l", []string{"uddg"}},
	{"news.google.com", "/news/url", []string{"url"}},
	{"12ft.io", "/proxy", []string{"q"}},
	{"safelinks.protection.outlook.com", "/", []string{"url"}},
}

func inParameter(a *address) string {
	query := parameters(a.query, "&")
	if google(a.host) && a.path == "/url" {
		return firstUsable(query, "q", "url")
	}
	if archiveToday(a.host) {
		return firstUsable(query, "url")
	}
	for _, c := range carriers {
		if below(a.host, []string{c.host}) && strings.HasPrefix(a.path+"/", c.path) {
			return firstUsable(query, c.names...)
		}
	}
	return ""
}

func firstUsable(query url.Values, names ...string) string {
	for _, name := range names {
		if inner := usable(query.Get(name)); inner != "" {
			return inner
		}
	}
	return ""
}

// afterPath reads what shows the page whose address follows the host.
func afterPath(a *address) string {
	if !below(a.host, []string{"via.hypothes.is", "12ft.io", "outline.com", "r.jina.ai", "txtify.it"}) {
		return ""
	}
	if m := contained.FindStringSubmatch(a.path); m != nil {
		return a.embedded(m[1])
	}
	return ""
}

// translated reads a host of Google's translations, where a dot is written "-" and a hyphen "--". With _x_tr_enc the
// name is written in another way, which it does not say.
func translated(a *address) string {
	name, found := strings.CutSuffix(a.host, ".translate.goog")
	query := parameters(a.query, "&")
	if !found || strings.Contains(name, ".") || query.Has("_x_tr_enc") {
		return ""
	}
	host := strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(name, "--", "\x00"), "-", "."), "\x00", "-")
	ofService := func(name string, _ []string) bool { return strings.HasPrefix(name, "_x_tr_") }
	inner := address{host, a.path, canonicalQuery(a.query, ofService), a.route}
	return usable(inner.String())
}

// ampServed reads AMP pages as Google, Bing and the AMP Project serve them.
func ampServed(a *address) string {
	if below(a.host, []string{"cdn.ampproject.org", "bing-amp.com"}) {
		for _, kind := range []string{"/c/", "/v/", "/wp/"} {
			if rest, found := strings.CutPrefix(a.path, kind); found {
				return a.bare(rest)
			}
		}
	}
	if rest, found := strings.CutPrefix(a.path, "/amp/"); found && google(a.host) {
		return a.bare(rest)
	}
	return ""
}

func google(host string) bool { return strings.HasPrefix(host, "google.") }

// embedded reads an address that is the end of another one's path; query and route of the outer one are its own.
func (a *address) embedded(rest string) string {
	if escaped := strings.ToLower(rest); strings.HasPrefix(escaped, "http%3a") || strings.HasPrefix(escaped, "https%3a") {
		rest, _ = url.PathUnescape(rest) // every escape is one
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
	if a.query != "" {
		rest += "?" + a.query
	}
	if a.route != "" {
		rest += "#" + a.route
	}
	return usable(rest)
}

// bare reads an address without its scheme, behind "s/" where that is https.
func (a *address) bare(rest string) string {
	rest = strings.TrimPrefix(rest, "s/")
	if strings.Contains(strings.SplitN(rest, "/", 2)[0], ":") {
		return "" // a host with a port is no page that these serve
	}
	return a.embedded(rest)
}

// cached reads what Google's cache was asked for: "cache:", its own key of the copy perhaps, the address, words
// perhaps.
func cached(a *address) string {
	if a.host != "webcache.googleusercontent.com" {
		return ""
	}
	asked, found := strings.CutPrefix(parameters(a.query, "&").Get("q"), "cache:")
	if !found {
		return ""
	}
	asked, _, _ = strings.Cut(asked, " ")
	key, rest, found := strings.Cut(asked, ":")
	if found && !strings.ContainsAny(key, "./") && !strings.HasPrefix(rest, "//") {
		asked = rest
	}
	return (&address{}).embedded(asked)
}

// usable returns an address that can be one, else "".
func usable(text string) string {
	if _, err := parseAddress(text); err != nil {
		return ""
	}
	return text
}
