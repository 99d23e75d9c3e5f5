package evidence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestNeighbor_Direction(t *testing.T) {
	source := func(id evidence.SourceID) evidence.Node { return &evidence.Source{ID: id} }
	claim := func(id evidence.ClaimID) evidence.Node { return &evidence.Claim{ID: id} }
	outlet := &evidence.Outlet{ID: "outlet:o"}
	says := &evidence.Statement{Source: "source:s", Claim: "claim:c"}
	takes := &evidence.Derivation{From: "source:s", To: "source:t"}
	owned := &evidence.Ownership{Asset: "outlet:o", Owner: "organization:g"}
	denies := &evidence.Relation{From: "claim:c", To: "claim:d"}
	for _, c := range []struct {
		name string
		node evidence.Node
		link evidence.Link
		want evidence.EdgeDirection
	}{
		{"of a source: what it says", claim("claim:c"), says, evidence.EdgeOut},
		{"of a claim: who says so", source("source:s"), says, evidence.EdgeIn},
		{"whom it takes from", source("source:t"), takes, evidence.EdgeOut},
		{"who takes from it", source("source:s"), takes, evidence.EdgeIn},
		{"who owns it", &evidence.Organization{ID: "organization:g"}, owned, evidence.EdgeOut},
		{"what it owns", outlet, owned, evidence.EdgeIn},
		{"who funds it", outlet, &evidence.Funding{Recipient: "source:x", Funder: "outlet:o"}, evidence.EdgeOut},
		{"what it contradicts", claim("claim:d"), denies, evidence.EdgeOut},
		{"what contradicts it", claim("claim:c"), denies, evidence.EdgeIn},
		{"what is the same", source("source:t"), &evidence.Sameness{A: "source:s", B: "source:t"}, evidence.EdgeBoth},
		{"its outlet", outlet, nil, evidence.EdgeOut},
		{"what it publishes", source("source:s"), nil, evidence.EdgeIn},
	} {
		n := evidence.Neighbor{Edge: evidence.Edge{Link: c.link}, Node: c.node}
		if got := n.Direction(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestEdgeKind_Verb(t *testing.T) {
	for kind, want := range map[evidence.EdgeKind]string{
		evidence.EdgeSupportedBy: "supports", evidence.EdgeCites: "cites", evidence.EdgeDerivedFrom: "is derived from",
		evidence.EdgeAuthoredBy: "is written by", evidence.EdgeSameAs: "is the same as",
	} {
		if got := kind.Verb(); got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
}
