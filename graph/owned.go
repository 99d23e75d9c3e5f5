package graph

import (
	"context"
	"maps"
	"slices"

	"github.com/credence-graph/credence/graph/request"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// ownedTries is how often a list is read because who owns what changed meanwhile.
const ownedTries = 3

// owned finds the outlets of owners that filters name, each set of owners once.
type owned struct {
	ctx     context.Context
	at      evidence.Moment
	policy  basis.Policy
	found   map[string][]evidence.OutletID // by the owners, as one text
	asked   map[string][]evidence.ID
	version string // of the graph that the last was read from; "" = no filter names owners
}

// withOwners calls read, which returns the version that it read. If filters name owners and the graph is another one
// than that of their outlets, they are looked for again, and if they are others, so is what was read.
func (r *resolver) withOwners(ctx context.Context, read func(*owned) (version string, err error)) error {
	o := r.noneOwned(ctx)
	for range ownedTries {
		version, err := read(o)
		if err != nil || o.version == "" || o.version == version {
			return err
		}
		again := r.noneOwned(ctx)
		for _, owners := range o.asked {
			if _, err := again.of(owners); err != nil {
				return err
			}
		}
		if maps.EqualFunc(o.found, again.found, slices.Equal[[]evidence.OutletID]) {
			return nil
		}
		o = again
	}
	return evidence.ChangedMeanwhile()
}

// noneOwned returns what has not looked for any owner's outlets yet, and will as of the moment of the field.
func (r *resolver) noneOwned(ctx context.Context) *owned {
	return &owned{ctx: ctx, at: request.MomentOf(ctx), policy: r.policy,
		found: map[string][]evidence.OutletID{}, asked: map[string][]evidence.ID{}}
}

// of returns the outlets of which one of the owners is an ultimate owner, by id.
func (o *owned) of(owners []evidence.ID) ([]evidence.OutletID, error) {
	for _, id := range owners {
		if kind := id.Kind(); kind != evidence.KindOrganization && kind != evidence.KindPerson {
			return nil, evidence.Invalidf("owners", "%q is not a global id of an organization or person", id)
		}
	}
	ids := distinct(owners)
	key := ""
	for _, id := range ids {
		key += string(id) + "\n"
	}
	if outlets, ok := o.found[key]; ok {
		return outlets, nil
	}
	outlets, version, err := request.Of(o.ctx).Service().OwnedBy(o.ctx, ids, o.at, o.policy)
	if err != nil {
		return nil, err
	}
	o.found[key], o.asked[key], o.version = outlets, ids, version.String()
	return outlets, nil
}

// among returns the outlets of owners that are among those given; nil = all are.
func among[T ~string](o *owned, outlets []T, owners []evidence.ID) ([]T, error) {
	found, err := o.of(owners)
	if err != nil {
		return nil, err
	}
	kept := []T{}
	for _, id := range found {
		if outlets == nil || slices.Contains(outlets, T(id)) {
			kept = append(kept, T(id))
		}
	}
	return kept, nil
}
