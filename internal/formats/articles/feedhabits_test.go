package articles_test

import (
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/credence-graph/credence/internal/formats/formatstest"
)

// fieldsOf returns a field of every source that a reader took; "" where one has none.
func fieldsOf(k *formatstest.Taken, field string) []string {
	var values []string
	for _, said := range k.Said {
		_, text, _ := strings.Cut(said, " {")
		var line map[string]any
		if json.Unmarshal([]byte("{"+text), &line) == nil && line["type"] == "source" {
			value, _ := line[field].(string)
			values = append(values, value)
		}
	}
	return values
}

// The first date that can be read counts; one that stands for no date does not count.
func TestFeed_DatesAsFeedsHaveThem(t *testing.T) {
	for members, want := range map[string]string{
		"<pubDate>Sat, Mar 09 2024 07:45:26 +0100</pubDate>":                                "2024-03-09T07:45+01:00",
		"<pubDate> sat,  9 mar 24 07:45 gmt+0100 </pubDate>":                                "2024-03-09T07:45+01:00",
		"<pubdate>9 mars 2024</pubdate>":                                                    "2024-03-09",
		"<pubDate>0001-01-01T00:00:00Z</pubDate><dc:date xmlns:dc='d'>2024-03-09</dc:date>": "2024-03-09",
		"<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><updated>2024-03-09</updated>":     "2024-03-09",
		"<pubDate>soon</pubDate><published>2024-03-09T07:45:00.000Z</published>":            "2024-03-09T07:45Z",
		"<pubDate>0000-00-00 00:00:00</pubDate>":                                            "",
		// for the import to report
		"<pubDate>when the ice melts</pubDate>":                                               "when the ice melts",
		"<issued>2004-03-09T07:45:00-05:00</issued><modified>2004-03-10T00:00:00Z</modified>": "2004-03-09T07:45-05:00",
	} {
		k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
			"<rss><channel><item><title>A</title><link>https://a.example/1</link>"+members+"</item></channel></rss>")
		if got := fieldsOf(k, "publishedAt"); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q; want %q", members, got, want)
		}
	}
	summary, _ := formatstest.ImportAll(t, "f.xml",
		"<rss><channel><item><title>A</title><link>https://a.example/1</link><pubDate>when the ice "+
			"melts</pubDate></item></channel></rss>")
	if len(summary.Problems) != 1 ||
		!strings.HasPrefix(summary.Problems[0].String(),
			`f.xml: item 1: publishedAt: "when the ice melts" is not a date; expected a date such as`) ||
		summary.LeftOut != 1 {
		t.Errorf("the problems are %v", summary.Problems)
	}
}

func TestFeed_TitlesLoseTheirMarkup(t *testing.T) {
	for title, want := range map[string]string{
		`<title type="html">Mill &amp;amp; weir ` +
			`&lt;b&gt;sold&lt;/b&gt;&lt;br/&gt;again</title>`: "Mill & weir sold again",
		`<title type="html"><![CDATA[Mill &amp; weir <b>sold</b>]]>` +
			`</title>`: "Mill & weir sold",
		`<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Mill &amp; <em>weir</em></div>` +
			`</title>`: "Mill & weir",
		`<title>Mill <b>sold</b></title>`:                             "Mill sold",
		`<title>A&amp;amp;B &amp;#8217;24 &amp;amp;#8211; x</title>`:  "A&B ’24 – x",
		`<title>&amp;lt;i&amp;gt;Mill&amp;lt;/i&amp;gt; sold</title>`: "Mill sold",
		`<title>How to use &lt;b&gt; in 3 &lt; 5 ` +
			`steps</title>`: "How to use <b> in 3 < 5 steps",
		`<title>&lt;a href="https://a.example/?x=1&amp;amp;y=2"&gt;Mill&lt;/a&gt;</title>`: "Mill",
	} {
		k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
			`<feed xmlns="http://www.w3.org/2005/Atom"><entry>`+title+
				`<link href="https://a.example/1"/></entry></feed>`)
		if got := fieldsOf(k, "title"); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q; want %q", title, got, want)
		}
	}
}

func TestFeed_EncodingsAsFeedsHaveThem(t *testing.T) {
	const title = "Паром снова ходит"
	feed := func(declared string) string {
		return `<?xml version="1.0" encoding="` + declared + `"?><rss><channel><item><title>` + title +
			`</title><link>https://a.example/1</link></item></channel></rss>`
	}
	in := func(name, text string) string {
		e, err := htmlindex.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	for what, text := range map[string]string{
		"UTF-8 that says Windows-1251":  feed("windows-1251"),
		"UTF-8 that says UTF-16":        feed("UTF-16"),
		"Windows-1251":                  in("windows-1251", feed("windows-1251")),
		"Windows-1251 that says UTF-8":  in("windows-1251", feed("utf-8")),
		"after blank lines":             "\r\n \n" + in("windows-1251", feed("windows-1251")),
		"after a mark and a blank line": "\ufeff\n" + feed("utf-8"),
		"UTF-16 that says UTF-8":        in("utf-16le", feed("utf-8")),
		"UTF-16 of the other order":     in("utf-16be", feed("utf-16")),
		"KOI8":                          in("koi8-r", feed("koi8-r")),
	} {
		if !formatstest.Format(t, "feed").Recognise("f", []byte(text)) {
			t.Errorf("%s is not recognised", what)
		}
		if got := fieldsOf(formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml", text), "title"); len(got) != 1 ||
			got[0] != title {
			t.Errorf("%s: %q; want %q", what, got, title)
		}
	}
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
		in("windows-1252", strings.Replace(feed("utf-8"), title, "Fähre fährt", 1))),
		"error: its encoding is not certain: it is not UTF-8 (byte 0xe4 at byte 67) nor certain to be utf-8, as it "+
			"says; save it as UTF-8")
}
