package dedupe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

// outlets are those of the graph.
type outlets struct {
	family
	all []outlet
}

// outlet is what is compared of one.
type outlet struct {
	name, key, agency string
	article, spelled  bool // the key is without its article; the agency is spelled out
	country           string
	kind              evidence.OutletKind
	written           []string // the domains as they are recorded
	hosts, domains    []string // the same without www. and the like, and what they are registered under
}

// platforms are domains under which everybody publishes, by path or not: that two outlets have one says nothing.
var platforms = []string{
	"facebook.com", "youtube.com", "twitter.com", "x.com", "t.me", "telegram.me", "instagram.com", "tiktok.com", "vk.com",
	"ok.ru", "reddit.com", "linkedin.com",
	"threads.net", "bsky.app", "mastodon.social", "weibo.com", "rumble.com", "odysee.com", "vimeo.com", "soundcloud.com",
	"spotify.com", "medium.com", "substack.com",
	"wordpress.com", "blogspot.com", "tumblr.com", "livejournal.com", "ghost.io", "github.com", "google.com", "apple.com",
	"yahoo.com", "msn.com",
}

func (o *outlets) add(r *evidence.Outlet) {
	n := outlet{name: r.Name, country: strings.ToUpper(r.Country), kind: r.Kind, written: r.Domains}
	n.key, n.article = nameKey(r.Name)
	n.agency, n.spelled = agencyOf(strings.TrimPrefix(r.Name, "The "))
	_, itself, _ := publisher.OutletOfHost(r.Name) // a platform that is called by its host is no channel on it
	for _, d := range r.Domains {
		_, domain, ok := publisher.OutletOfHost(d)
		host, err := evidence.CanonicalURL("https://" + d)
		if !ok || err != nil || slices.Contains(platforms, domain) && domain != itself {
			continue
		}
		if n.hosts = append(n.hosts, strings.TrimPrefix(host, "https://")); !slices.Contains(n.domains, domain) {
			n.domains = append(n.domains, domain)
		}
	}
	o.ids, o.all = append(o.ids, r.NodeID()), append(o.all, n)
}

func (o *outlets) label(i int32) string {
	if o.all[i].name != "" {
		return o.all[i].name
	}
	return o.ids[i].Key()
}

func (o *outlets) prepare() {
	o.conflict = func(i, j int32) bool {
		a, b := &o.all[i], &o.all[j]
		return differ(a.country, b.country) || len(a.domains) > 0 && len(b.domains) > 0 && common(a.domains, b.domains) == ""
	}
	o.fields = func(i, j int32) []Field {
		a, b := &o.all[i], &o.all[j]
		return fieldsOf(
			Field{"name", a.name, b.name}, Field{"domains", strings.Join(a.written, ", "), strings.Join(b.written, ", ")},
			Field{"country", a.country, b.country}, Field{"kind", statedKind(a.kind), statedKind(b.kind)})
	}
	o.rules = []rule{
		{func(i int32, yield func(string)) { each(o.all[i].domains, yield) }, o.domain},
		{func(i int32, yield func(string)) { each([]string{o.all[i].key}, yield) }, o.name},
		{func(i int32, yield func(string)) { each([]string{o.all[i].agency}, yield) }, o.agency},
	}
}

// each calls yield with what is not empty.
func each(marks []string, yield func(string)) {
	for _, mark := range marks {
		if mark != "" {
			yield(mark)
		}
	}
}

// common returns the first that both lists have.
func common(a, b []string) string {
	for _, x := range slices.Sorted(slices.Values(a)) {
		if slices.Contains(b, x) {
			return x
		}
	}
	return ""
}

// oneName reports whether two outlets are of one name, or of one agency.
func (o *outlets) oneName(a, b *outlet) bool {
	return a.key != "" && a.key == b.key || a.agency != "" && a.agency == b.agency && a.spelled && b.spelled
}

func (o *outlets) domain(i, j int32) (Reason, bool) {
	a, b := &o.all[i], &o.all[j]
	host := common(a.hosts, b.hosts)
	switch {
	case host != "" && o.oneName(a, b):
		return Reason{Domain, Strong, "Both publish at " + host}, true
	case host != "":
		return Reason{Domain, Good, "Both publish at " + host + ", under different names"}, true
	case o.oneName(a, b):
		return Reason{Domain, Good, "Both publish under " + common(a.domains, b.domains)}, true
	}
	return Reason{Domain, Weak, "Both publish under " + common(a.domains, b.domains) +
		", under different names: one may be an edition of its own"}, true
}

func (o *outlets) name(i, j int32) (Reason, bool) {
	a, b := &o.all[i], &o.all[j]
	oneWord := !strings.Contains(a.key, " ")
	country := a.country != "" && a.country == b.country
	agree := country || common(a.domains, b.domains) != ""
	if oneWord && a.article != b.article && !agree {
		return Reason{}, false // The Times, Times
	}
	strength := Good
	switch {
	case kindsDiffer(a.kind, b.kind), oneWord && !agree:
		strength = Weak
	case agree && a.article == b.article:
		strength = Strong
	}
	text := "Both are called " + called(a.name, b.name)
	if country {
		text += " and are of " + a.country
	}
	return Reason{Name, strength, text}, true
}

func (o *outlets) agency(i, j int32) (Reason, bool) {
	a, b := &o.all[i], &o.all[j]
	if a.key == b.key || !agencyKind(a.kind) || !agencyKind(b.kind) {
		return Reason{}, false
	}
	strength := Good
	if !a.spelled || !b.spelled {
		strength = Weak
	}
	return Reason{Agency, strength, fmt.Sprintf(
		"%s are spellings of one agency, %s", quotedBoth(a.name, b.name), a.agency)}, true
}

func agencyKind(k evidence.OutletKind) bool {
	return k == evidence.Wire || k == evidence.News || k == evidence.OtherOutlet || k == ""
}

// kindsDiffer reports whether two kinds are stated and not the same.
func kindsDiffer(a, b evidence.OutletKind) bool { return differ(statedKind(a), statedKind(b)) }

// statedKind returns a kind, "" of what is OTHER where nothing is stated.
func statedKind(k evidence.OutletKind) string {
	if k == evidence.OtherOutlet {
		return ""
	}
	return string(k)
}

func quotedBoth(a, b string) string { return fmt.Sprintf("%q and %q", min(a, b), max(a, b)) }
