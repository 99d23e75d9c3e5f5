package storetest

import (
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

func applyPatches(g *graph) {
	b := graphs.Full()
	first := g.apply(b)
	stands := map[evidence.ID]evidence.Object{}
	for _, o := range recorded(b, first.At) {
		stands[idOf(o)] = o
	}
	claim, _ := stands["claim:c1"].Node.(*evidence.Claim)
	source, _ := stands["source:s:1"].Node.(*evidence.Source)
	statement, _ := stands[idOf(
		recorded(evidence.Batch{Statements: b.Statements}, first.At)[0])].Link.(*evidence.Statement)

	counts(g, "no fields", evidence.Applied{Unchanged: kinds{evidence.KindClaim: 1}},
		g.apply(evidence.Batch{Claims: patch(evidence.Claim{ID: claim.ID, Text: "ignored"}, "")}))
	counts(g, "a field that has the value already", evidence.Applied{Unchanged: kinds{evidence.KindClaim: 1}},
		g.apply(evidence.Batch{Claims: patch(evidence.Claim{ID: claim.ID, Name: claim.Name}, "name")}))
	equal(
		g, "the claim after patches that change nothing", []evidence.Object{{Node: claim}}, g.objects(now(), claim.NodeID()))

	at := g.apply(evidence.Batch{
		Collector: "patch", Method: evidence.Detected,
		Claims: patch(evidence.Claim{ID: claim.ID, Name: "new", Text: "ignored", ClaimDate: "1999"}, "name tags item value"),
		Sources: patch(
			evidence.Source{ID: source.ID, URL: "http://b.example/?fbclid=1", Title: "ignored"}, "url firsthand authors outlet"),
		Statements: patch(
			evidence.Statement{Source: statement.Source, Claim: statement.Claim, Stance: statement.Stance, Strength: .5,
				Provenance: evidence.Provenance{Confidence: new(0), RecordedFrom: "ignored"}}, "confidence quotes"),
	}).At
	claim.Name, claim.Tags, claim.Item, claim.Value, claim.RecordedAt = "new", nil, "", "", at
	source.URL, source.CanonicalURL, source.RecordedAt = "http://b.example/?fbclid=1", "https://b.example", at
	source.Firsthand, source.Authors, source.Outlet = nil, nil, ""
	statement.Provenance.Confidence, statement.Provenance.Quotes = new(0), nil
	statement.Provenance.Collector, statement.Provenance.Method, statement.Provenance.RecordedAt = "patch",
		evidence.Detected, at
	want := []evidence.Object{{Node: claim}, {Node: source}, {Link: statement}}
	equal(g, "after patches", want, g.objects(now(), idsOf(want)...))

	at = g.apply(evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: claim.ID, Text: "All fields."})}).At
	bare := &evidence.Claim{ID: claim.ID, Text: "All fields.", RecordedAt: at}
	equal(g, "a record that states every field", []evidence.Object{{Node: bare}}, g.objects(now(), claim.NodeID()))
	patchesInOneBatch(g)
}

func patchesInOneBatch(g *graph) {
	b := evidence.Batch{Collector: "patch", Method: evidence.Imported}
	b.Claims = graphs.Puts(evidence.Claim{ID: "claim:m", Text: "First.", Name: "name", Language: "en"})
	b.Claims = append(b.Claims, patch(evidence.Claim{ID: "claim:m", Text: "Second.", Claimant: "x"}, "text")...)
	b.Claims = append(b.Claims, patch(evidence.Claim{ID: "claim:m", Text: "Third."}, "text language")...)
	b.Sources = graphs.Puts(evidence.Source{ID: "source:m", Title: "title"})
	state := func(strength float64, justification, fields string) {
		b.Statements = append(
			b.Statements, patch(evidence.Statement{Source: "source:m", Claim: "claim:m", Stance: evidence.Supports,
				Strength: strength, Provenance: evidence.Provenance{Justification: justification}}, fields)...)
	}
	state(.5, "because", "strength justification")
	state(.75, "ignored", "strength")
	applied := g.apply(b)
	counts(g, "patches of one record in one batch",
		evidence.Applied{Created: kinds{evidence.KindClaim: 1, evidence.KindSource: 1, evidence.KindStatement: 1}}, applied)
	statement := evidence.Statement{Source: "source:m", Claim: "claim:m", Stance: evidence.Supports, Strength: .75,
		Provenance: evidence.Provenance{Justification: "because", Collector: "patch", Method: evidence.Imported,
			RecordedAt: applied.At}}.Normalize()
	want := []evidence.Object{
		{Node: &evidence.Claim{ID: "claim:m", Text: "Third.", Name: "name", RecordedAt: applied.At}},
		{Link: &statement},
	}
	equal(g, "after patches in one batch", want, g.objects(now(), idsOf(want)...))
}

func applyDefaults(g *graph) {
	b := evidence.Batch{
		Outlets: graphs.Puts(
			evidence.Outlet{ID: "outlet:o", Name: "O", Domains: []string{"Z.example", "a.example", "z.example"}},
			evidence.Outlet{ID: "outlet:p", Name: "P"}),
		Persons: graphs.Puts(evidence.Person{ID: "person:a", Name: "A"}, evidence.Person{ID: "person:b", Name: "B"}),
		Sources: graphs.Puts(
			evidence.Source{ID: "source:a", URL: "HTTP://www.A.example:80/x/",
				Authors: []evidence.PersonID{"person:b", "person:a", "person:b"}}, evidence.Source{ID: "source:b"}),
		Claims:    graphs.Puts(evidence.Claim{ID: "claim:c", Text: "So."}, evidence.Claim{ID: "claim:d", Text: "Also."}),
		Collector: "suite", Method: evidence.Declared,
		Statements: graphs.Puts(evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports}),
		Derivations: graphs.Puts(
			evidence.Derivation{From: "source:a", To: "source:b", Kind: evidence.Cites,
				Claims: []evidence.ClaimID{"claim:d", "claim:c", "claim:d"}},
			evidence.Derivation{From: "source:a", To: "source:b", Kind: evidence.Copies, CopiedShare: new(0.0)}),
		Corroborations: graphs.Puts(
			evidence.Corroboration{Claim: "claim:c", Sources: []evidence.SourceID{"source:b", "source:a", "source:b"}}),
		Samenesses: graphs.Puts(evidence.Sameness{A: "outlet:p", B: "outlet:o"}),
	}
	at := g.apply(b).At
	p := evidence.Provenance{Collector: "suite", Method: evidence.Declared, RecordedAt: at}
	want := []evidence.Object{
		{Node: &evidence.Outlet{ID: "outlet:o", Name: "O", Kind: evidence.OtherOutlet,
			Domains: []string{"a.example", "z.example"}, RecordedAt: at}},
		{Node: &evidence.Source{ID: "source:a", Kind: evidence.OtherSource, Identity: evidence.Named,
			URL:          "HTTP://www.A.example:80/x/",
			CanonicalURL: "https://a.example/x", Authors: []evidence.PersonID{"person:a", "person:b"}, RecordedAt: at}},
		{Link: &evidence.Statement{ID: evidence.StatementIDOf("source:a", "claim:c", evidence.Supports), Source: "source:a",
			Claim:  "claim:c",
			Stance: evidence.Supports, Strength: 1, Provenance: p}},
		{Link: &evidence.Derivation{ID: evidence.DerivationIDOf(
			"source:a", "source:b", evidence.Cites, []evidence.ClaimID{"claim:c", "claim:d"}),
			From: "source:a", To: "source:b", Kind: evidence.Cites, Claims: []evidence.ClaimID{"claim:c", "claim:d"}, Weight: 1,
			Status: evidence.Confirmed, Provenance: p}},
		{Link: &evidence.Derivation{ID: evidence.DerivationIDOf("source:a", "source:b", evidence.Copies, nil),
			From: "source:a", To: "source:b",
			Kind: evidence.Copies, Weight: 1, CopiedShare: new(0.0), Status: evidence.Suggested, Provenance: p}},
		{Link: &evidence.Corroboration{ID: evidence.CorroborationIDOf("claim:c", []evidence.SourceID{"source:a", "source:b"}),
			Claim:   "claim:c",
			Sources: []evidence.SourceID{"source:a", "source:b"}, Provenance: p}},
		{Link: &evidence.Sameness{ID: evidence.SamenessIDOf("outlet:o", "outlet:p"), A: "outlet:o", B: "outlet:p",
			Provenance: p}},
	}
	equal(g, "the defaults", want, g.objects(now(), idsOf(want)...))
	stated := evidence.Batch{
		Sources: graphs.Puts(evidence.Source{ID: "source:b", Kind: evidence.OtherSource, Identity: evidence.Named}),
		Statements: graphs.Puts(
			evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: 1}),
		Samenesses: graphs.Puts(evidence.Sameness{A: "outlet:o", B: "outlet:p"}),
	}
	counts(g, "the defaults stated", evidence.Applied{Unchanged: tally(stated)}, g.apply(stated))
	g.clearsToDefaults(at)
}

// clearsToDefaults gives fields that have defaults other values and takes these back.
func (g *graph) clearsToDefaults(first time.Time) {
	g.Helper()
	source := evidence.Source{ID: "source:b", Kind: evidence.Dataset, Identity: evidence.Unnamed}
	statement := evidence.Statement{Source: "source:a", Claim: "claim:c", Stance: evidence.Supports, Strength: .5}
	g.apply(evidence.Batch{Sources: graphs.Puts(source), Statements: graphs.Puts(statement)})
	source.Kind, source.Identity, statement.Strength = "", "", 0
	at := g.apply(evidence.Batch{
		Collector: "suite", Method: evidence.Declared,
		Sources: patch(source, "kind identity"), Statements: patch(statement, "strength"),
	}).At
	want := recorded(
		evidence.Batch{Collector: "suite", Method: evidence.Declared, Sources: graphs.Puts(source),
			Statements: graphs.Puts(statement)}, at)
	equal(g, "fields that were cleared", want, g.objects(now(), idsOf(want)...))
	if !at.After(first) {
		g.Errorf("the record of %v stands after one of %v", at, first)
	}
}
