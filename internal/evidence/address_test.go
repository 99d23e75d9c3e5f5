package evidence_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestCanonicalURL_EditionsAndCopies: what stands for a page is that page.
func TestCanonicalURL_EditionsAndCopies(t *testing.T) {
	for text, want := range map[string]string{
		"https://amp.paper.example/news/1":          "https://paper.example/news/1",
		"https://www.paper.example/amp/news/1":      "https://paper.example/news/1",
		"https://paper.example/news/1/amp/":         "https://paper.example/news/1",
		"https://paper.example/news/1.amp":          "https://paper.example/news/1",
		"https://paper.example/news/1.amp.html":     "https://paper.example/news/1.html",
		"https://paper.example/news/1?amp=1&page=2": "https://paper.example/news/1?page=2",
		"https://paper.example/news/1?amp":          "https://paper.example/news/1",
		"https://paper.example/news?outputType=amp": "https://paper.example/news",
		// volts and amperes
		"https://paper.example/news?amp=45":        "https://paper.example/news?amp=45",
		"https://paper.example/a%2fb":              "https://paper.example/a%2Fb",
		"https://paper.example/a/b":                "https://paper.example/a/b",
		"https://paper.example/a%252Fb":            "https://paper.example/a%252Fb",
		"https://paper.example/a%3Bb":              "https://paper.example/a%3Bb",
		"https://paper.example/a;v=1/b":            "https://paper.example/a;v=1/b",
		"https://paper.example/a%3Fb%23c":          "https://paper.example/a%3Fb%23c",
		"https://paper.example/%41%7eb/é":          "https://paper.example/A~b/%C3%A9",
		"https://paper.example/%c3%a9/a%2Cb%3A%40": "https://paper.example/%C3%A9/a,b:@",
		"https://paper.example/(a)!":               "https://paper.example/%28a%29%21",
		"https://paper.example/a%2Famp":            "https://paper.example/a%2Famp",

		"https://paper.example/x?sec=local;id=101":     "https://paper.example/x?sec=local;id=101",
		"https://paper.example/x?sec=local%3Bid%3D101": "https://paper.example/x?sec=local%3Bid%3D101",

		"https://paper.example/x?z=1&b=2;utm_source=feed;a=3&utm_medium=x": "https://paper.example/x?b=2;a=3&z=1",

		"https://paper.example/x?q=100%":                                "https://paper.example/x?q=100%25",
		"https://paper.example/x?q=100%25&q=5%zz":                       "https://paper.example/x?q=100%25&q=5%25zz",
		"https://www.google.com/url?q=https://paper.example/x;v=1&sa=D": "https://paper.example/x;v=1",
		"https://paper.example/amplifiers/ampere":                       "https://paper.example/amplifiers/ampere",

		"https://m.paper.example/news/1":      "https://paper.example/news/1",
		"https://mobile.paper.example/news/1": "https://paper.example/news/1",
		"https://www.m.paper.example/":        "https://paper.example",
		"https://amp.www.paper.example/":      "https://paper.example",
		"https://m.de/x":                      "https://m.de/x",
		"https://mobile.co.uk/x":              "https://mobile.co.uk/x",
		"https://amp.dev/x":                   "https://amp.dev/x",
		"https://en.m.wikipedia.org/wiki/X":   "https://en.wikipedia.org/wiki/X",
		"https://paper-example.cdn.ampproject.org/c/s/paper.example/news/1?usqp=mq": "https://paper.example/news/1?usqp=mq",
		"https://cdn.ampproject.org/v/s/amp.paper.example/news/1":                   "https://paper.example/news/1",
		"https://www.google.com/amp/s/paper.example/news/1":                         "https://paper.example/news/1",
		"https://google.co.uk/amp/paper.example/news/1/amp":                         "https://paper.example/news/1",
		"https://www.google.com/url?q=https://paper.example/x&sa=D":                 "https://paper.example/x",
		"https://web.archive.org/web/20200102030405/http://www.paper.example/x?a=1": "https://paper.example/x?a=1",
		"https://web.archive.org/web/20200102030405id_/https:/paper.example/x":      "https://paper.example/x",
		"http://web.archive.org/web/2020*/paper.example/x":                          "https://paper.example/x",
		"https://web.archive.org/web/2020/https%3A%2F%2Fpaper.example%2Fx":          "https://paper.example/x",
		"https://web.archive.org/web/2020/":                                         "https://web.archive.org/web/2020",
		"https://web.archive.org/web/2020/ftp://paper.example/x":                    "https://web.archive.org/web/2020/ftp://paper.example/x",
		"https://archive.today/newest/https://paper.example/x":                      "https://paper.example/x",
		"https://archive.ph/2020.01.02-030405/https://paper.example/x":              "https://paper.example/x",
		"https://archive.is/20200102/http://m.paper.example/x":                      "https://paper.example/x",
		"https://archive.ph/o/AbCdE/https://paper.example/x":                        "https://paper.example/x",
		// it does not say of what
		"https://archive.ph/AbCdE":      "https://archive.ph/AbCdE",
		"https://archive.org/details/x": "https://archive.org/details/x",
		"https://webcache.googleusercontent.com/search?q=cache:Ab1_cD:https://paper.example/x+words&hl=en":  "https://paper.example/x",
		"https://webcache.googleusercontent.com/search?q=cache:paper.example/x":                             "https://paper.example/x",
		"https://web.archive.org/web/2021/https://web.archive.org/web/2020/https://amp.paper.example/x/amp": "https://paper.example/x",
	} {
		if got, err := evidence.CanonicalURL(text); err != nil || got != want {
			t.Errorf("CanonicalURL(%q) = %q, %v; expected %q", text, got, err, want)
		}
	}
	deep := strings.Repeat("https://web.archive.org/web/2020/", 25) + "https://paper.example/x"
	if got, err := evidence.CanonicalURL(deep); err != nil || got != "https://paper.example/x" {
		t.Errorf("25 times in an archive: %q, %v", got, err)
	}
	_, err := evidence.CanonicalURL(strings.Repeat("https://web.archive.org/web/2020/", 100) + "https://paper.example/x")
	checkInvalid(t, "100 times in an archive", "url", err)
}

// TestCanonicalURL_AnyDress: whatever a page is dressed in, and in whatever order, it is the same page, and its own
// canonical form.
func TestCanonicalURL_AnyDress(t *testing.T) {
	dresses := []func(string) string{
		func(a string) string { return strings.Replace(a, "https://", "https://m.", 1) },
		func(a string) string { return strings.Replace(a, "https://", "https://www.", 1) },
		func(a string) string { return strings.Replace(a, "https://", "https://amp.", 1) },
		func(a string) string { return strings.Replace(a, "paper.example/", "paper.example/amp/", 1) },
		func(a string) string { return strings.Replace(a, "https://", "http://", 1) },
		func(a string) string { return strings.ToUpper(a[:8]) + a[8:] },
		func(a string) string { return a + "&utm_source=x" },
		func(a string) string { return a + "&amp=1" },
		func(a string) string { return "https://web.archive.org/web/20200102030405/" + a },
		func(a string) string { return "https://archive.ph/2020/" + a },
		func(a string) string { return a + "#part" },
	}
	rapid.Check(t, func(r *rapid.T) {
		page := "https://paper.example/" + rapid.StringMatching(`[b-z]{1,5}(/[b-z0-9]{1,5}(%2F|%3B|;v=1|%25)?){0,2}`).Draw(
			r, "path") + "?b=1"
		address := page
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(dresses)-1), 0, 6).Draw(r, "dresses") {
			if strings.Contains(address, "#") {
				break // nothing can be added behind it
			}
			address = dresses[i](address)
		}
		once, err := evidence.CanonicalURL(address)
		if err != nil || once != page {
			r.Fatalf("CanonicalURL(%q) = %q, %v; expected %q", address, once, err, page)
		}
		if twice, err := evidence.CanonicalURL(once); err != nil || twice != once {
			r.Fatalf("of %q it is %q, %v", once, twice, err)
		}
	})
}

// TestCanonicalURL_Archives: archives are known by their form, and what carries a reader to a page by its parameter.
func TestCanonicalURL_Archives(t *testing.T) {
	canonical(t, `
https://arquivo.pt/wayback/20180919142909/https://www.paper.example/x?a=1
  https://paper.example/x?a=1
https://arquivo.pt/noFrame/replay/20180919142909/http://paper.example/x
  https://paper.example/x
https://arquivo.pt/wayback/20180919142909im_/paper.example/x
  https://paper.example/x
https://webarchive.nationalarchives.gov.uk/ukgwa/20200101000000mp_/http://office.example/x
  https://office.example/x
https://webarchive.nationalarchives.gov.uk/20130101/http://office.example/x
  https://office.example/x
https://wayback.archive-it.org/1234/20190102030405/https://paper.example/x
  https://paper.example/x
https://wayback.archive-it.org/all/2019/http:/paper.example/x
  https://paper.example/x
https://haw.nsk.hr/wayback/20130405/http://paper.example/x
  https://paper.example/x
https://vefsafn.is/is/20190101000000*/http://paper.example/x
  https://paper.example/x
https://web.archive.org.au/awa/20030102030405mp_/http://paper.example/x
  https://paper.example/x
https://swap.stanford.edu/was/20100102030405/http://paper.example/x
  https://paper.example/x
https://www.webarchive.org.uk/wayback/archive/20130102030405/http://paper.example/x
  https://paper.example/x
https://kept.university.example/wayback/2012/http://paper.example/x
  https://paper.example/x
https://kept.university.example/20120304050607/http://paper.example/x
  https://paper.example/x
https://paper.example/2012/http://other.example/x
  https://paper.example/2012/http://other.example/x
https://paper.example/archive/2012/a.example
  https://paper.example/archive/2012/a.example
https://archives.paper.example/2012/story.html
  https://archives.paper.example/2012/story.html
https://archive.paper.example/2012/03/04/x
  https://archive.paper.example/2012/03/04/x
https://web.archive.org/https://paper.example/x
  https://paper.example/x
https://web.archive.org/save/https://paper.example/x
  https://paper.example/x
https://web.archive.org/web/2020/https://app.example/#/x
  https://app.example#/x
https://arquivo.pt/wayback/2021/https://web.archive.org/web/2020/https://paper.example/x
  https://paper.example/x
https://archive.today/?run=1&url=https%3A%2F%2Fpaper.example%2Fx
  https://paper.example/x
https://www.webcitation.org/5xYz?url=http%3A%2F%2Fpaper.example%2Fx&date=2011-02-03
  https://paper.example/x
https://www.webcitation.org/5xYz
  https://webcitation.org/5xYz
http://archive.wikiwix.com/cache/?url=http://paper.example/x
  https://paper.example/x
http://timetravel.mementoweb.org/memento/2010/http://paper.example/x
  https://paper.example/x
https://megalodon.jp/2010-0102-0304-05/paper.example/x
  https://paper.example/x
https://old--town-paper-example.translate.goog/x?id=1&_x_tr_sl=de&_x_tr_tl=en
  https://old-town.paper.example/x?id=1
https://translate.google.com/translate?sl=de&tl=en&u=https://paper.example/x
  https://paper.example/x
https://l.facebook.com/l.php?u=https%3A%2F%2Fpaper.example%2Fx%3Ffbclid%3D1&h=AT
  https://paper.example/x
https://12ft.io/https://paper.example/x
  https://paper.example/x
https://www.youtube.com/redirect?event=video&q=https%3A%2F%2Fpaper.example%2Fx
  https://paper.example/x
https://paper-example.bing-amp.com/c/s/paper.example/x
  https://paper.example/x
`)
}

// TestCanonicalURL_KnownHosts: a post has one address, and a site one host.
func TestCanonicalURL_KnownHosts(t *testing.T) {
	canonical(t, `
https://twitter.com/Ann/status/12
  https://x.com/i/status/12
https://mobile.twitter.com/ann/status/12/photo/1?s=20
  https://x.com/i/status/12
https://x.com/i/web/status/12
  https://x.com/i/status/12
https://twitter.com/#!/ann/statuses/12
  https://x.com/i/status/12
https://web.archive.org/web/2020/https://twitter.com/a/status/12
  https://x.com/i/status/12
https://twitter.com/ann
  https://x.com/ann
https://youtu.be/aB_-12345?si=x&t=3
  https://youtube.com/watch?v=aB_-12345
https://m.youtube.com/watch?feature=share&v=aB_-12345&t=3
  https://youtube.com/watch?v=aB_-12345
https://youtube.com/shorts/aB_-12345
  https://youtube.com/watch?v=aB_-12345
https://www.youtube-nocookie.com/embed/aB_-12345
  https://youtube.com/watch?v=aB_-12345
https://music.youtube.com/watch?v=aB_-12345&list=PL1
  https://youtube.com/watch?v=aB_-12345
https://www.youtube.com/playlist?list=PL1
  https://youtube.com/playlist?list=PL1
https://fb.com/page/posts/1?__tn__=R
  https://facebook.com/page/posts/1
https://m.facebook.com/story.php?story_fbid=1&id=2&_rdr
  https://facebook.com/story.php?id=2&story_fbid=1
https://de-de.facebook.com/page
  https://facebook.com/page
https://old.reddit.com/r/news/comments/1abc/a_title/
  https://reddit.com/comments/1abc
https://redd.it/1abc
  https://reddit.com/comments/1abc
https://www.reddit.com/r/news/comments/1abc/a_title/k9/?context=3
  https://reddit.com/comments/1abc/_/k9
https://t.me/s/channel/12
  https://t.me/channel/12
https://t.me/channel/12?single
  https://t.me/channel/12
https://t.me/channel/12?comment=3
  https://t.me/channel/12?comment=3
https://telegram.me/channel/12
  https://t.me/channel/12
https://channel.t.me/12
  https://t.me/channel/12
https://www.instagram.com/ann/reel/Cx_1/?igsh=z
  https://instagram.com/p/Cx_1
https://www.tiktok.com/@ann/video/12?lang=en
  https://tiktok.com/video/12
https://de.m.wikipedia.org/wiki/Alte%20Br%C3%BCcke
  https://de.wikipedia.org/wiki/Alte_Br%C3%BCcke
https://de.wikipedia.org/w/index.php?title=Alte_Brücke
  https://de.wikipedia.org/wiki/Alte_Br%C3%BCcke
https://de.wikipedia.org/w/index.php?title=A&oldid=3
  https://de.wikipedia.org/w/index.php?oldid=3&title=A
https://ann.blogspot.co.uk/2012/03/x.html?m=1
  https://ann.blogspot.com/2012/03/x.html
https://dx.doi.org/10.1000/ABC
  https://doi.org/10.1000/abc
https://arxiv.org/pdf/2001.00001v2.pdf
  https://arxiv.org/abs/2001.00001v2
https://open.substack.com/pub/ann/p/a-post?r=1
  https://ann.substack.com/p/a-post
`)
}

// canonical checks lines of addresses, each with its canonical form on the next line.
func canonical(t *testing.T, table string) {
	t.Helper()
	lines := strings.Fields(table)
	for i := 0; i < len(lines); i += 2 {
		if got, err := evidence.CanonicalURL(lines[i]); err != nil || got != lines[i+1] {
			t.Errorf("CanonicalURL(%q) = %q, %v; expected %q", lines[i], got, err, lines[i+1])
		}
	}
}

func TestResolveURL(t *testing.T) {
	for _, c := range []struct{ base, link, want string }{
		{"https://a.example/b/c", "d", "https://a.example/b/d"},
		{"https://a.example/b/c", "/d?e=1", "https://a.example/d?e=1"},
		{"https://a.example/b/", "../d", "https://a.example/d"},
		{"https://a.example/b", "?e=1", "https://a.example/b?e=1"},
		{"https://a.example/b", "//c.example/d", "https://c.example/d"},
		{"http://a.example/b", "//c.example/d", "http://c.example/d"},
		{"https://a.example/b", "https://c.example/d", "https://c.example/d"},
		{"https://a.example/b", "www.c.example/d", "https://www.c.example/d"},
		{"//a.example/b/", "d", "https://a.example/b/d"},
		{"https://a.example/b", " \n d%\n", "https://a.example/d%25"},
		{"", "//c.example/d", "https://c.example/d"},
		{"", "c.example/d", "https://c.example/d"},
		{"", "/d", ""},
		{"urn:a", "d", ""},
		{"https://a.example/b", "", ""},
		{"https://a.example/b", "mailto:a@b.example", "mailto:a@b.example"},
	} {
		if got := evidence.ResolveURL(c.base, c.link); got != c.want {
			t.Errorf("ResolveURL(%q, %q) = %q; expected %q", c.base, c.link, got, c.want)
		}
	}
}
