package evidence_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestCanonicalURL(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example/x":                                 "https://a.example/x",
		" http://WWW.A.example:80/x/ \n":                      "https://a.example/x",
		"HTTPS://a.example:443":                               "https://a.example",
		"https://a.example/":                                  "https://a.example",
		"https://a.example:8443/x":                            "https://a.example:8443/x",
		"https://a.example/x?b=2&a=1":                         "https://a.example/x?a=1&b=2",
		"https://a.example/x?utm_source=m&id=7&fbclid=z#part": "https://a.example/x?id=7",
		"https://a.example/x?UTM_Medium=m&GCLID=1":            "https://a.example/x",
		"https://a.example/x?a=2&a=1":                         "https://a.example/x?a=2&a=1",
		"https://a.example/Case/Matters?Q=A":                  "https://a.example/Case/Matters?Q=A",
		"https://reader:secret@a.example/x":                   "https://a.example/x",
		"https://a.example/новини":                            "https://a.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8",
		"https://wwwa.example":                                "https://wwwa.example",
		"http://[2001:DB8::1]:8080/x":                         "https://[2001:db8::1]:8080/x",
		"http://[::1]/":                                       "https://[::1]",
		"//a.example/x":                                       "https://a.example/x",
		"a.example/x":                                         "https://a.example/x",
		"www.A.example?b=1":                                   "https://a.example?b=1",
		"a.example:8080/x":                                    "https://a.example:8080/x",
		"https://a.example/lo\n\tng":                          "https://a.example/long",
		"https://a.example./x":                                "https://a.example/x",
		"https://BÜRGER.example/x":                            "https://xn--brger-kva.example/x",
		"https://bu\u0308rger.example/x":                      "https://xn--brger-kva.example/x",
		"https://XN--BRGER-KVA.example/x":                     "https://xn--brger-kva.example/x",
		"https://b%C3%BCrger.example/x":                       "https://xn--brger-kva.example/x",
		"https://новости。example/x":                           "https://xn--b1amnebsh.example/x",
		"https://my_host.example/x":                           "https://my_host.example/x",
		"https://a.example/50%/50%off":                        "https://a.example/50%25/50%25off",
		"https://a.example/cafe\u0301":                        "https://a.example/caf%C3%A9",
		"https://a.example/caf%65%CC%81?q=e%CC%81":            "https://a.example/caf%C3%A9?q=%C3%A9",
		"https://a.example/x?q=%CA%F3":                        "https://a.example/x?q=%CA%F3",
		"https://a.example/%CA%F3":                            "https://a.example/%CA%F3",
		"https://a.example/#!/News/1/":                        "https://a.example#!/News/1",
		"https://a.example/app/#/news/2?utm_source=m&id=3":    "https://a.example/app#/news/2?id=3",
		"https://a.example/#!topic/x":                         "https://a.example#!topic/x",
		"https://a.example/x#/":                               "https://a.example/x",
		"https://a.example/x#!":                               "https://a.example/x",
		"https://a.example/x#:~:text=word":                    "https://a.example/x",
		"https://a.example/x#part/2":                          "https://a.example/x",
	} {
		if got, err := evidence.CanonicalURL(text); err != nil || got != want {
			t.Errorf("CanonicalURL(%q) = %q, %v; expected %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "a.example", "and/or", "1.5/2", "U.S./x", "ftp://a.example", "mailto:a@a.example",
		"https://", "https:///x", "http://:80/x", "http://www./", "//", "https://a b/", "https://%zz/", "undefined",
		"javascript:1"} {
		_, err := evidence.CanonicalURL(text)
		checkInvalid(t, "CanonicalURL("+text+")", "url", err)
	}
}

// FuzzCanonicalURL checks that a canonical address is one, and is its own canonical form.
func FuzzCanonicalURL(f *testing.F) {
	for _, seed := range []string{
		"https://www.a.example/x/?utm_source=m&b=1&a=2#f", "http://[::1]:80/", "http://www.www.a/", "http://a/%2F/",
		"http://a/%2famp/%3b;", "http://a/?a;b", "http://a/?%;=%2&;&b", "http://:80", "http://a/%zz",
		"http://a?&=&a==", "https://web.archive.org/web/2020id_/http:/amp.a.b/amp/?amp=1",
		"http://google.com/amp/s/m.a.b/x.amp.html", "http://archive.ph/o/x/http%3A%2F%2Fa.b",
		"http://webcache.googleusercontent.com/search?q=cache:x:a.b/%2F+y", "http://google.com/url?q=http://a.b",
		"http://%ff/", "http://a//b//", "http://a/./..", "http://a:/", "http://a#!/%zz?b=%&a", "//a.b/e\u0301/%cc%81",
		"http://twitter.com/#!/a/status/1", "http://youtu.be/a?b#/c", "http://a.t.me/s/b",
		"http://x-y.translate.goog/?_x_tr_sl=a", "http://en.wikipedia.org/w/index.php?title=%25a%2Fb",
		"http://a.blogspot.co.uk", "http://a/wayback/2020/http%3A/%2Fb.c#/d",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, err := evidence.CanonicalURL(text)
		if err != nil {
			checkInvalid(t, text, "url", err)
			return
		}
		if twice, err := evidence.CanonicalURL(once); err != nil || twice != once {
			t.Errorf("CanonicalURL(%q) = %q, of which it is %q, %v", text, once, twice, err)
		}
		u, err := url.Parse(once)
		if err != nil || u.Scheme != "https" || u.Hostname() == "" ||
			(u.Fragment != "" && !strings.ContainsAny(u.Fragment[:1], "!/")) || u.User != nil ||
			strings.HasSuffix(u.EscapedPath(), "/") {
			t.Errorf("CanonicalURL(%q) = %q, which is not canonical: %v", text, once, err)
		}
	})
}

func TestSourceIDOf(t *testing.T) {
	of := func(s evidence.Source) evidence.SourceID {
		id, ok := evidence.SourceIDOf(s)
		if !ok || evidence.ID(id).Kind() != evidence.KindSource {
			t.Errorf("the id of %+v is %q, %v", s, id, ok)
		}
		return id
	}
	address := of(evidence.Source{URL: "https://a.example/x"})
	if same := of(
		evidence.Source{URL: "http://www.a.example/x/?utm_source=m", Title: "T", Outlet: "outlet:o"}); same != address {
		t.Errorf("one address under two spellings: %q and %q", same, address)
	}
	titled := of(evidence.Source{Title: "T", Outlet: "outlet:o", PublishedAt: "2024"})
	for name, s := range map[string]evidence.Source{
		"another title":  {Title: "U", Outlet: "outlet:o", PublishedAt: "2024"},
		"another outlet": {Title: "T", Outlet: "outlet:p", PublishedAt: "2024"},
		"another date":   {Title: "T", Outlet: "outlet:o", PublishedAt: "2025"}, "an address": {URL: "https://a.example/x"},
		"no title": {Outlet: "outlet:o"},
	} {
		if of(s) == titled {
			t.Errorf("%s makes no other id", name)
		}
	}
	if unusable := of(
		evidence.Source{URL: "not an address", Title: "T", Outlet: "outlet:o", PublishedAt: "2024"}); unusable != titled {
		t.Error("an unusable address counts")
	}
	if id, ok := evidence.SourceIDOf(evidence.Source{PublishedAt: "2024", Kind: evidence.Article}); ok {
		t.Errorf("a source of which nothing is known has the id %q", id)
	}
}

func TestLabels(t *testing.T) {
	source := evidence.Source{ID: "source:s1"}
	report := evidence.Source{ID: "source:s1", Kind: evidence.WireReport, URL: "https://a.example"}
	titled := report
	titled.Title = "Title"
	for want, got := range map[string]string{
		"Title": titled.Label("Reuters"), "Reuters wire report": report.Label("Reuters"),
		"https://a.example": report.Label(""),
		"s1":                source.Label(""), "Reuters": source.Label("Reuters"),
		"AP":   evidence.Source{Kind: evidence.OtherSource}.Label("AP"),
		"name": evidence.Claim{Name: "name", Text: "text"}.Label(), "text": evidence.Claim{Text: "text"}.Label(),
		"c": evidence.Claim{ID: "claim:c"}.Label(),
		"O": evidence.Outlet{ID: "outlet:o", Name: "O"}.Label(), "o": evidence.Outlet{ID: "outlet:o"}.Label(),
		"G": evidence.Organization{Name: "G"}.Label(), "p": evidence.Person{ID: "person:p"}.Label(),
		"in words": evidence.ClaimReview{AlternateName: "in words", Verdict: evidence.VerdictTrue}.Label(),
		"TRUE":     evidence.ClaimReview{Verdict: evidence.VerdictTrue}.Label(),
	} {
		if got != want {
			t.Errorf("label %q, expected %q", got, want)
		}
	}
}

func TestKindsOfSources(t *testing.T) {
	primary := 0
	for _, k := range evidence.SourceKinds() {
		if !k.Valid() {
			t.Errorf("%q is not valid", k)
		}
		if k.Primary() {
			primary++
		}
	}
	if primary != 8 || evidence.Article.Primary() || evidence.FactCheck.Primary() || !evidence.Intercept.Primary() ||
		evidence.SourceKind("BLOG").Valid() {
		t.Errorf("%d kinds are primary, expected 8: documents to intercepts", primary)
	}
	for _, k := range evidence.DerivationKinds() {
		if whole := k == evidence.Syndicates || k == evidence.Translates; k.Whole() != whole || !k.Valid() {
			t.Errorf("%q: whole %v, valid %v", k, k.Whole(), k.Valid())
		}
	}
	for s, opposite := range map[evidence.Stance]evidence.Stance{evidence.Supports: evidence.Refutes,
		evidence.Refutes: evidence.Supports, evidence.Mentions: ""} {
		if s.Opposite() != opposite {
			t.Errorf("opposite to %q is %q", s, s.Opposite())
		}
	}
}
