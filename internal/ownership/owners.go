package ownership

import (
	"slices"

	"github.com/credence-graph/credence/internal/digraph"
	"github.com/credence-graph/credence/internal/evidence"
)

// Owners answers by id who ultimately owns what, if the parties have no numbers yet.
type Owners struct {
	graph *Graph
	ids   []evidence.ID // by number: the smallest id of those that are the same
	at    map[evidence.ID]int32
}

// Owner is an ultimate owner.
type Owner struct {
	ID evidence.ID // the smallest of those that are the same
	// Share is the effective share in percent; nil if a chain does not state all of its shares, or cannot be followed.
	Share *float64
	Links []*evidence.Ownership // by which it controls, from the asset up; see [Graph.Links]
}

// Of makes the graph of the parties that ownerships name, with samenesses folded under the same rule. The ownerships
// stay in use; they must not change.
func Of(ownerships []evidence.Ownership, samenesses []evidence.Sameness, rule Rule) *Owners {
	o := &Owners{at: map[evidence.ID]int32{}}
	same := digraph.Equivalence[evidence.ID]{}
	for i := range samenesses {
		if s := &samenesses[i]; rule.certain(&s.Provenance) {
			same.Join(s.A, s.B)
		}
	}
	for i := range ownerships {
		o.ids = append(o.ids, same.Of(ownerships[i].Asset), same.Of(ownerships[i].Owner))
	}
	slices.Sort(o.ids)
	o.ids = slices.Compact(o.ids)
	for i, id := range o.ids {
		o.at[id] = int32(i)
	}
	for i := range samenesses {
		for _, id := range []evidence.ID{samenesses[i].A, samenesses[i].B} {
			if at, ok := o.at[same.Of(id)]; ok {
				o.at[id] = at
			}
		}
	}
	o.graph = New(len(o.ids), o.number, ownerships, rule)
	return o
}

func (o *Owners) number(id evidence.ID) (int32, bool) {
	at, ok := o.at[id]
	return at, ok
}

// Parties returns who owns or is owned, by id, of those that are the same the smallest.
func (o *Owners) Parties() []evidence.ID { return o.ids }

// Ultimate returns the ultimate owners of an asset, by id.
func (o *Owners) Ultimate(asset evidence.ID) []Owner {
	x, ok := o.at[asset]
	if !ok {
		return nil
	}
	var out []Owner
	for _, a := range o.graph.Ultimate(x) {
		owner := Owner{ID: o.ids[a], Links: o.graph.Links(x, a)}
		if share, stated := o.graph.Share(x, a); stated {
			owner.Share = &share
		}
		out = append(out, owner)
	}
	return out
}

// Owns reports whether an owner is one of the ultimate owners of an asset.
func (o *Owners) Owns(owner, asset evidence.ID) bool {
	x, isAsset := o.at[asset]
	a, isOwner := o.at[owner]
	return isAsset && isOwner && slices.Contains(o.graph.Ultimate(x), a)
}

// Share returns the effective share of an owner in an asset, in percent, 0 if it has none; see [Graph.Share].
func (o *Owners) Share(asset, owner evidence.ID) float64 {
	x, isAsset := o.at[asset]
	a, isOwner := o.at[owner]
	if !isAsset || !isOwner {
		return 0
	}
	share, _ := o.graph.Share(x, a)
	return share
}
