package registry_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/formatstest"
)

// TestImport_AnyOrderOfFiles: one article in a feed, as a page, in a table and in an archive is one node of one
// outlet, and the graph is the same in whatever order the files come.
func TestImport_AnyOrderOfFiles(t *testing.T) {
	files := []struct{ name, text string }{
		{
			"feed.xml", `<rss><channel><item><title>Bridge closed</title>` +
				`<link>https://m.paper.example/1?utm_source=rss</link><pubDate>5 Mar 2024 11:00:30 +0100</pubDate>` +
				`<source url="https://wire.example/rss">Wire</source></item></channel></rss>`,
		},
		{
			"amp.xml", `<feed><entry><title>Bridge closed</title>` +
				`<link href="https://www.google.com/amp/s/www.paper.example/amp/1"/>` +
				`<published>2024-03-05T11:00:00+01:00</published></entry></feed>`,
		},
		{
			"table.csv", "Title,Link,Date,Claim,Stance\nBridge " +
				"closed,https://web.archive.org/web/2024/http://paper.example/1/,2024-03-05 11:00+01:00,The bridge " +
				"is closed.,for\n",
		},
		{
			"page.html", `<html><head><title>Bridge closed</title>` +
				`<link rel="canonical" href="https://paper.example/1">` +
				`<meta name="date" content="2024-03-05T11:00:00+0100">` +
				`<meta name="syndication-source" content="https://wire.example/9"></head></html>`,
		},
		{"paper.example/trust.txt", "controlledby=https://group.example/\n"},
		{"group.example/trust.txt", "control=https://www.paper.example/\n"},
	}
	var want []any
	rapid.Check(t, func(r *rapid.T) {
		var pairs []string
		for _, f := range rapid.Permutation(files).Draw(r, "order") {
			pairs = append(pairs, f.name, f.text)
		}
		summary, s := formatstest.ImportAll(t, pairs...)
		if len(summary.Problems) > 0 {
			r.Fatalf("problems: %v", summary.Problems)
		}
		var got []any
		for _, kind := range []evidence.Kind{evidence.KindSource, evidence.KindOutlet, evidence.KindClaim} {
			list, err := s.List(t.Context(), evidence.ListQuery{Kind: kind, Page: evidence.Page{First: 100}})
			if err != nil {
				r.Fatal(err)
			}
			for _, n := range list.Nodes {
				if source, ok := n.Node.(*evidence.Source); ok {
					source.URL = "" // one of the spellings
				}
				got = append(got, n.Node)
			}
		}
		status, err := s.Status(t.Context())
		if err != nil {
			r.Fatal(err)
		}
		got = append(got, status.Links, status.Nodes)
		if want == nil {
			want = got
		}
		recorded := cmp.FilterPath(func(p cmp.Path) bool { // every batch has a time of its own
			field, is := p.Last().(cmp.StructField)
			return is && field.Name() == "RecordedAt"
		}, cmp.Ignore())
		if diff := cmp.Diff(want, got, recorded); diff != "" {
			r.Fatalf("another order, another graph:\n%s", diff)
		}
	})
	// The article, the one that the feed names and the page of the agency; the paper and the agency; one claim.
	if n := len(want) - 2; n != 3+2+1 {
		t.Errorf("there are %d nodes: %v", n, want)
	}
}

// BenchmarkReaders measures how fast each reader turns a document of a few megabytes into lines.
func BenchmarkReaders(b *testing.B) {
	row := func(text string, n int) string { return strings.Repeat(text, n) }
	for name, text := range map[string]string{
		"csv": "title,url,date\n" +
			row("The bridge over the river is closed,https://paper.example/news/2024/bridge,2024-03-05\n", 20_000),
		"ftm": row(`{"id":"a","schema":"Company","properties":{"name":["Alpha"],"jurisdiction":["fr"]}}`+"\n", 20_000),
		"bods": row(`{"recordId":"r","recordType":"relationship","recordDetails":{"subject":"c",`+
			`"interestedParty":"p","interests":[{"type":"shareholding","share":{"exact":60}}]}}`+"\n", 20_000),
		"feed": "<rss><channel>" +
			row("<item><title>The bridge over the river is "+
				"closed</title><link>https://paper.example/news/2024/bridge</link></item>", 20_000) +
			"</channel></rss>",
		"html": "<html><head><title>T</title></head>" + formatstest.ArticleBody,
	} {
		b.Run(name, func(b *testing.B) {
			f := formatstest.Format(b, name)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Read(b.Context(), formats.Document{Name: "d", Body: strings.NewReader(text)},
					discard{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

type discard struct{}

func (discard) Write(string, formats.Line) error    { return nil }
func (discard) Reject(string, string, string) error { return nil }
