package articles_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/formats/registry"
)

var writtenURL = regexp.MustCompile(`"type":"source".*"url":"([^"]*)"`)

// addressesOf returns the addresses of the sources that a reader finds in a document, in their order.
func addressesOf(t *testing.T, format, text string) []string {
	t.Helper()
	var found []string
	for _, said := range formatstest.Take(t, formatstest.Format(t, format), "f", text).Said {
		if m := writtenURL.FindStringSubmatch(said); m != nil {
			found = append(found, m[1])
		}
	}
	return found
}

// TestFeed_RelativeLinks: links are relative to what xml:base says, however deep, or to what the feed says of itself,
// also where it says so at its end.
func TestFeed_RelativeLinks(t *testing.T) {
	for name, c := range map[string]struct{ feed, want string }{
		"the page that an RSS feed is of": {
			`<rss><channel><image><link>https://pictures.example/</link></image><link>https://town.example/news/</link>
			<item><title>A</title><link>/1</link></item><item><title>B</title><link>2?a=b#c</link></item>
			<item><title>C</title><link>//other.example/3</link></item><item><title>D</title>` +
				`<link>www.other.example/4</link></item></channel></rss>`,
			"https://town.example/1 https://town.example/news/2?a=b#c https://other.example/3 " +
				"https://www.other.example/4",
		},
		"said at the end": {
			`<rss><channel><item><title>A</title><link>/1</link></item><item><title>B</title>` +
				`<link>https://town.example/2</link></item>
			<link>https://town.example/</link></channel></rss>`,
			"https://town.example/2 https://town.example/1",
		},
		"the feed's own address, if nothing else": {
			`<rss xmlns:a="http://www.w3.org/2005/Atom"><channel>` +
				`<a:link rel="self" href="https://town.example/feeds/all.xml"/><item><title>A</title>` +
				`<link>../1</link></item></channel></rss>`,
			"https://town.example/1",
		},
		"Atom is relative to itself": {
			`<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://town.example/"/>` +
				`<link rel="self" href="https://town.example/feeds/atom"/>
			<entry><title>A</title><link href="1"/></entry><entry><title>B</title><link href="/2"/></entry></feed>`,
			"https://town.example/feeds/1 https://town.example/2",
		},
		"bases within bases": {
			`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="//town.example/a/"><entry xml:base="b/">` +
				`<title>A</title><link xml:base="c/" href="1"/></entry>
			<entry><title>B</title><link href="2"/></entry><entry xml:base="https://other.example/d/e">` +
				`<title>C</title><link href="3"/></entry></feed>`,
			"https://town.example/a/b/c/1 https://town.example/a/2 https://other.example/d/3",
		},
		"a base that is relative to the feed's page": {
			`<rss><channel xml:base="x/"><link>https://town.example/</link><item><title>A</title><link>1</link>` +
				`</item></channel></rss>`,
			"https://town.example/x/1",
		},
		"JSON": {
			`{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://town.example/news/",` +
				` "items": [{"id": "1", "url": "/1", "title": "A"}, {"id": "https://town.example/2", "title": "B"}]}`,
			"https://town.example/1 https://town.example/2",
		},
		"JSON in another order": {
			`{"items": [{"id": "1", "url": "1", "title": "A"},` +
				` 7, {"title": "B", "external_url": "https://other.example/"}],` +
				` "feed_url": "//town.example/news/feed.json", "version": "https:\/\/jsonfeed.org\/version\/1"}`,
			"https://town.example/news/1",
		},
		"RDF": {
			`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">` +
				`<channel><link>https://town.example</link></channel>
			<item rdf:about="https://town.example/1"><title>A</title></item><item><title>B</title><link>/2</link>` +
				`</item></rdf:RDF>`,
			"https://town.example/1 https://town.example/2",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := addressesOf(t, "feed", c.feed), strings.Fields(c.want); !slices.Equal(got, want) {
				t.Errorf("the addresses are %q; expected %q", got, want)
			}
		})
	}
}

// TestFeed_CarriedTitle: what carries other people's articles puts the name of the outlet behind the title.
func TestFeed_CarriedTitle(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
		`<rss><channel><link>https://news.google.com/</link>
<item><title>Pond drained - again - The Mill Post</title><link>https://news.google.com/rss/articles/CBMabc</link>`+
			`<source url="https://www.millpost.example">The Mill Post</source></item>
<item><title>Pond drained - The Mill Post</title><link>https://www.millpost.example/pond</link>`+
			`<source url="https://www.millpost.example">The Mill Post</source></item>
</channel></rss>`)
	said := strings.Join(k.Said, "\n")
	if !strings.Contains(said, `"title":"Pond drained - again"`) ||
		!strings.Contains(said, `"title":"Pond drained - The Mill Post"`) {
		t.Errorf("the titles are not as the outlet printed them:\n%s", said)
	}
}

func TestFeed_JSON(t *testing.T) {
	const text = `{"items": [{"id": "tag:1", "url": "pond", "title": "Pond &amp; mill",` +
		` "date_published": "2024-03-05T08:10:00+01:00", "authors": [{"name": "Ann Bell"}],
		"content_html": "<p>It is dry.</p>"}], "home_page_url": "https://www.town.example/", "language": "en",` +
		` "version": "https://jsonfeed.org/version/1.1"}`
	if f, ok := registry.Recognise("feed.json", []byte(text)); !ok || f.Name != "feed" {
		t.Errorf("it is taken for %q", f.Name)
	}
	ann := "person:" + formatstest.IDOf("town.example", "ann bell")
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "feed"), "feed.json", text),
		`items[0] `+formatstest.OutletJSON("town.example"),
		fmt.Sprintf(`items[0] {"type":"person","id":%q,"name":"Ann Bell"}`, ann),
		fmt.Sprintf(`items[0] {"type":"source","kind":"ARTICLE","id":%q,"title":"Pond & mill",`+
			`"url":"https://www.town.example/pond","publishedAt":"2024-03-05T08:10+01:00",
			"language":"en","outlet":"outlet:town.example","authors":[%q],"text":"It is dry."}`,
			formatstest.SourceAt(t, "https://town.example/pond"), ann))
	for _, broken := range []string{text[:200], `{"items": {}}`, `{"items": [`, `{}`} {
		if said := formatstest.Take(t, formatstest.Format(t, "feed"), "feed.json", broken).Said; len(said) == 0 {
			t.Errorf("of %q nothing is said", broken)
		}
	}
}
