package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

// ownersKey asks for the owners above an asset.
type ownersKey struct {
	asset evidence.ID
	ownersSetting
}

// ownersSetting is what assets have in common whose owners follow from one graph.
type ownersSetting struct {
	at     evidence.Moment
	policy basis.Policy
	above  float64 // percent
}

// fetchOwners reads what is above assets, once for each moment, and applies the rule for owners, once for each setting.
func (q *request) fetchOwners(ctx context.Context, keys []ownersKey) (map[ownersKey]*ownership.Owners, error) {
	held := make(map[ownersKey]*ownership.Owners, len(keys))
	moments, members := grouped(keys, func(k ownersKey) evidence.Moment { return k.at })
	for _, at := range moments {
		var assets []evidence.ID
		for _, k := range members[at] {
			assets = append(assets, k.asset)
		}
		sub, err := q.reader.Subgraphs(ctx, nil, at, distinct(assets)...)
		if err != nil {
			return nil, err
		}
		q.keep(sub, at)
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

// UltimateOwners answers by the rule of package ownership.
func (r outletResolver) UltimateOwners(
	ctx context.Context, obj *evidence.Outlet, _ *evidence.Moment, _ *model.PolicyInput, minShare float64,
) ([]*model.OwnershipChain, error) {
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	owners, err := requestOf(ctx).owners.load(ctx, ownersKey{obj.NodeID(), ownersSetting{at, policy, minShare}})
	if err != nil {
		return nil, err
	}
	chains := []*model.OwnershipChain{}
	for _, o := range owners.Ultimate(obj.NodeID()) {
		owner, err := needNode(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		chains = append(chains, &model.OwnershipChain{Owner: owner, Share: o.Share, Links: o.Links})
	}
	return chains, nil
}
