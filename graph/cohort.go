package graph

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

// announce notes what the things that were just read refer to, each role apart: the sources of all statements came in
// together, and so did their claims.
func (q *request) announce(things []any) {
	roles := map[string][]evidence.ID{}
	add := func(role string, id evidence.ID) {
		if id != "" {
			roles[role] = append(roles[role], id)
		}
	}
	for _, thing := range things {
		refer(thing, add)
	}
	for _, ids := range roles {
		slices.Sort(ids)
		q.together(slices.Compact(ids))
	}
}

// refer calls add for every id that a node or link holds, with the role that it plays there.
func refer(thing any, add func(role string, id evidence.ID)) {
	switch x := thing.(type) {
	case *evidence.Source:
		add("outlet", evidence.ID(x.Outlet))
		addAll(add, "author", x.Authors)
	case *evidence.ClaimReview:
		add("claim", evidence.ID(x.Claim))
		add("outlet", evidence.ID(x.Publisher))
		addAll(add, "source", x.Cites)
	case *evidence.Statement:
		add("source", evidence.ID(x.Source))
		add("claim", evidence.ID(x.Claim))
	case *evidence.Derivation:
		add("from", evidence.ID(x.From))
		add("to", evidence.ID(x.To))
		addAll(add, "claim", x.Claims)
	case *evidence.Corroboration:
		add("claim", evidence.ID(x.Claim))
		addAll(add, "source", x.Sources)
	case *evidence.Confirmation:
		add("source", evidence.ID(x.Source))
	default:
		referEnds(thing, add)
	}
}

// referEnds is refer for links with two ends that may be of several kinds.
func referEnds(thing any, add func(role string, id evidence.ID)) {
	switch x := thing.(type) {
	case *evidence.Relation:
		add("from", evidence.ID(x.From))
		add("to", evidence.ID(x.To))
	case *evidence.Sameness:
		add("from", x.A)
		add("to", x.B)
	case *evidence.Ownership:
		add("from", x.Asset)
		add("to", x.Owner)
	case *evidence.Funding:
		add("from", x.Recipient)
		add("to", x.Funder)
	}
}

func addAll[T ~string](add func(string, evidence.ID), role string, ids []T) {
	for _, id := range ids {
		add(role, evidence.ID(id))
	}
}

// maxAnnounced is how many sources of a subgraph are noted as having come in together: more than any request can show.
const maxAnnounced = 10_000

// listening is a reader that lets the request keep the subgraphs that are read for it.
type listening struct{ evidence.Reader }

// Subgraphs reads as the reader does and hands the result to the request.
func (l listening) Subgraphs(ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, besides ...evidence.ID) (*evidence.Subgraphs, error) {
	sub, err := l.Reader.Subgraphs(ctx, claims, at, besides...)
	if q := requestOf(ctx); q != nil && err == nil {
		q.keep(sub, at)
	}
	return sub, err
}

// keep holds a subgraph, so that nothing of it is read again.
func (q *request) keep(sub *evidence.Subgraphs, at evidence.Moment) {
	q.sawVersion(sub.Version)
	shown := min(len(sub.Sources), maxAnnounced)
	ids := make([]evidence.ID, shown)
	for i := range ids {
		ids[i] = evidence.ID(sub.Sources[i].ID)
	}
	q.together(ids)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.subgraphs = append(q.subgraphs, subgraph{at, sub})
}

// find returns a node out of the subgraphs that were read at the moment, nil where none of them has it.
func (q *request) find(key objectKey) evidence.Node {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, s := range q.subgraphs {
		if s.at != key.at {
			continue
		}
		if node := findIn(s.data, key.id); node != nil {
			return node
		}
	}
	return nil
}

func findIn(sub *evidence.Subgraphs, id evidence.ID) evidence.Node {
	switch id.Kind() {
	case evidence.KindClaim:
		return search(sub.Claims, id, func(c *evidence.Claim) evidence.ID { return c.NodeID() })
	case evidence.KindSource:
		idOf := func(s *evidence.Source) evidence.ID { return s.NodeID() }
		if shown := search(sub.Sources, id, idOf); shown != nil {
			return shown
		}
		return search(sub.Unpublished, id, idOf) // a link still names it
	case evidence.KindOutlet:
		return search(sub.Outlets, id, func(o *evidence.Outlet) evidence.ID { return o.NodeID() })
	case evidence.KindOrganization:
		return search(sub.Organizations, id, func(o *evidence.Organization) evidence.ID { return o.NodeID() })
	case evidence.KindPerson:
		return search(sub.Persons, id, func(p *evidence.Person) evidence.ID { return p.NodeID() })
	}
	return nil
}

// search finds an id in a list that is sorted by id.
func search[T any](list []T, id evidence.ID, idOf func(*T) evidence.ID) evidence.Node {
	i, found := slices.BinarySearchFunc(list, id, func(x T, id evidence.ID) int { return cmp.Compare(idOf(&x), id) })
	if !found {
		return nil
	}
	node, _ := any(&list[i]).(evidence.Node)
	return node
}
