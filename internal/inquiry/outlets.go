package inquiry

import (
	"cmp"
	"context"
	"slices"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
)

// outletSet holds outlets by id: under each the one that stands for all that are asserted to be the same, which has the
// smallest id.
type outletSet map[evidence.OutletID]*evidence.Outlet

// outletsOf reads outlets, with those that are the same. The error names the first that the graph does not have.
func (s *Service) outletsOf(
	ctx context.Context, ids []evidence.OutletID, at evidence.Moment, p basis.Policy) (outletSet, error) {
	ids = once(ids)
	also := make([]evidence.ID, len(ids))
	for i, id := range ids {
		also[i] = evidence.ID(id)
	}
	sub, err := s.reader.Subgraphs(ctx, nil, at, also...)
	if err != nil {
		return nil, err
	}
	set := outletSet{}
	set.meet(basis.NewIndex(sub, p))
	for _, id := range ids {
		if set[id] == nil {
			return nil, evidence.NotFoundf("the graph has no outlet %q at this moment", id)
		}
	}
	return set, nil
}

// meet adds the outlets of an index. Those that are the same always come together, so that what stands for them stays.
func (set outletSet) meet(ix *basis.Index) {
	for i := range ix.Sub.Outlets {
		id := ix.Sub.Outlets[i].ID
		if o, ok := ix.Parties[ix.PartyAt[evidence.ID(id)]].(*evidence.Outlet); ok && set[id] == nil {
			set[id] = o
		}
	}
}

// standing returns the outlets that stand for some, each once.
func (set outletSet) standing(ids []evidence.OutletID) []*evidence.Outlet {
	var out []*evidence.Outlet
	for _, id := range ids {
		if o := set[id]; !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// published returns all ids of some outlets, under which items may be published.
func (set outletSet) published(of []evidence.OutletID) []evidence.OutletID {
	standing := set.standing(of)
	var ids []evidence.OutletID
	for id, o := range set {
		if slices.Contains(standing, o) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// placesIn returns the outlet of each source of a graph, nil where it is not in the set, and, by outlet, the component
// of its first source, upstream first.
func (set outletSet) placesIn(g *basis.Graph) (outletOf []*evidence.Outlet, first map[*evidence.Outlet]int32) {
	outletOf, first = make([]*evidence.Outlet, len(g.Nodes)), map[*evidence.Outlet]int32{}
	for v := range g.Nodes {
		o := set[g.Source(int32(v)).Outlet]
		if o == nil {
			continue
		}
		outletOf[v] = o
		if c, met := first[o]; !met || g.Comps.Of[v] < c {
			first[o] = g.Comps.Of[v]
		}
	}
	return outletOf, first
}

// present returns the outlets that have a place, by id.
func present(first map[*evidence.Outlet]int32) []*evidence.Outlet {
	out := make([]*evidence.Outlet, 0, len(first))
	for o := range first {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b *evidence.Outlet) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
