package storetest

import (
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// timesOfDay holds what a store makes of sources of about one day. By their first instants in UTC: dawn on 31 March at
// 21:05; day on 1 April at 00:00, morning 08:10, noon (without a zone) 12:00, night 23:59; after on 2 April at 03:30.
func timesOfDay(g *graph) {
	g.apply(evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:c", Text: "It is so."})})
	for name, date := range map[evidence.SourceID]evidence.Date{
		"dawn": "2024-04-01T08:05:59+11:00", "day": "2024-04-01", "morning": "2024-04-01T08:10Z", "noon": "2024-04-01T12:00",
		"night": "2024-04-01 23:59+0000", "after": "2024-04-01T23:30-04:00", "undated": "",
	} {
		g.apply(evidence.Batch{Sources: graphs.Puts(evidence.Source{ID: "source:" + name, PublishedAt: date}),
			Statements: graphs.Puts(evidence.Statement{Source: "source:" + name, Claim: "claim:c", Stance: evidence.Supports})})
	}
	list := func(q evidence.ListQuery) string {
		q.Kind, q.Order = evidence.KindSource, evidence.NewestFirst
		page := g.list(q)
		g.checkBook("sources by time of day", g.listBook(q), len(page.Nodes))
		return keys(page)
	}
	equal(g, "newest first", "after night noon morning day dawn undated", list(evidence.ListQuery{}))
	for _, c := range []struct {
		name     string
		from, to evidence.Date
		want     string
	}{
		{"of the day", "2024-04-01", "2024-04-01", "night noon morning day"},
		{"to the day", "", "2024-04-01", "night noon morning day dawn"},
		{"to the day before", "", "2024-03-31", "dawn"},
		{"to the month", "", "2024-04", "after night noon morning day dawn"},
		{"of the month", "2024-04", "2024-04", "after night noon morning day"},
		{"to the month before", "", "2024-03", "dawn"},
		{"to the year", "", "2024", "after night noon morning day dawn"},
		{"to the year before", "", "2023", ""},
		{"to a minute", "", "2024-04-01T08:10Z", "morning day dawn"},
		{"to the minute before", "", "2024-04-01T10:09+02:00", "day dawn"},
		{"from a minute", "2024-04-01T08:10Z", "", "after night noon morning"},
		{"from the minute after", "2024-04-01T08:11", "", "after night noon"},
		{"from the next day", "2024-04-02", "", "after"},
	} {
		equal(g, c.name, c.want, list(evidence.ListQuery{Where: evidence.Filter{From: c.from, To: c.to}}))
	}
	for at, want := range map[string]string{
		"2024-04-01T00:00:00Z": "day dawn", "2024-04-01T08:09:59Z": "day dawn", "2024-04-01T08:10:00Z": "morning day dawn",
		"2024-04-01T08:10:30Z": "morning day dawn", "2024-04-01T23:58:59Z": "noon morning day dawn",
		"2024-04-02T03:30:00Z": "after night noon morning day dawn",
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			g.Fatal(err)
		}
		moment := evidence.Moment{ValidAt: instant, Undated: evidence.ExcludeUndated}
		equal(g, "out by "+at, want, list(evidence.ListQuery{At: moment}))
		sources := len(strings.Fields(want))
		links := g.links(evidence.LinkQuery{Subjects: []evidence.ID{"claim:c"}, Kind: evidence.KindStatement,
			Direction: evidence.Either, MaxDepth: 1, At: moment, Page: evidence.Page{First: 9}})[0]
		equal(g, "links by "+at, sources, len(links.Links))
		equal(g, "subgraph by "+at, sources, len(g.subgraphs(moment, "claim:c").Sources))
	}
	dawn := evidence.Filter{IDs: []evidence.ID{"source:dawn"}}
	page := g.list(evidence.ListQuery{Kind: evidence.KindSource, Where: dawn})
	got, _ := page.Nodes[0].Node.(*evidence.Source)
	equal(g, "the form that is kept", "2024-04-01T08:05+11:00", string(got.PublishedAt))
}
