package request

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// maxGrouped is how many sources of a subgraph become prefetch groups: more than any request can show.
const maxGrouped = 10_000

// subgraph is evidence that was read at a moment.
type subgraph struct {
	at   evidence.Moment
	data *evidence.Subgraphs
}

// keepSubgraphs is a reader that lets the request keep the subgraphs that are read for it.
type keepSubgraphs struct{ evidence.Reader }

// Subgraphs reads as the reader does and hands the result to the request.
func (k keepSubgraphs) Subgraphs(
	ctx context.Context, claims []evidence.ClaimID, at evidence.Moment, also ...evidence.ID,
) (*evidence.Subgraphs, error) {
	sub, err := k.Reader.Subgraphs(ctx, claims, at, also...)
	if q := Of(ctx); q != nil && err == nil {
		q.keep(sub, at)
	}
	return sub, err
}

// keep holds a subgraph, so that nothing of it is read again. Fields ask for its nodes by the moment that they are read
// at, which does not say when the question was asked.
func (q *Request) keep(sub *evidence.Subgraphs, at evidence.Moment) {
	at.AskedAt = time.Time{}
	q.SawVersion(sub.Version)
	shown := min(len(sub.Sources), maxGrouped)
	ids := make([]evidence.ID, shown)
	for i := range ids {
		ids[i] = evidence.ID(sub.Sources[i].ID)
	}
	q.Prefetch(ids)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.subgraphs = append(q.subgraphs, subgraph{at, sub})
}

// find returns a node out of the subgraphs that were read at the moment, nil if none of them has it.
func (q *Request) find(key objectKey) evidence.Node {
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
