package memstore

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

var _ evidence.Explorer = (*Store)(nil)

// Downstream implements evidence.Explorer: what takes from a source of the outlets is added until nothing more is.
func (s *Store) Downstream(
	ctx context.Context, of []evidence.OutletID, at evidence.Moment, limit int) ([]evidence.OutletID, error) {
	_, unlock, err := s.read(ctx, at)
	if err != nil {
		return nil, err
	}
	defer unlock()
	known, now := s.fill(&view{at: evidence.Moment{KnownAt: at.KnownAt}, ended: true}), s.view(evidence.Moment{})
	same := func(l any) []evidence.ID {
		if l, ok := l.(evidence.Sameness); ok {
			return []evidence.ID{l.A, l.B}
		}
		return nil
	}
	in := map[evidence.ID]bool{}
	for _, id := range of {
		in[evidence.ID(id)] = known.nodes[evidence.ID(id)] != nil
	}
	known.grow(in, same)
	for id, node := range now.nodes {
		if source, ok := node.(evidence.Source); ok && in[evidence.ID(source.Outlet)] {
			in[id] = true
		}
	}
	known.grow(in, same)
	takes := func(l any) []evidence.ID {
		if l, ok := l.(evidence.Derivation); ok {
			return []evidence.ID{evidence.ID(l.To), evidence.ID(l.From)}
		}
		return nil
	}
	down := map[evidence.ID]bool{}
	for _, l := range known.links {
		if ends := takes(l); len(ends) > 0 && in[ends[0]] {
			down[ends[1]] = true
		}
	}
	known.grow(down, func(l any) []evidence.ID { return append(takes(l), same(l)...) })
	outlets := map[evidence.ID]bool{}
	for id := range down {
		if source, ok := now.nodes[id].(evidence.Source); ok && source.Outlet != "" {
			outlets[evidence.ID(source.Outlet)] = true
		}
	}
	if len(outlets) > limit {
		return nil, &evidence.Error{Code: evidence.CodeTooComplex, Message: "more outlets take from it than were asked for"}
	}
	var list []evidence.OutletID
	for _, id := range sorted(outlets) {
		list = append(list, evidence.OutletID(id))
	}
	return list, nil
}

// edge is an edge with its ends, as it is stored.
type edge struct {
	evidence.Edge
	from, to evidence.ID
	link     string
}

// edges returns every edge that an explorer counts.
func (v *view) edges(using []evidence.EdgeKind) []edge {
	var all []edge
	add := func(kind evidence.EdgeKind, from, to evidence.ID, link any) {
		if len(using) > 0 && !slices.Contains(using, kind) {
			return
		}
		e := edge{Edge: evidence.Edge{Kind: kind}, from: from, to: to}
		if link != nil {
			e.Link, e.link = pointer(link).(evidence.Link), string(evidence.IDOf(link))
		}
		all = append(all, e)
	}
	for _, l := range v.links {
		switch l := l.(type) {
		case evidence.Statement:
			kinds := map[evidence.Stance]evidence.EdgeKind{evidence.Supports: evidence.EdgeSupportedBy,
				evidence.Refutes: evidence.EdgeRefutedBy, evidence.Mentions: evidence.EdgeMentionedBy}
			add(kinds[l.Stance], evidence.ID(l.Claim), evidence.ID(l.Source), l)
		case evidence.Derivation:
			if l.Status != evidence.Rejected {
				add(evidence.EdgeKind(l.Kind), evidence.ID(l.From), evidence.ID(l.To), l)
			}
		case evidence.Ownership:
			add(evidence.EdgeOwnedBy, l.Asset, l.Owner, l)
		case evidence.Funding:
			add(evidence.EdgeFundedBy, l.Recipient, l.Funder, l)
		case evidence.Sameness:
			add(evidence.EdgeSameAs, l.A, l.B, l)
		case evidence.Relation:
			if l.Kind == evidence.Contradicts {
				add(evidence.EdgeContradicts, evidence.ID(l.From), evidence.ID(l.To), l)
			}
		}
	}
	for id, node := range v.nodes {
		if source, ok := node.(evidence.Source); ok {
			if source.Outlet != "" {
				add(evidence.EdgePublishedBy, id, evidence.ID(source.Outlet), nil)
			}
			for _, author := range source.Authors {
				add(evidence.EdgeAuthoredBy, id, evidence.ID(author), nil)
			}
		}
	}
	return all
}

// beyond returns the end of an edge away from a node, "" where the node is at neither.
func (e edge) beyond(id evidence.ID) evidence.ID {
	switch id {
	case e.from:
		return e.to
	case e.to:
		return e.from
	}
	return ""
}

// explore is read for what an explorer sees: what is recorded now, whether or not a holding still holds.
func (s *Store) explore(ctx context.Context, ids ...evidence.ID) (*view, func(), error) {
	_, unlock, err := s.read(ctx, evidence.Moment{})
	if err != nil {
		return nil, nil, err
	}
	v := s.fill(&view{ended: true})
	for _, id := range ids {
		if v.nodes[id] == nil {
			unlock()
			return nil, nil, evidence.NotFoundf("the graph has no %s %q", id.Kind(), id)
		}
	}
	return v, unlock, nil
}

// Neighbors implements evidence.Explorer.
func (s *Store) Neighbors(ctx context.Context, q evidence.NeighborQuery) (evidence.NeighborPage, error) {
	if err := q.Validate(); err != nil {
		return evidence.NeighborPage{}, err
	}
	v, unlock, err := s.explore(ctx, q.Node)
	if err != nil {
		return evidence.NeighborPage{}, err
	}
	defer unlock()
	page := evidence.NeighborPage{Counts: map[evidence.EdgeKind]int{}}
	var all []evidence.Neighbor
	for _, e := range v.edges(q.Using) {
		if other := e.beyond(q.Node); other != "" {
			page.Counts[e.Kind]++
			all = append(
				all, evidence.Neighbor{Edge: e.Edge, Node: pointer(v.nodes[other]).(evidence.Node),
					Cursor: evidence.Cursor{string(e.Kind), string(other), e.link}})
		}
	}
	slices.SortFunc(all, func(a, b evidence.Neighbor) int { return compareNeighbors(a.Cursor, b.Cursor) })
	if q.After != nil && (len(q.After) != 3 || evidence.EdgeKind(q.After[0]).Rank() < 0) {
		return evidence.NeighborPage{}, evidence.Invalidf("after", "is not a cursor of neighbors")
	}
	for _, n := range all {
		switch {
		case q.After != nil && compareNeighbors(n.Cursor, q.After) <= 0:
			page.HasPrevious = true
		case len(page.Neighbors) == q.First:
			page.HasNext = true
		default:
			page.Neighbors = append(page.Neighbors, n)
		}
	}
	return page, nil
}

func compareNeighbors(a, b evidence.Cursor) int {
	return cmp.Or(evidence.EdgeKind(a[0]).Rank()-evidence.EdgeKind(b[0]).Rank(), slices.Compare(a[1:], b[1:]))
}

// Path implements evidence.Explorer: how far every node is from the end is found edge by edge, and then the way goes
// down.
func (s *Store) Path(ctx context.Context, q evidence.PathQuery) (*evidence.Path, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	v, unlock, err := s.explore(ctx, q.From, q.To)
	if err != nil {
		return nil, err
	}
	defer unlock()
	edges, far := v.edges(q.Using), map[evidence.ID]int{q.To: 0}
	for d := 1; d <= q.MaxLength; d++ {
		for _, e := range edges {
			for _, ends := range [][2]evidence.ID{{e.from, e.to}, {e.to, e.from}} {
				at, met := far[ends[0]]
				if _, known := far[ends[1]]; met && at == d-1 && !known {
					far[ends[1]] = d
				}
			}
		}
	}
	length, met := far[q.From]
	if !met {
		return nil, nil
	}
	path := &evidence.Path{Nodes: []evidence.Node{pointer(v.nodes[q.From]).(evidence.Node)}, Edges: []evidence.Edge{}}
	for at, left := q.From, length; left > 0; left-- {
		var best *edge
		for i := range edges {
			e, other := &edges[i], edges[i].beyond(at)
			if d, is := far[other]; !is || other == "" || d != left-1 {
				continue
			}
			if best == nil ||
				cmp.Or(cmp.Compare(other, best.beyond(at)), e.Kind.Rank()-best.Kind.Rank(), cmp.Compare(e.link, best.link)) < 0 {
				best = e
			}
		}
		at = best.beyond(at)
		path.Nodes, path.Edges = append(path.Nodes, pointer(v.nodes[at]).(evidence.Node)), append(path.Edges, best.Edge)
	}
	return path, nil
}
