package storetest

import (
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

func monthOf(m time.Month) time.Time { return time.Date(2024, m, 1, 8, 30, 15, 250e6, time.UTC) }

// titled is a batch with a source by a version of a month.
func titled(title string, m time.Month) evidence.Batch {
	return evidence.Batch{
		Sources:  graphs.Puts(evidence.Source{ID: "source:a", Title: title}),
		Editions: []evidence.Edition{{Of: "source:a", At: monthOf(m)}},
	}
}

func (g *graph) title(what, want string) {
	g.Helper()
	source, _ := g.objects(now(), "source:a")[0].Node.(*evidence.Source)
	if source == nil || source.Title != want {
		g.Errorf("%s: the source is %+v, expected the title %q", what, source, want)
	}
}

func (g *graph) editions(of ...string) map[string]evidence.Edition {
	g.Helper()
	found, err := g.store.Editions(g.Context(), of)
	if err != nil {
		g.Fatalf("reading the editions of %q: %v", of, err)
	}
	return found
}

// keepsEditions: of several versions of a node the latest is in force, whatever the order in which they arrive.
func keepsEditions(g *graph) {
	equal(g, "an unknown edition", map[string]evidence.Edition{}, g.editions("source:a"))
	g.apply(titled("second", time.June))
	equal(
		g, "the edition", map[string]evidence.Edition{"source:a": {Of: "source:a", At: monthOf(time.June)}},
		g.editions("source:a", "source:b"))

	before := g.status().Version
	older := titled("first", time.January)
	older.Outlets = graphs.Puts(evidence.Outlet{ID: "outlet:o", Name: "O"})
	counts(g, "an older version beside a new outlet", evidence.Applied{
		Created: count(evidence.KindOutlet, 1), Unchanged: count(evidence.KindSource, 1),
	}, g.apply(older))
	g.title("after an older version", "second")
	if g.status().Version == before {
		g.Error("the new outlet made no new version of the graph")
	}
	before = g.status().Version
	counts(
		g, "an older version alone", evidence.Applied{Unchanged: count(evidence.KindSource, 1)},
		g.apply(titled("first", time.January)))
	equal(g, "the version of the graph after it", before, g.status().Version)

	counts(
		g, "another record of the same time", evidence.Applied{Changed: count(evidence.KindSource, 1)},
		g.apply(titled("second again", time.June)))
	g.title("after one of the same time", "second again")
	g.apply(evidence.Batch{Sources: graphs.Puts(evidence.Source{ID: "source:a", Title: "by hand"})})
	g.title("after a record without a version", "by hand")
	g.apply(titled("first", time.May))
	g.title("after an older version than the one before it", "by hand")
	g.apply(titled("third", time.July))
	g.title("after a newer version", "third")

	person := evidence.Batch{
		Persons:  graphs.Puts(evidence.Person{ID: "person:p", Name: "P"}),
		Editions: []evidence.Edition{{Of: "person:p", At: monthOf(time.May)}},
	}
	g.apply(person)
	g.clock.Advance(time.Minute)
	if _, err := g.store.Erase(g.Context(), "person:p", "suite", "asked for it"); err != nil {
		g.Fatal(err)
	}
	equal(g, "the edition of an erased person", map[string]evidence.Edition{}, g.editions("person:p"))
	g.apply(person)
	equal(g, "the edition after the person is recorded again", map[string]evidence.Edition{}, g.editions("person:p"))

	g.apply(
		evidence.Batch{Editions: []evidence.Edition{{Of: "b", At: monthOf(time.May),
			States: []evidence.ID{"statement:2", "statement:1"}}}})
	first, err := g.store.EditionsAfter(g.Context(), "", 1)
	if err != nil {
		g.Fatal(err)
	}
	rest, err := g.store.EditionsAfter(g.Context(), "b", 10)
	if err != nil {
		g.Fatal(err)
	}
	equal(g, "the editions in order", []evidence.Edition{
		{Of: "b", At: monthOf(time.May), States: []evidence.ID{"statement:1", "statement:2"}},
		{Of: "source:a", At: monthOf(time.July)},
	}, append(first, rest...))
}

func count(kind evidence.Kind, n int) map[evidence.Kind]int { return map[evidence.Kind]int{kind: n} }

// says is a batch with what a record says of a claim in a month.
func says(stance evidence.Stance, m time.Month) evidence.Batch {
	statement := evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: stance}
	return evidence.Batch{
		Collector: "importer", Method: evidence.Imported,
		Sources: graphs.Puts(evidence.Source{ID: "source:a"}), Claims: graphs.Puts(evidence.Claim{ID: "claim:c", Text: "c"}),
		Statements: graphs.Puts(statement),
		Editions: []evidence.Edition{{Of: "opinion", At: monthOf(m),
			States: []evidence.ID{evidence.ID(statement.Normalize().ID)}}},
	}
}

// editionsOfLinks: a later version of a record takes back what the earlier one stated, and an earlier one changes
// nothing, not even after the record was revoked.
func editionsOfLinks(g *graph) {
	support, refute := evidence.ID(says(evidence.Supports, 1).Editions[0].States[0]),
		evidence.ID(says(evidence.Refutes, 1).Editions[0].States[0])
	standing := func(what string, want ...evidence.ID) {
		g.Helper()
		var got []evidence.ID
		for _, o := range g.objects(now(), support, refute) {
			if o.Link != nil {
				got = append(got, o.Link.LinkID())
			}
		}
		equal(g, what, want, got)
	}
	g.apply(says(evidence.Supports, time.March))
	changed := g.apply(says(evidence.Refutes, time.May))
	counts(g, "the other side in a later version", evidence.Applied{
		Created: count(evidence.KindStatement, 1), Retracted: count(evidence.KindStatement, 1),
		Unchanged: map[evidence.Kind]int{evidence.KindSource: 1, evidence.KindClaim: 1},
	}, changed)
	standing("after a later version", refute)
	page, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Subject: support, Page: evidence.Page{First: 1}})
	if err != nil {
		g.Fatal(err)
	}
	if c := page.Changes[0]; c.Kind() != evidence.WasRetracted || c.By != "importer" || c.Why == "" ||
		!c.At.Equal(changed.At) {
		g.Errorf("the statement of the earlier version: %+v, expected that the importer retracted it with a reason", c)
	}
	all, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Page: evidence.Page{First: 2}})
	if err != nil {
		g.Fatal(err)
	}
	if len(all.Changes) != 2 || !all.Changes[0].At.Equal(changed.At) || !all.Changes[1].At.Equal(changed.At) {
		g.Errorf("the last changes of all are %+v, expected the new statement and the retracted one", all.Changes)
	}
	counts(g, "an earlier version", evidence.Applied{
		Unchanged: map[evidence.Kind]int{evidence.KindSource: 1, evidence.KindClaim: 1, evidence.KindStatement: 1},
	}, g.apply(says(evidence.Supports, time.April)))
	standing("after an earlier version", refute)

	revoked := evidence.Batch{Editions: []evidence.Edition{{Of: "opinion", At: monthOf(time.June)}}}
	counts(g, "a revocation", evidence.Applied{Retracted: count(evidence.KindStatement, 1)}, g.apply(revoked))
	standing("after a revocation")
	g.apply(says(evidence.Refutes, time.May))
	standing("after a version before the revocation")
	before := g.status().Version
	g.apply(revoked)
	equal(g, "the version of the graph after a second revocation", before, g.status().Version)
	g.apply(says(evidence.Supports, time.July))
	standing("after a version that follows the revocation", support)
}

// editionsThatEnd: what an owner had by an earlier version ends when the later one begins; what began no earlier was
// a mistake.
func editionsThatEnd(g *graph) {
	owns := func(share float64, from, to evidence.Date) evidence.Ownership {
		return evidence.Ownership{Asset: "outlet:o", Owner: "person:p", SharePercent: &share, ValidFrom: from, ValidTo: to}
	}
	version := func(m time.Month, until evidence.Date, of ...evidence.Ownership) evidence.Batch {
		b := evidence.Batch{
			Outlets: graphs.Puts(evidence.Outlet{ID: "outlet:o", Name: "O"}),
			Persons: graphs.Puts(evidence.Person{ID: "person:p", Name: "P"}), Ownerships: graphs.Puts(of...),
		}
		e := evidence.Edition{Of: "r1", At: monthOf(m), Until: until}
		for _, o := range of {
			e.States = append(e.States, evidence.ID(o.Normalize().ID))
		}
		b.Editions = []evidence.Edition{e}
		return b
	}
	gains := evidence.Interest{Holder: "person:p", Tag: "t", Direction: evidence.For, ValidFrom: "2010"}.Normalize()
	first := version(time.March, "", owns(100, "2010", ""), owns(10, "2023", ""), owns(20, "2005", "2009"))
	first.Interests = graphs.Puts(gains)
	first.Editions[0].States = append(first.Editions[0].States, gains.LinkID())
	g.apply(first)
	counts(g, "the next version", evidence.Applied{
		Created:   count(evidence.KindOwnership, 1),
		Changed:   map[evidence.Kind]int{evidence.KindOwnership: 1, evidence.KindInterest: 1},
		Retracted: count(evidence.KindOwnership, 1),
		Unchanged: map[evidence.Kind]int{evidence.KindOutlet: 1, evidence.KindPerson: 1},
	}, g.apply(version(time.May, "2020-06-01", owns(40, "2020-06-01", ""))))
	holds := func(what string, want ...evidence.Ownership) {
		g.Helper()
		for _, w := range want {
			got, _ := g.objects(now(), evidence.ID(w.Normalize().ID))[0].Link.(*evidence.Ownership)
			if got == nil || *got.SharePercent != *w.SharePercent || got.ValidTo != w.ValidTo {
				g.Errorf("%s: %+v, expected %+v", what, got, w)
			}
		}
	}
	holds("after the next version", owns(100, "2010", "2020-06-01"), owns(20, "2005", "2009"), owns(40, "2020-06-01", ""))
	if i, _ := g.objects(now(), gains.LinkID())[0].Link.(*evidence.Interest); i == nil || i.ValidTo != "2020-06-01" {
		g.Errorf("the interest after the next version: %+v, expected it to end then", i)
	}
	if o := g.objects(now(), evidence.ID(owns(10, "2023", "").Normalize().ID))[0]; o.Link != nil {
		g.Errorf("what began after the next version did stands: %+v", o.Link)
	}
	g.apply(version(time.June, "2024-06-01"))
	holds("after the record was closed", owns(100, "2010", "2020-06-01"), owns(40, "2020-06-01", "2024-06-01"))
}
