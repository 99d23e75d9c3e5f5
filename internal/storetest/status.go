package storetest

import (
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/storetest/graphs"
)

// statusAndVersion checks what Status counts and when the version changes, write by write.
func statusAndVersion(g *graph) {
	zero := evidence.Status{Nodes: kinds{}, Links: kinds{}}
	for _, k := range evidence.NodeKinds() {
		zero.Nodes[k] = 0
	}
	for _, k := range evidence.LinkKinds() {
		zero.Links[k] = 0
	}
	empty := g.status()
	zero.Version = empty.Version
	equal(g, "the status of an empty graph", zero, empty)

	d := g.draw("", everyLink)
	drawn := g.status()
	want := evidence.Status{
		Version: drawn.Version,
		Nodes: kinds{evidence.KindClaim: 3, evidence.KindSource: 4, evidence.KindOutlet: 2, evidence.KindOrganization: 2,
			evidence.KindPerson: 2,
			evidence.KindReview: 0},
		Links: kinds{evidence.KindStatement: 6, evidence.KindDerivation: 7, evidence.KindCorroboration: 3,
			evidence.KindOwnership: 6,
			evidence.KindFunding:   4, evidence.KindSameness: 6, evidence.KindRelation: 4, evidence.KindConfirmation: 2,
			evidence.KindInterest: 5, evidence.KindLeaning: 2},
	}
	equal(g, "the status of a drawing", want, drawn)

	g.changes("a batch", empty.Version, drawn.Version)
	changed := g.apply(evidence.Batch{
		Claims: graphs.Puts(evidence.Claim{ID: d.Claim("c1"), Text: "Other."}),
		Corroborations: graphs.Puts(
			evidence.Corroboration{Claim: d.Claim("c1"), Sources: []evidence.SourceID{d.Source("A"), d.Source("B")},
				Provenance: graphs.Provenance("new")}),
		Samenesses: graphs.Puts(evidence.Sameness{A: d.ID("A"), B: d.ID("B"), Provenance: graphs.Provenance("new")}),
	})
	g.changes("a batch that replaces", drawn.Version, changed.Version)
	equal(g, "the version just before a batch", drawn.Version, changed.Before)
	want.Version = changed.Version
	equal(g, "the status after records were replaced", want, g.status())

	retracted := g.retract(
		d.Link("c1 & A B"), d.Link("A = B"), d.Link("c1 + A"), d.Link("o1 owner g1"), d.Link("D sure D"),
		d.Link("o1 gains #t"), d.Link("o1 leans left"))
	g.changes("a retraction", changed.Version, retracted.Version)
	equal(g, "the version just before a retraction", changed.Version, retracted.Before)
	want.Links[evidence.KindCorroboration]--
	want.Links[evidence.KindSameness]--
	want.Links[evidence.KindStatement]--
	want.Links[evidence.KindOwnership]--
	want.Links[evidence.KindConfirmation]--
	want.Links[evidence.KindInterest]--
	want.Links[evidence.KindLeaning]--
	want.Version = retracted.Version
	equal(g, "the status after a retraction", want, g.status())
	g.versionStands(d, want)
}

// changes checks that a write that wrote made another version of the same graph.
func (g *graph) changes(what string, before, after evidence.Version) {
	g.Helper()
	if before.Epoch == "" || before.Epoch != after.Epoch || before.Bookmark == after.Bookmark {
		g.Errorf("%s: version %s before and %s after; expected one epoch and another bookmark", what, before, after)
	}
}

// versionStands does all that writes nothing and expects the same version, in every answer that carries one.
func (g *graph) versionStands(d *graphs.Drawing, want evidence.Status) {
	g.Helper()
	claim := evidence.Batch{Claims: graphs.Puts(evidence.Claim{ID: d.Claim("c1"), Text: "Other."})}
	equal(g, "the version of a batch that changes nothing", want.Version, g.apply(claim).Version)
	equal(g, "the version of an empty batch", want.Version, g.apply(evidence.Batch{}).Version)
	equal(g, "the version just before an empty batch", want.Version, g.apply(evidence.Batch{}).Before)
	equal(g, "the version of a retraction that changes nothing", want.Version, g.retract(d.Link("c1 + A")).Version)
	_, err := g.store.Apply(
		g.Context(), evidence.Batch{Claims: graphs.Puts(
			evidence.Claim{ID: "claim:new", Text: "x"}, evidence.Claim{ID: "claim:bad"})})
	refused(g, "a batch that is invalid", evidence.CodeInvalid, err)
	_, err = g.store.Retract(g.Context(), []evidence.ID{d.Link("c1 - C"), "statement:none"}, "suite", "")
	refused(g, "a retraction of what is not there", evidence.CodeNotFound, err)
	g.found("claim", 3)
	g.links(
		evidence.LinkQuery{Subjects: []evidence.ID{d.ID("c1")}, Kind: evidence.KindStatement, Direction: evidence.Either})
	equal(g, "the version of a list", want.Version, g.list(evidence.ListQuery{Kind: evidence.KindClaim}).Version)
	equal(g, "the version of evidence", want.Version, g.subgraphs(now(), d.Claim("c1")).Version)
	equal(g, "the version of no evidence", want.Version, g.subgraphs(known(g.clock.Read().AddDate(-1, 0, 0))).Version)
	equal(g, "the status after what changes nothing", want, g.status())
}
