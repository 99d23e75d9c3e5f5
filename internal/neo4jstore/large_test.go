package neo4jstore_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestLarge asks for long pages out of long lists: Neo4j bounds the memory of a transaction, and it counts a list that
// rows carry along once a row.
func TestLarge(t *testing.T) {
	s := open(t)
	const length = 20_000
	chain(t, s, length)
	for _, page := range []evidence.Page{{First: 1000}, {Last: 1000}, {First: 1000, Count: true}} {
		list, err := s.List(
			t.Context(), evidence.ListQuery{Kind: evidence.KindSource, Order: evidence.NewestFirst, Page: page})
		if err != nil || len(list.Nodes) != 1000 || page.Count && *list.Total != length {
			t.Errorf("a page of sources %+v: %d nodes, %+v (%v)", page, len(list.Nodes), list.PageInfo, err)
		}
		links, err := s.Links(t.Context(), evidence.LinkQuery{
			Subjects: []evidence.ID{"claim:chain"}, Kind: evidence.KindStatement, Direction: evidence.Incoming, Page: page,
		})
		if err != nil || len(links[0].Links) != 1000 || page.Count && *links[0].Total != length {
			t.Errorf("a page of statements %+v: %+v (%v)", page, links, err)
		}
		walk, err := s.Links(t.Context(), evidence.LinkQuery{
			Subjects: []evidence.ID{evidence.ID(sourceID(length - 1))}, Kind: evidence.KindDerivation,
			Direction: evidence.Outgoing, MaxDepth: length, Page: page,
		})
		if err != nil || len(walk[0].Links) != 1000 || page.Count && *walk[0].Total != length-1 {
			t.Errorf("a page of derivations %+v: %d links (%v)", page, len(walk), err)
		}
	}
	sub, err := s.Subgraphs(t.Context(), []evidence.ClaimID{"claim:chain"}, evidence.Moment{})
	if err != nil || len(sub.Sources) != length || len(sub.Statements) != length || len(sub.Derivations) != length-1 {
		t.Errorf(
			"the chain came back as %d sources, %d statements, %d derivations (%v)", len(sub.Sources), len(sub.Statements),
			len(sub.Derivations), err)
	}
}
