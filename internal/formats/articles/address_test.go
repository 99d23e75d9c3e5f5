package articles_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
)

// TestArticle_Address: what a page says of its address counts as far as it can be true.
func TestArticle_Address(t *testing.T) {
	const day = `<meta property="article:published_time" content="2024-05-01">`
	canonical := func(href string) string { return fmt.Sprintf(`<link rel="canonical" href=%q>`, href) }
	of := func(url string) string { return fmt.Sprintf(`<meta property="og:url" content=%q>`, url) }
	const deep = "https://www.town.example/2024/well"
	for name, c := range map[string]struct{ head, address, outlet string }{
		"canonical":        {canonical(deep), deep, "town.example"},
		"without a scheme": {canonical("//www.town.example/2024/well"), deep, "town.example"},
		"without slashes":  {canonical("www.town.example/2024/well"), deep, "town.example"},
		"relative to base": {
			`<base href="https://www.town.example/2024/">` + canonical("well"), deep, "town.example",
		},
		"relative to og:url": {
			canonical("/2024/well") + of("https://www.town.example/?p=7"), deep, "town.example",
		},
		"relative to nothing": {canonical("/2024/well"), "", ""},
		"base relative to og:url": {
			`<base href="/2024/">` + canonical("well") + of("https://www.town.example/?p=7"), deep, "town.example",
		},
		"several relations":         {`<link rel="alternate canonical" href="` + deep + `">`, deep, "town.example"},
		"a home page, with og:url":  {canonical("https://www.town.example/") + of(deep), deep, "town.example"},
		"a home page of an article": {canonical("https://www.town.example") + day, "", "town.example"},
		"a home page in a language": {canonical("https://www.town.example/en/") + of(deep), deep, "town.example"},
		"a home page by its file":   {canonical("/index.php") + of(deep), deep, "town.example"},
		"a home page that is it": {
			canonical("https://www.town.example/"), "https://www.town.example/", "town.example",
		},
		"both of the home page": {
			canonical("https://www.town.example/") + of("https://town.example") + day, "", "town.example",
		},
		"og:url of the home page": {canonical(deep) + of("https://www.town.example/") + day, deep, "town.example"},
		"an app with routes": {
			canonical("https://www.town.example/#!/2024/well") + day, "https://www.town.example/#!/2024/well",
			"town.example",
		},
		"another outlet's home page": {canonical("https://theme.example/") + of(deep), deep, "town.example"},
		"empty":                      {canonical("") + of(deep), deep, "town.example"},
		"undefined":                  {canonical("undefined") + of(deep), deep, "town.example"},
		"undefined in it": {
			canonical("https://www.town.example/undefined") + of(deep), deep, "town.example",
		},
		"null as a host": {canonical("https://null/2024/well") + of(deep), deep, "town.example"},
		"a fragment":     {canonical("#") + of(deep), deep, "town.example"},
		"a template":     {canonical("{{ page.url }}") + of(deep), deep, "town.example"},
		"a template in it": {
			canonical("https://www.town.example/{{slug}}") + of(deep), deep, "town.example",
		},
		"localhost":        {canonical("http://localhost:3000/2024/well") + of(deep), deep, "town.example"},
		"a private number": {canonical("http://192.168.0.7/2024/well") + of(deep), deep, "town.example"},
		"a staging host": {
			canonical("https://staging.town.example/2024/well") + of(deep), deep, "town.example",
		},
		"a staging host with a hyphen": {
			canonical("https://www-stage2.town.example/2024/well") + of(deep), deep, "town.example",
		},
		"a local name": {canonical("http://town.local/2024/well") + of(deep), deep, "town.example"},
		"a site called Test": {
			canonical("https://www.test.example/2024/well"), "https://www.test.example/2024/well", "test.example",
		},
		"the first that can be true": {canonical("undefined") + canonical(deep), deep, "town.example"},
		"another scheme":             {canonical("javascript:void(0)") + of(deep), deep, "town.example"},
		"twitter:url":                {`<meta name="twitter:url" content="` + deep + `">`, deep, "town.example"},
	} {
		t.Run(name, func(t *testing.T) {
			k := formatstest.Take(t, formatstest.Format(t, "html"), "p.html",
				`<!DOCTYPE html><html><head><title>Well dug</title>`+c.head+
					`</head><body><p>They dug a well.</p></body></html>`)
			said := strings.Join(k.Said, "\n")
			m := writtenURL.FindStringSubmatch(said)
			if m == nil {
				m = []string{"", ""}
			}
			if m[1] != c.address {
				t.Errorf("the address is %q; expected %q:\n%s", m[1], c.address, said)
			}
			if has := strings.Contains(said, `"outlet":"outlet:`+c.outlet+`"`); has != (c.outlet != "") {
				t.Errorf("the outlet is not %q:\n%s", c.outlet, said)
			}
			if strings.Contains(said, "canonical-link") {
				t.Errorf("it is taken for a copy:\n%s", said)
			}
		})
	}
}

// TestArticle_SavedPage: a browser writes where a page was; if the canonical link names another outlet, the page is a
// copy.
func TestArticle_SavedPage(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "html"), "p.html", `<!DOCTYPE html>
<!-- saved from url=(0036)https://www.reprints.example/well-9 -->
<html><head><title>Well dug</title><link rel="canonical" href="https://www.town.example/2024/well"></head>
<body><p>They dug a well.</p><blockquote cite="/older">It is dry.</blockquote>`+
		`<blockquote cite="undefined">No.</blockquote><q cite="#n1">Yes.</q></body></html>`)
	said := strings.Join(k.Said, "\n")
	for _, want := range []string{
		`"detector":"canonical-link","from":"` + formatstest.SourceAt(t, "https://reprints.example/well-9"),
		`"url":"https://www.reprints.example/well-9"`, `"quote":"It is dry."`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is missing:\n%s", want, said)
		}
	}
	if strings.Count(said, `"detector":"cite"`) != 1 {
		t.Errorf("what names no page is cited:\n%s", said)
	}
}

// TestArticle_DoubtIsTold: whoever imports a page learns why its canonical link does not count.
func TestArticle_DoubtIsTold(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "html"), "p.html",
		`<!DOCTYPE html><html><head><title>Well dug</title><link rel="canonical" href="/">
<meta property="og:url" content="https://www.town.example/2024/well"></head><body><p>They dug a well.</p></body>`+
			`</html>`)
	if said := strings.Join(k.Said, "\n"); !strings.Contains(said,
		"(its canonical link (/) is not used: it is the home page, and the page is an article)") {
		t.Errorf("nothing is reported:\n%s", said)
	}
}
