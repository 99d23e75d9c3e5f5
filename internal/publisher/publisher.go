// Package publisher says which outlet an address belongs to, from the address alone: so what is read in any order, by
// any reader, ends at the same node.
//
// An outlet is a registrable domain: news.paper.co.uk and www.paper.co.uk are paper.co.uk, by the Public Suffix List
// as the version of golang.org/x/net that is built in has it. Where everybody can have a name under a domain
// (blogspot.com, substack.com), each such name is an outlet. What only carries other people's pages to a reader (a
// shortener, a feed service, an archive) is never one.
package publisher

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/evidence/addresses"
)

// Outlet returns the id and the domain of the outlet that an address belongs to; the id is that of the domain. ok is
// false if the address cannot be read, has no domain (a number, a single word), or is of a [Transport].
func Outlet(address string) (id evidence.OutletID, domain string, ok bool) {
	canonical, err := evidence.CanonicalURL(address)
	if err != nil {
		return "", "", false
	}
	u, err := url.Parse(canonical)
	if err != nil {
		return "", "", false
	}
	return OutletOfHost(u.Hostname())
}

// OutletOfHost is [Outlet] for a bare host name, such as trust.txt has them.
func OutletOfHost(host string) (id evidence.OutletID, domain string, ok bool) {
	host, ok = plain(host)
	if !ok || transport(host) {
		return "", "", false
	}
	domain = registrable(host)
	if domain != host { // else it is plain already
		if again, ok := plain(domain); !ok || again != domain { // the domain itself is called www or m
			return OutletOfHost(again)
		}
	}
	return evidence.OutletID(string(evidence.KindOutlet) + ":" + domain), domain, true
}

// Source returns the id of the source at an address, in its canonical form; ok is false if the address cannot be read.
func Source(address string) (id evidence.SourceID, ok bool) {
	if _, err := evidence.CanonicalURL(address); err != nil {
		return "", false
	}
	return evidence.SourceIDOf(evidence.Source{URL: address})
}

// Transport reports whether an address is of what carries other people's pages to a reader and publishes nothing
// itself: what such a page is, and who published it, cannot be known from the address.
func Transport(address string) bool {
	canonical, err := evidence.CanonicalURL(address)
	if err != nil {
		return false
	}
	u, err := url.Parse(canonical)
	if err != nil {
		return false
	}
	host, ok := plain(u.Hostname())
	return ok && (transport(host) || (strings.HasPrefix(host, "google.") && u.Path == "/url"))
}

// longestName is what a name may have in the domain system.
const longestName = 253

// plain returns the name of a host in its one form, without what makes no other site and as the host that stands for
// all of its site; false for what is not a name in the domain system.
func plain(host string) (string, bool) {
	host = addresses.CanonicalHost(host)
	if _, err := netip.ParseAddr(host); err == nil {
		return "", false
	}
	foreign := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != '.'
	}
	if len(host) > longestName || strings.ContainsFunc(host, foreign) || slices.Contains(strings.Split(host, "."), "") {
		return "", false
	}
	canonical, err := evidence.CanonicalURL("https://" + host)
	if err != nil {
		return "", false
	}
	u, err := url.Parse(canonical)
	if err != nil {
		return "", false
	}
	return u.Hostname(), strings.Contains(u.Hostname(), ".")
}

// shared are domains under which everybody can have a name, beside those of the Public Suffix List.
var shared = []string{
	"beehiiv.com", "blog.hu", "canalblog.com", "ghost.io", "livejournal.com", "medium.com", "over-blog.com",
	"substack.com", "tumblr.com",
	"typepad.com", "wixsite.com", "wordpress.com",
}

func registrable(host string) string {
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil { // the host is an ending itself, and somebody's page all the same
		return host
	}
	if domain != host && slices.Contains(shared, domain) {
		names := strings.Split(strings.TrimSuffix(host, "."+domain), ".")
		return names[len(names)-1] + "." + domain
	}
	return domain
}

// transports are hosts that carry other people's pages, beside archives; all that is below one counts as well.
var transports = []string{
	"news.google.com", "feedproxy.google.com", "feeds.feedburner.com", "feedburner.com", "feedburner.google.com",
	"cdn.ampproject.org",
	"webcache.googleusercontent.com", "apple.news", "flip.it", "feedly.com", "smartnews.com",
	"t.co", "bit.ly", "ow.ly", "goo.gl", "tinyurl.com", "is.gd", "buff.ly", "dlvr.it", "ift.tt", "lnkd.in", "fb.me",
	"trib.al", "shorturl.at",
	"rebrand.ly", "cutt.ly", "t.ly", "l.facebook.com", "lm.facebook.com", "l.instagram.com", "out.reddit.com",
	"fb.watch", "vm.tiktok.com", "vt.tiktok.com",
	"share.google", "translate.goog", "translate.google.com", "translate.googleusercontent.com", "bing-amp.com",
	"12ft.io", "via.hypothes.is",
}

func transport(host string) bool {
	return addresses.Archive(host) ||
		slices.ContainsFunc(transports, func(t string) bool { return host == t || strings.HasSuffix(host, "."+t) })
}
