package storetest

import (
	"fmt"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

func (g *graph) standAgain(ids ...evidence.ID) evidence.Applied {
	g.Helper()
	g.clock.Advance(time.Minute)
	applied, err := g.store.Unretract(g.Context(), ids, "curator", "it was right")
	if err != nil {
		g.Fatalf("recording %q again: %v", ids, err)
	}
	return applied
}

func (g *graph) changesOf(subject evidence.ID) []evidence.RecordChange {
	g.Helper()
	page, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Subject: subject, Page: evidence.Page{First: 1000}})
	if err != nil {
		g.Fatalf("reading the changes of %q: %v", subject, err)
	}
	if page.HasNext {
		g.Errorf("there are more than the %d changes of %q that came", len(page.Changes), subject)
	}
	return page.Changes
}

// unretract records again what was retracted: it stands as it stood, and the time between stays empty.
func unretract(g *graph) {
	b := graphs.Full()
	g.apply(b)
	var links []evidence.Object
	for _, o := range recorded(b, g.clock.Read()) {
		if o.Link != nil {
			links = append(links, o)
		}
	}
	ids, n := idsOf(links), len(links)
	counts(g, "recording again what stands", evidence.Applied{Unchanged: tallyOf(ids)}, g.standAgain(ids...))
	gone := g.retract(ids[1:]...).At
	before := g.status()
	for name, unknown := range map[string]evidence.ID{"a node": "claim:c1", "a link that never was": "statement:none",
		"no id": "nonsense"} {
		_, err := g.store.Unretract(g.Context(), append(ids[:n:n], unknown), "curator", "")
		refused(g, "recording "+name+" again", evidence.CodeNotFound, err)
	}
	equal(g, "the graph after that was refused", before, g.status())

	again := g.standAgain(append(ids, ids[1])...)
	counts(
		g, "recording again what was retracted, one twice",
		evidence.Applied{Created: tallyOf(ids[1:]), Unchanged: tallyOf(ids[:1])}, again)
	b.Collector, b.Method = "curator", evidence.Declared
	want := recorded(b, again.At)
	want = append(links[:1:1], want[len(want)-n+1:]...)
	for _, o := range want[1:] {
		restated(o, "it was right")
	}
	equal(g, "what was recorded again", want, g.objects(now(), ids...))
	equal(g, "the time between", make([]evidence.Object, n-1), g.objects(known(gone), ids[1:]...))
	counts(g, "recording it once more", evidence.Applied{Unchanged: tallyOf(ids)}, g.standAgain(ids...))

	d := g.draw("x", "c1 + A")
	supports := evidence.ID(evidence.StatementIDOf(d.Source("A"), d.Claim("c1"), evidence.Supports))
	g.retract(supports)
	g.apply(
		evidence.Batch{Statements: graphs.Puts(
			evidence.Statement{Source: d.Source("A"), Claim: d.Claim("c1"), Stance: evidence.Refutes})})
	_, err := g.store.Unretract(g.Context(), []evidence.ID{supports}, "curator", "")
	refused(g, "recording again what has been contradicted since", evidence.CodeConflict, err)
}

func tallyOf(ids []evidence.ID) kinds {
	n := kinds{}
	for _, id := range ids {
		n[id.Kind()]++
	}
	return n
}

// restated sets the justification of a link.
func restated(o evidence.Object, why string) {
	switch l := o.Link.(type) {
	case *evidence.Statement:
		l.Provenance.Justification = why
	case *evidence.Derivation:
		l.Provenance.Justification = why
	case *evidence.Corroboration:
		l.Provenance.Justification = why
	case *evidence.Ownership:
		l.Provenance.Justification = why
	case *evidence.Funding:
		l.Provenance.Justification = why
	case *evidence.Sameness:
		l.Provenance.Justification = why
	case *evidence.Relation:
		l.Provenance.Justification = why
	case *evidence.Confirmation:
		l.Provenance.Justification = why
	case *evidence.Interest:
		l.Provenance.Justification = why
	case *evidence.Leaning:
		l.Provenance.Justification = why
	}
}

// erase takes a person out who is an author, an owner, a funder and another's same, now and in the past.
func erase(g *graph) {
	b := evidence.Batch{
		Persons: graphs.Puts(
			evidence.Person{ID: "person:p", Name: "Ann Example"}, evidence.Person{ID: "person:q", Name: "Bob"}),
		Outlets: graphs.Puts(evidence.Outlet{ID: "outlet:o", Name: "O"}),
		Claims:  graphs.Puts(evidence.Claim{ID: "claim:c", Text: "So."}),
		Sources: graphs.Puts(evidence.Source{ID: "source:a", Authors: []evidence.PersonID{"person:p", "person:q"}},
			evidence.Source{ID: "source:b", Authors: []evidence.PersonID{"person:p"}}),
		Statements: graphs.Puts(evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports}),
		Ownerships: graphs.Puts(evidence.Ownership{Asset: "outlet:o", Owner: "person:p"}),
		Fundings: graphs.Puts(
			evidence.Funding{Recipient: "outlet:o", Funder: "person:p"},
			evidence.Funding{Recipient: "outlet:o", Funder: "person:q"}),
		Samenesses: graphs.Puts(evidence.Sameness{A: "person:p", B: "person:q"}),
		Interests: graphs.Puts(evidence.Interest{Holder: "person:p", Claim: "claim:c", Direction: evidence.For},
			evidence.Interest{Holder: "person:p", Tag: "t", Direction: evidence.Against}),
	}
	first := g.apply(b).At
	renamed := g.apply(evidence.Batch{Persons: graphs.Puts(evidence.Person{ID: "person:p", Name: "Anna Example"}),
		Sources: graphs.Puts(evidence.Source{ID: "source:b", Title: "Later", Authors: []evidence.PersonID{"person:q"}})}).At
	for name, id := range map[string]evidence.PersonID{"a person who is not there": "person:none", "a source": "source:a",
		"nobody": ""} {
		_, err := g.store.Erase(g.Context(), id, "admin", "asked to")
		refused(g, "erasing "+name, evidence.CodeNotFound, err)
	}
	at := g.clock.Advance(time.Minute)
	applied, err := g.store.Erase(g.Context(), "person:p", "admin", "asked to")
	if err != nil {
		g.Fatal(err)
	}
	want := evidence.Applied{Changed: kinds{evidence.KindPerson: 1, evidence.KindSource: 2}, Retracted: kinds{
		evidence.KindOwnership: 1, evidence.KindFunding: 1, evidence.KindSameness: 1, evidence.KindInterest: 2}}
	counts(g, "erasing a person", want, applied)
	g.checkErased(at, first, renamed)

	left := kinds{evidence.KindPerson: 1, evidence.KindOwnership: 1, evidence.KindFunding: 1, evidence.KindSameness: 1,
		evidence.KindInterest: 2}
	again := evidence.Batch{Persons: b.Persons[:1], Sources: b.Sources[:1], Ownerships: b.Ownerships,
		Fundings: b.Fundings[:1], Samenesses: b.Samenesses, Interests: b.Interests}
	left[evidence.KindSource] = 1
	counts(g, "recording what names the person again", evidence.Applied{Unchanged: left}, g.apply(again))
	g.checkErased(at, first, renamed)
	repeated, err := g.store.Erase(g.Context(), "person:p", "other", "again")
	if err != nil {
		g.Fatal(err)
	}
	counts(g, "erasing again", evidence.Applied{Unchanged: kinds{evidence.KindPerson: 1}}, repeated)
	g.checkErased(at, first, renamed)
}

func (g *graph) checkErased(at, first, renamed time.Time) {
	g.Helper()
	blank := func(recorded time.Time) *evidence.Person {
		return &evidence.Person{ID: "person:p", RecordedAt: recorded, ErasedAt: &at}
	}
	for moment, recordedAt := range map[evidence.Moment]time.Time{now(): at, known(first): first, known(renamed): renamed,
		known(at): at} {
		links := []evidence.ID{"person:p", evidence.ID(evidence.OwnershipIDOf("outlet:o", "person:p", "")),
			evidence.ID(evidence.FundingIDOf("outlet:o", "person:p", "")),
			evidence.ID(evidence.SamenessIDOf("person:p", "person:q")),
			evidence.ID(evidence.InterestIDOf(evidence.Interest{Holder: "person:p", Tag: "t", Direction: evidence.Against}))}
		found := g.objects(moment, append(links, "source:a", "source:b")...)
		equal(g, fmt.Sprintf("the erased person at %+v", moment), blank(recordedAt), found[0].Node)
		equal(g, fmt.Sprintf("the person's links at %+v", moment), make([]evidence.Object, 4), found[1:5])
		for _, o := range found[5:] {
			for _, author := range o.Node.(*evidence.Source).Authors {
				if author == "person:p" {
					g.Errorf("%s at %+v: the erased person is its author", o.Node.NodeID(), moment)
				}
			}
		}
		sub := g.subgraphs(moment, "claim:c")
		equal(g, fmt.Sprintf("the interests at %+v", moment), []evidence.Interest(nil), sub.Interests)
		for _, p := range sub.Persons {
			if p.ID == "person:p" {
				g.Errorf("the evidence at %+v holds the erased person", moment)
			}
		}
	}
	for _, name := range []string{"Ann", "Anna Example"} {
		if hits, err := g.store.Find(g.Context(), name, nil, 10); err != nil || len(hits) > 0 {
			g.Errorf("finding %q: %v, error %v; expected nothing", name, hits, err)
		}
	}
	equal(g, "the changes of the person", []evidence.RecordChange{
		{At: at, Subject: "person:p", By: "admin", Why: "asked to", Before: evidence.Object{Node: blank(renamed)},
			After: evidence.Object{Node: blank(at)}, Erased: true},
		{At: renamed, Subject: "person:p", By: "suite", Before: evidence.Object{Node: blank(first)},
			After: evidence.Object{Node: blank(renamed)}},
		{At: first, Subject: "person:p", By: "suite", After: evidence.Object{Node: blank(first)}},
	}, g.changesOf("person:p"))
}

// changes follows a node and a link through everything that can become of them.
func changes(g *graph) {
	link := evidence.ID(evidence.StatementIDOf("source:a", "claim:c", evidence.Supports))
	write := func(by, why, text, justification string, strength float64) (time.Time, []evidence.Object) {
		b := evidence.Batch{Collector: by, Method: evidence.Declared, RecordedFrom: "a letter", Reason: why,
			Claims:  graphs.Puts(evidence.Claim{ID: "claim:c", Text: text}),
			Sources: graphs.Puts(evidence.Source{ID: "source:a"}),
			Statements: graphs.Puts(
				evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: strength,
					Provenance: evidence.Provenance{Justification: justification}})}
		at := g.apply(b).At
		return at, recorded(b, at)
	}
	equal(g, "the changes of an empty graph", []evidence.RecordChange(nil), g.changesOf(""))
	first, one := write("ann", "why 1", "So.", "for ann", .5)
	write("eve", "nothing is new", "So.", "for ann", .5)
	second, two := write("bob", "why 2", "So it is.", "for bob", 1)
	retracted := g.retract(link).At
	again := g.standAgain(link).At
	renewed := *two[2].Link.(*evidence.Statement)
	renewed.Provenance.Collector, renewed.Provenance.RecordedAt, renewed.Provenance.Justification = "curator", again,
		"it was right"

	claims := []evidence.RecordChange{
		{At: second, Subject: "claim:c", By: "bob", Why: "why 2", Before: one[1], After: two[1]},
		{At: first, Subject: "claim:c", By: "ann", Why: "why 1", After: one[1]},
	}
	links := []evidence.RecordChange{
		{At: again, Subject: link, By: "curator", Why: "it was right", After: evidence.Object{Link: &renewed}},
		{At: retracted, Subject: link, By: "suite", Why: "it was wrong", Before: withdrawn(two[2], retracted)},
		{At: second, Subject: link, By: "bob", Why: "for bob", Before: withdrawn(one[2], second),
			After: withdrawn(two[2], retracted)},
		{At: first, Subject: link, By: "ann", Why: "for ann", After: withdrawn(one[2], second)},
	}
	equal(g, "the changes of a claim", claims, g.changesOf("claim:c"))
	equal(g, "the changes of a statement", links, g.changesOf(link))
	equal(g, "the changes of what is not there", []evidence.RecordChange(nil), g.changesOf("claim:none"))
	source := evidence.RecordChange{At: first, Subject: "source:a", By: "ann", Why: "why 1", After: one[0]}
	equal(
		g, "all changes", []evidence.RecordChange{links[0], links[1], claims[0], links[2], claims[1], source, links[3]},
		g.changesOf(""))
}

// changesByPage reads the changes a page at a time while more are made: none is missed, and none comes twice.
func changesByPage(g *graph) {
	var b evidence.Batch
	for i := range 450 { // more than one entry of a log may hold
		b.Claims = append(
			b.Claims, graphs.Puts(evidence.Claim{ID: evidence.ClaimID(fmt.Sprintf("claim:%04d", i)), Text: "So."})...)
	}
	g.apply(b)
	b.Claims = b.Claims[100:103]
	for i := range b.Claims {
		b.Claims[i].Value.Text = "Not so."
	}
	g.apply(b)
	want := g.changesOf("")
	if len(want) != 453 || want[0].Subject != "claim:0100" || want[3].Subject != "claim:0000" {
		g.Fatalf("%d changes, the first of %s and the fourth of %s", len(want), want[0].Subject, want[3].Subject)
	}
	for _, first := range []int{1000, 200, 57} {
		var got []evidence.RecordChange
		page := evidence.Page{First: first}
		for n := 0; ; n++ {
			answer, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Page: page})
			if err != nil {
				g.Fatal(err)
			}
			got = append(got, answer.Changes...)
			if answer.HasPrevious != (n > 0) {
				g.Errorf("page %d of %d says that it has previous ones: %v", n, first, answer.HasPrevious)
			}
			if !answer.HasNext {
				break
			}
			page.After = answer.Changes[len(answer.Changes)-1].Cursor()
			g.apply(
				evidence.Batch{Outlets: graphs.Puts(
					evidence.Outlet{ID: evidence.OutletID(fmt.Sprintf("outlet:%d-%d", first, n)), Name: "O"})})
		}
		if first == 1000 {
			equal(g, "all changes in one page", want, got)
			continue
		}
		equal(g, fmt.Sprintf("the changes by pages of %d", first), subjectsOf(want), subjectsOf(got[len(got)-len(want):]))
	}
	subject, err := g.store.Changes(
		g.Context(), evidence.ChangeQuery{Subject: "claim:0101", Page: evidence.Page{First: 1}})
	if err != nil || len(subject.Changes) != 1 || !subject.HasNext {
		g.Fatalf("the first change of a claim: %+v, error %v", subject, err)
	}
	rest, err := g.store.Changes(
		g.Context(), evidence.ChangeQuery{Subject: "claim:0101",
			Page: evidence.Page{First: 1, After: subject.Changes[0].Cursor()}})
	if err != nil || len(rest.Changes) != 1 || rest.HasNext || !rest.HasPrevious || rest.Changes[0].Before.Node != nil {
		g.Errorf("the second change of a claim: %+v, error %v", rest, err)
	}
	g.changesSince(want)
	for _, cursor := range []evidence.Cursor{{"x"}, {"x", "y"}, {}} {
		_, err := g.store.Changes(g.Context(), evidence.ChangeQuery{Page: evidence.Page{First: 1, After: cursor}})
		refused(g, fmt.Sprintf("the cursor %q", cursor), evidence.CodeInvalid, err)
	}
}

// changesSince checks that what was changed before an instant is left out, of all and of one subject; the instant
// itself counts.
func (g *graph) changesSince(all []evidence.RecordChange) {
	g.Helper()
	last := all[0].At
	for name, c := range map[string]struct {
		query evidence.ChangeQuery
		want  int
	}{
		"of one since its last change":  {evidence.ChangeQuery{Subject: "claim:0101", Since: last}, 1},
		"of one since after that":       {evidence.ChangeQuery{Subject: "claim:0101", Since: last.Add(1)}, 0},
		"of one since before the first": {evidence.ChangeQuery{Subject: "claim:0101", Since: last.Add(-time.Hour)}, 2},
		"of all since after the last":   {evidence.ChangeQuery{Since: g.clock.Read().Add(time.Hour)}, 0},
		"of all, after a cursor, too late": {evidence.ChangeQuery{Since: last, Page: evidence.Page{After: all[2].Cursor()}},
			0},
		"of all, after a cursor": {evidence.ChangeQuery{Since: last, Page: evidence.Page{After: all[0].Cursor()}},
			2},
	} {
		c.query.Page.First = 100
		page, err := g.store.Changes(g.Context(), c.query)
		if err != nil || len(page.Changes) != c.want || page.HasNext {
			g.Errorf("the changes %s: %d, more: %v, error %v; want %d", name, len(page.Changes), page.HasNext, err, c.want)
		}
	}
}

func subjectsOf(changes []evidence.RecordChange) []evidence.ID {
	ids := make([]evidence.ID, len(changes))
	for i, c := range changes {
		ids[i] = c.Subject
	}
	return ids
}

// versionsAskedFor reads with the version of a write, and with versions that are of no write here.
func versionsAskedFor(g *graph) {
	version := g.apply(evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:c", Text: "So."})}).Version
	parsed, err := evidence.ParseToken(version.Token())
	if err != nil || parsed != version {
		g.Errorf("the token of %v is read as %v, error %v", version, parsed, err)
	}
	ctx := evidence.AtLeast(g.Context(), version)
	if found, err := g.store.Objects(ctx, []evidence.ID{"claim:c"}, now()); err != nil || found[0].Node == nil {
		g.Errorf("reading with the version of a write: %v, error %v", found, err)
	}
	if _, err := g.store.Status(ctx); err != nil {
		g.Errorf("reading the status with the version of a write: %v", err)
	}
	if _, err := g.store.Apply(
		ctx, evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:d", Text: "So."})}); err != nil {
		g.Errorf("writing with the version of a write: %v", err)
	}
	for name, foreign := range map[string]evidence.Version{
		"another graph's": {Epoch: "another", Bookmark: version.Bookmark},
		"a made-up one":   {Epoch: version.Epoch, Bookmark: "nonsense"},
	} {
		ctx := evidence.AtLeast(g.Context(), foreign)
		_, err := g.store.Objects(ctx, []evidence.ID{"claim:c"}, now())
		refused(g, "reading with "+name, evidence.CodeInvalid, err)
		_, err = g.store.Retract(ctx, nil, "suite", "")
		refused(g, "writing with "+name, evidence.CodeInvalid, err)
	}
}
