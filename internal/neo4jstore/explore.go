package neo4jstore

import (
	"context"
	"fmt"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/neo4jstore/layout"
)

// Downstream implements evidence.Explorer with one query.
func (s *Store) Downstream(
	ctx context.Context, of []evidence.OutletID, at evidence.Moment, limit int) ([]evidence.OutletID, error) {
	if err := at.Validate(); err != nil {
		return nil, err
	}
	a, err := s.read(ctx, "downstream", map[string]any{
		"outlets": layout.Texts(of), "known": known(at), "limit": limit + 1,
	})
	if err != nil {
		return nil, fmt.Errorf("looking for the outlets that take from %d outlets: %w", len(of), err)
	}
	ids := a.texts("ids")
	if a.err != nil {
		return nil, a.err
	}
	if len(ids) > limit {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex,
			Message: fmt.Sprintf("more than %d outlets take from it; name those that are meant", limit)}
	}
	outlets := make([]evidence.OutletID, len(ids))
	for i, id := range ids {
		outlets[i] = evidence.OutletID(id)
	}
	return outlets, nil
}

// edgeTypes returns the types of edges to follow, all where none are named.
func edgeTypes(using []evidence.EdgeKind) []string {
	if len(using) == 0 {
		using = evidence.EdgeKinds()
	}
	return layout.Texts(using)
}

// Neighbors implements evidence.Explorer with one query.
func (s *Store) Neighbors(ctx context.Context, q evidence.NeighborQuery) (evidence.NeighborPage, error) {
	if err := q.Validate(); err != nil {
		return evidence.NeighborPage{}, err
	}
	after, err := neighborPlace(q.After)
	if err != nil {
		return evidence.NeighborPage{}, err
	}
	a, err := s.read(ctx, "neighbors", map[string]any{
		"id": string(q.Node), "types": edgeTypes(q.Using), "order": layout.Texts(evidence.EdgeKinds()),
		"after": after, "take": q.First + 1,
	})
	if err != nil {
		return evidence.NeighborPage{}, fmt.Errorf("reading the neighbors of %s: %w", q.Node, err)
	}
	if known := as[bool](a, "known", a.value("known")); a.err == nil && !known {
		return evidence.NeighborPage{}, absent(q.Node)
	}
	page := a.neighbors(q)
	return page, a.err
}

func absent(id evidence.ID) error {
	return evidence.NotFoundf("the graph has no %s %q", id.Kind(), id)
}

// neighborPlace turns a cursor into what the query compares with: nil for the start.
func neighborPlace(c evidence.Cursor) (any, error) {
	if c == nil {
		return nil, nil
	}
	if len(c) != 3 || evidence.EdgeKind(c[0]).Rank() < 0 {
		return nil, evidence.Invalidf("after", "is not a cursor of neighbors")
	}
	return []any{evidence.EdgeKind(c[0]).Rank(), c[1], c[2]}, nil
}

// neighbors reads a page; there is one row more than were asked for where others follow.
func (a *answer) neighbors(q evidence.NeighborQuery) evidence.NeighborPage {
	page := evidence.NeighborPage{Counts: map[evidence.EdgeKind]int{}}
	counts := a.columns("countedTypes", "counts")
	for i := range counts.len() {
		page.Counts[evidence.EdgeKind(counts.text(0, i))] = int(counts.integer(1, i))
	}
	rows, nodes, links := a.list("rows"), a.maps("nodes"), a.texts("links")
	if a.err != nil {
		return evidence.NeighborPage{}
	}
	page.HasPrevious = q.After != nil
	page.HasNext = len(rows) > q.First
	for i := range min(len(rows), q.First) {
		node := fields{a, nodes[i]}.node()
		edge := a.edge("rows", rows[i])
		if a.err != nil {
			return evidence.NeighborPage{}
		}
		page.Neighbors = append(page.Neighbors, evidence.Neighbor{Edge: edge, Node: node,
			Cursor: evidence.Cursor{string(edge.Kind), string(node.NodeID()), links[i]}})
	}
	return page
}

// edge reads a row of type, tail, head and properties.
func (a *answer) edge(column string, v any) evidence.Edge {
	r := a.linkRow(column, v)
	e := evidence.Edge{Kind: evidence.EdgeKind(r.kind)}
	switch e.Kind {
	case evidence.EdgePublishedBy, evidence.EdgeAuthoredBy:
	case evidence.EdgeSupportedBy, evidence.EdgeRefutedBy, evidence.EdgeMentionedBy:
		e.Link = linkOf[evidence.Statement](r)
	case evidence.EdgeSameAs:
		e.Link = linkOf[evidence.Sameness](r)
	case evidence.EdgeContradicts:
		e.Link = linkOf[evidence.Relation](r)
	case evidence.EdgeOwnedBy:
		e.Link = linkOf[evidence.Ownership](r)
	case evidence.EdgeFundedBy:
		e.Link = linkOf[evidence.Funding](r)
	default:
		e.Link = linkOf[evidence.Derivation](r)
	}
	return e
}
