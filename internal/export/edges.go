package export

import (
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// edge is one edge of a drawing: a link, a part of one, or what a source's or fact check's own record names.
type edge struct {
	id       string // unique
	from, to evidence.ID
	kind     string  // as it is stored: SUPPORTED_BY reads from the claim, and so on
	weight   float64 // above 0
	link     evidence.Link
}

// leastWeight stands for a share of nothing: programs that draw take an edge without weight for none.
const leastWeight = 0.001

// edges returns every edge of the graph, as they read: from the source to the claim that it speaks of, from the source
// that takes to the one it takes from. What leads to a node that the graph does not have is left out.
func (g *Graph) edges() []edge {
	here := map[evidence.ID]bool{}
	var edges []edge
	_ = g.Each(func(record any) error {
		here[evidence.IDOf(record)] = true
		if interest, is := record.(*evidence.Interest); is {
			edges = append(edges, g.interestEdges(interest)...)
		} else {
			edges = append(edges, edgesOf(record)...)
		}
		return nil
	})
	edges = slices.DeleteFunc(edges, func(e edge) bool { return !here[e.from] || !here[e.to] })
	return edges
}

func edgesOf(record any) []edge {
	id := string(evidence.IDOf(record))
	one := func(from, to evidence.ID, kind string, weight float64) []edge {
		link, _ := record.(evidence.Link)
		return []edge{{id, from, to, kind, max(weight, leastWeight), link}}
	}
	switch r := record.(type) {
	case *evidence.Source:
		return sourceEdges(r)
	case *evidence.ClaimReview:
		return reviewEdges(r)
	case *evidence.Statement:
		return one(evidence.ID(r.Source), evidence.ID(r.Claim), string(r.Stance), r.Strength)
	case *evidence.Derivation:
		if r.Kind == evidence.Copies && r.CopiedShare != nil {
			return one(evidence.ID(r.From), evidence.ID(r.To), string(r.Kind), *r.CopiedShare)
		}
		return one(evidence.ID(r.From), evidence.ID(r.To), string(r.Kind), r.Weight)
	case *evidence.Corroboration:
		var edges []edge
		for _, s := range r.Sources {
			edges = append(edges,
				edge{id + "/" + string(s), evidence.ID(s), evidence.ID(r.Claim), "CORROBORATES", 1, r})
		}
		return edges
	case *evidence.Ownership:
		return one(r.Asset, r.Owner, "OWNED_BY", 1)
	case *evidence.Funding:
		return one(r.Recipient, r.Funder, "FUNDED_BY", 1)
	case *evidence.Sameness:
		return one(r.A, r.B, "SAME_AS", 1)
	case *evidence.Relation:
		return one(evidence.ID(r.From), evidence.ID(r.To), string(r.Kind), 1)
	}
	return nil
}

// interestEdges returns an edge to each claim that the interest is in.
func (g *Graph) interestEdges(i *evidence.Interest) []edge {
	var edges []edge
	for c := range g.Claims {
		if claim := &g.Claims[c]; i.Concerns(claim) {
			edges = append(edges, edge{
				string(i.ID) + "/" + string(claim.ID), i.Holder, claim.NodeID(), "HAS_INTEREST_IN", 1, i,
			})
		}
	}
	return edges
}

func sourceEdges(s *evidence.Source) []edge {
	var edges []edge
	if s.Outlet != "" {
		edges = append(edges, edge{
			"published/" + string(s.ID), s.NodeID(), evidence.ID(s.Outlet), "PUBLISHED_BY", 1, nil,
		})
	}
	for _, author := range s.Authors {
		edges = append(edges, edge{
			"authored/" + string(s.ID) + "/" + string(author), s.NodeID(), evidence.ID(author), "AUTHORED_BY", 1, nil,
		})
	}
	return edges
}

func reviewEdges(r *evidence.ClaimReview) []edge {
	edges := []edge{{"reviews/" + string(r.ID), r.NodeID(), evidence.ID(r.Claim), "REVIEWS", 1, nil}}
	if r.Publisher != "" {
		edges = append(edges, edge{
			"published/" + string(r.ID), r.NodeID(), evidence.ID(r.Publisher), "PUBLISHED_BY", 1, nil,
		})
	}
	for _, s := range r.Cites {
		edges = append(edges, edge{
			"cites/" + string(r.ID) + "/" + string(s), r.NodeID(), evidence.ID(s), "CITES", 1, nil,
		})
	}
	return edges
}
