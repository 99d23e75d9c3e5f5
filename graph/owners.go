package graph

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/evidence"
)

// maxOwners is how many owners above one outlet are followed.
const maxOwners = 1000

// ultimateOwners returns who owns an asset in the end, by id, each with a shortest chain that leads there. A step counts
// with a share above minShare or not stated; of an ownership circle that nobody owns the smallest id is the end.
func ultimateOwners(ctx context.Context, asset evidence.ID, minShare float64) ([]*model.OwnershipChain, error) {
	steps, err := stepsAbove(ctx, asset, minShare)
	if err != nil {
		return nil, err
	}
	above := map[evidence.ID][]evidence.ID{}
	for id, owned := range steps {
		for _, o := range owned {
			above[id] = append(above[id], o.Owner)
		}
	}
	var ends []evidence.ID
	for _, id := range reach(asset, above)[1:] {
		if end, ok := top(id, above); ok {
			ends = append(ends, end)
		}
	}
	chains := []*model.OwnershipChain{}
	for _, end := range distinct(ends) {
		owner, err := needNode(ctx, end)
		if err != nil {
			return nil, err
		}
		links := chain(asset, end, steps)
		chains = append(chains, &model.OwnershipChain{Owner: owner, Share: product(links), Links: links})
	}
	return chains, nil
}

// stepsAbove reads the ownerships above an asset, one level of owners at a time.
func stepsAbove(ctx context.Context, asset evidence.ID, minShare float64) (map[evidence.ID][]*evidence.Ownership, error) {
	shape := linkShape{kind: evidence.KindOwnership, direction: evidence.Outgoing, at: momentOf(ctx)}.withPage(evidence.Page{First: maxPage})
	steps := map[evidence.ID][]*evidence.Ownership{}
	for level := []evidence.ID{asset}; len(level) > 0; {
		pages, err := requestOf(ctx).links.loadAll(ctx, alike(level, func(id evidence.ID) linkKey { return linkKey{id, shape} }))
		if err != nil {
			return nil, err
		}
		var next []evidence.ID
		for i, page := range pages {
			steps[level[i]] = nil
			for _, l := range page.Links {
				if o, ok := l.Link.(*evidence.Ownership); ok && (o.Share == nil || *o.Share > minShare) {
					steps[level[i]] = append(steps[level[i]], o)
					next = append(next, o.Owner)
				}
			}
		}
		level = slices.DeleteFunc(distinct(next), func(id evidence.ID) bool { _, read := steps[id]; return read })
		if len(steps)+len(level) > maxOwners {
			return nil, tooComplexf("more than %d owners are above %s", maxOwners, asset)
		}
	}
	return steps, nil
}

// top tells whether nobody is above a node but those that the node is above of too, and returns the smallest of them.
func top(id evidence.ID, above map[evidence.ID][]evidence.ID) (evidence.ID, bool) {
	circle := reach(id, above)
	for _, other := range circle {
		if !slices.Contains(reach(other, above), id) {
			return "", false
		}
	}
	return slices.Min(circle), true
}

// chain returns a shortest way from an asset to an owner, nearest step first.
func chain(asset, owner evidence.ID, steps map[evidence.ID][]*evidence.Ownership) []*evidence.Ownership {
	via := map[evidence.ID]*evidence.Ownership{asset: nil}
	for queue := []evidence.ID{asset}; len(queue) > 0; queue = queue[1:] {
		for _, o := range steps[queue[0]] {
			if _, seen := via[o.Owner]; !seen {
				via[o.Owner] = o
				queue = append(queue, o.Owner)
			}
		}
	}
	var links []*evidence.Ownership
	for o := via[owner]; o != nil; o = via[o.Asset] {
		links = append(links, o)
	}
	slices.Reverse(links)
	return links
}

// product multiplies the shares of a chain, in percent; nil where one of them is not stated.
func product(links []*evidence.Ownership) *float64 {
	share := 100.0
	for _, o := range links {
		if o.Share == nil {
			return nil
		}
		share *= *o.Share / 100
	}
	return &share
}
