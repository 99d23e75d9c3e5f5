package articles

import (
	"cmp"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

// pageLinks are the addresses that a page gives as its own, as they are written.
type pageLinks struct {
	base      string   // href of base
	canonical []string // link rel=canonical
	own       []string // og:url, twitter:url, and where a browser saved it from
	article   bool     // it says that it is an article
}

// savedFrom is the comment that browsers write at the top of a page that they save.
var savedFrom = regexp.MustCompile(`^\s*saved from url=\(\d+\)(\S+)`)

// take takes what one element or comment says of the page's address.
func (l *pageLinks) take(n *html.Node) {
	if n.Type == html.CommentNode {
		if m := savedFrom.FindStringSubmatch(n.Data); m != nil {
			l.own = append(l.own, m[1])
		}
		return
	}
	content := nodeAttribute(n, "content")
	switch strings.ToLower(cmp.Or(nodeAttribute(n, "property"), nodeAttribute(n, "name"))) {
	case "og:url", "twitter:url":
		l.own = append(l.own, content)
	case "og:type":
		l.article = l.article || strings.EqualFold(content, "article")
	}
	switch {
	case n.Data == "base":
		l.base = cmp.Or(l.base, nodeAttribute(n, "href"))
	case n.Data == "link" && slices.Contains(strings.Fields(strings.ToLower(nodeAttribute(n, "rel"))), "canonical"):
		l.canonical = append(l.canonical, nodeAttribute(n, "href"))
	}
}

// resolve returns the absolute address that a link of the page means, "" if that cannot be known or cannot be one: what
// a program fills in that has no address ("undefined", a template), and a host that only its makers reach.
func (l *pageLinks) resolve(link string) string {
	if link = strings.TrimSpace(link); strings.HasPrefix(link, "#") {
		return ""
	}
	address := evidence.ResolveURL(l.context(), link)
	if !believable(address) {
		return ""
	}
	return address
}

// context returns what links of the page are relative to: base, else the address that it gives as its own, if that is
// absolute.
func (l *pageLinks) context() string {
	context := ""
	for _, link := range slices.Concat(l.canonical, l.own) {
		if address := evidence.ResolveURL("", link); context == "" && believable(address) {
			context = address
		}
	}
	return within(context, l.base)
}

// pageAddress is what a page says of its address, as far as it can be true.
type pageAddress struct {
	address string
	site    string // a home page, where nothing says which page of it this one is
	copyOf  string // a page of another outlet that the page names as the one to read
	doubt   string // why its canonical link is not believed, "" if it is
}

// settle decides which address is the page's. A canonical link is not believed if it is of the home page and the page
// is not, which many a site has on all of its pages. At another outlet than what the page gives as its own address, it
// is the page that this one is a copy of.
func (l *pageLinks) settle(article bool) (a pageAddress) {
	canonical, own := l.first(l.canonical), l.first(l.own)
	article = article || l.article
	deeper := article || isBelowHome(own)
	if own != "" && isHome(own) && (article || isBelowHome(canonical)) {
		own, a.site = "", own
	}
	switch {
	case canonical == "" && l.namesCanonical():
		a.doubt = "people cannot read the page at that address"
	case canonical != "" && isHome(canonical) && deeper:
		a.doubt = "it is the home page, and the page is an article"
		canonical, a.site = "", canonical
	}
	_, there, known := publisher.Outlet(canonical)
	if _, here, ok := publisher.Outlet(own); ok && known && here != there {
		return pageAddress{address: own, copyOf: canonical}
	}
	a.address = cmp.Or(canonical, own)
	return a
}

// isBelowHome reports whether an address is that of a page which is not the home page.
func isBelowHome(address string) bool { return address != "" && !isHome(address) }

// namesCanonical reports whether the page has a canonical link, whether or not it can be one.
func (l *pageLinks) namesCanonical() bool {
	return len(l.canonical) > 0 && strings.TrimSpace(l.canonical[0]) != ""
}

// first returns the first address of some links that can be one.
func (l *pageLinks) first(links []string) string {
	for _, link := range links {
		if address := l.resolve(link); address != "" {
			return address
		}
	}
	return ""
}

var (
	// fillers are what stands at the end of an address that a program made without one.
	fillers = []string{
		"undefined", "null", "none", "nan", "false", "[object object]", "%5bobject%20object%5d", "404", "404.html",
		"not-found",
	}
	// templates are signs of one that was never filled in.
	templates = regexp.MustCompile(`(?i)\{\{|\}\}|\$\{|<%|%7B%7B|\$%7B|%3C%25|\[\[`)
	// makers are parts of the names of hosts that only those who make a site reach.
	makers = regexp.MustCompile(`(?:^|[.-])(?:staging|stage|stg|dev|devel|develop|development|test|testing|preview|` +
		`preprod|uat|qa|sandbox|local|localhost|cms|origin)\d*(?:[.-]|$)`)
	// unreachable are endings of names that nobody else can look up.
	unreachable = regexp.MustCompile(`\.(?:local|localhost|localdomain|test|invalid|internal|intranet|` +
		`lan|home|corp|private)$`)
	// hosting are domains under which sites are tried out, and hosts that stand for one in manuals.
	hosting = regexp.MustCompile(`(?:^|\.)(?:wpengine\.com|wpenginepowered\.com|wpcomstaging\.com|pantheonsite\.io|` +
		`kinsta\.cloud|myftpupload\.com|cloudwaysapps\.com|` +
		`ngrok\.io|ngrok-free\.app|example\.(?:com|net|org)|your-?(?:site|domain|website)\.com|mysite\.com)$`)
	// languageHome is the path of a home page in one language, or by the name of its file.
	languageHome = regexp.MustCompile(`^/(?:[a-z]{2}(?:[-_][A-Za-z]{2})?|index\.\w+|index|home|home\.\w+|` +
		`default\.\w+|` +
		`[a-z]{2}/(?:index\.\w+|home))$`)
)

// believable reports whether an address can be that of a page which people read.
func believable(address string) bool {
	canonical, err := evidence.CanonicalURL(address)
	if err != nil || templates.MatchString(address) {
		return false
	}
	u, err := url.Parse(canonical)
	if err != nil {
		return false
	}
	parts := strings.Split(strings.ToLower(u.EscapedPath()), "/")
	if slices.Contains(fillers, parts[len(parts)-1]) || slices.Contains(fillers, parts[min(1, len(parts)-1)]) {
		return false
	}
	host := u.Hostname()
	if number, err := netip.ParseAddr(host); err == nil {
		return number.IsGlobalUnicast() && !number.IsPrivate()
	}
	_, domain, named := publisher.OutletOfHost(host)
	below := host
	if named {
		below = strings.TrimSuffix(strings.TrimSuffix(host, domain), ".")
	}
	return strings.Contains(host, ".") && !unreachable.MatchString(host) && !hosting.MatchString(host) &&
		!makers.MatchString(below)
}

// isHome reports whether an address is that of a site as a whole.
func isHome(address string) bool {
	canonical, err := evidence.CanonicalURL(address)
	if err != nil {
		return false
	}
	u, err := url.Parse(canonical)
	if err != nil || u.Fragment != "" {
		return false
	}
	query := u.Query()
	query.Del("lang")
	query.Del("locale")
	return len(query) == 0 && (u.Path == "" || languageHome.MatchString(u.Path))
}
