package request

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/evidence"
)

type itemKey struct {
	item string
	at   evidence.Moment
}

// List reads one page of nodes, which become a prefetch group.
func (q *Request) List(ctx context.Context, query evidence.ListQuery) (evidence.NodePage, error) {
	page, err := q.reader.List(ctx, query)
	if err != nil {
		return page, err
	}
	q.SawVersion(page.Version)
	nodes := make([]any, len(page.Nodes))
	ids := make([]evidence.ID, len(page.Nodes))
	for i, n := range page.Nodes {
		nodes[i], ids[i] = n.Node, n.Node.NodeID()
	}
	q.Prefetch(ids)
	q.prefetchEnds(nodes)
	return page, nil
}

// Derivations reads one page of derivations, whose ends become a prefetch group.
func (q *Request) Derivations(
	ctx context.Context, query evidence.DerivationQuery,
) (evidence.DerivationPage, error) {
	page, err := q.reader.Derivations(ctx, query)
	if err != nil {
		return page, err
	}
	q.SawVersion(page.Version)
	links := make([]any, len(page.Derivations))
	for i, d := range page.Derivations {
		links[i] = d
	}
	q.prefetchEnds(links)
	return page, nil
}

// All reads every page of a list.
func (q *Request) All(ctx context.Context, query evidence.ListQuery, each func(evidence.Node)) error {
	for query.Page.First = 1000; ; {
		page, err := q.List(ctx, query)
		if err != nil {
			return err
		}
		for _, n := range page.Nodes {
			each(n.Node)
		}
		if !page.HasNext || len(page.Nodes) == 0 {
			return nil
		}
		query.Page.After = page.Nodes[len(page.Nodes)-1].Cursor
	}
}

// Find searches for the words of a text; the hits become a prefetch group.
func (q *Request) Find(
	ctx context.Context, text string, kinds []evidence.Kind, limit int,
) ([]evidence.Hit, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	hits, err := q.reader.Find(ctx, text, kinds, limit)
	if err != nil {
		return nil, err
	}
	nodes := make([]evidence.Node, len(hits))
	for i, h := range hits {
		nodes[i] = h.Node
	}
	q.Keep(ctx, nodes, nil)
	return hits, nil
}

// Keep holds nodes that were read in another way, so that none of them is read again, and makes them a prefetch group.
func (q *Request) Keep(ctx context.Context, nodes []evidence.Node, edges []evidence.Edge) {
	ids, read := make([]evidence.ID, len(nodes)), make([]any, 0, len(nodes)+len(edges))
	for i, n := range nodes {
		ids[i] = n.NodeID()
		q.objects.hold(objectKey{ids[i], MomentOf(ctx)}, evidence.Object{Node: n})
		read = append(read, n)
	}
	for _, e := range edges {
		if e.Link != nil {
			read = append(read, e.Link)
		}
	}
	slices.Sort(ids)
	q.Prefetch(slices.Compact(ids))
	q.prefetchEnds(read)
}

// Reviews returns the fact checks of a claim, by id.
func (q *Request) Reviews(
	ctx context.Context, claim evidence.ID, at evidence.Moment,
) ([]*evidence.ClaimReview, error) {
	return q.reviews.load(ctx, objectKey{claim, at})
}

// fetchReviews reads the fact checks of claims: one list for all claims of a moment.
func (q *Request) fetchReviews(
	ctx context.Context, keys []objectKey,
) (map[objectKey][]*evidence.ClaimReview, error) {
	held := make(map[objectKey][]*evidence.ClaimReview, len(keys))
	moments, members := grouped(keys, func(k objectKey) evidence.Moment { return k.at })
	for _, at := range moments {
		query := evidence.ListQuery{Kind: evidence.KindReview, At: at}
		for _, k := range members[at] {
			query.Where.Claims = append(query.Where.Claims, evidence.ClaimID(k.id))
		}
		err := q.All(ctx, query, func(n evidence.Node) {
			if review, ok := n.(*evidence.ClaimReview); ok {
				k := objectKey{evidence.ID(review.Claim), at}
				held[k] = append(held[k], review)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return held, nil
}

// ClaimsOfItem returns the claims that give an item a value, by id.
func (q *Request) ClaimsOfItem(ctx context.Context, item string, at evidence.Moment) ([]*evidence.Claim, error) {
	return q.rivals.load(ctx, itemKey{item, at})
}

func (q *Request) fetchRivals(ctx context.Context, keys []itemKey) (map[itemKey][]*evidence.Claim, error) {
	held := make(map[itemKey][]*evidence.Claim, len(keys))
	for _, k := range keys {
		query := evidence.ListQuery{Kind: evidence.KindClaim, At: k.at, Where: evidence.Filter{Item: k.item}}
		err := q.All(ctx, query, func(n evidence.Node) {
			if claim, ok := n.(*evidence.Claim); ok {
				held[k] = append(held[k], claim)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return held, nil
}
