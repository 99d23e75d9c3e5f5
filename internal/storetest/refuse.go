package storetest

import (
	"errors"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// applyRefuses sends batches each of which has one fault beside a good record, and expects that nothing was written.
func applyRefuses(g *graph) {
	d := g.draw("", "c1 + A; c2; B; o1 owner g1; A by p1")
	before := g.status()
	invalid, missing := evidence.CodeInvalid, evidence.CodeNotFound
	for _, refusal := range []struct {
		name  string
		code  evidence.Code
		batch evidence.Batch
	}{
		{"a claim without text", invalid, evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:new"})}},
		{"a claim whose text is cleared", invalid, evidence.Batch{Claims: patch(evidence.Claim{ID: d.Claim("c1")}, "text")}},
		{"a part of a claim that is not there", invalid,
			evidence.Batch{Claims: patch(evidence.Claim{ID: "claim:new", Text: "x", Name: "n"}, "name")}},
		{"an id of another kind", invalid, evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "source:new", Text: "x"})}},
		{"an invalid date", invalid, evidence.Batch{Sources: graphs.Puts(
			evidence.Source{ID: "source:new", PublishedAt: "2024-13"})}},
		{"a strength above 1", invalid, evidence.Batch{Statements: graphs.Puts(
			evidence.Statement{Source: d.Source("B"), Claim: d.Claim("c2"), Stance: evidence.Supports, Strength: 2})}},
		{"a copy without a share", invalid, evidence.Batch{Derivations: graphs.Puts(
			evidence.Derivation{From: d.Source("A"), To: d.Source("B"), Kind: evidence.Copies})}},
		{"an empty quote", invalid, evidence.Batch{Relations: graphs.Puts(
			evidence.Relation{From: d.Claim("c1"), Kind: evidence.PartOf, To: d.Claim("c2"),
				Provenance: evidence.Provenance{Quotes: []evidence.Quote{{Prefix: "x"}}}})}},
		{"an owner who is an outlet", invalid,
			evidence.Batch{Ownerships: graphs.Puts(evidence.Ownership{Asset: d.ID("g1"), Owner: d.ID("o1")})}},
		{"two kinds that are one", invalid, evidence.Batch{Samenesses: graphs.Puts(
			evidence.Sameness{A: d.ID("A"), B: d.ID("c1")})}},

		{"an interest in a claim and in a tag", invalid, evidence.Batch{Interests: graphs.Puts(evidence.Interest{
			Holder: d.ID("p1"), Claim: d.Claim("c1"), Tag: "t", Direction: evidence.For})}},
		{"a leaning without a value", invalid, evidence.Batch{Leanings: graphs.Puts(
			evidence.Leaning{Outlet: evidence.OutletID(d.ID("o1")), Scheme: "political", RatedBy: "R"})}},
		{"a confirmation of what is no source", invalid,
			evidence.Batch{Confirmations: graphs.Puts(evidence.Confirmation{Source: evidence.SourceID(d.ID("c1"))})}},

		{"an outlet that is not in the graph", missing,
			evidence.Batch{Sources: graphs.Puts(evidence.Source{ID: "source:new", Outlet: "outlet:none"})}},
		{"an author who is not in the graph", missing,
			evidence.Batch{Sources: graphs.Puts(
				evidence.Source{ID: d.Source("A"), Authors: []evidence.PersonID{"person:p1", "person:none"}})}},
		{"a review of a claim that is not in the graph", missing,
			evidence.Batch{Reviews: graphs.Puts(check("claim:none", "", ""))}},
		{"a review by an outlet that is not in the graph", missing,
			evidence.Batch{Reviews: graphs.Puts(check(d.Claim("c1"), "outlet:none", ""))}},
		{"a review that cites a source that is not in the graph", missing,
			evidence.Batch{Reviews: graphs.Puts(check(d.Claim("c1"), "", "source:none"))}},
		{"a statement by a source that is not in the graph", missing,
			evidence.Batch{Statements: graphs.Puts(
				evidence.Statement{Source: "source:none", Claim: d.Claim("c2"), Stance: evidence.Supports})}},
		{"a statement on a claim that is not in the graph", missing,
			evidence.Batch{Statements: graphs.Puts(
				evidence.Statement{Source: d.Source("B"), Claim: "claim:none", Stance: evidence.Supports})}},
		{"a derivation of a source that is not in the graph", missing,
			evidence.Batch{Derivations: graphs.Puts(
				evidence.Derivation{From: "source:none", To: d.Source("B"), Kind: evidence.Cites})}},
		{"a derivation from a source that is not in the graph", missing,
			evidence.Batch{Derivations: graphs.Puts(
				evidence.Derivation{From: d.Source("A"), To: "source:none", Kind: evidence.Quotes})}},
		{"a scope with a claim that is not in the graph", missing,
			evidence.Batch{Derivations: graphs.Puts(evidence.Derivation{From: d.Source("A"), To: d.Source("B"),
				Kind: evidence.Cites, Claims: []evidence.ClaimID{d.Claim("c1"), "claim:none"}})}},
		{"a corroboration by a source that is not in the graph", missing,
			evidence.Batch{Corroborations: graphs.Puts(evidence.Corroboration{Claim: d.Claim("c1"),
				Sources: []evidence.SourceID{d.Source("A"), "source:none"}})}},
		{"a corroboration of a claim that is not in the graph", missing,
			evidence.Batch{Corroborations: graphs.Puts(
				evidence.Corroboration{Claim: "claim:none", Sources: []evidence.SourceID{d.Source("A")}})}},
		{"an asset that is not in the graph", missing,
			evidence.Batch{Ownerships: graphs.Puts(evidence.Ownership{Asset: "outlet:none", Owner: d.ID("g1")})}},
		{"an owner who is not in the graph", missing,
			evidence.Batch{Ownerships: graphs.Puts(evidence.Ownership{Asset: d.ID("o1"), Owner: "person:none"})}},
		{"a funder who is not in the graph", missing,
			evidence.Batch{Fundings: graphs.Puts(evidence.Funding{Recipient: d.ID("o1"), Funder: "organization:none"})}},
		{"a sameness with a node that is not in the graph", missing,
			evidence.Batch{Samenesses: graphs.Puts(evidence.Sameness{A: d.ID("A"), B: "source:none"})}},
		{"a part of a claim that is not in the graph", missing,
			evidence.Batch{Relations: graphs.Puts(
				evidence.Relation{From: d.Claim("c1"), Kind: evidence.PartOf, To: "claim:none"})}},
		{"an interest of who is not in the graph", missing, evidence.Batch{Interests: graphs.Puts(evidence.Interest{
			Holder: "organization:none", Tag: "t", Direction: evidence.For})}},
		{"an interest in a claim that is not in the graph", missing, evidence.Batch{Interests: graphs.Puts(
			evidence.Interest{Holder: d.ID("p1"), Claim: "claim:none", Direction: evidence.For})}},
		{"a leaning of an outlet that is not in the graph", missing, evidence.Batch{Leanings: graphs.Puts(
			evidence.Leaning{Outlet: "outlet:none", Scheme: "political", Value: "left", RatedBy: "R"})}},
		{"a confirmation of a source that is not in the graph", missing,
			evidence.Batch{Confirmations: graphs.Puts(evidence.Confirmation{Source: "source:none"})}},
	} {
		refusal.batch.Claims = append(
			graphs.Puts(evidence.Claim{ID: "claim:witness", Text: "Nothing of me is left."}), refusal.batch.Claims...)
		_, err := g.store.Apply(g.Context(), refusal.batch)
		refused(g, refusal.name, refusal.code, err)
		var at *evidence.RecordError
		var why *evidence.Error
		if !errors.As(err, &at) || at.Record == "" || at.Record == "claim:witness" || !errors.As(err, &why) ||
			why.Field == "" {
			g.Errorf("%s: %v; expected an error that says which record is at fault, and in which field", refusal.name, err)
		}
	}
	equal(g, "the graph after batches that were refused", before, g.status())
	equal(
		g, "the good records of batches that were refused", make([]evidence.Object, 2),
		g.objects(now(), "claim:witness", "source:new"))
}

func check(claim evidence.ClaimID, publisher evidence.OutletID, cites evidence.SourceID) evidence.ClaimReview {
	r := evidence.ClaimReview{ID: "review:new", Claim: claim, Publisher: publisher, Verdict: evidence.VerdictFalse,
		AlternateName: "False"}
	if cites != "" {
		r.Cites = []evidence.SourceID{cites}
	}
	return r
}

func applyConflicts(g *graph) {
	d := g.draw("", "c1 + A; c1 - B; c2; C; D")
	before := g.status()
	state := func(claim string, pairs ...any) evidence.Batch {
		b := evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: "claim:witness", Text: "Nothing of me is left."})}
		for i := 0; i < len(pairs); i += 2 {
			name, _ := pairs[i].(string)
			stance, _ := pairs[i+1].(evidence.Stance)
			b.Statements = append(
				b.Statements, graphs.Puts(evidence.Statement{Source: d.Source(name), Claim: d.Claim(claim), Stance: stance})...)
		}
		return b
	}
	for name, b := range map[string]evidence.Batch{
		"refuting what the graph supports":  state("c1", "A", evidence.Refutes),
		"supporting what the graph refutes": state("c1", "B", evidence.Supports),
		"both sides in one batch":           state("c2", "C", evidence.Supports, "C", evidence.Refutes),
		"both sides in one batch, the other way round": state(
			"c2", "C", evidence.Refutes, "D", evidence.Supports, "C", evidence.Supports),
		"the side that the graph has beside the other": state("c1", "A", evidence.Supports, "A", evidence.Refutes),
		"a good statement and one against the graph's": state("c1", "C", evidence.Supports, "A", evidence.Refutes),
	} {
		_, err := g.store.Apply(g.Context(), b)
		refused(g, name, evidence.CodeConflict, err)
	}
	equal(g, "the graph after conflicts", before, g.status())
	for name, b := range map[string]evidence.Batch{
		"mentioning what is supported": state("c1", "A", evidence.Mentions),
		"two sources on two sides":     state("c2", "C", evidence.Supports, "D", evidence.Refutes),
	} {
		if _, err := g.store.Apply(g.Context(), b); err != nil {
			g.Errorf("%s: %v", name, err)
		}
	}
	g.retract(evidence.ID(evidence.StatementIDOf(d.Source("A"), d.Claim("c1"), evidence.Supports)))
	counts(
		g, "the other side after a retraction",
		evidence.Applied{Created: kinds{evidence.KindStatement: 1}, Unchanged: kinds{evidence.KindClaim: 1}},
		g.apply(state("c1", "A", evidence.Refutes)))
	_, err := g.store.Apply(g.Context(), state("c1", "A", evidence.Supports))
	refused(g, "the side that was retracted, after the other was taken", evidence.CodeConflict, err)
}
