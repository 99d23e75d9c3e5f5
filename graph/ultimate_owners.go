package graph

import (
	"context"

	"github.com/credence-graph/credence/graph/model"
	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/evidence"
)

// UltimateOwners answers by the rule of package ownership.
func (r outletResolver) UltimateOwners(
	ctx context.Context, obj *evidence.Outlet, _ *evidence.Moment, _ *model.PolicyInput, minShare float64,
) ([]*model.OwnershipChain, error) {
	at, policy, err := r.settingOf(ctx)
	if err != nil {
		return nil, err
	}
	owners, err := request.Of(ctx).Owners(ctx, obj.NodeID(), at, policy, minShare)
	if err != nil {
		return nil, err
	}
	chains := []*model.OwnershipChain{}
	for _, o := range owners.Ultimate(obj.NodeID()) {
		owner, err := request.NeedNode(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		chains = append(chains, &model.OwnershipChain{Owner: owner, SharePercent: o.Share, Links: o.Links})
	}
	return chains, nil
}
