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
		"https://amp.paper.example/news/1":                                                                  "https://paper.example/news/1",
		"https://www.paper.example/amp/news/1":                                                              "https://paper.example/news/1",
		"https://paper.example/news/1/amp/":                                                                 "https://paper.example/news/1",
		"https://paper.example/news/1.amp":                                                                  "https://paper.example/news/1",
		"https://paper.example/news/1.amp.html":                                                             "https://paper.example/news/1.html",
		"https://paper.example/news/1?amp=1&page=2":                                                         "https://paper.example/news/1?page=2",
		"https://paper.example/news/1?amp":                                                                  "https://paper.example/news/1",
		"https://paper.example/news?outputType=amp":                                                         "https://paper.example/news",
		"https://paper.example/news?amp=45":                                                                 "https://paper.example/news?amp=45", // volts and amperes
		"https://paper.example/a%2fb":                                                                       "https://paper.example/a%2Fb",
		"https://paper.example/a/b":                                                                         "https://paper.example/a/b",
		"https://paper.example/a%252Fb":                                                                     "https://paper.example/a%252Fb",
		"https://paper.example/a%3Bb":                                                                       "https://paper.example/a%3Bb",
		"https://paper.example/a;v=1/b":                                                                     "https://paper.example/a;v=1/b",
		"https://paper.example/a%3Fb%23c":                                                                   "https://paper.example/a%3Fb%23c",
		"https://paper.example/%41%7eb/é":                                                                   "https://paper.example/A~b/%C3%A9",
		"https://paper.example/%c3%a9/a%2Cb%3A%40":                                                          "https://paper.example/%C3%A9/a,b:@",
		"https://paper.example/(a)!":                                                                        "https://paper.example/%28a%29%21",
		"https://paper.example/a%2Famp":                                                                     "https://paper.example/a%2Famp",
		"https://paper.example/x?sec=local;id=101":                                                          "https://paper.example/x?sec=local;id=101",
		"https://paper.example/x?sec=local%3Bid%3D101":                                                      "https://paper.example/x?sec=local%3Bid%3D101",
		"https://paper.example/x?z=1&b=2;utm_source=feed;a=3&utm_medium=x":                                  "https://paper.example/x?b=2;a=3&z=1",
		"https://paper.example/x?q=100%":                                                                    "https://paper.example/x?q=100%25",
		"https://paper.example/x?q=100%25&q=5%zz":                                                           "https://paper.example/x?q=100%25&q=5%25zz",
		"https://www.google.com/url?q=https://paper.example/x;v=1&sa=D":                                     "https://paper.example/x;v=1",
		"https://paper.example/amplifiers/ampere":                                                           "https://paper.example/amplifiers/ampere",
		"https://m.paper.example/news/1":                                                                    "https://paper.example/news/1",
		"https://mobile.paper.example/news/1":                                                               "https://paper.example/news/1",
		"https://www.m.paper.example/":                                                                      "https://paper.example",
		"https://amp.www.paper.example/":                                                                    "https://paper.example",
		"https://m.de/x":                                                                                    "https://m.de/x",
		"https://mobile.co.uk/x":                                                                            "https://mobile.co.uk/x",
		"https://amp.dev/x":                                                                                 "https://amp.dev/x",
		"https://en.m.wikipedia.org/wiki/X":                                                                 "https://en.wikipedia.org/wiki/X",
		"https://paper-example.cdn.ampproject.org/c/s/paper.example/news/1?usqp=mq":                         "https://paper.example/news/1?usqp=mq",
		"https://cdn.ampproject.org/v/s/amp.paper.example/news/1":                                           "https://paper.example/news/1",
		"https://www.google.com/amp/s/paper.example/news/1":                                                 "https://paper.example/news/1",
		"https://google.co.uk/amp/paper.example/news/1/amp":                                                 "https://paper.example/news/1",
		"https://www.google.com/url?q=https://paper.example/x&sa=D":                                         "https://paper.example/x",
		"https://web.archive.org/web/20200102030405/http://www.paper.example/x?a=1":                         "https://paper.example/x?a=1",
		"https://web.archive.org/web/20200102030405id_/https:/paper.example/x":                              "https://paper.example/x",
		"http://web.archive.org/web/2020*/paper.example/x":                                                  "https://paper.example/x",
		"https://web.archive.org/web/2020/https%3A%2F%2Fpaper.example%2Fx":                                  "https://paper.example/x",
		"https://web.archive.org/web/2020/":                                                                 "https://web.archive.org/web/2020",
		"https://web.archive.org/web/2020/ftp://paper.example/x":                                            "https://web.archive.org/web/2020/ftp://paper.example/x",
		"https://archive.today/newest/https://paper.example/x":                                              "https://paper.example/x",
		"https://archive.ph/2020.01.02-030405/https://paper.example/x":                                      "https://paper.example/x",
		"https://archive.is/20200102/http://m.paper.example/x":                                              "https://paper.example/x",
		"https://archive.ph/o/AbCdE/https://paper.example/x":                                                "https://paper.example/x",
		"https://archive.ph/AbCdE":                                                                          "https://archive.ph/AbCdE", // it does not say of what
		"https://archive.org/details/x":                                                                     "https://archive.org/details/x",
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
		page := "https://paper.example/" + rapid.StringMatching(`[b-z]{1,5}(/[b-z0-9]{1,5}(%2F|%3B|;v=1|%25)?){0,2}`).Draw(r, "path") + "?b=1"
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
