package storetest

import (
	"slices"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// kinds counts records by kind.
type kinds = map[evidence.Kind]int

func applyCounts(g *graph) {
	every := kinds{
		evidence.KindOrganization: 2, evidence.KindPerson: 2, evidence.KindOutlet: 2, evidence.KindSource: 3,
		evidence.KindClaim:  2,
		evidence.KindReview: 1, evidence.KindStatement: 1, evidence.KindDerivation: 2, evidence.KindCorroboration: 1,
		evidence.KindOwnership: 1, evidence.KindFunding: 1, evidence.KindSameness: 1, evidence.KindRelation: 1,
		evidence.KindConfirmation: 1, evidence.KindInterest: 2, evidence.KindLeaning: 1,
	}
	counts(g, "an empty batch", evidence.Applied{}, g.apply(evidence.Batch{}))
	counts(g, "a batch into an empty graph", evidence.Applied{Created: every}, g.apply(graphs.Full()))
	before := g.status()
	again := g.apply(graphs.Full())
	counts(g, "the same again", evidence.Applied{Unchanged: every}, again)
	equal(g, "the graph after the same again", before, g.status())
	equal(g, "the version after the same again", before.Version, again.Version)

	other := graphs.Full()
	other.Collector, other.Method = "another", evidence.Declared
	counts(g, "the same by another collector", evidence.Applied{Unchanged: every}, g.apply(other))

	mixed := evidence.Batch{Claims: graphs.Puts(
		evidence.Claim{ID: "claim:c1", Text: "Other words."},
		evidence.Claim{ID: "claim:c2", Text: "Some were sent."},
		evidence.Claim{ID: "claim:c3", Text: "A third."},
		evidence.Claim{ID: "claim:c3", Text: "A third."}, // a record that is twice in a batch is one record
	)}
	one := kinds{evidence.KindClaim: 1}
	counts(g, "a mixed batch", evidence.Applied{Created: one, Changed: one, Unchanged: one}, g.apply(mixed))

	back := evidence.Batch{Claims: graphs.Puts(
		evidence.Claim{ID: "claim:c2", Text: "Other."}, evidence.Claim{ID: "claim:c2", Text: "Some were sent."})}
	counts(g, "a change that the same batch takes back", evidence.Applied{Unchanged: one}, g.apply(back))
}

func applyRoundTrip(g *graph) {
	b := graphs.Full()
	graphs.CheckFilled(g, b)
	applied := g.apply(b)
	want := recorded(b, applied.At)
	equal(g, "the objects", want, g.objects(now(), idsOf(want)...))
	part := slices.DeleteFunc(slices.Clone(want), func(o evidence.Object) bool { // what the first claim does not rest on
		return idOf(o) == "claim:c2" || idOf(o) == "organization:fund"
	})
	sub := subgraphOf(graphs.Wide(), part)
	sub.RecordedUntil = applied.At
	equal(g, "the evidence", sub, g.subgraphs(graphs.Wide(), "claim:c1"), cmpopts.IgnoreTypes(evidence.Version{}))
	for _, o := range want {
		if o.Node != nil {
			g.checkListed(o)
		} else {
			g.checkLinked(o)
		}
	}
}

// checkListed compares a node with what a list shows of it.
func (g *graph) checkListed(want evidence.Object) {
	g.Helper()
	kind := want.Node.NodeID().Kind()
	if kind == evidence.KindOrganization || kind == evidence.KindPerson {
		return // these are not listed
	}
	q := evidence.ListQuery{Kind: kind, Where: evidence.Filter{IDs: []evidence.ID{want.Node.NodeID()}},
		Page: evidence.Page{First: 2}}
	page, err := g.store.List(g.Context(), q)
	if err != nil || len(page.Nodes) != 1 {
		g.Errorf("listing %s: %d nodes, error %v; expected it alone", want.Node.NodeID(), len(page.Nodes), err)
		return
	}
	equal(g, "a listed node", want.Node, page.Nodes[0].Node)
}

// checkLinked compares a link with what its ends show of it.
func (g *graph) checkLinked(want evidence.Object) {
	g.Helper()
	kind := want.Link.LinkID().Kind()
	q := evidence.LinkQuery{Subjects: endsOf(want.Link), Kind: kind, Direction: evidence.Either,
		Page: evidence.Page{First: 10}, At: graphs.Wide()}
	pages, err := g.store.Links(g.Context(), q)
	if err != nil {
		g.Errorf("the links of %q: %v", q.Subjects, err)
		return
	}
	for i, page := range pages {
		var got evidence.Link
		for _, l := range page.Links {
			if l.Link.LinkID() == want.Link.LinkID() {
				got = l.Link
			}
		}
		equal(g, "a "+string(kind)+" of "+string(q.Subjects[i]), want.Link, got)
	}
}

// endsOf returns the nodes that a link joins.
func endsOf(link evidence.Link) []evidence.ID {
	switch l := link.(type) {
	case *evidence.Statement:
		return []evidence.ID{evidence.ID(l.Source), evidence.ID(l.Claim)}
	case *evidence.Derivation:
		return []evidence.ID{evidence.ID(l.From), evidence.ID(l.To)}
	case *evidence.Corroboration:
		ends := []evidence.ID{evidence.ID(l.Claim)}
		for _, s := range l.Sources {
			ends = append(ends, evidence.ID(s))
		}
		return ends
	case *evidence.Ownership:
		return []evidence.ID{l.Asset, l.Owner}
	case *evidence.Funding:
		return []evidence.ID{l.Recipient, l.Funder}
	case *evidence.Sameness:
		return []evidence.ID{l.A, l.B}
	case *evidence.Relation:
		return []evidence.ID{evidence.ID(l.From), evidence.ID(l.To)}
	case *evidence.Confirmation:
		return []evidence.ID{evidence.ID(l.Source)}
	case *evidence.Interest:
		return []evidence.ID{l.Holder, l.About()}
	case *evidence.Leaning:
		return []evidence.ID{evidence.ID(l.Outlet), evidence.ID(l.Outlet)}
	}
	return nil
}

func applyStamps(g *graph) {
	long, other := time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1999, 1, 2, 0, 0, 0, 0, time.UTC)
	claimed := evidence.Provenance{Collector: "someone else", Method: evidence.Detected, RecordedAt: long,
		RetractedAt: &other}
	b := evidence.Batch{
		Collector: "importer 1", Method: evidence.Imported, RecordedFrom: "the file",
		Claims:  graphs.Puts(evidence.Claim{ID: "claim:c", Text: "So.", RecordedAt: long}),
		Sources: graphs.Puts(evidence.Source{ID: "source:a", RecordedAt: long}, evidence.Source{ID: "source:b"}),
		Statements: graphs.Puts(
			evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Provenance: claimed},
			evidence.Statement{Source: "source:b", Claim: "claim:c", Stance: evidence.Supports,
				Provenance: evidence.Provenance{RecordedFrom: "a letter"}}),
	}
	first := g.apply(b)
	want := recorded(b, first.At)
	for i := range want {
		if s, ok := want[i].Link.(*evidence.Statement); ok {
			s.Provenance.RetractedAt = nil
		}
	}
	equal(g, "what only the store sets", want, g.objects(now(), idsOf(want)...))

	again := evidence.Batch{Collector: "importer 2", Method: evidence.Declared, RecordedFrom: "another file",
		Statements: graphs.Puts(
			evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: .5},
			evidence.Statement{Source: "source:b", Claim: "claim:c", Stance: evidence.Supports,
				Provenance: evidence.Provenance{RecordedFrom: "a letter"}}),
	}
	second := g.apply(again)
	changed := recorded(again, second.At)[0]
	unchanged := want[len(want)-1]
	got := g.objects(now(), idOf(changed), idOf(unchanged))
	equal(g, "a changed and an unchanged statement", []evidence.Object{changed, unchanged}, got)

	statedNone := evidence.Batch{Collector: "importer 3", RecordedFrom: "a third file", Statements: patch(
		evidence.Statement{Source: "source:b", Claim: "claim:c", Stance: evidence.Supports}, "recordedFrom")}
	third := g.apply(statedNone)
	none := recorded(statedNone, third.At)[0]
	equal(
		g, "a statement that states that it is not known what it was recorded from", []evidence.Object{none},
		g.objects(now(), idOf(none)))

	anonymous := evidence.Batch{Statements: graphs.Puts(
		evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: .25,
			Provenance: claimed})}
	at := g.clock.Advance(time.Minute)
	if _, err := g.store.Apply(g.Context(), anonymous); err != nil {
		g.Fatal(err)
	}
	nameless := evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: .25,
		Provenance: evidence.Provenance{RecordedAt: at}}.Normalize()
	equal(
		g, "a statement of a batch without collector and method", []evidence.Object{{Link: &nameless}},
		g.objects(now(), idOf(changed)))
}

func applyReplaces(g *graph) {
	b := graphs.Full()
	times := []time.Time{g.apply(b).At}
	history := recorded(b, times[0])
	ids := idsOf(history)
	for _, name := range []string{"second", "third"} {
		changed := altered(name)
		applied := g.apply(changed)
		counts(g, "the "+name+" values", evidence.Applied{Changed: tally(changed)}, applied)
		times = append(times, applied.At)
	}
	versions := [][]evidence.Object{history, recorded(altered("second"), times[1]), recorded(altered("third"), times[2])}
	equal(g, "the values that stand", versions[2], g.objects(now(), idsOf(versions[2])...))
	equal(g, "before there was anything", make([]evidence.Object, len(ids)), g.objects(known(times[0].Add(-1)), ids...))
	for i, version := range versions {
		until := time.Time{}
		if i+1 < len(times) {
			until = times[i+1]
		}
		want := replacedAt(version, versions, i, until)
		for _, at := range []time.Time{times[i], times[i].Add(time.Second), times[min(i+1, 2)].Add(-1)} {
			if !at.Before(times[i]) {
				equal(g, "what was known at "+at.String(), want, g.objects(known(at), idsOf(want)...))
			}
		}
	}
}

// replacedAt returns what an earlier answer shows: the links of it carry when they were replaced.
func replacedAt(version []evidence.Object, versions [][]evidence.Object, i int, until time.Time) []evidence.Object {
	if i == len(versions)-1 {
		return version
	}
	replaced := map[evidence.ID]bool{}
	for _, o := range versions[i+1] {
		replaced[idOf(o)] = true
	}
	var want []evidence.Object
	for _, o := range version {
		if replaced[idOf(o)] {
			want = append(want, withdrawn(o, until))
		}
	}
	return want
}

// altered returns other values for one record of every kind of full.
func altered(name string) evidence.Batch {
	b := graphs.Full()
	b.Collector = name
	b.Organizations, b.Persons, b.Outlets, b.Sources, b.Claims, b.Derivations =
		b.Organizations[:1], b.Persons[:1], b.Outlets[:1], b.Sources[:1], b.Claims[:1], b.Derivations[:1]
	b.Organizations[0].Value.Name = name
	b.Persons[0].Value.Name = name
	b.Outlets[0].Value.Domains = []string{name + ".example"}
	b.Sources[0].Value.Title, b.Sources[0].Value.Outlet, b.Sources[0].Value.Authors = name, "outlet:post2",
		[]evidence.PersonID{"person:a b"}
	b.Claims[0].Value.Text = name
	b.Reviews[0].Value.AlternateName, b.Reviews[0].Value.Cites = name, []evidence.SourceID{"source:s3"}
	b.Statements[0].Value.Provenance.Justification = name
	b.Derivations[0].Value.Detector = name
	b.Corroborations[0].Value.Provenance.Justification = name
	b.Ownerships[0].Value.Provenance.Justification = name
	b.Fundings[0].Value.Provenance.Justification = name
	b.Samenesses[0].Value.Provenance.Justification = name
	b.Relations[0].Value.Provenance.Quotes = []evidence.Quote{{Exact: name}}
	b.Confirmations[0].Value.Provenance.Justification = name
	b.Interests[0].Value.Provenance.Justification, b.Interests[1].Value.Provenance.Justification = name, name
	b.Leanings[0].Value.Value = name
	return b
}

func tally(b evidence.Batch) kinds {
	n := kinds{}
	for _, o := range recorded(b, time.Time{}) {
		n[idOf(o).Kind()]++
	}
	return n
}
