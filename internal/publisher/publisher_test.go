package publisher_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/publisher"
)

func TestOutlet(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.paper.example/x":                           "paper.example",
		"https://news.paper.co.uk/x":                            "paper.co.uk",
		"https://amp.paper.co.uk/x":                             "paper.co.uk",
		"https://m.PAPER.example:8080/x":                        "paper.example",
		"https://one.blogspot.com/2020":                         "one.blogspot.com",
		"https://two.substack.com/p/x":                          "two.substack.com",
		"https://a.two.substack.com/p/x":                        "two.substack.com",
		"https://substack.com/x":                                "substack.com",
		"https://user.github.io/x":                              "user.github.io",
		"https://github.io/x":                                   "github.io",
		"https://web.archive.org/web/2020/https://paper.fr/x":   "paper.fr",
		"https://www.google.com/amp/s/amp.paper.fr/x":           "paper.fr",
		"https://bücher.example/x":                              "xn--bcher-kva.example",
		"https://xn--bcher-kva.example/x":                       "xn--bcher-kva.example",
		"https://paper.example./x":                              "paper.example",
		"https://archive.org/details/x":                         "archive.org",
		"https://blog.google.com/x":                             "google.com",
		"https://news.google.com/articles/CBMi":                 "",
		"https://feeds.feedburner.com/paper":                    "",
		"http://feedproxy.google.com/~r/paper":                  "",
		"https://t.co/AbC":                                      "",
		"https://bit.ly/AbC":                                    "",
		"https://archive.ph/AbCdE":                              "",
		"https://www.webcitation.org/5xYz":                      "",
		"https://arquivo.pt/":                                   "",
		"https://arquivo.pt/wayback/20180919/http://paper.fr/x": "paper.fr",
		"https://BÜCHER.example./x":                             "xn--bcher-kva.example",
		"https://bu\u0308cher.example/x":                        "xn--bcher-kva.example",
		"https://twitter.com/ann":                               "x.com",
		"https://mobile.twitter.com/ann/status/1":               "x.com",
		"https://youtu.be/aB_-12345":                            "youtube.com",
		"https://channel.t.me/12":                               "t.me",
		"https://ann.blogspot.de/x":                             "ann.blogspot.com",
		"https://paper-example.translate.goog/x":                "paper.example",
		"https://192.0.2.1/x":                                   "",
		"https://[2001:db8::1]/x":                               "",
		"https://localhost/x":                                   "",
		"no address":                                            "",
		"https://" + strings.Repeat("a.", 300) + "example.com/": "", // no name is so long
	} {
		id, domain, ok := publisher.Outlet(address)
		if domain != want || ok != (want != "") {
			t.Errorf("the outlet of %s is %q, %v; expected %q", address, domain, ok, want)
		}
		if ok && id != evidence.OutletID("outlet:"+want) {
			t.Errorf("the id of the outlet of %s is %q", address, id)
		}
	}
	for host, want := range map[string]string{
		"www.Paper.example": "paper.example", "bücher.example": "xn--bcher-kva.example", "twitter.com": "x.com",
		"ann.t.me": "t.me", "paper.example.": "paper.example", "": "", "a b": "", "paper.example/x": "", "1.2.3.4": "",
		"t.co": "",
	} {
		if _, domain, _ := publisher.OutletOfHost(host); domain != want {
			t.Errorf("the outlet of the host %q is %q; expected %q", host, domain, want)
		}
	}
}

func TestTransport(t *testing.T) {
	for address, want := range map[string]bool{
		"https://news.google.com/x": true, "https://t.co/x": true, "https://a.feedburner.com/x": true,
		"https://www.google.com/url?sa=D": true,
		"https://paper.example/t.co":      false, "https://nott.co/x": false, "https://www.google.com/search": false,
		"x": false,
		"https://web.archive.org/web/2020/https://paper.fr/x": false, // that is the page
	} {
		if got := publisher.Transport(address); got != want {
			t.Errorf("whether %s is of a transport: %v", address, got)
		}
	}
}

func TestSource(t *testing.T) {
	page, ok := publisher.Source("https://paper.example/x")
	if copied, again := publisher.Source("https://archive.ph/2020/http://amp.paper.example/x/?utm_source=a"); !ok ||
		!again || copied != page {
		t.Errorf("a page and its copy are %q and %q", page, copied)
	}
	if id, ok := publisher.Source("paper.example"); ok {
		t.Errorf("no address has the id %q", id)
	}
}

// TestOutlet_IsItsOwn: the domain of an outlet belongs to that outlet, and so does any other host of the domain.
func TestOutlet_IsItsOwn(t *testing.T) {
	endings := rapid.SampledFrom([]string{"example", "co.uk", "blogspot.com", "substack.com", "fr", "com.au"})
	rapid.Check(t, func(r *rapid.T) {
		domain := rapid.StringMatching(`[b-l]{2,8}`).Draw(r, "name") + "." + endings.Draw(r, "ending")
		host := rapid.SampledFrom([]string{"", "www.", "m.", "news.", "a.b."}).Draw(r, "sub") + domain
		id, got, ok := publisher.Outlet("https://" + host + "/x")
		if !ok || got != domain {
			r.Fatalf("the outlet of %s is %q, %v; expected %q", host, got, ok, domain)
		}
		if again, _, _ := publisher.OutletOfHost(got); again != id {
			r.Fatalf("the outlet of %q is %q, and of itself %q", host, id, again)
		}
	})
}

// FuzzOutlet: any address has at most one outlet, that of its canonical form and of its own domain, and an id that can
// be recorded.
func FuzzOutlet(f *testing.F) {
	for _, seed := range []string{
		"https://www.paper.co.uk/x", "https://xn--/", "https://bücher.example", "https://a..b/", "https://amp.m.t.co",
		"https://github.io",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		id, domain, ok := publisher.Outlet(address)
		if !ok {
			return
		}
		if publisher.Transport(address) {
			t.Errorf("%q is of an outlet and of a transport", address)
		}
		if again, _, _ := publisher.OutletOfHost(domain); again != id {
			t.Errorf("%q is of %q, whose own domain is of %q", address, id, again)
		}
		if err := (evidence.Outlet{ID: id, Name: domain, Domains: []string{domain}}).Validate(); err != nil {
			t.Errorf("%q is of %q, which is refused: %v", address, id, err)
		}
		canonical, _ := evidence.CanonicalURL(address)
		if again, _, _ := publisher.Outlet(canonical); again != id {
			t.Errorf("%q is of %q, its canonical form of %q", address, id, again)
		}
	})
}
