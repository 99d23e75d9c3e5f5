package articles_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/formats/formatstest"
)

func TestFeed_RSS(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml", `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Paper</title><link>https://paper.example/</link><language>en-gb</language>
<item><title>Bridge &amp; road &nbsp;closed</title><link>https://www.paper.example/1?utm_source=rss</link>`+
		`<pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>
 <dc:creator>By Ann Bell and Carl Day</dc:creator><content:encoded><![CDATA[<p>It is <b>closed</b>.</p>`+
		`<script>x()</script><p>Since &eacute;t&eacute;.</p>]]></content:encoded>
 <source url="https://www.reuters.com/rss">Reuters</source></item>
<item><title>Carried</title><link>https://news.google.com/articles/CBMi</link>`+
		`<pubDate>2024-03-06T01:00:00Z</pubDate><source url="https://other.example">Other</source></item>
<item><title>Own</title><guid>https://paper.example/3</guid><author>desk@paper.example (Eve Fox)</author>`+
		`<source url="https://paper.example/rss">The Paper</source></item>
<item><title>Absent</title><guid isPermaLink="false">tag:1</guid><pubDate>yesterday</pubDate></item>
<item><description>Nothing</description></item>
</channel></rss>`)
	ann, carl, eve := "person:"+formatstest.IDOf("paper.example", "ann bell"), "person:"+
		formatstest.IDOf("paper.example", "carl day"), "person:"+formatstest.IDOf("paper.example", "eve fox")
	first, wire := formatstest.SourceAt(t, "https://paper.example/1"), formatstest.SourceTitled("outlet:reuters.com",
		"Bridge & road closed", "2024-03-05")
	formatstest.WantSaid(t, k,
		`item 1 `+formatstest.OutletJSON("paper.example"),
		fmt.Sprintf(`item 1 {"type":"person","id":%q,"name":"Ann Bell"}`, ann),
		fmt.Sprintf(`item 1 {"type":"person","id":%q,"name":"Carl Day"}`, carl),
		fmt.Sprintf(`item 1 {"type":"source","kind":"ARTICLE","id":%q,"title":"Bridge & road closed",`+
			`"url":"https://www.paper.example/1?utm_source=rss",
			"publishedAt":"2024-03-05T23:30-05:00","language":"en-gb","outlet":"outlet:paper.example",`+
			`"authors":[%q,%q],"text":"It is closed.\nSince été."}`, first, ann, carl),
		`item 1 `+formatstest.OutletJSON("reuters.com"),
		fmt.Sprintf(`item 1 {"type":"source","kind":"ARTICLE","id":%q,"title":"Bridge & road closed",`+
			`"publishedAt":"2024-03-05","outlet":"outlet:reuters.com"}`, wire),
		fmt.Sprintf(`item 1 {"type":"derivation","from":%q,"to":%q,"kind":"SYNDICATES","detector":"rss-source",`+
			`"quote":"Reuters","locator":"item 1"}`, first, wire),
		`item 2 `+formatstest.OutletJSON("other.example"),
		fmt.Sprintf(`item 2 {"type":"source","kind":"ARTICLE","id":%q,"title":"Carried",`+
			`"url":"https://news.google.com/articles/CBMi","publishedAt":"2024-03-06T01:00Z",
			"language":"en-gb","outlet":"outlet:other.example"}`,
			formatstest.SourceAt(t, "https://news.google.com/articles/CBMi")),
		`item 3 `+formatstest.OutletJSON("paper.example"),
		fmt.Sprintf(`item 3 {"type":"person","id":%q,"name":"Eve Fox"}`, eve),
		fmt.Sprintf(`item 3 {"type":"source","kind":"ARTICLE","id":%q,"title":"Own","url":"https://paper.example/3",`+
			`"language":"en-gb","outlet":"outlet:paper.example","authors":[%q]}`,
			formatstest.SourceAt(t, "https://paper.example/3"), eve),
		fmt.Sprintf(`item 4 {"type":"source","kind":"ARTICLE","id":%q,"title":"Absent","publishedAt":"yesterday",`+
			`"language":"en-gb"}`, formatstest.SourceTitled("", "Absent", "yesterday")),
		`item 5! : has neither an address nor a title; expected one of them`,
	)
}

func TestFeed_Atom(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>
<entry><title type="html">Br&#252;cke</title><id>tag:1</id><link rel="self" href="https://blatt.example/self"/>`+
			`<link href="https://blatt.example/1"/>
<updated>2024-03-06T00:00:00Z</updated><published>2024-03-05T00:00:00Z</published><author><name>Ann Bell</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Zu.</p></div></content>
<source><id>https://agentur.example/feed</id><title>Agentur</title></source></entry></feed>`)
	ann := "person:" + formatstest.IDOf("blatt.example", "ann bell")
	wire := formatstest.SourceTitled("outlet:agentur.example", "Brücke", "2024-03-05")
	formatstest.WantSaid(t, k,
		`item 1 `+formatstest.OutletJSON("blatt.example"),
		fmt.Sprintf(`item 1 {"type":"person","id":%q,"name":"Ann Bell"}`, ann),
		fmt.Sprintf(`item 1 {"type":"source","kind":"ARTICLE","id":%q,"title":"Brücke",`+
			`"url":"https://blatt.example/1","publishedAt":"2024-03-05","language":"de",
			"outlet":"outlet:blatt.example","authors":[%q],"text":"Zu."}`,
			formatstest.SourceAt(t, "https://blatt.example/1"), ann),
		`item 1 `+formatstest.OutletJSON("agentur.example"),
		fmt.Sprintf(`item 1 {"type":"source","kind":"ARTICLE","id":%q,"title":"Brücke","publishedAt":"2024-03-05",`+
			`"outlet":"outlet:agentur.example"}`, wire),
		fmt.Sprintf(`item 1 {"type":"derivation","from":%q,"to":%q,"kind":"SYNDICATES","detector":"rss-source",`+
			`"quote":"Agentur","locator":"item 1"}`,
			formatstest.SourceAt(t, "https://blatt.example/1"), wire),
	)
}

func TestFeed_RDFAndEncodings(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
		"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n"+
			`<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel/><item><title>Caf`+"\xe9"+
			`</title><link>https://a.example/1</link><dc:date>2024-03-05T01:02:03+09:00</dc:date></item></rdf:RDF>`)
	formatstest.WantSaid(t, k, `item 1 `+formatstest.OutletJSON("a.example"),
		fmt.Sprintf(`item 1 {"type":"source","kind":"ARTICLE","id":%q,"title":"Café","url":"https://a.example/1",`+
			`"publishedAt":"2024-03-05T01:02+09:00","outlet":"outlet:a.example"}`,
			formatstest.SourceAt(t, "https://a.example/1")))
}

func TestFeed_Cut(t *testing.T) {
	item := "<item><title>T</title><link>https://a.example/1</link></item>"
	k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml", "<rss><channel>"+item+item+item[:20])
	if n := len(k.Said); n != 5 || !strings.HasPrefix(k.Said[4], "error: not valid XML after item 3 began") {
		t.Errorf("of a cut feed: %v", k.Said)
	}
	k = formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
		"<rss><channel>"+item+"<item><title>"+strings.Repeat("x", 11<<20))
	if n := len(k.Said); n != 3 ||
		k.Said[2] != "error: an item is longer than 10 MB, after item 2 began; expected items of at most that" {
		t.Errorf("of an item that never ends: %.200q", k.Said)
	}
	formatstest.WantSaid(t, formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml", "<opml></opml>"),
		"error: holds no feed; expected rss, RDF or feed as the outermost element")
}

// An agency that a feed names as the author is no person: the item is suggested to be its own.
func TestFeed_Agencies(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
		`<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">`+
			`<channel>
<item><title>Kiln sold</title><link>https://a.example/1</link><dc:creator>By Ann Bell, Reuters</dc:creator></item>
<item><title>Mill sold</title><link>https://a.example/2</link><dc:creator>Newsroom</dc:creator>`+
			`<content:encoded>&lt;p&gt;Bonn (dpa) - Die Mühle ist verkauft.&lt;/p&gt;</content:encoded></item>
</channel></rss>`)
	var persons, outlets, links int
	for _, s := range k.Said {
		persons += strings.Count(s, `"type":"person"`)
		links += strings.Count(s, `"kind":"SYNDICATES"`) * strings.Count(s, `"status":"SUGGESTED"`)
		outlets += strings.Count(s, `"domains":["reuters.com"]`) + strings.Count(s, `"domains":["dpa.com"]`)
	}
	if persons != 1 || outlets != 2 || links != 2 {
		t.Errorf("%d persons, %d agencies, %d links; want 1, 2, 2: %v", persons, outlets, links, k.Said)
	}
}

// A date keeps its time of day, and its zone where the name of the zone stands for one. Midnight is a day without a
// time.
func TestFeed_Times(t *testing.T) {
	for printed, want := range map[string]string{
		"Mon, 01 Apr 2024 18:30:00 -0400": "2024-04-01T18:30-04:00",
		"Mon, 01 Apr 2024 18:30:59 GMT":   "2024-04-01T18:30Z",
		"Mon, 1 Apr 2024 18:30 EDT":       "2024-04-01T18:30-04:00",
		"Mon, 1 Apr 2024 18:30:00 IST":    "2024-04-01T18:30", // in India, Ireland or Israel
		"Mon, 1 Apr 2024":                 "2024-04-01",
		"Mon, 01 Apr 2024 00:00:00 GMT":   "2024-04-01",
		"2024-04-02T08:05:00+11:00":       "2024-04-02T08:05+11:00",
		"2024-04-02T08:05:00.25":          "2024-04-02T08:05",
		"2024-04-02T28:05:00Z":            "2024-04-02",
		"2024-04-02T00:00:00+11:00":       "2024-04-02",
	} {
		k := formatstest.Take(t, formatstest.Format(t, "feed"), "f.xml",
			`<rss><channel><item><title>A</title><link>https://a.example/1</link><pubDate>`+printed+
				`</pubDate></item></channel></rss>`)
		formatstest.WantSaid(t, k, `item 1 `+formatstest.OutletJSON("a.example"),
			fmt.Sprintf(`item 1 {"type":"source","kind":"ARTICLE","id":%q,"title":"A","url":"https://a.example/1",`+
				`"publishedAt":%q,"outlet":"outlet:a.example"}`,
				formatstest.SourceAt(t, "https://a.example/1"), want))
	}
}

func FuzzFeed(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("feed"),
		`<rss xmlns:content="c"><channel><item><title>T</title><link>https://a.example/1</link>`+
			`<pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate><content:encoded>&lt;p&gt;x</content:encoded>`+
			`<source url="https://b.example/f">B</source></item></channel></rss>`,
		`<feed><entry><title>T</title><link href="https://a.example/1"/><content type="xhtml"><div>x</div></content>`+
			`<source><id>https://b.example</id></source></entry></feed>`,
		`<?xml version="1.0" encoding="iso-8859-1"?><RDF><item><title>`+"\xe9"+`</title></item></RDF>`,
		`<rss><item><title>&nbsp;&x;`)
}
