package request

import (
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

type (
	// ownersKey asks for the owners above an asset.
	ownersKey struct {
		asset evidence.ID
		ownersSetting
	}
	// ownersSetting is what assets have in common whose owners follow from one graph.
	ownersSetting struct {
		at     evidence.Moment
		policy basis.Policy
		above  float64 // percent
	}
)

// Owners returns the owners above an asset by the rule of package ownership; only shares above so many percent count.
func (q *Request) Owners(
	ctx context.Context, asset evidence.ID, at evidence.Moment, policy basis.Policy, above float64,
) (*ownership.Owners, error) {
	return q.owners.load(ctx, ownersKey{asset, ownersSetting{at, policy, above}})
}

// OwnersOfAll is [Request.Owners] for many assets, by asset.
func (q *Request) OwnersOfAll(
	ctx context.Context, assets []evidence.ID, at evidence.Moment, policy basis.Policy, above float64,
) (map[evidence.ID]*ownership.Owners, error) {
	found, err := q.owners.loadAll(ctx, keysOf(assets, func(id evidence.ID) ownersKey {
		return ownersKey{id, ownersSetting{at, policy, above}}
	}))
	if err != nil {
		return nil, err
	}
	owners := make(map[evidence.ID]*ownership.Owners, len(assets))
	for i, asset := range assets {
		owners[asset] = found[i]
	}
	return owners, nil
}

// fetchOwners reads what is above assets, once for each moment, and applies the rule for owners, once for each setting.
func (q *Request) fetchOwners(ctx context.Context, keys []ownersKey) (map[ownersKey]*ownership.Owners, error) {
	held := make(map[ownersKey]*ownership.Owners, len(keys))
	moments, members := grouped(keys, func(k ownersKey) evidence.Moment { return k.at })
	for _, at := range moments {
		var assets []evidence.ID
		for _, k := range members[at] {
			assets = append(assets, k.asset)
		}
		slices.Sort(assets)
		sub, err := q.readAbove(ctx, at, slices.Compact(assets))
		if err != nil {
			return nil, err
		}
		settings, same := grouped(members[at], func(k ownersKey) ownersSetting { return k.ownersSetting })
		for _, s := range settings {
			rule := ownership.Rule{Above: s.above, Confident: s.policy.Confident, At: at}
			owners := ownership.Of(sub.Ownerships, sub.Samenesses, rule)
			for _, k := range same[s] {
				held[k] = owners
			}
		}
	}
	return held, nil
}

// above is what was read above assets at a moment.
type above struct {
	at     evidence.Moment
	assets []evidence.ID // sorted
	sub    *evidence.Subgraphs
}

// readAbove reads what is above assets. Other limits and policies ask for the same assets, and how soon one asks after
// the other is chance: what was read for one serves the others. It is called by one at a time, see [batch.run].
func (q *Request) readAbove(
	ctx context.Context, at evidence.Moment, assets []evidence.ID,
) (*evidence.Subgraphs, error) {
	for _, a := range q.above {
		holds := func(id evidence.ID) bool { _, found := slices.BinarySearch(a.assets, id); return found }
		if a.at == at && !slices.ContainsFunc(assets, func(id evidence.ID) bool { return !holds(id) }) {
			return a.sub, nil
		}
	}
	sub, err := q.reader.Subgraphs(ctx, nil, at, assets...)
	if err != nil {
		return nil, err
	}
	q.keep(sub, at)
	q.above = append(q.above, above{at, assets, sub})
	return sub, nil
}
