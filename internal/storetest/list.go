package storetest

import (
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// list returns the page of a query; where it names no page, all there is.
func (g *graph) list(q evidence.ListQuery) evidence.NodePage {
	g.Helper()
	if q.Page.First == 0 && q.Page.Last == 0 {
		q.Page.First = 1000
	}
	page, err := g.store.List(g.Context(), q)
	if err != nil {
		g.Fatalf("listing %+v: %v", q, err)
	}
	return page
}

// keys returns the keys of a page's nodes, in one text.
func keys(page evidence.NodePage) string {
	var list []string
	for _, n := range page.Nodes {
		list = append(list, n.Node.NodeID().Key())
	}
	return strings.Join(list, " ")
}

// shelf is what the lists are made of.
func shelf() evidence.Batch {
	check := func(id evidence.ReviewID, claim evidence.ClaimID, verdict evidence.Verdict, day evidence.Date,
		cites ...evidence.SourceID) evidence.ClaimReview {
		return evidence.ClaimReview{ID: id, Claim: claim, Verdict: verdict, AlternateName: "in words", DatePublished: day,
			Cites: cites}
	}
	state := func(source evidence.SourceID, stance evidence.Stance, claim evidence.ClaimID) evidence.Statement {
		return evidence.Statement{Source: source, Stance: stance, Claim: claim}
	}
	return evidence.Batch{
		Collector: "suite", Method: evidence.Declared,
		Organizations: graphs.Puts(evidence.Organization{ID: "organization:g", Name: "G"}),
		Persons:       graphs.Puts(evidence.Person{ID: "person:p", Name: "P"}, evidence.Person{ID: "person:w", Name: "W"}),
		Claims: graphs.Puts(
			evidence.Claim{ID: "claim:a", Text: "Fourteen thousand SOLDIERS were sent (they say).", Item: "soldiers",
				Value: "14", Tags: []string{"war", "board"}, ClaimDate: "2024-02"},
			evidence.Claim{ID: "claim:b", Text: "Ten thousand soldiers were sent.", Item: "soldiers", Value: "10",
				ClaimDate: "2024-01-15"},
			evidence.Claim{ID: "claim:c", Text: "Війна: it rained.", Tags: []string{"board", "weather forecast"}},
			evidence.Claim{ID: "claim:d", Text: "It snowed.", Item: "weather", Tags: []string{"Board"}, ClaimDate: "2024-02-01"},
			evidence.Claim{ID: "claim:e", Text: "Nobody speaks of it.", ClaimDate: "2023"}),
		Outlets: graphs.Puts(
			evidence.Outlet{ID: "outlet:m", Name: "M", Domains: []string{"m.example", "old.example"}, Country: "GB",
				Kind: evidence.News},
			evidence.Outlet{ID: "outlet:n", Name: "N", Domains: []string{"n.example", "old.example"}, Country: "NL",
				Kind: evidence.Wire},
			evidence.Outlet{ID: "outlet:o", Name: "O"}),
		Sources: graphs.Puts(
			evidence.Source{ID: "source:q", URL: "https://m.example/q", PublishedAt: "2024-01-10", Outlet: "outlet:m",
				Kind: evidence.Article, Authors: []evidence.PersonID{"person:p", "person:w"}},
			evidence.Source{ID: "source:r", URL: "http://www.m.example/q/?utm_medium=x", PublishedAt: "2024-01",
				Outlet: "outlet:n"},
			evidence.Source{ID: "source:s", PublishedAt: "2024-01-10", Outlet: "outlet:n", Kind: evidence.Report,
				Authors: []evidence.PersonID{"person:w"}},
			evidence.Source{ID: "source:t", PublishedAt: "2023", WithdrawnAt: "2024"},
			evidence.Source{ID: "source:u", Kind: evidence.Article}),
		Reviews: graphs.Puts(
			check("review:x", "claim:a", evidence.VerdictTrue, "2024-03", "source:q", "source:u"),
			check("review:y", "claim:a", evidence.VerdictFalse, ""),
			check("review:z", "claim:b", evidence.VerdictFalse, "2024-03-01", "source:u", "source:t")),
		Statements: graphs.Puts(
			state("source:q", evidence.Supports, "claim:a"), state("source:r", evidence.Refutes, "claim:a"),
			state("source:s", evidence.Mentions, "claim:b"),
			state("source:q", evidence.Refutes, "claim:b"), state("source:t", evidence.Supports, "claim:c"),
			state("source:u", evidence.Supports, "claim:d")),
	}
}

// filtered is a list with a filter, and the keys that it holds.
type filtered struct {
	kind  evidence.Kind
	where evidence.Filter
	want  string
}

func filters() map[string]filtered {
	claim, source, outlet, review := evidence.KindClaim, evidence.KindSource, evidence.KindOutlet, evidence.KindReview
	return map[string]filtered{
		"claims":  {claim, evidence.Filter{}, "a b c d e"},
		"sources": {source, evidence.Filter{}, "q r s t u"},
		"outlets": {outlet, evidence.Filter{}, "m n o"},
		"reviews": {review, evidence.Filter{}, "x y z"},
		"claims by id": {claim,
			evidence.Filter{IDs: []evidence.ID{"claim:d", "claim:none", "source:q", "claim:a", "claim:d", "nonsense"}}, "a d"},
		"sources by id":                  {source, evidence.Filter{IDs: []evidence.ID{"source:u"}}, "u"},
		"outlets by id":                  {outlet, evidence.Filter{IDs: []evidence.ID{"outlet:o", "claim:a"}}, "o"},
		"reviews by id":                  {review, evidence.Filter{IDs: []evidence.ID{"review:none"}}, ""},
		"claims by no id":                {claim, evidence.Filter{IDs: []evidence.ID{}}, ""},
		"claims by text":                 {claim, evidence.Filter{Text: "soldiers"}, "a b"},
		"claims by words in any order":   {claim, evidence.Filter{Text: " SENT  Fourteen"}, "a"},
		"claims by text in other script": {claim, evidence.Filter{Text: "ВІЙНА"}, "c"},
		"claims by text with signs":      {claim, evidence.Filter{Text: "(they say)."}, "a"},
		"claims by words one lacks":      {claim, evidence.Filter{Text: "soldiers snowed"}, ""},
		"claims by tag":                  {claim, evidence.Filter{Tag: "board"}, "a c"},
		"claims by tag of two words":     {claim, evidence.Filter{Tag: "weather forecast"}, "c"},
		"claims by item":                 {claim, evidence.Filter{Item: "soldiers"}, "a b"},
		"claims by verdict":              {claim, evidence.Filter{Verdicts: []evidence.Verdict{evidence.VerdictTrue}}, "a"},
		"claims by verdicts": {claim,
			evidence.Filter{Verdicts: []evidence.Verdict{evidence.VerdictFalse, evidence.VerdictMixture}}, "a b"},
		"claims by outlet": {claim, evidence.Filter{Outlets: []evidence.OutletID{"outlet:n"}}, "a b"},
		"claims by outlets": {claim, evidence.Filter{Outlets: []evidence.OutletID{"outlet:o", "outlet:m"}},
			"a b"},
		"claims by author":       {claim, evidence.Filter{Authors: []evidence.PersonID{"person:p"}}, "a b"},
		"claims by no author":    {claim, evidence.Filter{Authors: []evidence.PersonID{"person:none"}}, ""},
		"claims by country":      {claim, evidence.Filter{Countries: []string{"NL", "FR"}}, "a b"},
		"claims by source kinds": {claim, evidence.Filter{SourceKinds: []evidence.SourceKind{evidence.Article}}, "a b d"},
		"claims by one source that meets all": {claim, evidence.Filter{Authors: []evidence.PersonID{"person:w"},
			Countries: []string{"NL"}, SourceKinds: []evidence.SourceKind{evidence.Report}}, "b"},
		"claims by what no one source meets": {claim, evidence.Filter{Authors: []evidence.PersonID{"person:p"},
			Countries: []string{"NL"}}, ""},
		"claims from a day":         {claim, evidence.Filter{From: "2024-02-01"}, "a d"},
		"claims to a day":           {claim, evidence.Filter{To: "2024-01-15"}, "b e"},
		"claims from and to":        {claim, evidence.Filter{From: "2024-01-15", To: "2024-01-31"}, "b"},
		"claims from a month":       {claim, evidence.Filter{From: "2024-02"}, "a d"},
		"claims to a month":         {claim, evidence.Filter{To: "2024-01"}, "b e"},
		"claims to a year":          {claim, evidence.Filter{To: "2024"}, "a b d e"},
		"claims to the year before": {claim, evidence.Filter{To: "2023"}, "e"},
		"claims by several": {claim,
			evidence.Filter{Item: "soldiers", Tag: "war", Text: "were", From: "2024",
				Verdicts: []evidence.Verdict{evidence.VerdictFalse}}, "a"},
		"claims by what excludes": {claim, evidence.Filter{Item: "soldiers", Tag: "weather forecast"}, ""},
		"sources by claim":        {source, evidence.Filter{Claims: []evidence.ClaimID{"claim:a"}}, "q r"},
		"sources by claims": {source,
			evidence.Filter{Claims: []evidence.ClaimID{"claim:b", "claim:d", "claim:none"}}, "q s u"},
		"sources by a claim without": {source, evidence.Filter{Claims: []evidence.ClaimID{"claim:e"}}, ""},
		"sources by review":          {source, evidence.Filter{CitedBy: []evidence.ReviewID{"review:x"}}, "q u"},
		"sources by reviews": {source,
			evidence.Filter{CitedBy: []evidence.ReviewID{"review:y", "review:z", "review:x"}}, "q t u"},
		"sources by outlet":  {source, evidence.Filter{Outlets: []evidence.OutletID{"outlet:n"}}, "r s"},
		"sources by author":  {source, evidence.Filter{Authors: []evidence.PersonID{"person:w"}}, "q s"},
		"sources by authors": {source, evidence.Filter{Authors: []evidence.PersonID{"person:p", "person:none"}}, "q"},
		"sources by kind": {source, evidence.Filter{
			SourceKinds: []evidence.SourceKind{evidence.Article, evidence.Report}}, "q s u"},
		"sources of no kind stated": {source, evidence.Filter{SourceKinds: []evidence.SourceKind{evidence.OtherSource}},
			"r t"},
		"sources by country": {source, evidence.Filter{Countries: []string{"GB"}}, "q"},
		"sources by author, kind and country": {source, evidence.Filter{Authors: []evidence.PersonID{"person:w"},
			SourceKinds: []evidence.SourceKind{evidence.Report}, Countries: []string{"NL", "GB"}}, "s"},
		"sources by address":  {source, evidence.Filter{CanonicalURL: "https://m.example/q"}, "q r"},
		"sources from and to": {source, evidence.Filter{From: "2024-01-01", To: "2024-01-10"}, "q r s"},
		"sources of a month":  {source, evidence.Filter{From: "2024-01", To: "2024-01"}, "q r s"},
		"sources to a year":   {source, evidence.Filter{To: "2024"}, "q r s t"},
		"sources by several": {source,
			evidence.Filter{Claims: []evidence.ClaimID{"claim:a", "claim:b"}, Outlets: []evidence.OutletID{"outlet:m"},
				To: "2024-01-10"}, "q"},
		"outlets by domain":  {outlet, evidence.Filter{Domains: []string{"old.example"}}, "m n"},
		"outlets by domains": {outlet, evidence.Filter{Domains: []string{"none.example", "n.example"}}, "n"},
		"outlets by kind":    {outlet, evidence.Filter{OutletKinds: []evidence.OutletKind{evidence.Wire}}, "n"},
		"outlets by country": {outlet, evidence.Filter{Countries: []string{"GB", "NL"}}, "m n"},
		"outlets by kind and country": {outlet, evidence.Filter{Countries: []string{"GB"},
			OutletKinds: []evidence.OutletKind{evidence.Wire}}, ""},
		"reviews by verdict": {review, evidence.Filter{Verdicts: []evidence.Verdict{evidence.VerdictFalse}},
			"y z"},
		"reviews by claim": {review, evidence.Filter{Claims: []evidence.ClaimID{"claim:a"}}, "x y"},
		"reviews from":     {review, evidence.Filter{From: "2024-03-01"}, "x z"},
		"reviews by several": {review,
			evidence.Filter{Claims: []evidence.ClaimID{"claim:a"}, Verdicts: []evidence.Verdict{evidence.VerdictTrue},
				To: "2025"}, "x"},
	}
}

func listFilters(g *graph) {
	applied := g.apply(shelf())
	for name, c := range filters() {
		q := evidence.ListQuery{Kind: c.kind, Where: c.where}
		page := g.list(q)
		equal(g, name, c.want, keys(page))
		equal(g, name+": the version", applied.Version, page.Version)
		q.Page = evidence.Page{First: 99, Count: true}
		if c.kind != evidence.KindOutlet {
			q.Order = evidence.NewestFirst
		}
		for range 2 {
			counted := g.list(q)
			dated := strings.Fields(keys(counted))
			slices.Sort(dated)
			equal(g, name+": in another order", c.want, strings.Join(dated, " "))
			equal(g, name+": counted", new(len(dated)), counted.Total)
			if q.Order == evidence.NewestFirst {
				q.Order = evidence.OldestFirst
			}
		}
	}
	g.listRefused()
}

func (g *graph) listRefused() {
	g.Helper()
	parts := map[string]evidence.Filter{
		"text": {Text: "x"}, "tag": {Tag: "x"}, "item": {Item: "x"},
		"verdicts": {Verdicts: []evidence.Verdict{evidence.VerdictTrue}},
		"claims":   {Claims: []evidence.ClaimID{"claim:a"}}, "citedBy": {CitedBy: []evidence.ReviewID{"review:x"}},
		"outlets": {Outlets: []evidence.OutletID{"outlet:m"}}, "domains": {Domains: []string{"m.example"}},
		"authors": {Authors: []evidence.PersonID{"person:p"}}, "countries": {Countries: []string{"GB"}},
		"sourceKinds":  {SourceKinds: []evidence.SourceKind{evidence.Article}},
		"outletKinds":  {OutletKinds: []evidence.OutletKind{evidence.News}},
		"canonicalUrl": {CanonicalURL: "https://m.example"}, "from": {From: "2024"}, "to": {To: "2024"},
	}
	apply := map[evidence.Kind]string{
		evidence.KindClaim:  "text tag item verdicts outlets authors sourceKinds countries from to",
		evidence.KindSource: "claims citedBy outlets authors sourceKinds countries canonicalUrl from to",
		evidence.KindOutlet: "domains outletKinds countries",
		evidence.KindReview: "verdicts claims from to",
	}
	for kind, parting := range apply {
		for name, where := range parts {
			want := evidence.CodeInvalid
			if slices.Contains(strings.Fields(parting), name) {
				want = ""
			}
			_, err := g.store.List(g.Context(), evidence.ListQuery{Kind: kind, Where: where, Page: evidence.Page{First: 1}})
			refused(g, name+" of a "+string(kind), want, err)
		}
	}
	one := evidence.Page{First: 1}
	for name, q := range map[string]evidence.ListQuery{
		"persons":               {Kind: evidence.KindPerson, Page: one},
		"a kind of links":       {Kind: evidence.KindStatement, Page: one},
		"no kind":               {Page: one},
		"no page":               {Kind: evidence.KindClaim},
		"a page from both ends": {Kind: evidence.KindClaim, Page: evidence.Page{First: 1, Last: 1}},
		"a cursor of another list": {Kind: evidence.KindClaim,
			Page: evidence.Page{First: 1, After: evidence.Cursor{"a", "b", "c"}}},
		"the newest outlets": {Kind: evidence.KindOutlet, Order: evidence.NewestFirst, Page: one},
		"the oldest outlets": {Kind: evidence.KindOutlet, Order: evidence.OldestFirst, Page: one},
		"an unknown order":   {Kind: evidence.KindClaim, Order: "LONGEST_FIRST", Page: one},
		"an invalid moment":  {Kind: evidence.KindClaim, At: evidence.Moment{Undated: "MAYBE"}, Page: one},
	} {
		_, err := g.store.List(g.Context(), q)
		refused(g, "listing "+name, evidence.CodeInvalid, err)
	}
}

func listByPage(g *graph) {
	g.apply(shelf())
	claim, source, review := evidence.KindClaim, evidence.KindSource, evidence.KindReview
	for _, c := range []struct {
		name  string
		query evidence.ListQuery
		want  string
	}{
		{"claims by id", evidence.ListQuery{Kind: claim}, "a b c d e"},
		{"claims, newest first", evidence.ListQuery{Kind: claim, Order: evidence.NewestFirst}, "a d b e c"},
		{"sources by id", evidence.ListQuery{Kind: source}, "q r s t u"},
		{"sources, newest first", evidence.ListQuery{Kind: source, Order: evidence.NewestFirst}, "q s r t u"},
		{"reviews, newest first", evidence.ListQuery{Kind: review, Order: evidence.NewestFirst}, "x z y"},
		{"claims, oldest first", evidence.ListQuery{Kind: claim, Order: evidence.OldestFirst}, "e b a d c"},
		{"sources, oldest first", evidence.ListQuery{Kind: source, Order: evidence.OldestFirst}, "t r q s u"},
		{"reviews, oldest first", evidence.ListQuery{Kind: review, Order: evidence.OldestFirst}, "x z y"},
		{"sources of claims, oldest first", evidence.ListQuery{Kind: source, Order: evidence.OldestFirst,
			Where: evidence.Filter{Claims: []evidence.ClaimID{"claim:a", "claim:b"}}}, "r q s"},
		{"outlets by id", evidence.ListQuery{Kind: evidence.KindOutlet}, "m n o"},
		{"sources of claims, newest first", evidence.ListQuery{Kind: source, Order: evidence.NewestFirst,
			Where: evidence.Filter{Claims: []evidence.ClaimID{"claim:a", "claim:b", "claim:c", "claim:d"}}}, "q s r t u"},
		{"claims by item", evidence.ListQuery{Kind: claim, Where: evidence.Filter{Item: "soldiers"}}, "a b"},
		{"no claims", evidence.ListQuery{Kind: claim, Where: evidence.Filter{Item: "none"}}, ""},
	} {
		equal(g, c.name, c.want, keys(g.list(c.query)))
		g.checkBook(c.name, g.listBook(c.query), len(strings.Fields(c.want)))
	}
	q := evidence.ListQuery{Kind: claim, Order: evidence.NewestFirst, Page: evidence.Page{First: 2}}
	cursor := g.list(q).Nodes[1].Cursor // of claim:d
	g.apply(evidence.Batch{Claims: graphs.Puts(
		evidence.Claim{ID: "claim:f", Text: "Newer.", ClaimDate: "2024-05"},
		evidence.Claim{ID: "claim:dd", Text: "As new.", ClaimDate: "2024-02-01"},
		evidence.Claim{ID: "claim:aa", Text: "Undated."},
		evidence.Claim{ID: "claim:d", Text: "It snowed.", ClaimDate: "2022"})})
	q.Page = evidence.Page{First: 99, After: cursor}
	equal(g, "what follows a cursor, after a change", "dd b e d aa c", keys(g.list(q)))
	q.Page = evidence.Page{Last: 99, Before: cursor}
	equal(g, "what lies before a cursor, after a change", "f a", keys(g.list(q)))
	q.Order = evidence.OldestFirst
	q.Page = evidence.Page{First: 99, After: cursor} // of claim:d, which was of 1 February 2024
	equal(g, "what follows a cursor, the oldest first", "dd f aa c", keys(g.list(q)))
	q.Page = evidence.Page{Last: 99, Before: cursor}
	equal(g, "what lies before a cursor, the oldest first", "d e b a", keys(g.list(q)))
}

func listAtMoments(g *graph) {
	first := g.apply(shelf()).At
	g.apply(evidence.Batch{
		Claims: graphs.Puts(
			evidence.Claim{ID: "claim:a", Text: "Other words.", ClaimDate: "2020"},
			evidence.Claim{ID: "claim:z", Text: "New.", Tags: []string{"war"}}),
		Sources: patch(
			evidence.Source{ID: "source:s", Outlet: "outlet:m", URL: "https://s.example", PublishedAt: "2030"},
			"outlet url publishedAt"),
		Outlets: graphs.Puts(evidence.Outlet{ID: "outlet:n", Name: "N", Domains: []string{"new.example"}}),
		Reviews: patch(
			evidence.ClaimReview{ID: "review:x", Claim: "claim:c", Verdict: evidence.VerdictMixture}, "claim verdict cites"),
	})
	second := g.clock.Read()
	g.retract(evidence.ID(evidence.StatementIDOf("source:t", "claim:c", evidence.Supports)))
	for name, c := range filters() {
		equal(
			g, name+", as known at first", c.want,
			keys(g.list(evidence.ListQuery{Kind: c.kind, Where: c.where, At: known(first)})))
	}
	for _, kind := range []evidence.Kind{evidence.KindClaim, evidence.KindSource, evidence.KindOutlet,
		evidence.KindReview} {
		equal(g, string(kind)+"s before all", "", keys(g.list(evidence.ListQuery{Kind: kind, At: known(first.Add(-1))})))
	}
	strict := func(day evidence.Date) evidence.Moment {
		return evidence.Moment{ValidAt: day.Time(), Undated: evidence.ExcludeUndated}
	}
	claim, source := evidence.KindClaim, evidence.KindSource
	of := func(claims ...evidence.ClaimID) evidence.Filter { return evidence.Filter{Claims: claims} }
	for _, c := range []struct {
		name string
		q    evidence.ListQuery
		want string
	}{
		{"by tag now", evidence.ListQuery{Kind: claim, Where: evidence.Filter{Tag: "war"}}, "z"},
		{"newest now", evidence.ListQuery{Kind: claim, Order: evidence.NewestFirst}, "d b e a c z"},
		{"oldest now", evidence.ListQuery{Kind: claim, Order: evidence.OldestFirst}, "a e b d c z"},
		{"oldest then", evidence.ListQuery{Kind: claim, Order: evidence.OldestFirst, At: known(first)}, "e b a d c"},
		{"newest then", evidence.ListQuery{Kind: claim, Order: evidence.NewestFirst, At: known(first)}, "a d b e c"},
		{"by verdict now", evidence.ListQuery{Kind: claim,
			Where: evidence.Filter{Verdicts: []evidence.Verdict{evidence.VerdictMixture}}}, "c"},
		{"by outlet now", evidence.ListQuery{Kind: claim, Where: evidence.Filter{Outlets: []evidence.OutletID{"outlet:n"}}},
			"a"},
		{"by domain now", evidence.ListQuery{Kind: evidence.KindOutlet,
			Where: evidence.Filter{Domains: []string{"old.example"}}}, "m"},
		{"by address now", evidence.ListQuery{Kind: source, Where: evidence.Filter{CanonicalURL: "https://s.example"}}, "s"},
		{"by claim now", evidence.ListQuery{Kind: source, Where: of("claim:c")}, ""},
		{"by claim before the retraction", evidence.ListQuery{Kind: source, Where: of("claim:c"), At: known(second)}, "t"},
		{"cited now", evidence.ListQuery{Kind: source, Where: evidence.Filter{CitedBy: []evidence.ReviewID{"review:x"}}}, ""},
		{"sources out by then", evidence.ListQuery{Kind: source, At: valid("2024-01-09")}, "r t u"},
		{"dated sources out by then", evidence.ListQuery{Kind: source, At: strict("2024-01-10")}, "q r t"},
		{"dated sources out by a year", evidence.ListQuery{Kind: source, At: strict("2022"), Where: of("claim:a")}, ""},
		{"sources as known and out by then", evidence.ListQuery{Kind: source,
			At: evidence.Moment{ValidAt: valid("2024-01-10").ValidAt, KnownAt: first}}, "q r s t u"},
		{"claims whatever was out", evidence.ListQuery{Kind: claim, At: strict("1990")}, "a b c d e z"},
		{"claims by outlets that were out", evidence.ListQuery{Kind: claim, At: valid("2024-01-09"),
			Where: evidence.Filter{Outlets: []evidence.OutletID{"outlet:m"}}}, ""},
		{"undated alone changes nothing", evidence.ListQuery{Kind: source,
			At: evidence.Moment{Undated: evidence.ExcludeUndated}}, "q r s t u"},
	} {
		c.q.Page = evidence.Page{First: 99, Count: true}
		page := g.list(c.q)
		equal(g, c.name, c.want, keys(page))
		equal(g, c.name+": counted", new(len(strings.Fields(c.want))), page.Total)
	}
	q := evidence.ListQuery{Kind: claim, Where: evidence.Filter{IDs: []evidence.ID{"claim:a"}}}
	for when, want := range map[time.Time]string{first: "Fourteen thousand SOLDIERS were sent (they say).",
		second: "Other words.", {}: "Other words."} {
		q.At = known(when)
		got, _ := g.list(q).Nodes[0].Node.(*evidence.Claim)
		equal(g, "the text known at "+when.String(), want, got.Text)
	}
}
